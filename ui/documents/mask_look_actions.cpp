#include "ui/documents/mask_look_actions.h"

#include <QAction>
#include <QActionGroup>
#include <QColorDialog>
#include <QSettings>

#include <algorithm>

namespace latentbrush::ui {
namespace {

const auto kKind = QStringLiteral("mask_look/kind");
const auto kColour = QStringLiteral("mask_look/colour");
const auto kOpacity = QStringLiteral("mask_look/opacity");

} // namespace

MaskLookActions::MaskLookActions(QWidget& window)
    : QObject(&window), m_window(window), m_overlay(new QAction(this)), m_ants(new QAction(this)),
      m_hidden(new QAction(this)), m_colour(new QAction(this)) {
    auto* group = new QActionGroup(this);
    const auto add = [&](QAction* action, MaskLook::Kind kind) {
        action->setCheckable(true);
        group->addAction(action);
        connect(action, &QAction::triggered, this, [this, kind] {
            auto look = m_look;
            look.kind = kind;
            set(look);
        });
    };
    add(m_overlay, MaskLook::Kind::Overlay);
    add(m_ants, MaskLook::Kind::Ants);
    add(m_hidden, MaskLook::Kind::Hidden);
    m_hidden->setShortcut(QKeySequence(QStringLiteral("Ctrl+H")));
    connect(m_colour, &QAction::triggered, this, &MaskLookActions::chooseColour);
    m_overlay->setChecked(true);
    retranslate();
}

void MaskLookActions::load(const QSettings& settings) {
    auto look = m_look;
    const int kind = settings.value(kKind, 0).toInt();
    look.kind = static_cast<MaskLook::Kind>(std::clamp(kind, 0, static_cast<int>(MaskLook::Kind::Hidden)));
    if (const QColor colour(settings.value(kColour).toString()); colour.isValid())
        look.colour = colour;
    look.opacity = std::clamp(settings.value(kOpacity, look.opacity).toDouble(), 0.05, 1.0);
    set(look);
}

void MaskLookActions::save(QSettings& settings) const {
    settings.setValue(kKind, static_cast<int>(m_look.kind));
    settings.setValue(kColour, m_look.colour.name());
    settings.setValue(kOpacity, m_look.opacity);
}

QList<QAction*> MaskLookActions::all() const {
    return {m_overlay, m_ants, m_hidden, m_colour};
}

void MaskLookActions::set(const MaskLook& look) {
    m_look = look;
    auto* shown = look.kind == MaskLook::Kind::Overlay ? m_overlay
                  : look.kind == MaskLook::Kind::Ants  ? m_ants
                                                       : m_hidden;
    shown->setChecked(true);
    Q_EMIT changed(look);
}

void MaskLookActions::chooseColour() {
    auto* dialog = new QColorDialog(&m_window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setOption(QColorDialog::ShowAlphaChannel);
    dialog->setOption(QColorDialog::DontUseNativeDialog);
    dialog->setWindowTitle(tr("The mask's colour"));
    auto colour = m_look.colour;
    colour.setAlphaF(static_cast<float>(m_look.opacity));
    dialog->setCurrentColor(colour);
    const auto before = m_look;
    const auto show = [this](const QColor& chosen) {
        auto look = m_look;
        look.opacity = std::max<double>(0.05, chosen.alphaF());
        look.colour = QColor(chosen.rgb());
        set(look);
    };
    connect(dialog, &QColorDialog::currentColorChanged, this, show);
    connect(dialog, &QColorDialog::rejected, this, [this, before] { set(before); });
    dialog->open();
}

void MaskLookActions::retranslate() {
    m_overlay->setText(tr("Mask in &colour"));
    m_overlay->setToolTip(tr("Lays the mask over the picture in its colour."));
    m_ants->setText(tr("Mask as &marching ants"));
    m_ants->setToolTip(tr("Shows the outline of the mask alone."));
    m_hidden->setText(tr("Mask hi&dden"));
    m_hidden->setToolTip(tr("Shows the picture without its mask, which stays."));
    m_colour->setText(tr("Mask c&olour…"));
    m_colour->setToolTip(tr("Chooses the mask's colour and how much of the picture shines through."));
}

} // namespace latentbrush::ui
