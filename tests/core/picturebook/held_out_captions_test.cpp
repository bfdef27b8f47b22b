#include "picturebook/held_out_captions.h"

#include <gtest/gtest.h>

#include <array>
#include <fstream>
#include <map>
#include <set>
#include <sstream>

namespace latentbrush::picturebook {
namespace {

std::vector<std::string> linesOf(const std::string& file) {
    std::ifstream in(file);
    std::vector<std::string> lines;
    for (std::string line; std::getline(in, line);) {
        lines.push_back(line);
    }
    return lines;
}

std::vector<std::string> split(const std::string& text, char separator) {
    std::vector<std::string> parts;
    std::istringstream in(text);
    for (std::string part; std::getline(in, part, separator);) {
        parts.push_back(part);
    }
    return parts;
}

TEST(HeldOutCaptions, TheFileHoldsTheseLines) {
    EXPECT_EQ(linesOf(LATENTBRUSH_TEST_DATA "/heldout_captions.txt"), heldOutCaptions());
}

TEST(HeldOutCaptions, AreTwoHundredLinesOfSixFieldsWithoutRepetition) {
    std::set<std::string> captions;
    const auto lines = heldOutCaptions();
    EXPECT_EQ(lines.size(), 200u);
    for (const std::string& line : lines) {
        const auto fields = split(line, '\t');
        ASSERT_EQ(fields.size(), 6u) << line;
        EXPECT_TRUE(captions.insert(fields[4]).second) << fields[4];
        EXPECT_TRUE(captions.insert(fields[5]).second) << fields[5];
    }
}

TEST(HeldOutCaptions, AskForEverythingAboutEquallyOften) {
    std::array<std::map<std::string, int>, 4> counts; // time, ground, colour, kind
    for (const std::string& line : heldOutCaptions()) {
        const auto fields = split(line, '\t');
        ++counts[0][fields[0]];
        ++counts[1][fields[1]];
        for (const std::string& object : split(fields[2], '+')) {
            ++counts[2][split(object, ':')[0]];
            ++counts[3][split(object, ':')[1]];
        }
    }
    const std::array<std::size_t, 4> values{3, 4, 7, 6};
    for (std::size_t i = 0; i < counts.size(); ++i) {
        EXPECT_EQ(counts[i].size(), values[i]);
        int most = 0, least = 1000;
        for (const auto& [value, count] : counts[i]) {
            most = std::max(most, count);
            least = std::min(least, count);
        }
        EXPECT_LE(most, 2 * least) << "field " << i;
    }
}

} // namespace
} // namespace latentbrush::picturebook
