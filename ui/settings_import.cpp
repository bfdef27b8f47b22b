#include "ui/settings_import.h"

#include "image/picture_file.h"
#include "ui/jobs/picture_view.h"

#include <QtConcurrentRun>

namespace latentbrush::ui {
namespace {

struct Found {
    ReadParameters settings;
    QImage picture;
};

Result<Found> readFile(const std::string& path) {
    auto file = image::readPictureFile(path);
    if (!file)
        return failure(file);
    const auto settings = readParameters(file->texts);
    if (!settings)
        return failure(settings.error().code, path, settings.error().detail);
    return Found{*settings, toQImage(std::make_shared<const image::Image>(std::move(file->image)))};
}

} // namespace

void SettingsImport::read(const QString& file) {
    QtConcurrent::run([path = file.toStdString()] {
        return readFile(path);
    }).then(this, [this, file](const Result<Found>& done) {
        if (done)
            Q_EMIT found(file, done->settings, done->picture);
        else if (done.error().code == ErrorCode::EntryNotFound)
            Q_EMIT nothingFound(QString::fromStdString(done.error().subject));
        else
            Q_EMIT failed(done.error());
    });
}

} // namespace latentbrush::ui
