#pragma once

#include "request/infotext.h"

#include <QDialog>
#include <QImage>

namespace latentbrush::ui {

/// What a dropped picture says about its making, offered: all settings, or its prompts alone; or the picture
/// itself, to paint on.
class FoundSettingsDialog : public QDialog {
    Q_OBJECT
public:
    FoundSettingsDialog(const ReadParameters& found, const QImage& picture, QWidget* parent);

Q_SIGNALS:
    void allChosen(const GenerationRequest& request);
    void promptChosen(const QString& prompt, const QString& negative);
    void paintChosen();

private:
    QString settingsLine() const;

    ReadParameters m_found;
};

} // namespace latentbrush::ui
