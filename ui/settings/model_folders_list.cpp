#include "ui/settings/model_folders_list.h"

#include <QDir>
#include <QEvent>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QLabel>
#include <QListWidget>
#include <QPushButton>
#include <QVBoxLayout>

namespace latentbrush::ui {

ModelFoldersList::ModelFoldersList(const QStringList& folders, QWidget* parent)
    : QWidget(parent), m_label(new QLabel(this)), m_list(new QListWidget(this)), m_add(new QPushButton(this)),
      m_remove(new QPushButton(this)) {
    m_list->addItems(folders);
    m_list->setTextElideMode(Qt::ElideMiddle);
    m_list->setMaximumHeight(110);
    m_label->setBuddy(m_list);
    m_label->setWordWrap(true);
    auto* buttons = new QHBoxLayout;
    buttons->addStretch(1);
    buttons->addWidget(m_add);
    buttons->addWidget(m_remove);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_label);
    column->addWidget(m_list);
    column->addLayout(buttons);
    const auto refresh = [this] { m_remove->setEnabled(m_list->currentRow() >= 0); };
    connect(m_list, &QListWidget::currentRowChanged, this, refresh);
    connect(m_add, &QPushButton::clicked, this, &ModelFoldersList::askForFolder);
    connect(m_remove, &QPushButton::clicked, this, &ModelFoldersList::removeChosen);
    refresh();
    retranslate();
}

QStringList ModelFoldersList::folders() const {
    QStringList folders;
    for (int row = 0; row < m_list->count(); ++row)
        folders << m_list->item(row)->text();
    return folders;
}

void ModelFoldersList::add(const QString& folder) {
    const auto clean = QDir::cleanPath(folder);
    if (folder.isEmpty() || folders().contains(clean))
        return;
    m_list->addItem(clean);
    Q_EMIT changed(folders());
}

void ModelFoldersList::askForFolder() {
    auto* dialog = new QFileDialog(this, tr("Folder with models"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::Directory);
    connect(dialog, &QFileDialog::fileSelected, this, &ModelFoldersList::add);
    dialog->open();
}

void ModelFoldersList::removeChosen() {
    delete m_list->takeItem(m_list->currentRow());
    Q_EMIT changed(folders());
}

void ModelFoldersList::changeEvent(QEvent* event) {
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

void ModelFoldersList::retranslate() {
    m_label->setText(
        tr("Folders with &models; those of AUTOMATIC1111's program and of ComfyUI are known by their "
           "form, and nothing is copied:"));
    m_list->setAccessibleName(tr("Folders with models"));
    m_add->setText(tr("Add…"));
    m_remove->setText(tr("Remove"));
}

} // namespace latentbrush::ui
