#include "ui/dialogs/consent_dialog.h"

#include <QDialogButtonBox>
#include <QDir>
#include <QGridLayout>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QPushButton>

namespace latentbrush::ui {
namespace {

QLabel* caption(const QString& text, QWidget* parent) {
    auto* label = new QLabel(text, parent);
    label->setObjectName(QStringLiteral("muted"));
    return label;
}

/// A fact that can be copied as it is; one that is too long is scrolled.
QLineEdit* fact(const QString& text, QWidget* parent) {
    auto* field = new QLineEdit(text, parent);
    field->setReadOnly(true);
    field->setCursorPosition(0);
    return field;
}

} // namespace

QString codeSizeText(const QString& folder) {
    const QStringList endings{QStringLiteral("*.pt"), QStringLiteral("*.ts"),
                              QStringLiteral("*.torchscript")};
    const auto files = QDir(folder).entryInfoList(endings, QDir::Files);
    qint64 bytes = 0;
    for (const auto& file : files)
        bytes += file.size();
    return ConsentDialog::tr("%n file(s), %1", nullptr, static_cast<int>(files.size()))
        .arg(QLocale().formattedDataSize(bytes));
}

ConsentDialog::ConsentDialog(const Error& error, QWidget* parent) : QDialog(parent) {
    setWindowTitle(tr("Trust this model?"));
    const auto folder = QString::fromStdString(error.subject);
    auto* what = new QLabel(
        tr("This model consists of program code made elsewhere (TorchScript). Once it runs, it can "
           "do everything that you can: read, change and delete your files, or send them away. "
           "Latentbrush cannot look inside and tell whether it is harmless."),
        this);
    auto* then = new QLabel(
        tr("If you trust whoever made it, it is run now and whenever you choose this model, as long "
           "as not one byte of it changes. Weights in .safetensors files need no such trust."),
        this);
    for (auto* text : {what, then})
        text->setWordWrap(true);

    auto* facts = new QGridLayout;
    facts->setHorizontalSpacing(12);
    facts->setVerticalSpacing(6);
    facts->setColumnStretch(1, 1);
    const std::pair<QString, QString> rows[] = {{tr("Folder"), folder},
                                                {tr("Size"), codeSizeText(folder)},
                                                {tr("SHA-256"), QString::fromStdString(error.detail)}};
    int row = 0;
    for (const auto& [name, value] : rows) {
        facts->addWidget(caption(name, this), row, 0);
        facts->addWidget(fact(value, this), row++, 1);
    }

    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, this);
    auto* trust = buttons->addButton(tr("Trust and run"), QDialogButtonBox::AcceptRole);
    trust->setAutoDefault(false);
    auto* cancel = buttons->button(QDialogButtonBox::Cancel);
    cancel->setDefault(true);
    cancel->setFocus();
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);

    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(20, 18, 20, 14);
    column->setSpacing(14);
    column->addWidget(what);
    column->addLayout(facts);
    column->addWidget(then);
    column->addWidget(buttons);
    setMinimumWidth(640); // a SHA-256 is seen whole
}

} // namespace latentbrush::ui
