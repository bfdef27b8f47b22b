#pragma once

#include <QString>

class QObject;

namespace latentbrush::ui {

/// Opens the desktop's file manager with the file selected (org.freedesktop.FileManager1); where there is
/// none on the session bus, the folder. Returns at once; `context` is whose end cancels the second try.
void showInFolder(const QString& file, QObject* context);

} // namespace latentbrush::ui
