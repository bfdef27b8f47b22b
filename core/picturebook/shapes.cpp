#include "picturebook/shapes.h"

#include <array>
#include <initializer_list>

namespace latentbrush::picturebook {

namespace {

/// Draws in an object's own lengths: x to the right of its middle, y upwards from the line it stands on, at
/// 100 percent.
class Pen {
public:
    Pen(Canvas& canvas, const Object& object, std::uint8_t index, Time time)
        : m_canvas(canvas), m_object(object), m_time(time),
          m_scale(object.percent / 100.0), m_ink{{}, pixelClass(object.kind), index} {}

    Pen& named() { return dip(paint(m_object.colour, m_time)); }
    Pen& part(Part part) { return dip(paint(part, m_time)); }

    Pen& rectangle(double left, double bottom, double right, double top) {
        m_canvas.rectangle(m_ink, across(left), down(top), across(right), down(bottom));
        return *this;
    }
    Pen& ellipse(double x, double y, double radiusX, double radiusY) {
        m_canvas.ellipse(m_ink, {across(x), down(y)}, radiusX * m_scale, radiusY * m_scale);
        return *this;
    }
    Pen& polygon(std::initializer_list<Point> corners) {
        std::array<Point, 8> placed;
        std::size_t count = 0;
        for (const Point corner : corners) {
            placed.at(count++) = {across(corner.x), down(corner.y)};
        }
        m_canvas.convex(m_ink, std::span(placed).first(count));
        return *this;
    }

private:
    Pen& dip(Rgb colour) {
        m_ink.colour = colour;
        return *this;
    }
    double across(double x) const { return m_object.x + x * m_scale; }
    double down(double y) const { return m_object.y - y * m_scale; }

    Canvas& m_canvas;
    const Object& m_object;
    Time m_time;
    double m_scale;
    Ink m_ink;
};

void drawHouse(Pen& pen) {
    pen.part(Part::Roof).rectangle(10, 30, 16, 46);
    pen.named().rectangle(-21, 0, 21, 29);
    pen.part(Part::Roof).polygon({{-26, 27}, {26, 27}, {0, 47}});
    pen.part(Part::Door).rectangle(-14, 0, -5, 17);
    pen.part(Part::Window).rectangle(4, 9, 15, 20);
}

void drawTree(Pen& pen) {
    pen.part(Part::Trunk).rectangle(-4, 0, 4, 22);
    pen.named().ellipse(-10, 28, 12, 12).ellipse(10, 28, 12, 12).ellipse(0, 38, 15, 15);
}

void drawPineTree(Pen& pen) {
    pen.part(Part::Trunk).rectangle(-4, 0, 4, 12);
    pen.named().polygon({{-21, 10}, {21, 10}, {0, 34}});
    pen.named().polygon({{-17, 24}, {17, 24}, {0, 46}});
    pen.named().polygon({{-13, 38}, {13, 38}, {0, 58}});
}

void drawCar(Pen& pen) {
    pen.named().polygon({{-26, 5}, {26, 5}, {26, 14}, {23, 19}, {-24, 19}, {-26, 17}});
    pen.named().polygon({{-18, 18}, {17, 18}, {10, 32}, {-12, 32}});
    pen.part(Part::Window).polygon({{-13, 19}, {-2, 19}, {-2, 28}, {-9, 28}});
    pen.part(Part::Window).polygon({{2, 19}, {12, 19}, {7.5, 28}, {2, 28}});
    for (const double x : {-15.0, 15.0}) {
        pen.part(Part::Wheel).ellipse(x, 6.5, 6.5, 6.5);
        pen.part(Part::Hub).ellipse(x, 6.5, 2.5, 2.5);
    }
}

void drawBoat(Pen& pen) {
    pen.part(Part::Canvas).polygon({{0, 19}, {22, 19}, {0, 48}});
    pen.part(Part::Canvas).polygon({{0, 19}, {-18, 19}, {0, 42}});
    pen.part(Part::Trunk).rectangle(-2, 14, 2, 50);
    pen.named().polygon({{-26, 16}, {26, 16}, {18, 0}, {-18, 0}});
}

void drawBalloon(Pen& pen) {
    pen.part(Part::Basket).rectangle(-6, 0, 6, 8).rectangle(-6, 7, -3, 14).rectangle(3, 7, 6, 14);
    pen.named().polygon({{-17, 28}, {17, 28}, {7, 12}, {-7, 12}}).ellipse(0, 36, 19, 18);
    pen.part(Part::Canvas).polygon({{-5.5, 28}, {5.5, 28}, {2.5, 12}, {-2.5, 12}}).ellipse(0, 36, 6, 18);
}

} // namespace

void drawObject(Canvas& canvas, const Object& object, std::uint8_t index, Time time) {
    Pen pen(canvas, object, index, time);
    switch (object.kind) {
    case Kind::House:
        return drawHouse(pen);
    case Kind::Tree:
        return drawTree(pen);
    case Kind::PineTree:
        return drawPineTree(pen);
    case Kind::Car:
        return drawCar(pen);
    case Kind::Boat:
        return drawBoat(pen);
    case Kind::Balloon:
        return drawBalloon(pen);
    }
}

double halfWidth(Kind kind) {
    constexpr std::array kHalves{26.0, 22.0, 21.0, 26.0, 26.0, 19.0};
    return kHalves[static_cast<std::size_t>(kind)];
}

} // namespace latentbrush::picturebook
