#pragma once

#include "ui/painting/mask_operations.h"
#include "ui/painting/painted_document.h"

#include <QFrame>
#include <QFutureWatcher>
#include <QPointer>

class QLabel;
class QPushButton;

namespace latentbrush::ui {

class SliderField;

/// Asks how much, and shows at once on the canvas what comes of it, as the document's draft; large masks are
/// worked out on another thread. Enter makes it one step, Esc takes it back.
class MaskAmountCard : public QFrame {
    Q_OBJECT
public:
    explicit MaskAmountCard(QWidget* parent = nullptr);

    void open(PaintedDocument& document, MaskOperation operation, std::array<std::uint8_t, 3> rgb);
    MaskOperation operation() const { return m_operation; }
    double amount() const;
    void setAmount(double amount);
    void accept();
    void reject();

Q_SIGNALS:
    void failed(const Error& error);

protected:
    void keyPressEvent(QKeyEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    using Outcome = std::shared_ptr<const Result<document::DocumentState>>;
    void retranslate();
    void preview();
    void show(const Outcome& outcome);
    void end();

    QPointer<PaintedDocument> m_document;
    MaskOperation m_operation = MaskOperation::Feather;
    std::array<std::uint8_t, 3> m_rgb{};
    PaintedDocument::DraftId m_draft = 0;
    double m_shownAmount = -1;  ///< what the draft was made with
    double m_wantedAmount = -1; ///< what is being worked out
    bool m_accepting = false;
    QFutureWatcher<Outcome> m_watcher;
    QLabel* m_title;
    SliderField* m_amount;
    QPushButton* m_apply;
    QPushButton* m_cancel;
};

} // namespace latentbrush::ui
