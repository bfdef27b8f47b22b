#include "pipeline/tiled_decode.h"

#include "bundles/stop_point.h"
#include "networks/vae_mid_block.h"
#include "pipeline/processor.h"
#include "pipeline/row_store.h"

#include <algorithm>
#include <functional>
#include <optional>

namespace latentbrush::pipeline {

namespace {

using torch::jit::Module;

Module child(const Module& module, const std::string& name) {
    return module.attr(name).toModule();
}
Module child(const Module& module, const std::string& list, std::size_t index) {
    return child(child(module, list), std::to_string(index));
}

/// Statistics of groups over a picture that is seen strip by strip: count, mean and squared deviations are
/// joined as Chan, Golub and LeVeque do, in fp64.
class GroupStatistics {
public:
    explicit GroupStatistics(int groups) : m_groups(groups) {}

    void see(const at::Tensor& rows) {
        const auto grouped = rows.contiguous().view({m_groups, -1}).to(at::kFloat);
        const auto [variance, mean] = at::var_mean(grouped, at::IntArrayRef{1}, false);
        const auto count = static_cast<double>(grouped.size(1));
        const auto seen = mean.to(at::kDouble);
        const auto squares = variance.to(at::kDouble) * count;
        if (!m_mean.defined()) {
            m_mean = seen;
            m_squares = squares;
        } else {
            const auto apart = seen - m_mean;
            const auto all = m_count + count;
            m_squares = m_squares + squares + apart * apart * (m_count * count / all);
            m_mean = m_mean + apart * (count / all);
        }
        m_count += count;
    }

    /// The norm that `module` is, with these statistics, then SiLU.
    at::Tensor normed(const at::Tensor& rows, const Module& module) const {
        const auto each = rows.size(1) / m_groups;
        const auto spread = at::rsqrt(m_squares / m_count + networks::kVaeNormEpsilon);
        const auto weight = module.attr("weight").toTensor().to(at::kDouble);
        const auto factor = spread.repeat_interleave(each) * weight;
        const auto shift =
            module.attr("bias").toTensor().to(at::kDouble) - m_mean.repeat_interleave(each) * factor;
        const auto perChannel = [&](const at::Tensor& numbers) {
            return numbers.to(at::kFloat).view({1, -1, 1, 1});
        };
        // A copy, worked on in place: each further one would be a strip more in memory.
        auto normed = rows.to(at::kFloat, false, true);
        at::silu_(normed.mul_(perChannel(factor)).add_(perChannel(shift)));
        return normed.to(rows.scalar_type()).contiguous(at::MemoryFormat::ChannelsLast);
    }

private:
    int m_groups;
    double m_count = 0;
    at::Tensor m_mean;
    at::Tensor m_squares;
};

/// Rows of a picture that has an end: `first` may be below 0 and `last` beyond the height.
struct Span {
    std::int64_t first, last, height;

    Span grown(std::int64_t by) const { return {first - by, last + by, height}; }
    std::int64_t top() const { return std::max<std::int64_t>(first, 0); }
    std::int64_t bottom() const { return std::min(last, height); }
};

/// A 3×3 convolution whose input is the rows of `span` that exist; beyond the picture's edge it reads zeros.
at::Tensor convolved(const at::Tensor& rows, const Span& span, const Module& module) {
    const auto padded =
        at::constant_pad_nd(rows, {0, 0, span.top() - span.first, span.last - span.bottom()}, 0);
    return at::conv2d(padded.contiguous(at::MemoryFormat::ChannelsLast), module.attr("weight").toTensor(),
                      module.attr("bias").toTensor(), 1, at::IntArrayRef{0, 1});
}

/// The rows before a residual block, by existing rows alone.
using Source = std::function<at::Tensor(std::int64_t first, std::int64_t last)>;

/// One level after another, each in strips.
class StripDecoder {
public:
    StripDecoder(const Module& decoder, const catalogue::VaeConfig& config, std::int64_t pixelsAtOnce)
        : m_decoder(decoder), m_config(config), m_pixelsAtOnce(pixelsAtOnce) {}

    at::Tensor decode(const at::Tensor& latents) {
        auto x = child(m_decoder, "conv_in").forward({latents}).toTensor();
        x = child(m_decoder, "mid_block").forward({x}).toTensor();
        const auto blocks = m_config.blockOutChannels.size();
        for (int j = 0; j <= m_config.layersPerBlock; ++j)
            x = child(block(0), "resnets", static_cast<std::size_t>(j)).forward({x}).toTensor();
        m_rows.emplace(x);
        x = at::Tensor();
        for (std::size_t i = 1; i < blocks; ++i) {
            returnFreeMemory(); // what smaller levels took is of no use to a larger one
            decodeLevel(i);
        }
        return picture();
    }

private:
    Module block(std::size_t index) const { return child(m_decoder, "up_blocks", index); }

    template <class Each>
    void eachStrip(std::int64_t height, std::int64_t width, Each each) const {
        const auto rows = std::max<std::int64_t>(2, m_pixelsAtOnce / width);
        for (std::int64_t first = 0; first < height; first += rows) {
            bundles::stopIfAsked();
            each(Span{first, std::min(first + rows, height), height});
        }
    }

