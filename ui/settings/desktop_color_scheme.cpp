#include "ui/settings/desktop_color_scheme.h"

#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusMetaType>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>
#include <QFileInfo>
#include <QtConcurrentRun>

namespace latentbrush::ui {
namespace {

const auto kBus = QStringLiteral("latentbrush-portal");
const auto kService = QStringLiteral("org.freedesktop.portal.Desktop");
const auto kPath = QStringLiteral("/org/freedesktop/portal/desktop");
const auto kInterface = QStringLiteral("org.freedesktop.portal.Settings");
const auto kSpace = QStringLiteral("org.freedesktop.appearance");
const auto kKey = QStringLiteral("color-scheme");

/// Without an address libdbus would start a bus of its own.
bool hasBus() {
    return qEnvironmentVariableIsSet("DBUS_SESSION_BUS_ADDRESS") ||
           QFileInfo::exists(qEnvironmentVariable("XDG_RUNTIME_DIR") + QStringLiteral("/bus"));
}

} // namespace

DesktopColorScheme::DesktopColorScheme(QObject* parent) : QObject(parent) {}

void DesktopColorScheme::watch() {
    if (!hasBus())
        return;
    QtConcurrent::run([] {
        return QDBusConnection::connectToBus(QDBusConnection::SessionBus, kBus).isConnected();
    }).then(this, [this](bool connected) {
        if (connected)
            ask();
    });
}

void DesktopColorScheme::ask() {
    QDBusConnection bus(kBus);
    // QtDBus makes its types known at its first message: a slot that takes one of them is refused before.
    QDBusMetaType::typeToSignature(QMetaType::fromType<QDBusVariant>());
    bus.connect(kService, kPath, kInterface, QStringLiteral("SettingChanged"), this,
                SLOT(hear(QString, QString, QDBusVariant)));
    auto question = QDBusMessage::createMethodCall(kService, kPath, kInterface, QStringLiteral("Read"));
    question << kSpace << kKey;
    auto* watcher = new QDBusPendingCallWatcher(bus.asyncCall(question), this);
    connect(watcher, &QDBusPendingCallWatcher::finished, this, [this](QDBusPendingCallWatcher* done) {
        const QDBusPendingReply<QDBusVariant> reply = *done;
        done->deleteLater();
        if (const auto dark = reply.isError() ? std::nullopt : isDark(reply.value().variant()))
            Q_EMIT changed(*dark);
    });
}

std::optional<bool> DesktopColorScheme::isDark(const QVariant& answer) {
    // `Read` wraps its value twice, SettingChanged once.
    auto value = answer;
    if (value.canConvert<QDBusVariant>())
        value = value.value<QDBusVariant>().variant();
    bool isNumber = false;
    const auto scheme = value.toUInt(&isNumber);
    if (!isNumber)
        return std::nullopt;
    return scheme == 1;
}

void DesktopColorScheme::hear(const QString& space, const QString& key, const QDBusVariant& value) {
    if (space != kSpace || key != kKey)
        return;
    if (const auto dark = isDark(value.variant()))
        Q_EMIT changed(*dark);
}

} // namespace latentbrush::ui
