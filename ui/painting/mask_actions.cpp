#include "ui/painting/mask_actions.h"

#include "ui/painting/background_step.h"
#include "ui/painting/mask_amount_card.h"
#include "ui/painting/tool_box.h"

#include <QAction>
#include <QMenu>

namespace latentbrush::ui {
namespace {

constexpr int kFramePadding = 32;
constexpr int kFrameStep = 8;

struct Row {
    MaskOperation operation;
    const char* shortcut;
    const char* text;
    const char* toolTip;
    bool asksHowMuch = false;
    bool separatorBefore = false;
};

/// In the order of MaskOperation.
constexpr std::array<Row, kMaskOperationCount> kRows{{
    {MaskOperation::Invert, "Shift+V", QT_TRANSLATE_NOOP("latentbrush::ui::MaskActions", "&Invert"),
     QT_TRANSLATE_NOOP("latentbrush::ui::MaskActions", "Masks what was not masked, and the other way.")},
    {MaskOperation::Clear, "Ctrl+Shift+A", QT_TRANSLATE_NOOP("latentbrush::ui::MaskActions", "&Clear"),
     QT_TRANSLATE_NOOP("latentbrush::ui::MaskActions", "Takes the whole mask away.")},
    {MaskOperation::All, "Ctrl+A", QT_TRANSLATE_NOOP("latentbrush::ui::MaskActions", "Mask &all"),
     QT_TRANSLATE_NOOP("latentbrush::ui::MaskActions", "Masks the whole picture.")},
    {MaskOperation::Grow, nullptr, QT_TRANSLATE_NOOP("latentbrush::ui::MaskActions", "&Grow…"),
     QT_TRANSLATE_NOOP("latentbrush::ui::MaskActions", "Makes the mask larger on all sides."), true, true},
    {MaskOperation::Shrink, nullptr, QT_TRANSLATE_NOOP("latentbrush::ui::MaskActions", "S&hrink…"),
     QT_TRANSLATE_NOOP("latentbrush::ui::MaskActions", "Makes the mask smaller on all sides."), true},
    {MaskOperation::Feather, "Shift+F", QT_TRANSLATE_NOOP("latentbrush::ui::MaskActions", "&Feather…"),
     QT_TRANSLATE_NOOP("latentbrush::ui::MaskActions", "Makes the mask's edge soft."), true},
    {MaskOperation::Smooth, nullptr, QT_TRANSLATE_NOOP("latentbrush::ui::MaskActions", "&Smooth…"),
     QT_TRANSLATE_NOOP("latentbrush::ui::MaskActions", "Rounds the mask's outline and takes specks away."),
     true},
    {MaskOperation::FillHoles, nullptr, QT_TRANSLATE_NOOP("latentbrush::ui::MaskActions", "Fill h&oles"),
     QT_TRANSLATE_NOOP("latentbrush::ui::MaskActions", "Masks what the mask encloses.")},
    {MaskOperation::FromAlpha, nullptr,
     QT_TRANSLATE_NOOP("latentbrush::ui::MaskActions", "From &transparency"),
     QT_TRANSLATE_NOOP("latentbrush::ui::MaskActions", "Masks what is opaque in the picture."), false, true},
    {MaskOperation::FromLuminance, nullptr,
     QT_TRANSLATE_NOOP("latentbrush::ui::MaskActions", "From &brightness"),
     QT_TRANSLATE_NOOP("latentbrush::ui::MaskActions",
                       "Masks what is bright in the picture, the brighter the more.")},
    {MaskOperation::FromColour, nullptr,
     QT_TRANSLATE_NOOP("latentbrush::ui::MaskActions", "From the co&lour…"),
     QT_TRANSLATE_NOOP("latentbrush::ui::MaskActions", "Masks what is like the chosen colour."), true},
    {MaskOperation::Object, nullptr, QT_TRANSLATE_NOOP("latentbrush::ui::MaskActions", "Find the o&bject"),
     QT_TRANSLATE_NOOP("latentbrush::ui::MaskActions", "Masks the object that a rough stroke marks.")},
}};

} // namespace

MaskActions::MaskActions(ToolBox& tools, MaskAmountCard& card, QObject* parent)
    : QObject(parent), m_tools(tools), m_card(card), m_frame(new QAction(this)) {
    for (const auto& row : kRows) {
        auto* action = new QAction(this);
        if (row.shortcut)
            action->setShortcut(QKeySequence(QString::fromLatin1(row.shortcut)));
        connect(action, &QAction::triggered, this, [this, operation = row.operation] { trigger(operation); });
        m_actions[static_cast<std::size_t>(row.operation)] = action;
    }
    m_frame->setShortcut(QKeySequence(QStringLiteral("Shift+B")));
    connect(m_frame, &QAction::triggered, this, &MaskActions::frameMask);
    connect(&card, &MaskAmountCard::failed, this, &MaskActions::failed);
    setDocument(nullptr);
    retranslate();
}

void MaskActions::setDocument(PaintedDocument* document) {
    m_card.reject();
    m_document = document;
    for (auto* action : all())
        action->setEnabled(document != nullptr);
}

QList<QAction*> MaskActions::all() const {
    QList<QAction*> found(m_actions.begin(), m_actions.end());
    found.append(m_frame);
    return found;
}

void MaskActions::addTo(QMenu& menu) const {
    menu.setToolTipsVisible(true);
    for (const auto& row : kRows) {
        if (row.separatorBefore)
            menu.addSeparator();
        menu.addAction(action(row.operation));
    }
    menu.addSeparator();
    menu.addAction(m_frame);
}

void MaskActions::retranslate() {
    for (const auto& row : kRows) {
        action(row.operation)->setText(tr(row.text));
        action(row.operation)->setToolTip(tr(row.toolTip));
    }
    m_frame->setText(tr("Fra&me the mask"));
    m_frame->setToolTip(tr("Puts the frame of what is generated around the mask."));
}

void MaskActions::trigger(MaskOperation operation) {
    if (!m_document)
        return;
    const auto colour = m_tools.settings().values().colour;
    const std::array<std::uint8_t, 3> rgb{static_cast<std::uint8_t>(colour.red()),
                                          static_cast<std::uint8_t>(colour.green()),
                                          static_cast<std::uint8_t>(colour.blue())};
    m_card.reject();
    if (kRows[static_cast<std::size_t>(operation)].asksHowMuch)
        return m_card.open(*m_document, operation, rgb);
    m_tools.step().start(*m_document, nameOf(operation), [operation](document::DocumentState state) {
        return withMask(operation, std::move(state), 0);
    });
}

void MaskActions::frameMask() {
    if (!m_document)
        return;
    const auto& state = m_document->state();
    const auto content = state.mask.contentBounds();
    if (content.empty())
        return;
    const auto outwards = [](int value) { return (value + kFrameStep - 1) / kFrameStep * kFrameStep; };
    auto wanted = state;
    wanted.frame = intersected({content.x - kFramePadding, content.y - kFramePadding,
                                outwards(content.width + 2 * kFramePadding),
                                outwards(content.height + 2 * kFramePadding)},
                               state.picture.bounds());
    if (auto applied = m_document->applyState("frame", wanted); !applied)
        Q_EMIT failed(applied.error());
}

} // namespace latentbrush::ui
