#include "ui/dialogs/licences_dialog.h"

#include <QDialogButtonBox>
#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QListWidget>
#include <QPlainTextEdit>
#include <QSplitter>
#include <QVBoxLayout>

namespace latentbrush::ui {

LicencesDialog::LicencesDialog(const QStringList& folders, QWidget* parent)
    : QDialog(parent), m_folders(folders), m_parties(thirdParties()), m_list(new QListWidget(this)),
      m_text(new QPlainTextEdit(this)) {
    setWindowTitle(tr("Third-party licences"));
    for (const auto& party : m_parties)
        m_list->addItem(party.name);
    m_list->setAccessibleName(tr("Components"));
    m_list->setFixedWidth(210);
    m_text->setReadOnly(true);
    m_text->setAccessibleName(tr("Licence text"));
    m_text->setFont(QFont(QStringLiteral("monospace"), font().pointSize() - 1));
    auto* row = new QHBoxLayout;
    row->setSpacing(10);
    row->addWidget(m_list);
    row->addWidget(m_text, 1);
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(16, 16, 16, 14);
    column->setSpacing(12);
    column->addLayout(row);
    column->addWidget(buttons);
    resize(880, 560);
    connect(m_list, &QListWidget::currentRowChanged, this, &LicencesDialog::show);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    m_list->setCurrentRow(0);
}

std::vector<ThirdParty> LicencesDialog::thirdParties() {
    QFile file(QStringLiteral(":/third_party.json"));
    if (!file.open(QIODevice::ReadOnly))
        return {};
    std::vector<ThirdParty> parties;
    for (const auto& value : QJsonDocument::fromJson(file.readAll()).array()) {
        const auto object = value.toObject();
        parties.push_back({object[QStringLiteral("name")].toString(),
                           object[QStringLiteral("licence")].toString(),
                           object[QStringLiteral("files")].toVariant().toStringList()});
    }
    return parties;
}

QString LicencesDialog::textOf(const ThirdParty& party, const QStringList& folders) {
    for (const auto& name : party.files)
        for (const auto& folder : folders) {
            QFile file(QDir(folder).absoluteFilePath(name));
            if (file.open(QIODevice::ReadOnly))
                return QString::fromUtf8(file.readAll());
        }
    return {};
}

void LicencesDialog::show(int row) {
    if (row < 0)
        return;
    const auto& party = m_parties[static_cast<std::size_t>(row)];
    const auto text = textOf(party, m_folders);
    m_text->setPlainText(party.name + QStringLiteral(": ") + party.licence + QStringLiteral("\n\n") +
                         (text.isEmpty() ? tr("Its full text comes with its own package.") : text));
}

} // namespace latentbrush::ui
