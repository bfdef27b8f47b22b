#include "picturebook/draw.h"

#include <cassert>
#include <cstdlib>

#include "picturebook/canvas.h"
#include "picturebook/palette.h"
#include "picturebook/shapes.h"

namespace latentbrush::picturebook {

namespace {

constexpr std::array<std::string_view, kPixelClassCount> kClassNames{
    "sky",  "grassy_field", "snowy_field", "sandy_beach", "sea",       "mountains", "cloud", "sun",
    "moon", "star",         "house",       "tree",        "pine_tree", "car",       "boat",  "balloon"};

double mirrored(const Scene& scene, double x) {
    return scene.mirrored ? kNativeSize - x : x;
}

void drawStars(Canvas& canvas, const Scene& scene) {
    constexpr std::array<Point, 8> kStars{
        {{9, 12}, {29, 33}, {44, 9}, {57, 36}, {77, 13}, {92, 31}, {112, 9}, {119, 39}}};
    const Ink ink{sceneryColours(scene.time).star, PixelClass::Star};
    for (const Point star : kStars) {
        const double x = mirrored(scene, star.x);
        const bool behindMoon = scene.light && std::abs(x - scene.light->x) < 18;
        if (!behindMoon) {
            const std::array<Point, 4> corners{
                {{x - 2.5, star.y}, {x, star.y - 2.5}, {x + 2.5, star.y}, {x, star.y + 2.5}}};
            canvas.convex(ink, corners);
        }
    }
}

void drawLight(Canvas& canvas, const Scene& scene) {
    const Point middle{static_cast<double>(scene.light->x), static_cast<double>(scene.light->y)};
    const Rgb colour = sceneryColours(scene.time).light;
    if (scene.time == Time::Night) {
        canvas.crescent({colour, PixelClass::Moon}, middle, 10, 9);
    } else {
        canvas.ellipse({colour, PixelClass::Sun}, middle, 10, 10);
    }
}

void drawCloud(Canvas& canvas, const Scene& scene) {
    const Ink ink{sceneryColours(scene.time).cloud, PixelClass::Cloud};
    const double x = scene.cloud->x, y = scene.cloud->y;
    canvas.ellipse(ink, {x - 10, y + 2}, 8, 6);
    canvas.ellipse(ink, {x, y - 1}, 10, 9);
    canvas.ellipse(ink, {x + 11, y + 2}, 7, 6);
    canvas.rectangle(ink, x - 10, y + 2, x + 11, y + 8);
}

void drawMountains(Canvas& canvas, const Scene& scene) {
    struct Mountain {
        double x, height, half;
    };
    constexpr std::array<Mountain, 3> kRange{{{66, 17, 30}, {26, 25, 34}, {104, 30, 40}}};
    const auto colours = sceneryColours(scene.time);
    const double foot = scene.horizon + 2;
    for (const auto& [middle, height, half] : kRange) {
        const double x = mirrored(scene, middle);
        const std::array<Point, 3> slopes{{{x - half, foot}, {x, foot - height}, {x + half, foot}}};
        canvas.convex({colours.mountain, PixelClass::Mountains}, slopes);
        const double depth = height / 3, wide = half / 3;
        const std::array<Point, 3> peak{
            {{x - wide, foot - height + depth}, slopes[1], {x + wide, foot - height + depth}}};
        canvas.convex({colours.peak, PixelClass::Mountains}, peak);
    }
}

void drawGround(Canvas& canvas, const Scene& scene) {
    const auto colours = groundColours(scene.ground, scene.time);
    const PixelClass ground = pixelClass(scene.ground);
    if (scene.ground == Ground::GrassyField || scene.ground == Ground::SnowyField) {
        canvas.ellipse({colours.far, ground}, {mirrored(scene, 90), scene.horizon + 2.0}, 56, 7);
    }
    canvas.rectangle({colours.far, ground}, 0, scene.horizon, kNativeSize, kNativeSize);
    if (scene.ground == Ground::Sea) {
        for (const Point wave :
             {Point{24, 84}, Point{92, 82}, Point{66, 118}, Point{112, 121}, Point{18, 117}}) {
            canvas.ellipse({colours.mark, ground}, {mirrored(scene, wave.x), wave.y}, 10, 1.6);
        }
    } else {
        canvas.ellipse({colours.near, ground}, {mirrored(scene, 38), 132}, 110, 34);
    }
}

void drawShadow(Canvas& canvas, const Scene& scene, const Object& object) {
    if (object.kind == Kind::Balloon) {
        return;
    }
    const double half = halfWidth(object.kind) * object.percent / 100.0;
    canvas.ellipse({groundColours(scene.ground, scene.time).mark, pixelClass(scene.ground)},
                   {static_cast<double>(object.x), static_cast<double>(object.y)}, half, 3);
}

} // namespace

Drawing draw(const Scene& scene, int size) {
    assert(size > 0 && size % 8 == 0);
    Canvas canvas(size);
    const auto sky = skyColours(scene.time);
    canvas.gradient(sky.top, sky.bottom, 0, scene.horizon + 1, PixelClass::Sky);
    if (scene.time == Time::Night) {
        drawStars(canvas, scene);
    }
    if (scene.light) {
        drawLight(canvas, scene);
    }
    if (scene.cloud) {
        drawCloud(canvas, scene);
    }
    if (scene.mountains) {
        drawMountains(canvas, scene);
    }
    drawGround(canvas, scene);
    for (std::size_t i = 0; i < scene.objects.size(); ++i) {
        drawShadow(canvas, scene, scene.objects[i]);
        drawObject(canvas, scene.objects[i], static_cast<std::uint8_t>(i), scene.time);
    }
    return std::move(canvas).take(scene.objects.size());
}

std::string_view name(PixelClass pixelClass) {
    return kClassNames[static_cast<std::size_t>(pixelClass)];
}

PixelClass pixelClass(Ground ground) {
    return static_cast<PixelClass>(static_cast<int>(PixelClass::GrassyField) + static_cast<int>(ground));
}

PixelClass pixelClass(Kind kind) {
    return static_cast<PixelClass>(static_cast<int>(PixelClass::House) + static_cast<int>(kind));
}

} // namespace latentbrush::picturebook
