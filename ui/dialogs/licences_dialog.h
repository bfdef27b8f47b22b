#pragma once

#include <QDialog>
#include <vector>

class QListWidget;
class QPlainTextEdit;

namespace latentbrush::ui {

/// Work of others that the program stands on.
struct ThirdParty {
    QString name;
    QString licence;
    QStringList files; ///< where its licence text may lie; relative ones are sought in the given folders
};

/// The third parties with the full text of each licence.
class LicencesDialog : public QDialog {
    Q_OBJECT
public:
    LicencesDialog(const QStringList& folders, QWidget* parent);

    /// As resources/third_party.json lists them.
    static std::vector<ThirdParty> thirdParties();
    static QString textOf(const ThirdParty& party, const QStringList& folders);

private:
    void show(int row);

    QStringList m_folders;
    std::vector<ThirdParty> m_parties;
    QListWidget* m_list;
    QPlainTextEdit* m_text;
};

} // namespace latentbrush::ui
