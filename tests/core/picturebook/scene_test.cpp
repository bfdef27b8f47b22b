#include "picturebook/scene.h"

#include <gtest/gtest.h>

#include <cmath>
#include <map>
#include <set>

namespace latentbrush::picturebook {
namespace {

constexpr int kScenes = 20'000;

template <typename Check>
void forManyScenes(Check check) {
    for (const Split split : {Split::Training, Split::HeldOut}) {
        Dice dice(split == Split::Training ? 11 : 12);
        for (int i = 0; i < kScenes; ++i) {
            check(randomScene(dice, split));
            if (testing::Test::HasFailure()) {
                return;
            }
        }
    }
}

TEST(Scene, SameSeedSameScenes) {
    Dice one(5), two(5), other(6);
    bool differed = false;
    for (int i = 0; i < 50; ++i) {
        const Scene scene = randomScene(one, Split::Training);
        EXPECT_EQ(scene, randomScene(two, Split::Training));
        differed |= scene != randomScene(other, Split::Training);
    }
    EXPECT_TRUE(differed);
}

TEST(Scene, ObjectsBelongToTheirGround) {
    struct Row {
        Kind kind;
        std::array<bool, 4> on; // grassy field, snowy field, sandy beach, sea
    };
    for (const Row& row :
         {Row{Kind::House, {true, true, true, false}}, Row{Kind::Tree, {true, true, true, false}},
          Row{Kind::PineTree, {true, true, true, false}}, Row{Kind::Car, {true, true, true, false}},
          Row{Kind::Boat, {false, false, false, true}}, Row{Kind::Balloon, {true, true, true, true}}}) {
        for (std::size_t i = 0; i < kGrounds.size(); ++i) {
            EXPECT_EQ(belongs(row.kind, kGrounds[i]), row.on[i])
                << name(row.kind) << " on " << name(kGrounds[i]);
        }
    }
    forManyScenes([](const Scene& scene) {
        for (const Object& object : scene.objects) {
            EXPECT_TRUE(belongs(object.kind, scene.ground));
        }
    });
}

TEST(Scene, OneObjectAnywhereOrTwoApart) {
    std::set<Slot> alone;
    forManyScenes([&](const Scene& scene) {
        ASSERT_TRUE(scene.objects.size() == 1 || scene.objects.size() == 2);
        if (scene.objects.size() == 1) {
            alone.insert(scene.objects[0].slot);
            return;
        }
        EXPECT_EQ(scene.objects[0].slot, Slot::Left);
        EXPECT_EQ(scene.objects[1].slot, Slot::Right);
        EXPECT_FALSE(scene.objects[0].kind == scene.objects[1].kind &&
                     scene.objects[0].colour == scene.objects[1].colour);
    });
    EXPECT_EQ(alone.size(), 3u);
}

TEST(Scene, SceneryKnowsItsPlace) {
    forManyScenes([](const Scene& scene) {
        EXPECT_FALSE(scene.mountains && scene.ground == Ground::Sea);
        EXPECT_FALSE(scene.cloud && scene.time == Time::Night);
        EXPECT_GE(scene.horizon, 68);
        EXPECT_LE(scene.horizon, 74);
    });
}

TEST(Scene, EveryKindColourGroundAndTimeComesOften) {
    std::map<std::string_view, int> seen;
    Dice dice(13);
    int objects = 0, pairs = 0;
    for (int i = 0; i < kScenes; ++i) {
        const Scene scene = randomScene(dice, Split::Training);
        ++seen[name(scene.time)];
        ++seen[name(scene.ground)];
        pairs += scene.objects.size() == 2;
        for (const Object& object : scene.objects) {
            ++objects;
            ++seen[name(object.kind)];
            ++seen[name(object.colour)];
        }
    }
    // At least three quarters of an even share.
    const auto expectOften = [&seen](const auto& values, int all) {
        for (const auto value : values) {
            EXPECT_GE(seen[name(value)], all / static_cast<int>(values.size()) * 3 / 4) << name(value);
        }
    };
    expectOften(kTimes, kScenes);
    expectOften(kGrounds, kScenes);
    expectOften(kKinds, objects);
    expectOften(kColours, objects);
    EXPECT_NEAR(pairs, kScenes * 2 / 5, 5 * std::sqrt(kScenes * 0.4 * 0.6));
}

TEST(Scene, SpellsItselfForTables) {
    Scene scene;
    scene.objects = {{Kind::House, Colour::Red, Slot::Left}, {Kind::PineTree, Colour::White, Slot::Right}};
    EXPECT_EQ(objectsField(scene), "red:house+white:pine_tree");
    EXPECT_EQ(sceneryField(scene), "-");
    scene.light = SkyPlace{};
    scene.cloud = SkyPlace{};
    scene.mountains = true;
    EXPECT_EQ(sceneryField(scene), "sun+cloud+mountains");
    scene.time = Time::Night;
    scene.cloud.reset();
    EXPECT_EQ(sceneryField(scene), "moon+mountains");
    EXPECT_EQ(name(scene.time), "night");
    EXPECT_EQ(name(scene.ground), "grassy_field");
}

} // namespace
} // namespace latentbrush::picturebook
