#include "ui/dialogs/consent_dialog.h"

#include <QDialogButtonBox>
#include <QDir>
#include <QFile>
#include <QLineEdit>
#include <QPushButton>
#include <QTemporaryDir>
#include <QTest>
#include <gtest/gtest.h>

namespace latentbrush::ui {
namespace {

class ConsentDialogTest : public testing::Test {
protected:
    ConsentDialogTest() {
        for (const auto* name : {"unet.pt", "vae_decoder.ts", "notes.txt"}) {
            QFile file(m_folder.filePath(QString::fromLatin1(name)));
            EXPECT_TRUE(file.open(QIODevice::WriteOnly));
            file.write(QByteArray(1500, 'x'));
        }
    }

    /// The facts that can be copied.
    static QStringList factsOf(const ConsentDialog& dialog) {
        QStringList facts;
        for (const auto* field : dialog.findChildren<QLineEdit*>())
            facts << field->text();
        return facts;
    }

    QTemporaryDir m_folder;
    const Error m_error{ErrorCode::ConsentNeeded, m_folder.path().toStdString(), std::string(64, 'e')};
};

TEST_F(ConsentDialogTest, SaysWhatAndWhereItIs) {
    const ConsentDialog dialog(m_error, nullptr);
    EXPECT_EQ(factsOf(dialog),
              (QStringList{m_folder.path(), codeSizeText(m_folder.path()), QString(64, QLatin1Char('e'))}));
    EXPECT_TRUE(codeSizeText(m_folder.path()).contains(QLatin1Char('2'))) << "files, and not the notes";
}

TEST_F(ConsentDialogTest, EnterAndEscapeMeanNo) {
    for (const auto key : {Qt::Key_Return, Qt::Key_Escape}) {
        ConsentDialog dialog(m_error, nullptr);
        int accepted = 0, rejected = 0;
        QObject::connect(&dialog, &QDialog::accepted, [&] { ++accepted; });
        QObject::connect(&dialog, &QDialog::rejected, [&] { ++rejected; });
        dialog.show();
        dialog.activateWindow();
        ASSERT_TRUE(QTest::qWaitForWindowActive(&dialog));
        QTest::keyClick(dialog.focusWidget() ? dialog.focusWidget() : &dialog, key);
        EXPECT_EQ(accepted, 0);
        EXPECT_EQ(rejected, 1);
    }
}

TEST_F(ConsentDialogTest, OnlyItsOwnButtonMeansYes) {
    ConsentDialog dialog(m_error, nullptr);
    auto* buttons = dialog.findChild<QDialogButtonBox*>();
    EXPECT_TRUE(buttons->button(QDialogButtonBox::Cancel)->isDefault());
    dialog.show();
    for (auto* button : buttons->buttons())
        if (buttons->buttonRole(button) == QDialogButtonBox::AcceptRole)
            button->click();
    EXPECT_EQ(dialog.result(), QDialog::Accepted);
}

} // namespace
} // namespace latentbrush::ui
