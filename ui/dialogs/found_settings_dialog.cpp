#include "ui/dialogs/found_settings_dialog.h"

#include <QDialogButtonBox>
#include <QGridLayout>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>

namespace latentbrush::ui {
namespace {

constexpr int kThumbnail = 160;

QString text(const std::string& utf8) {
    return QString::fromStdString(utf8);
}

QLabel* caption(const QString& text, QWidget* parent) {
    auto* label = new QLabel(text, parent);
    label->setObjectName(QStringLiteral("muted"));
    return label;
}

QPlainTextEdit* quote(const QString& text, int height, QWidget* parent) {
    auto* field = new QPlainTextEdit(text, parent);
    field->setReadOnly(true);
    field->setFixedHeight(height);
    return field;
}

} // namespace

FoundSettingsDialog::FoundSettingsDialog(const ReadParameters& found, const QImage& picture, QWidget* parent)
    : QDialog(parent), m_found(found) {
    setWindowTitle(tr("Settings in this picture"));
    auto* thumbnail = new QLabel(this);
    const auto edge = static_cast<int>(kThumbnail * devicePixelRatioF());
    auto small =
        QPixmap::fromImage(picture.scaled(edge, edge, Qt::KeepAspectRatio, Qt::SmoothTransformation));
    small.setDevicePixelRatio(devicePixelRatioF());
    thumbnail->setPixmap(small);

    auto* right = new QVBoxLayout;
    right->setSpacing(4);
    right->addWidget(caption(tr("Prompt"), this));
    right->addWidget(quote(text(found.prompt), 84, this));
    if (!found.negativePrompt.empty()) {
        right->addSpacing(6);
        right->addWidget(caption(tr("Negative prompt"), this));
        right->addWidget(quote(text(found.negativePrompt), 48, this));
    }
    right->addSpacing(6);
    right->addWidget(caption(tr("Settings"), this));
    auto* settings = new QLabel(settingsLine(), this);
    settings->setWordWrap(true);
    right->addWidget(settings);
    if (!found.unused.empty()) {
        QStringList unused;
        for (const auto& key : found.unused)
            unused << text(key);
        auto* left = caption(tr("Not used here: %1").arg(unused.join(QStringLiteral(", "))), this);
        left->setWordWrap(true);
        right->addWidget(left);
    }
    right->addStretch(1);
    auto* row = new QHBoxLayout;
    row->setSpacing(16);
    row->addWidget(thumbnail, 0, Qt::AlignTop);
    row->addLayout(right, 1);

    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, this);
    auto* all = new QPushButton(tr("Use all"), this);
    all->setObjectName(QStringLiteral("primaryButton")); // before the style sheet is applied to it
    buttons->addButton(all, QDialogButtonBox::AcceptRole);
    auto* prompt = buttons->addButton(tr("Prompt only"), QDialogButtonBox::AcceptRole);
    auto* paint = buttons->addButton(tr("Paint on it"), QDialogButtonBox::AcceptRole);
    all->setDefault(true);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(20, 18, 20, 14);
    column->setSpacing(16);
    column->addLayout(row);
    column->addWidget(buttons);
    setMinimumWidth(620);
    connect(all, &QPushButton::clicked, this, [this] { Q_EMIT allChosen(m_found.request); });
    connect(prompt, &QPushButton::clicked, this,
            [this] { Q_EMIT promptChosen(text(m_found.prompt), text(m_found.negativePrompt)); });
    connect(paint, &QPushButton::clicked, this, &FoundSettingsDialog::paintChosen);
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
}

QString FoundSettingsDialog::settingsLine() const {
    QStringList parts;
    if (m_found.source == ReadParameters::Source::Latentbrush) {
        const auto& request = m_found.request;
        const auto label = [](std::string_view view) {
            return QString::fromUtf8(view.data(), static_cast<qsizetype>(view.size()));
        };
        parts << tr("Model: %1").arg(text(request.model))
              << QStringLiteral("%1 × %2").arg(request.width).arg(request.height)
              << tr("Steps: %1").arg(request.steps) << label(labelOf(request.sampler))
              << label(labelOf(request.schedule)) << tr("Guidance scale: %1").arg(request.guidanceScale);
        if (request.seed)
            parts << tr("Seed: %1").arg(*request.seed);
    } else {
        for (const auto& [key, value] : m_found.values) {
            // "Size: 640x480" was read as Size-1 and Size-2.
            const auto stem = text(key).chopped(std::min<qsizetype>(2, text(key).size()));
            const auto other = m_found.values.find(stem.toStdString() + "-2");
            if (text(key) == stem + QStringLiteral("-1") && other != m_found.values.end())
                parts << QStringLiteral("%1: %2 × %3").arg(stem, text(value), text(other->second));
            else if (other == m_found.values.end() || text(key) != stem + QStringLiteral("-2"))
                parts << QStringLiteral("%1: %2").arg(text(key), text(value));
        }
    }
    return parts.isEmpty() ? tr("The picture names its prompt alone.") : parts.join(QStringLiteral(" · "));
}

} // namespace latentbrush::ui
