// docs/picturebook.md is what others build on without reading the code: its tables must be those of the code.

#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <set>
#include <sstream>

#include "picturebook/draw.h"
#include "picturebook/palette.h"

namespace latentbrush::picturebook {
namespace {

std::set<std::string> manualLines() {
    std::ifstream in(LATENTBRUSH_SOURCE "/docs/picturebook.md");
    std::set<std::string> lines;
    for (std::string line; std::getline(in, line);) {
        lines.insert(line);
    }
    return lines;
}

std::string text(Rgb colour) {
    return std::to_string(colour.red) + ' ' + std::to_string(colour.green) + ' ' +
           std::to_string(colour.blue);
}

/// "| title | at day | at sunset | at night |"
template <typename CellAt>
std::string rowOverTimes(std::string_view title, CellAt cellAt) {
    std::string row = "| " + std::string(title) + " |";
    for (const Time time : kTimes) {
        row += ' ' + cellAt(time) + " |";
    }
    return row;
}

std::vector<std::string> paletteRows() {
    std::vector<std::string> rows;
    for (const Colour colour : kColours) {
        rows.push_back(rowOverTimes(name(colour), [&](Time time) { return text(paint(colour, time)); }));
    }
    for (const Part part : kParts) {
        rows.push_back(rowOverTimes(name(part), [&](Time time) { return text(paint(part, time)); }));
    }
    rows.push_back(rowOverTimes("sky, first row", [](Time time) { return text(skyColours(time).top); }));
    rows.push_back(
        rowOverTimes("sky, at the horizon", [](Time time) { return text(skyColours(time).bottom); }));
    for (const Ground ground : kGrounds) {
        const std::string title(name(ground));
        const bool sea = ground == Ground::Sea;
        rows.push_back(rowOverTimes(title + (sea ? "" : ", far"),
                                    [&](Time time) { return text(groundColours(ground, time).far); }));
        if (!sea) {
            rows.push_back(rowOverTimes(title + ", near",
                                        [&](Time time) { return text(groundColours(ground, time).near); }));
        }
        rows.push_back(rowOverTimes(title + (sea ? ", waves" : ", shadow"),
                                    [&](Time time) { return text(groundColours(ground, time).mark); }));
    }
    rows.push_back(rowOverTimes("sun or moon", [](Time time) { return text(sceneryColours(time).light); }));
    rows.push_back(rowOverTimes(
        "cloud", [](Time time) { return time == Time::Night ? "never" : text(sceneryColours(time).cloud); }));
    rows.push_back(rowOverTimes(
        "star", [](Time time) { return time != Time::Night ? "never" : text(sceneryColours(time).star); }));
    rows.push_back(rowOverTimes("mountain", [](Time time) { return text(sceneryColours(time).mountain); }));
    rows.push_back(rowOverTimes("peak", [](Time time) { return text(sceneryColours(time).peak); }));
    return rows;
}

Scene sceneWith(Kind kind, int percent) {
    Scene scene;
    scene.ground = kind == Kind::Boat ? Ground::Sea : Ground::GrassyField;
    scene.objects = {{kind, Colour::Red, Slot::Centre, 64, kind == Kind::Balloon ? 62 : 104, percent}};
    return scene;
}

std::string sizeOf(Kind kind, int percent) {
    const Box box = draw(sceneWith(kind, percent)).boxes.front();
    return std::to_string(box.width) + " × " + std::to_string(box.height);
}

/// Percent of the object's pixels that have exactly the named colour.
long namedShare(Kind kind) {
    const Drawing drawing = draw(sceneWith(kind, 100));
    const Rgb red = paint(Colour::Red, Time::Day);
    long named = 0, all = 0;
    for (std::size_t at = 0; at < drawing.objects.size(); ++at) {
        if (drawing.objects[at] != kNoObject) {
            ++all;
            named += Rgb{drawing.rgb[at * 3], drawing.rgb[at * 3 + 1], drawing.rgb[at * 3 + 2]} == red;
        }
    }
    return (100 * named + all / 2) / all;
}

std::vector<std::string> shapeRows() {
    std::vector<std::string> rows;
    for (const Kind kind : kKinds) {
        std::ostringstream row;
        row << "| " << name(kind) << " | " << sizeOf(kind, 90) << " | " << sizeOf(kind, 100) << " | "
            << sizeOf(kind, 108) << " | " << namedShare(kind) << " % |";
        rows.push_back(row.str());
    }
    return rows;
}

TEST(Manual, HoldsThePaletteAsItIs) {
    const auto lines = manualLines();
    for (const std::string& row : paletteRows()) {
        EXPECT_TRUE(lines.contains(row)) << row;
    }
}

TEST(Manual, HoldsTheShapesAsTheyAreDrawn) {
    const auto lines = manualLines();
    for (const std::string& row : shapeRows()) {
        EXPECT_TRUE(lines.contains(row)) << row;
    }
}

} // namespace
} // namespace latentbrush::picturebook
