#include "fixtures.h"

#include "library/insertion.h"
#include "library/library_state.h"
#include "library/thumbnail.h"

#include <algorithm>
#include <rapidcheck/gtest.h>
#include <unicode/normalizer2.h>
#include <unicode/unistr.h>

namespace latentbrush::library {
namespace {

using std::chrono::milliseconds;

/// Entries with a chosen time, written in one go.
struct Row {
    std::string prompt;
    std::string model = "starter";
    std::int64_t created = 0; ///< milliseconds
    bool favourite = false;
    bool bin = false;
};

void fill(const std::filesystem::path& file, const std::vector<Row>& rows) {
    auto database = openDatabase(file, milliseconds(5000)).value();
    const auto thumbnail = encodeThumbnail(*finishedImage("").picture).value();
    SQLite::Transaction transaction(*database);
    for (const auto& row : rows) {
        const auto finished = finishedImage(row.prompt, 1, row.model);
        const auto entry = entryOf(finished, "/nowhere.png", Moment(milliseconds(row.created)));
        const auto id = insertEntry(*database, entry, finished, thumbnail);
        const auto number = std::to_string(id);
        if (row.favourite)
            database->exec("UPDATE entries SET favourite = 1 WHERE id = " + number);
        if (row.bin)
            database->exec("UPDATE entries SET deleted = 1 WHERE id = " + number);
    }
    transaction.commit();
}

class Searching : public LibraryTest {
protected:
    std::vector<std::string> prompts(const Query& query) {
        std::vector<std::string> found;
        for (const auto& entry : all(query))
            found.push_back(entry.prompt);
        return found;
    }
};

struct Found {
    const char* text;
    std::vector<std::string> prompts; ///< newest first
};

class SearchingText : public Searching, public testing::WithParamInterface<Found> {};

TEST_P(SearchingText, FindsPromptsThatHoldEveryWord) {
    fill(file(), {{"夜の雪原に立つ赤い家", "", 1},
                  {"夕焼けの海と船", "", 2},
                  {"a Red House on a snowy field", "", 3},
                  {"赤い屋根の家、夕焼け", "", 4},
                  {"100% wool, under_score, \"quoted\" it's a\\b", "", 5},
                  {"ＲＥＤ　ＢＯＡＴ ｶﾞﾗｽ", "", 6},
                  {"🏠🏡 naïve café", "", 7},
                  {"", "", 8}});
    EXPECT_EQ(prompts({.text = GetParam().text}), GetParam().prompts);
    EXPECT_EQ(library.count({.text = GetParam().text}), static_cast<std::int64_t>(GetParam().prompts.size()));
}

const std::string kField = "a Red House on a snowy field";
const std::string kSnow = "夜の雪原に立つ赤い家";
const std::string kRoof = "赤い屋根の家、夕焼け";
const std::string kSea = "夕焼けの海と船";
const std::string kOdd = "100% wool, under_score, \"quoted\" it's a\\b";
const std::string kWide = "ＲＥＤ　ＢＯＡＴ ｶﾞﾗｽ";
const std::string kEmoji = "🏠🏡 naïve café";

INSTANTIATE_TEST_SUITE_P(
    Table, SearchingText,
    testing::Values(Found{"赤い", {kRoof, kSnow}}, Found{"夕焼け", {kRoof, kSea}},
                    Found{"家", {kRoof, kSnow}}, Found{"赤い家", {kSnow}}, Found{"赤い 家", {kRoof, kSnow}},
                    Found{"赤い　夕焼け", {kRoof}}, Found{"夕焼け 船", {kSea}}, Found{"red", {kWide, kField}},
                    Found{"RED house", {kField}}, Found{"house red", {kField}},
                    Found{"ed", {kWide, kOdd, kField}}, Found{"o", {kWide, kOdd, kField}},
                    Found{"ガラス", {kWide}}, Found{"ガ", {kWide}}, Found{"%", {kOdd}}, Found{"100%", {kOdd}},
                    Found{"_", {kOdd}}, Found{"r_s", {kOdd}}, Found{"\"", {kOdd}},
                    Found{"\"quoted\"", {kOdd}}, Found{"it's", {kOdd}}, Found{"\\", {kOdd}},
                    Found{"a\\b", {kOdd}}, Found{"red OR house", {}}, Found{"red* NOT", {}}, Found{"*", {}},
                    Found{"(", {}}, Found{"🏠", {kEmoji}}, Found{"CAFE\u0301", {kEmoji}}, Found{"cafe", {}},
                    Found{"\xff", {}}, Found{"nothing", {}}));

TEST_F(Searching, FiltersAndOrder) {
    fill(file(), {{"one", "a", 10},
                  {"two", "b", 20, true},
                  {"three", "a", 30, true},
                  {"four", "a", 40, false, true},
                  {"five", "b", 20}});
    const auto at = [](std::int64_t time) { return Moment(milliseconds(time)); };
    using Prompts = std::vector<std::string>;
    EXPECT_EQ(prompts({}), (Prompts{"three", "five", "two", "one"}));
    EXPECT_EQ(prompts({.model = "a"}), (Prompts{"three", "one"}));
    EXPECT_EQ(prompts({.model = ""}), Prompts{});
    EXPECT_EQ(prompts({.from = at(20)}), (Prompts{"three", "five", "two"}));
    EXPECT_EQ(prompts({.until = at(20)}), (Prompts{"one"}));
    EXPECT_EQ(prompts({.from = at(20), .until = at(30)}), (Prompts{"five", "two"}));
    EXPECT_EQ(prompts({.favouritesOnly = true}), (Prompts{"three", "two"}));
    EXPECT_EQ(prompts({.model = "a", .favouritesOnly = true}), (Prompts{"three"}));
    EXPECT_EQ(prompts({.bin = true}), (Prompts{"four"}));
    EXPECT_EQ(prompts({.text = "o four", .bin = true}), (Prompts{"four"}));
    EXPECT_EQ(library.models(), (std::vector<UsedModel>{{"a", 2}, {"b", 2}}));
}

TEST_F(Searching, PagesNeitherRepeatNorSkip) {
    std::vector<Row> rows;
    for (int number = 0; number < 57; ++number)
        rows.push_back({"number " + std::to_string(number), "", number / 5}); // five share a millisecond
    fill(file(), rows);
    const auto whole = all();
    std::vector<Entry> joined;
    std::optional<Position> after;
    while (true) {
        const auto page = library.search({}, 10, after).value();
        if (page.empty())
            break;
        EXPECT_LE(page.size(), 10u);
        joined.insert(joined.end(), page.begin(), page.end());
        after = positionOf(page.back());
        record("new while paging"); // in front of what was read, so it must not shift anything
    }
    EXPECT_EQ(joined, whole);
}

TEST_F(Searching, IdsAndEntriesAgreeWithSearch) {
    for (int number = 0; number < 9; ++number)
        record(number % 2 ? "odd" : "even", number);
    const auto ids = library.ids({.text = "odd"}).value();
    EXPECT_EQ(library.entries(ids), all({.text = "odd"}));
    EXPECT_EQ(library.entries(std::array<EntryId, 2>{999, ids[0]}).value().size(), 1u);
}

std::string folded(const std::string& text) {
    UErrorCode status = U_ZERO_ERROR;
    std::string result;
    icu::Normalizer2::getNFKCCasefoldInstance(status)
        ->normalize(icu::UnicodeString::fromUTF8(text), status)
        .toUTF8String(result);
    return result;
}

/// Few letters, so that words are often found, with all that could have a meaning to SQL or FTS5.
rc::Gen<std::string> words(int most) {
    const auto letter = rc::gen::element<std::string>("a", "B", "é", "赤", "い", "家", "％", "%", "_", "\"",
                                                      "'", "*", "\\", "🏠", " ");
    return rc::gen::map(rc::gen::mapcat(rc::gen::inRange(0, most),
                                        [=](int length) {
                                            return rc::gen::container<std::vector<std::string>>(length,
                                                                                                letter);
                                        }),
                        [](const std::vector<std::string>& letters) {
                            std::string text;
                            for (const auto& one : letters)
                                text += one;
                            return text;
                        });
}

RC_GTEST_FIXTURE_PROP(Searching, FindsWhatComparingEveryEntryFinds, ()) {
    std::vector<Row> rows;
    const auto size = *rc::gen::inRange(0, 25);
    for (int number = 0; number < size; ++number)
        rows.push_back({*words(14), *rc::gen::element<std::string>("a", "b"),
                        *rc::gen::inRange<std::int64_t>(0, 9), *rc::gen::arbitrary<bool>(),
                        *rc::gen::weightedElement<bool>({{4, false}, {1, true}})});
    fill(file(), rows);
    Query query;
    query.text = *words(9);
    query.favouritesOnly = *rc::gen::weightedElement<bool>({{3, false}, {1, true}});
    query.bin = *rc::gen::weightedElement<bool>({{4, false}, {1, true}});
    if (*rc::gen::arbitrary<bool>())
        query.model = "a";
    if (*rc::gen::arbitrary<bool>())
        query.from = Moment(milliseconds(*rc::gen::inRange(0, 9)));
    if (*rc::gen::arbitrary<bool>())
        query.until = Moment(milliseconds(*rc::gen::inRange(0, 9)));

    const auto holdsEveryWord = [&](const std::string& prompt) {
        std::istringstream typed(folded(query.text));
        for (std::string word; typed >> word;)
            if (folded(prompt).find(word) == std::string::npos)
                return false;
        return true;
    };
    std::vector<std::pair<std::int64_t, EntryId>> expected;
    for (std::size_t at = 0; at < rows.size(); ++at) {
        const auto& row = rows[at];
        const Moment created{milliseconds(row.created)};
        if (row.bin == query.bin && (!query.favouritesOnly || row.favourite) &&
            (!query.model || *query.model == row.model) && (!query.from || created >= *query.from) &&
            (!query.until || created < *query.until) && holdsEveryWord(row.prompt))
            expected.emplace_back(row.created, static_cast<EntryId>(at + 1));
    }
    std::ranges::sort(expected, std::greater{});
    std::vector<EntryId> ids;
    for (const auto& [created, id] : expected)
        ids.push_back(id);
    RC_ASSERT(library.ids(query).value() == ids);
    RC_ASSERT(library.count(query).value() == static_cast<std::int64_t>(ids.size()));
}

} // namespace
} // namespace latentbrush::library
