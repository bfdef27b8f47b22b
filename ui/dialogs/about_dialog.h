#pragma once

#include <QDialog>

namespace latentbrush::ui {

/// The program's name, version and licence, and what it stands on.
class AboutDialog : public QDialog {
    Q_OBJECT
public:
    /// `engine`: the engine's line, e.g. "LibTorch 2.11.0"; may be empty.
    AboutDialog(const QString& engine, QWidget* parent);

Q_SIGNALS:
    void licencesAsked();
};

} // namespace latentbrush::ui
