#pragma once

#include "ui/painting/mask_operations.h"
#include "ui/painting/painted_document.h"

#include <QObject>
#include <QPointer>
#include <array>

class QAction;
class QMenu;

namespace latentbrush::ui {

class MaskAmountCard;
class ToolBox;

/// What is done with a whole mask, as actions for the Mask menu and the command search, each one step that
/// can be undone. Those that need a number open the card. Enabled while there is a document.
class MaskActions : public QObject {
    Q_OBJECT
public:
    /// The tool box lends its background step and its colour.
    MaskActions(ToolBox& tools, MaskAmountCard& card, QObject* parent = nullptr);

    void setDocument(PaintedDocument* document);
    QAction* action(MaskOperation operation) const { return m_actions[static_cast<std::size_t>(operation)]; }
    /// Puts the generation frame around the mask, with room for context.
    QAction* frameAction() const { return m_frame; }
    QList<QAction*> all() const;
    /// Into a menu, in groups.
    void addTo(QMenu& menu) const;
    void retranslate();

Q_SIGNALS:
    void failed(const Error& error);

private:
    void trigger(MaskOperation operation);
    void frameMask();

    ToolBox& m_tools;
    MaskAmountCard& m_card;
    QPointer<PaintedDocument> m_document;
    std::array<QAction*, kMaskOperationCount> m_actions{};
    QAction* m_frame;
};

} // namespace latentbrush::ui
