#include "pipeline/pass.h"

#include "pipeline/control_hint.h"
#include "pipeline/painted_parts.h"

namespace latentbrush::pipeline {

namespace {

/// Fills one pass, part by part.
class PassMaker {
public:
    PassMaker(Pass& pass, const PassParts& parts, std::optional<int> firstPass)
        : m_pass(pass), m_parts(parts), m_firstPass(firstPass) {}

    Result<> make() {
        return readPrompts(m_parts.base, m_pass.positive, m_pass.negative)
            .and_then([&] { return prepareTakeover(); })
            .and_then([&] { return showPicture(); })
            .and_then([&] { return prepareControls(); });
    }

private:
    Result<> readPrompts(const ModelWithText& with, Conditioning& positive, Conditioning& negative) const {
        const PromptConditioning::Surroundings surroundings{.model = with.model,
                                                            .cache = with.prompts,
                                                            .encoders = with.encoders,
                                                            .vectors = with.vectors,
                                                            .encodersState = with.encodersState,
                                                            .steps = m_pass.plan.steps(),
                                                            .firstPass = m_firstPass};
        PromptConditioning reading(m_pass.request, surroundings);
        auto said = reading.positive();
        if (!said)
            return failure(said);
        auto against = reading.negative();
        if (!against)
            return failure(against);
        positive = std::move(*said);
        negative = std::move(*against);
        return {};
    }

    Result<> prepareTakeover() {
        const auto& refiner = m_parts.refiner;
        if (!refiner)
            return {};
        const auto all = m_parts.base.model.manifest.scheduler.trainTimesteps;
        m_pass.refiner.emplace(Takeover{refiner->model, {}, {}, all * (1 - m_pass.request.refinerFrom)});
        return readPrompts(*refiner, m_pass.refiner->positive, m_pass.refiner->negative);
    }

    Result<> showPicture() {
        const auto& request = m_pass.request;
        const auto show = [&](const auto& task) -> Result<> {
            auto area = paintedArea(task, request.width, request.height);
            if (!area)
                return failure(area);
            m_pass.shown = std::move(*area);
            return {};
        };
        if (const auto* inpaint = std::get_if<Inpaint>(&request.task))
            return show(*inpaint);
        if (const auto* over = std::get_if<ImageToImage>(&request.task))
            return show(*over);
        return {};
    }

    Result<> prepareControls() {
        const auto& request = m_pass.request;
        const auto* init = initOf(request.task);
        for (std::size_t i = 0; i < request.controls.size(); ++i) {
            const auto& use = request.controls[i];
            const auto& net = m_parts.controlNets.at(i);
            auto hint = controlHint(use, m_pass.shown ? &*m_pass.shown : nullptr,
                                    init ? init->picture.get() : nullptr, request.width, request.height);
            if (!hint)
                return failure(hint);
            const auto& model = m_parts.base.model;
            m_pass.controls.push_back({.network = net.network,
                                       .hint = (tensorOf(*hint) / 2 + 0.5).to(model.device, model.dtype),
                                       .weight = use.weight,
                                       .start = use.start,
                                       .end = use.end,
                                       .guess = use.guess,
                                       .pooled = net.config.pooledOver});
        }
        return {};
    }

    Pass& m_pass;
    const PassParts& m_parts;
    std::optional<int> m_firstPass;
};

} // namespace

Result<Pass> preparePass(const GenerationRequest& request, sampling::SamplePlan plan, const PassParts& parts,
                         std::optional<int> firstPass) {
    Pass pass;
    pass.request = request;
    pass.plan = std::move(plan);
    if (const auto made = PassMaker(pass, parts, firstPass).make(); !made)
        return failure(made);
    pass.start = startingPoint(parts.base.model, request, pass.shown);
    return pass;
}

} // namespace latentbrush::pipeline
