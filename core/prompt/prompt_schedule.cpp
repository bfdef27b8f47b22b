#include "prompt/prompt_schedule.h"

#include "prompt/scheduled_text.h"

#include <algorithm>

namespace latentbrush::prompt {

Result<std::vector<Stage>> stagesOf(std::string_view text, const Timeline& timeline) {
    const ScheduledText scheduled(text);
    const auto most = scheduled.mostStages(timeline);
    if (most > 1 && most > kMostStageBytes / (text.size() + sizeof(Stage)))
        return failure(ErrorCode::InvalidRequest, "prompt",
                       "its " + std::to_string(most) + " stages of " + std::to_string(text.size()) +
                           " bytes are more than " + std::to_string(kMostStageBytes) + " bytes");
    std::vector<Stage> stages;
    for (const int last : scheduled.lastSteps(timeline))
        stages.push_back({last, scheduled.at(last, timeline)});
    return stages;
}

const Stage& stageAt(const std::vector<Stage>& stages, int step) {
    const auto found =
        std::ranges::find_if(stages, [step](const auto& each) { return step <= each.lastStep; });
    return found == stages.end() ? stages.back() : *found;
}

} // namespace latentbrush::prompt
