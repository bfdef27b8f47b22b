#pragma once

#include <QTranslator>
#include <array>
#include <functional>
#include <optional>

namespace latentbrush::ui {

/// The languages that are complete.
enum class Language { English, Japanese };

inline constexpr std::array kLanguages{Language::English, Language::Japanese};

QString idOf(Language language);   ///< "en", "ja"
QString nameOf(Language language); ///< in the language itself
std::optional<Language> languageFromId(const QString& id);

/// The desktop's language by LANGUAGE, LC_ALL, LC_MESSAGES and LANG, in the order gettext reads them;
/// English when it is one we don't speak.
Language desktopLanguage(const std::function<QByteArray(const char*)>& environment = qgetenv);

/// Switches the program's language, Qt's own texts included; widgets hear QEvent::LanguageChange. Needs a
/// QCoreApplication, outlives what it translates, and belongs to its thread.
class LanguageSwitch {
public:
    void use(Language language);
    Language current() const { return m_current; }

private:
    void install(QTranslator& translator, const QString& file, const QStringList& folders);

    Language m_current = Language::English;
    QTranslator m_own;
    QTranslator m_qt;
};

} // namespace latentbrush::ui
