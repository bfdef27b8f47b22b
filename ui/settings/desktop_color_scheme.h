#pragma once

#include <QDBusVariant>
#include <QObject>
#include <optional>

namespace latentbrush::ui {

/// What the desktop wants, light or dark, through the portal (org.freedesktop.appearance color-scheme), and
/// every change of it. Never waits: the bus is joined on another thread, the question is asynchronous, and
/// where there is no bus or no portal nothing ever comes.
class DesktopColorScheme : public QObject {
    Q_OBJECT
public:
    explicit DesktopColorScheme(QObject* parent = nullptr);

    void watch();
    /// 1 is dark, 2 light, 0 no preference, which is light (the portal's numbers).
    static std::optional<bool> isDark(const QVariant& answer);

Q_SIGNALS:
    void changed(bool dark);

private Q_SLOTS:
    void hear(const QString& space, const QString& key, const QDBusVariant& value);

private:
    void ask();
};

} // namespace latentbrush::ui
