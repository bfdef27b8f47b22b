#pragma once

#include <QStringList>
#include <QWidget>

class QLabel;
class QListWidget;
class QPushButton;

namespace latentbrush::ui {

/// The folders in which a person's models lie: shown, added, taken off. Nothing in them is touched.
class ModelFoldersList : public QWidget {
    Q_OBJECT
public:
    explicit ModelFoldersList(const QStringList& folders, QWidget* parent = nullptr);

    QStringList folders() const;
    /// One that is there already is not added again.
    void add(const QString& folder);

Q_SIGNALS:
    void changed(const QStringList& folders);

protected:
    void changeEvent(QEvent* event) override;

private:
    void askForFolder();
    void removeChosen();
    void retranslate();

    QLabel* m_label;
    QListWidget* m_list;
    QPushButton* m_add;
    QPushButton* m_remove;
};

} // namespace latentbrush::ui
