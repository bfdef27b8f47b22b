#pragma once

#include "ui/settings/preferences.h"

#include <QObject>

namespace latentbrush::ui {

class DesktopColorScheme;

/// Light or dark, by choice or as the desktop has it, for the whole application.
class Appearance : public QObject {
    Q_OBJECT
public:
    explicit Appearance(Preferences& preferences, QObject* parent = nullptr);

    /// Applies what is remembered and begins to follow the desktop.
    void begin();
    AppearanceChoice choice() const;
    void choose(AppearanceChoice choice);
    bool isDark() const { return m_dark; }

private:
    void apply();

    Preferences& m_preferences;
    DesktopColorScheme* m_desktop;
    bool m_dark = false;
    bool m_applied = false;
};

} // namespace latentbrush::ui
