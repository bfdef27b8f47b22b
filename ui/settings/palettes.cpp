#include "ui/settings/palettes.h"

#include <QFile>

#include <array>

namespace latentbrush::ui {
namespace {

/// A colour by its name in the style sheet, in both appearances.
struct Tone {
    const char* name;
    const char* light;
    const char* dark;
};

constexpr std::array kTones{
    Tone{"window", "#f2f2f5", "#1e1f23"},     Tone{"panel", "#fafafc", "#242529"},
    Tone{"card", "#ffffff", "#2c2d33"},       Tone{"field", "#ffffff", "#1b1c20"},
    Tone{"canvas", "#dfe0e5", "#141518"},     Tone{"line", "#d9dae0", "#3a3b43"},
    Tone{"strong", "#b9bbc6", "#53555f"},     Tone{"text", "#1c1d22", "#e7e7ea"},
    Tone{"muted", "#5f626d", "#a3a5ae"},      Tone{"faint", "#9a9ca6", "#6d6f79"},
    Tone{"accent", "#4a55d8", "#5b66e6"},     Tone{"accentOver", "#3d47c4", "#6c76f0"},
    Tone{"accentText", "#3f4acb", "#a3aaff"}, Tone{"hover", "#e7e7ed", "#34353c"},
    Tone{"press", "#dbdce4", "#3d3e47"},      Tone{"error", "#fdecec", "#3d2427"},
    Tone{"errorLine", "#e5a3a3", "#7c3d43"},  Tone{"beyond", "#b3261e", "#ff8f87"},
};

QColor tone(const char* name, bool dark) {
    for (const auto& tone : kTones)
        if (qstrcmp(tone.name, name) == 0)
            return QColor(QLatin1String(dark ? tone.dark : tone.light));
    Q_UNREACHABLE();
}

} // namespace

QPalette studioPalette(bool dark) {
    const auto of = [dark](const char* name) { return tone(name, dark); };
    QPalette palette;
    palette.setColor(QPalette::Window, of("window"));
    palette.setColor(QPalette::WindowText, of("text"));
    palette.setColor(QPalette::Base, of("field"));
    palette.setColor(QPalette::AlternateBase, of("panel"));
    palette.setColor(QPalette::Text, of("text"));
    palette.setColor(QPalette::Button, of("panel"));
    palette.setColor(QPalette::ButtonText, of("text"));
    palette.setColor(QPalette::BrightText, of("beyond"));
    palette.setColor(QPalette::ToolTipBase, of("card"));
    palette.setColor(QPalette::ToolTipText, of("text"));
    palette.setColor(QPalette::PlaceholderText, of("muted"));
    palette.setColor(QPalette::Highlight, of("accent"));
    palette.setColor(QPalette::HighlightedText, Qt::white);
    palette.setColor(QPalette::Link, of("accentText"));
    palette.setColor(QPalette::LinkVisited, of("accentText"));
    palette.setColor(QPalette::Light, of("card"));
    palette.setColor(QPalette::Midlight, of("hover"));
    palette.setColor(QPalette::Mid, of("line"));
    palette.setColor(QPalette::Dark, of("canvas"));
    palette.setColor(QPalette::Shadow, dark ? QColor(0, 0, 0, 150) : QColor(0, 0, 0, 60));
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText})
        palette.setColor(QPalette::Disabled, role, of("faint"));
    palette.setColor(QPalette::Disabled, QPalette::Highlight, of("strong"));
    return palette;
}

QString studioStyleSheet(bool dark) {
    QFile file(QStringLiteral(":/style/studio.qss"));
    if (!file.open(QIODevice::ReadOnly))
        return {};
    auto sheet = QString::fromUtf8(file.readAll());
    for (const auto& each : kTones)
        sheet.replace(QStringLiteral("{%1}").arg(QLatin1String(each.name)),
                      QLatin1String(dark ? each.dark : each.light));
    return sheet.replace(QStringLiteral("{appearance}"),
                         dark ? QStringLiteral("dark") : QStringLiteral("light"));
}

} // namespace latentbrush::ui
