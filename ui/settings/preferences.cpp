#include "ui/settings/preferences.h"

namespace latentbrush::ui {
namespace {

const auto kLanguage = QStringLiteral("language");
const auto kAppearance = QStringLiteral("appearance");
const auto kDesktopDark = QStringLiteral("desktop_was_dark");
const auto kGeometry = QStringLiteral("window/geometry");
const auto kState = QStringLiteral("window/state");
const auto kRequest = QStringLiteral("session/request");
const auto kSeedLocked = QStringLiteral("session/seed_locked");

} // namespace

Preferences::Preferences(const QString& file) : m_settings(file, QSettings::IniFormat) {}

std::optional<Language> Preferences::language() const {
    return languageFromId(m_settings.value(kLanguage).toString());
}

void Preferences::setLanguage(std::optional<Language> language) {
    m_settings.setValue(kLanguage, language ? idOf(*language) : QStringLiteral("desktop"));
}

AppearanceChoice Preferences::appearance() const {
    const auto id = m_settings.value(kAppearance).toString();
    if (id == QStringLiteral("light"))
        return AppearanceChoice::Light;
    return id == QStringLiteral("dark") ? AppearanceChoice::Dark : AppearanceChoice::FollowDesktop;
}

void Preferences::setAppearance(AppearanceChoice choice) {
    const char* id = choice == AppearanceChoice::Light  ? "light"
                     : choice == AppearanceChoice::Dark ? "dark"
                                                        : "desktop";
    m_settings.setValue(kAppearance, QString::fromLatin1(id));
}

bool Preferences::desktopWasDark() const {
    return m_settings.value(kDesktopDark, false).toBool();
}

void Preferences::setDesktopWasDark(bool dark) {
    m_settings.setValue(kDesktopDark, dark);
}

QByteArray Preferences::windowGeometry() const {
    return m_settings.value(kGeometry).toByteArray();
}

QByteArray Preferences::windowState() const {
    return m_settings.value(kState).toByteArray();
}

void Preferences::setWindow(const QByteArray& geometry, const QByteArray& state) {
    m_settings.setValue(kGeometry, geometry);
    m_settings.setValue(kState, state);
}

QByteArray Preferences::lastRequest() const {
    return m_settings.value(kRequest).toByteArray();
}

void Preferences::setLastRequest(const QByteArray& json) {
    m_settings.setValue(kRequest, json);
}

bool Preferences::seedLocked() const {
    return m_settings.value(kSeedLocked, false).toBool();
}

void Preferences::setSeedLocked(bool locked) {
    m_settings.setValue(kSeedLocked, locked);
}

} // namespace latentbrush::ui
