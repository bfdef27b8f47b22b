#pragma once

#include "request/infotext.h"

#include <QImage>
#include <QObject>

namespace latentbrush::ui {

/// Reads the settings that a picture file carries, behind the window's back.
class SettingsImport : public QObject {
    Q_OBJECT
public:
    using QObject::QObject;
    void read(const QString& file);

Q_SIGNALS:
    void found(const QString& file, const ReadParameters& settings, const QImage& picture);
    /// The picture is sound and has nothing to tell.
    void nothingFound(const QString& file);
    void failed(const Error& error);
};

} // namespace latentbrush::ui
