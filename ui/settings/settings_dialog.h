#pragma once

#include "ui/messages/languages.h"
#include "ui/settings/preferences.h"

#include <QDialog>

class QComboBox;
class QLabel;

namespace latentbrush::ui {

class Appearance;

/// Language, appearance and where models lie; each choice is in force at once, there is nothing to confirm.
class SettingsDialog : public QDialog {
    Q_OBJECT
public:
    SettingsDialog(Preferences& preferences, LanguageSwitch& languages, Appearance& appearance,
                   const QStringList& modelFolders, QWidget* parent);

Q_SIGNALS:
    void modelFoldersChanged(const QStringList& folders);

protected:
    void changeEvent(QEvent* event) override;

private:
    void retranslate();
    void chooseLanguage(int index);

    Preferences& m_preferences;
    LanguageSwitch& m_languages;
    Appearance& m_appearance;
    QLabel* m_languageLabel;
    QLabel* m_appearanceLabel;
    QComboBox* m_language;
    QComboBox* m_look;
};

} // namespace latentbrush::ui
