#include "ui/dialogs/about_dialog.h"

#include <QCoreApplication>
#include <QDialogButtonBox>
#include <QIcon>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace latentbrush::ui {

AboutDialog::AboutDialog(const QString& engine, QWidget* parent) : QDialog(parent) {
    setWindowTitle(tr("About Latentbrush"));
    auto* sign = new QLabel(this);
    sign->setPixmap(
        QIcon(QStringLiteral(":/icons/latentbrush.svg")).pixmap(QSize(96, 96), devicePixelRatioF()));
    auto* name = new QLabel(QStringLiteral("Latentbrush"), this);
    auto large = font();
    large.setPointSizeF(large.pointSizeF() * 1.7);
    large.setWeight(QFont::DemiBold);
    name->setFont(large);
    auto* version = new QLabel(tr("Version %1").arg(QCoreApplication::applicationVersion()), this);
    version->setObjectName(QStringLiteral("muted"));
    auto* text = new QLabel(tr("A native desktop studio for latent diffusion.\nIt works on this computer "
                               "alone: no account, no network."),
                            this);
    text->setAlignment(Qt::AlignHCenter);
    QStringList parts{QStringLiteral("Qt %1").arg(QString::fromLatin1(qVersion()))};
    if (!engine.isEmpty())
        parts.prepend(engine);
    parts << tr("MIT licence");
    auto* base = new QLabel(parts.join(QStringLiteral(" · ")), this);
    base->setObjectName(QStringLiteral("muted"));
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    auto* licences = buttons->addButton(tr("Third-party licences"), QDialogButtonBox::ActionRole);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(36, 28, 36, 20);
    column->setSpacing(6);
    for (auto* label : {sign, name, version}) {
        column->addWidget(label, 0, Qt::AlignHCenter);
        label->setAlignment(Qt::AlignHCenter);
    }
    column->addSpacing(10);
    column->addWidget(text);
    column->addWidget(base, 0, Qt::AlignHCenter);
    column->addSpacing(16);
    column->addWidget(buttons);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(licences, &QPushButton::clicked, this, &AboutDialog::licencesAsked);
}

} // namespace latentbrush::ui
