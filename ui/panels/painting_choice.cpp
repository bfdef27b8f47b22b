#include "ui/panels/painting_choice.h"

#include "request/task.h"
#include "ui/widgets/slider_field.h"

#include <QCheckBox>
#include <QComboBox>
#include <QEvent>
#include <QLabel>
#include <QVBoxLayout>

namespace latentbrush::ui {
namespace {

constexpr int kBetween = 8;     ///< settings
constexpr int kBelowLabel = 4;  ///< a label and its field
constexpr double kLeast = 0.01; ///< strength that can be typed: none at all is no task

QComboBox* makeBox(int rows, QWidget* parent) {
    auto* box = new QComboBox(parent);
    for (int row = 0; row < rows; ++row)
        box->addItem(QString());
    // The longest text must not decide how wide the panel is.
    box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    return box;
}

void add(QVBoxLayout& column, QLabel* label, QComboBox* box) {
    label->setBuddy(box);
    column.addWidget(label);
    column.addSpacing(kBelowLabel);
    column.addWidget(box);
    column.addSpacing(kBetween);
}

void add(QVBoxLayout& column, SliderField* slider) {
    column.addWidget(slider);
    column.addSpacing(kBetween);
}

void name(QLabel* label, QComboBox* box, const QString& text, const QString& toolTip) {
    label->setText(text);
    box->setAccessibleName(text);
    box->setAccessibleDescription(toolTip);
    box->setToolTip(toolTip);
}

void nameItem(QComboBox* box, int row, const QString& text, const QString& toolTip) {
    box->setItemText(row, text);
    box->setItemData(row, toolTip, Qt::ToolTipRole);
}

} // namespace

PaintingChoice::PaintingChoice(QWidget* parent)
    : QWidget(parent), m_pictureStrength(ImageToImage().strength), m_maskStrength(Inpaint().strength),
      m_strength(new SliderField({kLeast, 1, 0.05, 1, 0.05, 2, m_pictureStrength}, this)),
      m_maskPart(new QWidget(this)), m_contentLabel(new QLabel(m_maskPart)),
      m_content(makeBox(static_cast<int>(kMaskedContents.size()), m_maskPart)),
      m_areaLabel(new QLabel(m_maskPart)), m_area(makeBox(2, m_maskPart)),
      m_padding(new SliderField(
          {0, Painting::kPaddingLimit, 0, Painting::kPaddingLimit, 4, 0, double(m_painting.padding)},
          m_maskPart)),
      m_blur(new SliderField({0, Painting::kBlurLimit, 0, Painting::kBlurLimit, 0.5, 1, m_painting.maskBlur},
                             m_maskPart)),
      m_sideLabel(new QLabel(m_maskPart)), m_side(makeBox(2, m_maskPart)),
      m_greyLabel(new QLabel(m_maskPart)), m_grey(makeBox(3, m_maskPart)),
      m_matchColours(new QCheckBox(m_maskPart)), m_poisson(new QCheckBox(m_maskPart)) {
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(kBetween);
    column->addWidget(m_strength);
    column->addWidget(m_maskPart);
    m_maskPart->setLayout(maskColumn());
    wire();
    retranslate();
    setStart(Start::Nothing);
}

QLayout* PaintingChoice::maskColumn() {
    auto* column = new QVBoxLayout;
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    add(*column, m_contentLabel, m_content);
    add(*column, m_areaLabel, m_area);
    add(*column, m_padding);
    add(*column, m_blur);
    add(*column, m_sideLabel, m_side);
    add(*column, m_greyLabel, m_grey);
    column->addWidget(m_matchColours);
    column->addSpacing(kBelowLabel);
    column->addWidget(m_poisson);
    return column;
}

void PaintingChoice::wire() {
    connect(m_strength, &SliderField::valueChanged, this, [this](double value) {
        edit([&] { (m_start == Start::Mask ? m_maskStrength : m_pictureStrength) = value; });
    });
    connect(m_padding, &SliderField::valueChanged, this,
            [this](double value) { edit([&] { m_painting.padding = static_cast<int>(value); }); });
    connect(m_blur, &SliderField::valueChanged, this,
            [this](double value) { edit([&] { m_painting.maskBlur = value; }); });
    connect(m_content, &QComboBox::currentIndexChanged, this, [this](int row) {
        edit([&] { m_painting.content = kMaskedContents[static_cast<std::size_t>(row)].value; });
    });
    connect(m_area, &QComboBox::currentIndexChanged, this,
            [this](int row) { edit([&] { m_painting.area = static_cast<InpaintArea>(row); }); });
    connect(m_side, &QComboBox::currentIndexChanged, this,
            [this](int row) { edit([&] { m_painting.notMasked = row == 1; }); });
    connect(m_grey, &QComboBox::currentIndexChanged, this,
            [this](int row) { edit([&] { m_painting.grey = static_cast<GreyMask>(row); }); });
    connect(m_matchColours, &QCheckBox::toggled, this,
            [this](bool checked) { edit([&] { m_painting.matchColour = checked; }); });
    connect(m_poisson, &QCheckBox::toggled, this,
            [this](bool checked) { edit([&] { m_painting.poisson = checked; }); });
}

void PaintingChoice::edit(const std::function<void()>& take) {
    if (m_showing)
        return;
    take();
    m_padding->setEnabled(m_painting.area == InpaintArea::Masked);
    Q_EMIT changed();
}

void PaintingChoice::setStart(Start start) {
    m_start = start;
    m_maskPart->setVisible(start == Start::Mask);
    retranslate();
    showValues();
}

double PaintingChoice::strength() const {
    return m_start == Start::Mask ? m_maskStrength : m_pictureStrength;
}

void PaintingChoice::setPainting(double pictureStrength, double maskStrength, const Painting& painting) {
    m_pictureStrength = pictureStrength;
    m_maskStrength = maskStrength;
    m_painting = painting;
    showValues();
    Q_EMIT changed();
}

void PaintingChoice::showValues() {
    m_showing = true;
    m_strength->setUsual(m_start == Start::Mask ? Inpaint().strength : ImageToImage().strength);
    m_strength->setValue(strength());
    for (std::size_t row = 0; row < kMaskedContents.size(); ++row)
        if (kMaskedContents[row].value == m_painting.content)
            m_content->setCurrentIndex(static_cast<int>(row));
    m_area->setCurrentIndex(static_cast<int>(m_painting.area));
    m_padding->setValue(m_painting.padding);
    m_padding->setEnabled(m_painting.area == InpaintArea::Masked);
    m_blur->setValue(m_painting.maskBlur);
    m_side->setCurrentIndex(m_painting.notMasked ? 1 : 0);
    m_grey->setCurrentIndex(static_cast<int>(m_painting.grey));
    m_matchColours->setChecked(m_painting.matchColour);
    m_poisson->setChecked(m_painting.poisson);
    m_showing = false;
}

QString PaintingChoice::summary() const {
    const auto strength = locale().toString(this->strength(), 'f', 2);
    if (m_start != Start::Mask)
        return strength;
    return QStringLiteral("%1 · %2 · %3").arg(strength, m_content->currentText(), m_area->currentText());
}

void PaintingChoice::changeEvent(QEvent* event) {
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

void PaintingChoice::retranslate() {
    const double usual = m_start == Start::Mask ? Inpaint().strength : ImageToImage().strength;
    m_strength->setText(tr("Denoising strength"),
                        tr("How much of the picture is made anew: 1 keeps nothing of it. "
                           "A double-click brings back %1.")
                            .arg(usual));
    name(m_contentLabel, m_content, tr("Masked content"),
         tr("What stands under the mask when painting begins; it shows through below a strength of 1."));
    name(m_areaLabel, m_area, tr("Area"), tr("What the network sees of the picture."));
    m_padding->setText(tr("Padding"), tr("How many pixels around the mask the network sees as well, with "
                                         "'Only masked'. A double-click brings back %1.")
                                          .arg(Painting().padding));
    m_blur->setText(tr("Mask blur"),
                    tr("How soft the mask's edge is made, in pixels. A double-click brings back %1.")
                        .arg(Painting().maskBlur));
    name(m_sideLabel, m_side, tr("Repaint"), tr("Which side of the mask is painted anew."));
    name(m_greyLabel, m_grey, tr("Grey in the mask"), tr("What half-transparent places of the mask mean."));
    m_matchColours->setText(tr("Match colours"));
    m_matchColours->setToolTip(tr("Moves the colours of what was painted to those around it."));
    m_poisson->setText(tr("Poisson seam"));
    m_poisson->setToolTip(tr("Smooths the edge of what was painted into the picture around it."));
    for (auto* box : {m_matchColours, m_poisson})
        box->setAccessibleName(box->text());
    retranslateItems();
}

void PaintingChoice::retranslateItems() {
    nameItem(m_content, 0, tr("Original"), tr("The picture as it is."));
    nameItem(m_content, 1, tr("Fill"), tr("The colours around the mask, spread into it."));
    nameItem(m_content, 2, tr("Noise"), tr("Latent noise: nothing of the picture is left."));
    nameItem(m_content, 3, tr("Nothing"), tr("Empty latents: a plain ground."));
    nameItem(m_content, 4, tr("Telea"), tr("The surroundings continued inwards, by Telea's method."));
    nameItem(m_content, 5, tr("Navier-Stokes"),
             tr("The surroundings' lines continued inwards, by the Navier-Stokes method."));
    nameItem(m_area, 0, tr("Whole picture"), tr("The whole frame, at its own size."));
    nameItem(m_area, 1, tr("Only masked"),
             tr("The mask and its padding, scaled to the size above: small things get many pixels."));
    nameItem(m_side, 0, tr("The mask"), tr("Paints what is masked anew."));
    nameItem(m_side, 1, tr("What is not masked"), tr("Paints everything but what is masked anew."));
    nameItem(m_grey, 0, tr("Mixed edge"),
             tr("What is at least half masked is painted; at the edge, old and new pixels are mixed."));
    nameItem(m_grey, 1, tr("How much changes"),
             tr("The fainter the mask, the longer a place keeps to the picture while the rest is painted."));
    nameItem(m_grey, 2, tr("Soft"), tr("Old and new are mixed at every step, so that they grow together."));
}

} // namespace latentbrush::ui
