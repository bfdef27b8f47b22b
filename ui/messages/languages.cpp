#include "ui/messages/languages.h"

#include <QCoreApplication>
#include <QLibraryInfo>
#include <QLocale>

namespace latentbrush::ui {

QString idOf(Language language) {
    return language == Language::Japanese ? QStringLiteral("ja") : QStringLiteral("en");
}

QString nameOf(Language language) {
    return language == Language::Japanese ? QStringLiteral("日本語") : QStringLiteral("English");
}

std::optional<Language> languageFromId(const QString& id) {
    for (const auto language : kLanguages)
        if (idOf(language) == id)
            return language;
    return std::nullopt;
}

Language desktopLanguage(const std::function<QByteArray(const char*)>& environment) {
    QByteArray locale;
    for (const auto* variable : {"LC_ALL", "LC_MESSAGES", "LANG"})
        if (locale = environment(variable); !locale.isEmpty())
            break;
    // As gettext: LANGUAGE is a list of preferences, heard only where the locale is a real one.
    QByteArrayList wanted{locale};
    if (!locale.isEmpty() && locale != "C" && locale != "POSIX")
        wanted = environment("LANGUAGE").split(':') + wanted;
    for (const auto& name : wanted)
        if (const auto known = languageFromId(QString::fromLatin1(name.left(2))))
            return *known;
    return Language::English;
}

void LanguageSwitch::use(Language language) {
    m_current = language;
    const auto id = idOf(language);
    QLocale::setDefault(QLocale(id));
    install(
        m_qt, QStringLiteral("qtbase_") + id,
        {QLibraryInfo::path(QLibraryInfo::TranslationsPath), QStringLiteral("/usr/share/qt6/translations")});
    install(m_own, QStringLiteral("latentbrush_") + id, {QStringLiteral(":/translations")});
}

void LanguageSwitch::install(QTranslator& translator, const QString& file, const QStringList& folders) {
    QCoreApplication::removeTranslator(&translator);
    for (const auto& folder : folders)
        if (translator.load(file, folder)) {
            QCoreApplication::installTranslator(&translator);
            return;
        }
}

} // namespace latentbrush::ui
