#pragma once

#include "ui/messages/languages.h"

#include <QByteArray>
#include <QSettings>
#include <optional>

namespace latentbrush::ui {

enum class AppearanceChoice { FollowDesktop, Light, Dark };

/// What the program remembers between sessions, typed, over one file. Belongs to the GUI thread.
class Preferences {
public:
    explicit Preferences(const QString& file);

    std::optional<Language> language() const; ///< none: the desktop's
    void setLanguage(std::optional<Language> language);

    AppearanceChoice appearance() const;
    void setAppearance(AppearanceChoice choice);
    /// What the desktop wanted last, until it answers in this session.
    bool desktopWasDark() const;
    void setDesktopWasDark(bool dark);

    QByteArray windowGeometry() const;
    QByteArray windowState() const;
    void setWindow(const QByteArray& geometry, const QByteArray& state);

    /// The last request as JSON text; empty at the first start.
    QByteArray lastRequest() const;
    void setLastRequest(const QByteArray& json);
    bool seedLocked() const;
    void setSeedLocked(bool locked);

    /// For what knows itself how it is kept, such as the tools' settings.
    QSettings& file() { return m_settings; }

private:
    QSettings m_settings;
};

} // namespace latentbrush::ui
