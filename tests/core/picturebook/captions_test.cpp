#include "picturebook/captions.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <set>
#include <string>

namespace latentbrush::picturebook {
namespace {

constexpr int kScenes = 10'000;

using Words = std::vector<std::string>;

/// How a language may say each value, in the order of its enum.
struct Vocabulary {
    std::vector<Words> times;
    std::vector<Words> grounds;
    std::vector<Words> kinds;
    Words colours;
    Words scenery; // sun, moon, cloud, mountains
};

const Vocabulary kEnglish{
    {{"by day", "in the daytime", "during the day", ", daytime"},
     {"at sunset", "at dusk", ", sunset"},
     {"at night", "by night", ", night"}},
    {{"grassy field", "meadow", "on the grass"},
     {"snowy field", "in the snow"},
     {"beach"},
     {"the sea", "the water"}},
    {{"house"}, {"tree"}, {"pine tree"}, {"car"}, {"boat"}, {"balloon", "hot air balloon"}},
    {"a red ", "an orange ", "a yellow ", "a green ", "a blue ", "a purple ", "a white "},
    {"the sun", "the moon", "a cloud", "mountains"}};

const Vocabulary kJapanese{{{"昼"}, {"夕焼け", "夕暮れ"}, {"夜"}},
                           {{"草原"}, {"雪原"}, {"砂浜", "浜辺"}, {"海"}},
                           {{"家"}, {"木"}, {"松の木"}, {"車"}, {"船"}, {"気球", "熱気球"}},
                           {"赤い", "オレンジ色の", "黄色い", "緑の", "青い", "紫の", "白い"},
                           {"太陽", "月", "雲", "山"}};

const Vocabulary& vocabulary(Language language) {
    return language == Language::English ? kEnglish : kJapanese;
}

int countOf(const std::string& text, const std::string& word) {
    int count = 0;
    for (auto at = text.find(word); at != std::string::npos; at = text.find(word, at + word.size())) {
        ++count;
    }
    return count;
}

bool saysOneOf(const std::string& text, const Words& wordings, const std::string& before = "") {
    return std::any_of(wordings.begin(), wordings.end(), [&](const std::string& word) {
        return text.find(before + word) != std::string::npos;
    });
}

/// English by its spaces and commas, Japanese by the longest known morpheme; an unknown rest is one last
/// "word".
Words segmented(const std::string& text, Language language, const std::set<std::string>& known) {
    Words found;
    std::size_t at = 0;
    while (at < text.size()) {
        if (text[at] == ' ') {
            ++at;
            continue;
        }
        std::size_t length = 0;
        if (language == Language::English) {
            length = text[at] == ',' ? 1 : std::min(text.find_first_of(" ,", at), text.size()) - at;
        } else {
            for (const std::string& word : known) {
                length = text.compare(at, word.size(), word) == 0 ? std::max(length, word.size()) : length;
            }
            length = length == 0 ? text.size() - at : length;
        }
        found.push_back(text.substr(at, length));
        at += length;
    }
    return found;
}

class CaptionsIn : public testing::TestWithParam<Language> {
protected:
    template <typename Check>
    void forManyCaptions(Check check) {
        Dice dice(41);
        for (int i = 0; i < kScenes && !HasFailure(); ++i) {
            const Scene scene = randomScene(dice, i % 2 == 0 ? Split::Training : Split::HeldOut);
            const std::string text = caption(scene, GetParam(), dice);
            SCOPED_TRACE(text);
            check(scene, text);
        }
    }
};

TEST_P(CaptionsIn, SayTimeAndGroundAndNoOther) {
    const Vocabulary& words = vocabulary(GetParam());
    forManyCaptions([&](const Scene& scene, const std::string& text) {
        for (const Time time : kTimes) {
            EXPECT_EQ(saysOneOf(text, words.times[static_cast<std::size_t>(time)]), time == scene.time)
                << name(time);
        }
        for (const Ground ground : kGrounds) {
            EXPECT_EQ(saysOneOf(text, words.grounds[static_cast<std::size_t>(ground)]),
                      ground == scene.ground)
                << name(ground);
        }
    });
}

TEST_P(CaptionsIn, SayEachObjectWithItsColourAndNoOther) {
    const Vocabulary& words = vocabulary(GetParam());
    forManyCaptions([&](const Scene& scene, const std::string& text) {
        for (const Object& object : scene.objects) {
            EXPECT_TRUE(saysOneOf(text, words.kinds[static_cast<std::size_t>(object.kind)],
                                  words.colours[static_cast<std::size_t>(object.colour)]));
        }
        int coloured = 0;
        for (const std::string& colour : words.colours) {
            coloured += countOf(text, colour);
        }
        EXPECT_EQ(coloured, static_cast<int>(scene.objects.size()));
    });
}

TEST_P(CaptionsIn, SayTheSceneryThatIsThere) {
    const Vocabulary& words = vocabulary(GetParam());
    forManyCaptions([&](const Scene& scene, const std::string& text) {
        const bool night = scene.time == Time::Night;
        const std::array present{scene.light && !night, scene.light && night, scene.cloud.has_value(),
                                 scene.mountains};
        for (std::size_t i = 0; i < present.size(); ++i) {
            EXPECT_EQ(countOf(text, words.scenery[i]), present[i] ? 1 : 0) << words.scenery[i];
        }
    });
}

TEST_P(CaptionsIn, UseTheLexiconAndAllOfIt) {
    const auto entries = lexicon(GetParam());
    const std::set<std::string> known(entries.begin(), entries.end());
    ASSERT_EQ(known.size(), entries.size()) << "an entry comes twice";
    std::set<std::string> used;
    forManyCaptions([&](const Scene&, const std::string& text) {
        for (const std::string& word : segmented(text, GetParam(), known)) {
            EXPECT_TRUE(known.contains(word)) << "unknown: " << word;
            used.insert(word);
        }
    });
    EXPECT_EQ(used, known);
}

TEST_P(CaptionsIn, HaveSeveralWordings) {
    Dice dice(42);
    const Scene scene = randomScene(dice, Split::Training);
    std::set<std::string> wordings;
    for (int i = 0; i < 200; ++i) {
        wordings.insert(caption(scene, GetParam(), dice));
    }
    EXPECT_GE(wordings.size(), 6u);
}

TEST_P(CaptionsIn, AreTidy) {
    forManyCaptions([&](const Scene&, const std::string& text) {
        for (const char* slip : {"  ", " ,", ",,", "、、", "のの", "/"}) {
            EXPECT_EQ(countOf(text, slip), 0) << slip;
        }
        EXPECT_TRUE(text.front() != ' ' && text.back() != ' ');
        EXPECT_EQ(GetParam() == Language::Japanese && countOf(text, " ") > 0, false);
    });
}

INSTANTIATE_TEST_SUITE_P(Languages, CaptionsIn, testing::ValuesIn(kLanguages), [](const auto& info) {
    return info.param == Language::English ? "English" : "Japanese";
});

Scene sceneOf(Time time, Ground ground, std::vector<Object> objects) {
    Scene scene;
    scene.time = time;
    scene.ground = ground;
    scene.objects = std::move(objects);
    return scene;
}

TEST(Captions, ReadLikeSentences) {
    Scene lonely = sceneOf(Time::Night, Ground::SnowyField, {{Kind::House, Colour::Red, Slot::Centre}});
    lonely.light = SkyPlace{};
    lonely.mountains = true;
    const Scene pair =
        sceneOf(Time::Sunset, Ground::SandyBeach,
                {{Kind::Car, Colour::Red, Slot::Left}, {Kind::Tree, Colour::Orange, Slot::Right}});
    const Scene mixed =
        sceneOf(Time::Day, Ground::Sea,
                {{Kind::Balloon, Colour::Blue, Slot::Left}, {Kind::Boat, Colour::White, Slot::Right}});
    struct Row {
        Scene scene;
        Language language;
        std::string text;
    };
    const Row rows[] = {
        {lonely, Language::English, "a red house on a snowy field at night with the moon and mountains"},
        {lonely, Language::Japanese, "月と山の見える夜の雪原に立つ赤い家"},
        {lonely, Language::Japanese, "夜の雪原に赤い家が立っている。月と山が見える"},
        {pair, Language::English, "a red car and an orange tree on a sandy beach at sunset"},
        {pair, Language::Japanese, "夕焼けの砂浜に並ぶ赤い車とオレンジ色の木"},
        {mixed, Language::English, "by day, a white boat on the sea and a blue balloon in the sky"},
        {mixed, Language::Japanese, "昼の海に浮かぶ白い船と空を飛ぶ青い気球"},
    };
    for (const Row& row : rows) {
        Dice dice(43);
        std::set<std::string> said;
        for (int i = 0; i < 5000; ++i) {
            said.insert(caption(row.scene, row.language, dice));
        }
        EXPECT_TRUE(said.contains(row.text)) << row.text;
    }
}

} // namespace
} // namespace latentbrush::picturebook