    /// The level before at twice its size, convolved, was never whole in memory.
    void decodeLevel(std::size_t index) {
        const auto before = std::move(*m_rows);
        const auto upsampler = child(child(block(index - 1), "upsamplers", 0), "conv");
        const auto height = 2 * before.height();
        const auto width = 2 * before.width();
        const Source upsampled = [&](std::int64_t first, std::int64_t last) {
            const Span reached = Span{first, last, height}.grown(1);
            const auto rows = before.rows(reached.top() / 2, (reached.bottom() + 1) / 2);
            auto large = at::upsample_nearest2d(rows, {2 * rows.size(2), width});
            large = large.narrow(2, reached.top() % 2, reached.bottom() - reached.top());
            return convolved(large, reached, upsampler);
        };
        GroupStatistics statistics(m_config.normGroups);
        eachStrip(height, width,
                  [&](const Span& strip) { statistics.see(upsampled(strip.first, strip.last)); });
        const auto first = child(block(index), "resnets", 0);
        const auto channels = child(first, "conv2").attr("weight").toTensor().size(0);
        const auto& weight = first.attr("conv1").toModule().attr("weight").toTensor();
        m_rows.emplace(channels, height, width, weight.device(), weight.scalar_type());
        residual(first, upsampled, statistics);
        for (int j = 1; j <= m_config.layersPerBlock; ++j)
            residual(
                child(block(index), "resnets", static_cast<std::size_t>(j)),
                [this](std::int64_t from, std::int64_t to) { return m_rows->rows(from, to); }, statistics);
    }

    /// Writes into m_rows, which may be what `source` reads: a strip is laid down once the next one was read.
    /// `statistics` are those of the source, then of what was written.
    void residual(const Module& resnet, const Source& source, GroupStatistics& statistics) {
        const auto height = m_rows->height();
        const auto width = m_rows->width();
        const auto hidden = [&](const at::Tensor& rows, const Span& rowsOf) {
            return convolved(statistics.normed(rows, child(resnet, "norm1")), rowsOf, child(resnet, "conv1"));
        };
        GroupStatistics inside(m_config.normGroups);
        eachStrip(height, width, [&](const Span& strip) {
            const auto reached = strip.grown(1);
            inside.see(hidden(source(reached.top(), reached.bottom()), reached));
        });
        GroupStatistics made(m_config.normGroups);
        std::optional<std::pair<std::int64_t, at::Tensor>> waiting;
        const auto layDown = [&] {
            if (waiting)
                m_rows->put(waiting->first, waiting->second);
        };
        eachStrip(height, width, [&](const Span& strip) {
            const auto reached = strip.grown(2);
            const auto rows = source(reached.top(), reached.bottom());
            layDown();
            const auto own = rows.narrow(2, strip.first - reached.top(), strip.last - strip.first);
            // What the second convolution reads beyond the edge are zeros, not what the first makes of zeros.
            const Span between{std::max<std::int64_t>(strip.first - 1, 0), std::min(strip.last + 1, height),
                               height};
            const auto seen = rows.narrow(2, between.grown(1).top() - reached.top(),
                                          between.grown(1).bottom() - between.grown(1).top());
            auto h = hidden(seen, between.grown(1));
            h = convolved(inside.normed(h, child(resnet, "norm2")), strip.grown(1), child(resnet, "conv2"));
            const auto through = resnet.hasattr("conv_shortcut")
                                     ? child(resnet, "conv_shortcut")
                                           .forward({own.contiguous(at::MemoryFormat::ChannelsLast)})
                                           .toTensor()
                                     : own;
            auto sum = through + h;
            made.see(sum);
            waiting.emplace(strip.first, std::move(sum));
        });
        layDown();
        statistics = made;
        m_statistics = made;
    }

    at::Tensor picture() const {
        std::vector<at::Tensor> strips;
        eachStrip(m_rows->height(), m_rows->width(), [&](const Span& strip) {
            const auto reached = strip.grown(1);
            const auto rows = m_rows->rows(reached.top(), reached.bottom());
            const auto normed = m_statistics->normed(rows, child(m_decoder, "conv_norm_out"));
            strips.push_back(convolved(normed, reached, child(m_decoder, "conv_out")));
        });
        return at::cat(strips, 2);
    }

    const Module m_decoder;
    const catalogue::VaeConfig& m_config;
    std::int64_t m_pixelsAtOnce;
    std::optional<RowStore> m_rows;
    std::optional<GroupStatistics> m_statistics; ///< of m_rows
};

} // namespace

at::Tensor tiledDecode(const Module& vaeDecoder, const catalogue::VaeConfig& config,
                       const at::Tensor& latents, std::int64_t pixelsAtOnce) {
    auto input = latents;
    if (vaeDecoder.hasattr("post_quant_conv"))
        input = child(vaeDecoder, "post_quant_conv").forward({input}).toTensor();
    return StripDecoder(child(vaeDecoder, "decoder"), config, pixelsAtOnce).decode(input);
}

} // namespace latentbrush::pipeline
