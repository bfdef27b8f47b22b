#include "ui/widgets/icon.h"

#include <QApplication>
#include <QFile>
#include <QIconEngine>
#include <QPainter>
#include <QPalette>
#include <QPixmapCache>
#include <QSvgRenderer>

#include <optional>

namespace latentbrush::ui {
namespace {

class TintedIcon : public QIconEngine {
public:
    TintedIcon(QString name, std::optional<QColor> fixed) : m_name(std::move(name)), m_fixed(fixed) {}

    void paint(QPainter* painter, const QRect& rect, QIcon::Mode mode, QIcon::State state) override {
        const auto scale = painter->device()->devicePixelRatio();
        painter->drawPixmap(rect, scaledPixmap(rect.size() * scale, mode, state, scale));
    }

    QPixmap pixmap(const QSize& size, QIcon::Mode mode, QIcon::State state) override {
        return scaledPixmap(size, mode, state, 1);
    }

    QPixmap scaledPixmap(const QSize& size, QIcon::Mode mode, QIcon::State state, qreal scale) override {
        Q_UNUSED(state)
        Q_UNUSED(scale)
        const auto color = colorOf(mode);
        const auto key = QStringLiteral("latentbrush/%1/%2x%3/%4")
                             .arg(m_name)
                             .arg(size.width())
                             .arg(size.height())
                             .arg(color.rgba());
        QPixmap pixmap;
        if (QPixmapCache::find(key, &pixmap))
            return pixmap;
        pixmap = QPixmap(size);
        pixmap.fill(Qt::transparent);
        QFile file(QStringLiteral(":/icons/%1.svg").arg(m_name));
        if (file.open(QIODevice::ReadOnly)) {
            auto svg = file.readAll();
            svg.replace("currentColor", color.name().toLatin1());
            QSvgRenderer renderer(svg);
            QPainter painter(&pixmap);
            painter.setOpacity(color.alphaF());
            renderer.render(&painter);
        }
        QPixmapCache::insert(key, pixmap);
        return pixmap;
    }

    QIconEngine* clone() const override { return new TintedIcon(*this); }

private:
    QColor colorOf(QIcon::Mode mode) const {
        auto color = m_fixed.value_or(QApplication::palette().color(QPalette::WindowText));
        if (mode == QIcon::Selected)
            color = QApplication::palette().color(QPalette::HighlightedText);
        if (mode == QIcon::Disabled)
            color.setAlphaF(0.4F);
        return color;
    }

    QString m_name;
    std::optional<QColor> m_fixed;
};

} // namespace

QIcon icon(const QString& name) {
    return QIcon(new TintedIcon(name, std::nullopt));
}

QIcon iconOnAccent(const QString& name) {
    return QIcon(new TintedIcon(name, QColor(Qt::white)));
}

} // namespace latentbrush::ui
