#include "ui/settings/desktop_color_scheme.h"

#include "ui/settings/appearance.h"
#include "ui/settings/preferences.h"

#include <QApplication>
#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusVirtualObject>
#include <QProcess>
#include <QSignalSpy>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>
#include <gtest/gtest.h>

namespace latentbrush::ui {
namespace {

const auto kBus = QStringLiteral("test-portal");
const auto kPath = QStringLiteral("/org/freedesktop/portal/desktop");
const auto kInterface = QStringLiteral("org.freedesktop.portal.Settings");
const auto kSpace = QStringLiteral("org.freedesktop.appearance");
const auto kKey = QStringLiteral("color-scheme");

/// A desktop that answers as the portal does.
class FakePortal : public QDBusVirtualObject {
public:
    QString introspect(const QString&) const override { return {}; }
    bool handleMessage(const QDBusMessage& message, const QDBusConnection& connection) override {
        if (message.interface() != kInterface || message.member() != QStringLiteral("Read"))
            return false;
        const QDBusVariant inner(QVariant::fromValue(m_scheme));
        return connection.send(
            message.createReply(QVariant::fromValue(QDBusVariant(QVariant::fromValue(inner)))));
    }
    void choose(uint scheme) {
        m_scheme = scheme;
        auto signal = QDBusMessage::createSignal(kPath, kInterface, QStringLiteral("SettingChanged"));
        signal << kSpace << kKey << QVariant::fromValue(QDBusVariant(QVariant::fromValue(scheme)));
        QDBusConnection(kBus).send(signal);
    }
    void chooseSomethingElse() {
        auto signal = QDBusMessage::createSignal(kPath, kInterface, QStringLiteral("SettingChanged"));
        signal << kSpace << QStringLiteral("contrast")
               << QVariant::fromValue(QDBusVariant(QVariant::fromValue(1U)));
        QDBusConnection(kBus).send(signal);
    }

private:
    uint m_scheme = 1;
};

/// A session bus of the test's own with that desktop on it.
class DesktopColorSchemeTest : public testing::Test {
protected:
    void SetUp() override {
        const auto daemon = QStandardPaths::findExecutable(QStringLiteral("dbus-daemon"));
        if (daemon.isEmpty())
            GTEST_SKIP() << "no dbus-daemon";
        m_daemon.start(daemon, {QStringLiteral("--session"), QStringLiteral("--nofork"),
                                QStringLiteral("--print-address")});
        ASSERT_TRUE(m_daemon.waitForReadyRead(10000));
        const auto address = m_daemon.readLine().trimmed();
        m_before = qgetenv("DBUS_SESSION_BUS_ADDRESS");
        qputenv("DBUS_SESSION_BUS_ADDRESS", address);
        auto bus = QDBusConnection::connectToBus(QString::fromLatin1(address), kBus);
        ASSERT_TRUE(bus.isConnected());
        ASSERT_TRUE(bus.registerVirtualObject(kPath, &m_portal));
        ASSERT_TRUE(bus.registerService(QStringLiteral("org.freedesktop.portal.Desktop")));
    }
    void TearDown() override {
        QDBusConnection::disconnectFromBus(kBus);
        if (m_before.isEmpty())
            qunsetenv("DBUS_SESSION_BUS_ADDRESS");
        else
            qputenv("DBUS_SESSION_BUS_ADDRESS", m_before);
        m_daemon.kill();
        m_daemon.waitForFinished();
    }

    FakePortal m_portal;
    QProcess m_daemon;
    QByteArray m_before;
};

TEST_F(DesktopColorSchemeTest, TheWindowFollowsTheDesktopWhileItRuns) {
    QTemporaryDir folder;
    Preferences preferences(folder.filePath(QStringLiteral("latentbrush.conf")));
    const auto palette = QApplication::palette();
    {
        Appearance appearance(preferences);
        appearance.begin();
        EXPECT_FALSE(appearance.isDark());
        EXPECT_TRUE(QTest::qWaitFor([&] { return appearance.isDark(); })) << "what it is at the start";
        EXPECT_LT(QApplication::palette().color(QPalette::Window).lightness(), 60);
        m_portal.choose(2);
        EXPECT_TRUE(QTest::qWaitFor([&] { return !appearance.isDark(); })) << "what it becomes";
        EXPECT_FALSE(preferences.desktopWasDark());
        m_portal.chooseSomethingElse();
        m_portal.choose(1);
        EXPECT_TRUE(QTest::qWaitFor([&] { return appearance.isDark(); }));
        // The person's own choice wins, and the desktop's is remembered meanwhile.
        appearance.choose(AppearanceChoice::Dark);
        m_portal.choose(0);
        EXPECT_TRUE(QTest::qWaitFor([&] { return !preferences.desktopWasDark(); }));
        EXPECT_TRUE(appearance.isDark());
    }
    QDBusConnection::disconnectFromBus(QStringLiteral("latentbrush-portal"));
    qApp->setStyleSheet(QString());
    QApplication::setPalette(palette);
}

} // namespace
} // namespace latentbrush::ui
