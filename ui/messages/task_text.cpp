#include "ui/messages/task_text.h"

#include <QCoreApplication>
#include <cmath>

namespace latentbrush::ui {
namespace {

struct Texts {
    Q_DECLARE_TR_FUNCTIONS(TaskText)
};

/// What each task is called, for so many pictures.
struct TaskName {
    int count;

    QString operator()(const TextToImage&) const {
        return count > 1 ? Texts::tr("%n new picture(s)", nullptr, count) : Texts::tr("New picture");
    }
    QString operator()(const ImageToImage&) const {
        return count > 1 ? Texts::tr("Change the whole picture, %n candidate(s)", nullptr, count)
                         : Texts::tr("Change the whole picture");
    }
    QString operator()(const Inpaint&) const {
        return count > 1 ? Texts::tr("Fill the mask, %n candidate(s)", nullptr, count)
                         : Texts::tr("Fill the mask");
    }
    QString operator()(const Upscale&) const {
        return count > 1 ? Texts::tr("Enlarge the picture four times, %n candidate(s)", nullptr, count)
                         : Texts::tr("Enlarge the picture four times");
    }
};

} // namespace

QString taskText(const GenerationRequest& request) {
    return std::visit(TaskName{request.count}, request.task);
}

QString extendText(int count) {
    return count > 1 ? Texts::tr("Extend the picture, %n candidate(s)", nullptr, count)
                     : Texts::tr("Extend the picture");
}

QString stageText(Progress::Stage stage) {
    switch (stage) {
    case Progress::Stage::LoadingModel:
        return Texts::tr("Loading the model");
    case Progress::Stage::EncodingPrompt:
        return Texts::tr("Reading the prompt");
    case Progress::Stage::Denoising:
        return Texts::tr("Denoising");
    case Progress::Stage::Decoding:
        return Texts::tr("Developing the picture");
    }
    return {};
}

QString timeText(double seconds) {
    const auto whole = static_cast<qint64>(std::ceil(std::max(0.0, seconds)));
    const auto minutesAndSeconds = [](qint64 minutes, qint64 rest) {
        return QStringLiteral("%1:%2").arg(minutes).arg(rest, 2, 10, QLatin1Char('0'));
    };
    if (whole < 3600)
        return minutesAndSeconds(whole / 60, whole % 60);
    return QStringLiteral("%1:%2")
        .arg(whole / 3600)
        .arg(minutesAndSeconds(whole / 60 % 60, whole % 60).rightJustified(5, QLatin1Char('0')));
}

} // namespace latentbrush::ui
