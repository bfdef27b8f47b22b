#include "ui/settings/settings_dialog.h"

#include "ui/settings/appearance.h"
#include "ui/settings/model_folders_list.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QEvent>
#include <QFormLayout>
#include <QLabel>

namespace latentbrush::ui {

SettingsDialog::SettingsDialog(Preferences& preferences, LanguageSwitch& languages, Appearance& appearance,
                               const QStringList& modelFolders, QWidget* parent)
    : QDialog(parent), m_preferences(preferences), m_languages(languages), m_appearance(appearance),
      m_languageLabel(new QLabel(this)), m_appearanceLabel(new QLabel(this)), m_language(new QComboBox(this)),
      m_look(new QComboBox(this)) {
    m_language->addItem(QString());
    for (const auto language : kLanguages)
        m_language->addItem(nameOf(language), idOf(language));
    m_look->addItems({QString(), QString(), QString()});
    m_languageLabel->setBuddy(m_language);
    m_appearanceLabel->setBuddy(m_look);
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    auto* form = new QFormLayout(this);
    form->setContentsMargins(20, 20, 20, 16);
    form->setVerticalSpacing(12);
    form->setHorizontalSpacing(16);
    form->addRow(m_languageLabel, m_language);
    form->addRow(m_appearanceLabel, m_look);
    auto* folders = new ModelFoldersList(modelFolders, this);
    connect(folders, &ModelFoldersList::changed, this, &SettingsDialog::modelFoldersChanged);
    form->addRow(folders);
    form->addRow(buttons);
    setMinimumWidth(520);
    retranslate();
    const auto chosen = preferences.language();
    m_language->setCurrentIndex(chosen ? m_language->findData(idOf(*chosen)) : 0);
    m_look->setCurrentIndex(static_cast<int>(appearance.choice()));

    connect(m_language, &QComboBox::activated, this, &SettingsDialog::chooseLanguage);
    connect(m_look, &QComboBox::activated, this,
            [this](int index) { m_appearance.choose(static_cast<AppearanceChoice>(index)); });
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
}

void SettingsDialog::chooseLanguage(int index) {
    const auto chosen = languageFromId(m_language->itemData(index).toString());
    m_preferences.setLanguage(chosen);
    m_languages.use(chosen.value_or(desktopLanguage()));
}

void SettingsDialog::changeEvent(QEvent* event) {
    QDialog::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

void SettingsDialog::retranslate() {
    setWindowTitle(tr("Settings"));
    m_languageLabel->setText(tr("&Language"));
    m_language->setItemText(0, tr("As the desktop"));
    m_appearanceLabel->setText(tr("&Appearance"));
    m_look->setItemText(0, tr("As the desktop"));
    m_look->setItemText(1, tr("Light"));
    m_look->setItemText(2, tr("Dark"));
}

} // namespace latentbrush::ui
