#include "ui/settings/appearance.h"

#include "ui/settings/desktop_color_scheme.h"
#include "ui/settings/palettes.h"

#include <QApplication>
#include <QStyleFactory>

namespace latentbrush::ui {

Appearance::Appearance(Preferences& preferences, QObject* parent)
    : QObject(parent), m_preferences(preferences), m_desktop(new DesktopColorScheme(this)) {
    connect(m_desktop, &DesktopColorScheme::changed, this, [this](bool dark) {
        m_preferences.setDesktopWasDark(dark);
        apply();
    });
}

void Appearance::begin() {
    QApplication::setStyle(QStyleFactory::create(QStringLiteral("Fusion")));
    apply();
    m_desktop->watch();
}

AppearanceChoice Appearance::choice() const {
    return m_preferences.appearance();
}

void Appearance::choose(AppearanceChoice choice) {
    m_preferences.setAppearance(choice);
    apply();
}

void Appearance::apply() {
    const bool dark = choice() == AppearanceChoice::FollowDesktop ? m_preferences.desktopWasDark()
                                                                  : choice() == AppearanceChoice::Dark;
    if (m_applied && dark == m_dark)
        return;
    m_applied = true;
    m_dark = dark;
    QApplication::setPalette(studioPalette(dark));
    qApp->setStyleSheet(studioStyleSheet(dark));
}

} // namespace latentbrush::ui
