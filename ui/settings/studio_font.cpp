#include "ui/settings/studio_font.h"

#include <QFontInfo>

namespace latentbrush::ui {

QFont studioFont(const QFont& desktop) {
    const auto japanese = QStringLiteral("Noto Sans CJK JP");
    auto font = desktop;
    // What Qt falls back to without a desktop, and what fontconfig makes of it.
    const QStringList anonymous{QStringLiteral("Sans Serif"), QStringLiteral("Sans"),
                                QStringLiteral("DejaVu Sans"), QString()};
    if (anonymous.contains(desktop.family()) || anonymous.contains(QFontInfo(desktop).family())) {
        font.setFamilies({QStringLiteral("Noto Sans"), japanese, QStringLiteral("Sans Serif")});
        font.setPointSizeF(10);
    } else {
        font.setFamilies({desktop.family(), japanese});
    }
    return font;
}

} // namespace latentbrush::ui
