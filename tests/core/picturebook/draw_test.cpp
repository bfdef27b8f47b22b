#include "picturebook/draw.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <map>

#include "picturebook/palette.h"

namespace latentbrush::picturebook {
namespace {

constexpr int kScenes = 1'000;

Rgb pixel(const Drawing& drawing, int x, int y) {
    const auto at = static_cast<std::size_t>((y * drawing.size + x) * 3);
    return {drawing.rgb[at], drawing.rgb[at + 1], drawing.rgb[at + 2]};
}

PixelClass classAt(const Drawing& drawing, int x, int y) {
    return drawing.classes[static_cast<std::size_t>(y * drawing.size + x)];
}

template <typename Check>
void forManyScenes(Check check) {
    Dice dice(31);
    for (int i = 0; i < kScenes && !testing::Test::HasFailure(); ++i) {
        const Scene scene = randomScene(dice, i % 2 == 0 ? Split::Training : Split::HeldOut);
        check(scene, draw(scene));
    }
}

std::map<PixelClass, int> classCounts(const Drawing& drawing) {
    std::map<PixelClass, int> counts;
    for (const PixelClass c : drawing.classes) {
        ++counts[c];
    }
    return counts;
}

TEST(Draw, FillsEveryMapAtEverySize) {
    Dice dice(30);
    const Scene scene = randomScene(dice, Split::Training);
    for (const int size : {8, 64, 128, 256, 768}) {
        const Drawing drawing = draw(scene, size);
        const auto pixels = static_cast<std::size_t>(size * size);
        EXPECT_EQ(drawing.size, size);
        EXPECT_EQ(drawing.rgb.size(), pixels * 3);
        EXPECT_EQ(drawing.classes.size(), pixels);
        EXPECT_EQ(drawing.objects.size(), pixels);
        EXPECT_EQ(drawing.boxes.size(), scene.objects.size());
    }
}

TEST(Draw, SameSceneSameBytes) {
    forManyScenes([](const Scene& scene, const Drawing& drawing) {
        const Drawing again = draw(scene);
        ASSERT_EQ(drawing.rgb, again.rgb);
        ASSERT_EQ(drawing.classes, again.classes);
        ASSERT_EQ(drawing.boxes, again.boxes);
    });
}

/// Whether all pixels around (x, y) are of one class: the pixel lies on no edge.
bool isInside(const Drawing& drawing, int x, int y) {
    for (int dy = -1; dy <= 1; ++dy) {
        for (int dx = -1; dx <= 1; ++dx) {
            if (classAt(drawing, x + dx, y + dy) != classAt(drawing, x, y)) {
                return false;
            }
        }
    }
    return true;
}

TEST(Draw, ALargerPictureShowsTheSame) {
    Dice dice(32);
    for (int i = 0; i < 100; ++i) {
        const Scene scene = randomScene(dice, Split::Training);
        const Drawing small = draw(scene), large = draw(scene, 256);
        for (int y = 1; y < small.size - 1; ++y) {
            for (int x = 1; x < small.size - 1; ++x) {
                if (isInside(small, x, y)) {
                    ASSERT_EQ(classAt(small, x, y), classAt(large, 2 * x, 2 * y)) << x << ',' << y;
                    ASSERT_EQ(classAt(small, x, y), classAt(large, 2 * x + 1, 2 * y + 1)) << x << ',' << y;
                }
            }
        }
    }
}

TEST(Draw, ShowsExactlyWhatTheSceneSays) {
    forManyScenes([](const Scene& scene, const Drawing& drawing) {
        auto counts = classCounts(drawing);
        const bool night = scene.time == Time::Night;
        EXPECT_EQ(counts[PixelClass::Sun] > 0, scene.light && !night);
        EXPECT_EQ(counts[PixelClass::Moon] > 0, scene.light && night);
        EXPECT_EQ(counts[PixelClass::Cloud] > 0, scene.cloud.has_value());
        EXPECT_EQ(counts[PixelClass::Mountains] > 0, scene.mountains);
        EXPECT_EQ(counts[PixelClass::Star] > 0, night);
        EXPECT_GT(counts[PixelClass::Sky], 3000);
        for (const Ground ground : kGrounds) {
            EXPECT_EQ(counts[pixelClass(ground)] > 3000, ground == scene.ground) << name(ground);
        }
        for (const Kind kind : kKinds) {
            const bool wanted = std::any_of(scene.objects.begin(), scene.objects.end(),
                                            [kind](const Object& object) { return object.kind == kind; });
            EXPECT_EQ(counts[pixelClass(kind)] > 0, wanted) << name(kind);
        }
    });
}

TEST(Draw, SceneryIsNeverHiddenByObjects) {
    forManyScenes([](Scene scene, const Drawing& drawing) {
        scene.objects.clear();
        auto bare = classCounts(draw(scene));
        auto full = classCounts(drawing);
        for (const PixelClass c : {PixelClass::Sun, PixelClass::Moon, PixelClass::Cloud}) {
            EXPECT_EQ(full[c], bare[c]) << name(c);
        }
    });
}

TEST(Draw, ObjectsAreLargeWholeAndApart) {
    forManyScenes([](const Scene& scene, const Drawing& drawing) {
        for (std::size_t i = 0; i < scene.objects.size(); ++i) {
            const Box box = drawing.boxes[i];
            EXPECT_GE(std::max(box.width, box.height), 36) << name(scene.objects[i].kind);
            EXPECT_LE(std::max(box.width, box.height), 63);
            // A whole pixel to spare on every side: nothing is cut off.
            EXPECT_GE(box.x, 1);
            EXPECT_GE(box.y, 1);
            EXPECT_LE(box.x + box.width, kNativeSize - 1);
            EXPECT_LE(box.y + box.height, kNativeSize - 1);
        }
        if (scene.objects.size() == 2) {
            EXPECT_GE(drawing.boxes[1].x - drawing.boxes[0].x - drawing.boxes[0].width, 3);
        }
    });
}

TEST(Draw, ObjectMapBoxesAndClassesAgree) {
    forManyScenes([](const Scene& scene, const Drawing& drawing) {
        for (int y = 0; y < drawing.size; ++y) {
            for (int x = 0; x < drawing.size; ++x) {
                const auto object = drawing.objects[static_cast<std::size_t>(y * drawing.size + x)];
                const PixelClass c = classAt(drawing, x, y);
                ASSERT_EQ(object != kNoObject, c >= PixelClass::House);
                if (object != kNoObject) {
                    ASSERT_EQ(c, pixelClass(scene.objects.at(object).kind));
                    const Box box = drawing.boxes[object];
                    ASSERT_TRUE(x >= box.x && x < box.x + box.width && y >= box.y && y < box.y + box.height);
                }
            }
        }
    });
}

TEST(Draw, TheNamedColourIsMostOfAnObject) {
    forManyScenes([](const Scene& scene, const Drawing& drawing) {
        for (std::size_t i = 0; i < scene.objects.size(); ++i) {
            const Rgb named = paint(scene.objects[i].colour, scene.time);
            std::map<std::array<int, 3>, int> counts;
            for (std::size_t at = 0; at < drawing.objects.size(); ++at) {
                if (drawing.objects[at] == i) {
                    ++counts[{drawing.rgb[at * 3], drawing.rgb[at * 3 + 1], drawing.rgb[at * 3 + 2]}];
                }
            }
            const auto most =
                std::max_element(counts.begin(), counts.end(),
                                 [](const auto& a, const auto& b) { return a.second < b.second; });
            EXPECT_EQ(most->first, (std::array<int, 3>{named.red, named.green, named.blue}))
                << name(scene.objects[i].colour) << ' ' << name(scene.objects[i].kind);
        }
    });
}

TEST(Draw, SkyRunsFromItsTopToItsBottomColour) {
    for (const Time time : kTimes) {
        Scene scene;
        scene.time = time;
        scene.ground = Ground::Sea;
        const Drawing drawing = draw(scene);
        EXPECT_EQ(pixel(drawing, 2, 0), skyColours(time).top);
        EXPECT_EQ(classAt(drawing, 2, scene.horizon - 1), PixelClass::Sky);
        EXPECT_EQ(pixel(drawing, 2, scene.horizon), groundColours(Ground::Sea, time).far);
        EXPECT_EQ(classAt(drawing, 2, scene.horizon), PixelClass::Sea);
        const Rgb last = pixel(drawing, 2, scene.horizon - 1), bottom = skyColours(time).bottom;
        // One step short of the end of an even run over horizon + 1 rows.
        const auto step = [&](int from, int to) { return std::abs(to - from) / scene.horizon + 1; };
        EXPECT_NEAR(last.red, bottom.red, step(skyColours(time).top.red, bottom.red));
        EXPECT_NEAR(last.blue, bottom.blue, step(skyColours(time).top.blue, bottom.blue));
    }
}

TEST(Draw, MirroringMovesTheScenery) {
    Scene scene;
    scene.mountains = true;
    const Drawing plain = draw(scene);
    scene.mirrored = true;
    const Drawing turned = draw(scene);
    for (int y = 0; y < plain.size; ++y) {
        for (int x = 0; x < plain.size; ++x) {
            // Coverage of exactly a half may fall on either side of rounding.
            const Rgb a = pixel(plain, x, y), b = pixel(turned, plain.size - 1 - x, y);
            ASSERT_NEAR(a.red, b.red, 1) << x << ',' << y;
            ASSERT_NEAR(a.blue, b.blue, 1);
        }
    }
}

} // namespace
} // namespace latentbrush::picturebook
