#include "held_out_row.h"

#include <algorithm>
#include <fstream>
#include <sstream>
#include <stdexcept>

namespace latentbrush::score {

namespace {

std::vector<std::string> split(const std::string& text, char mark) {
    std::vector<std::string> parts;
    std::istringstream stream(text);
    for (std::string part; std::getline(stream, part, mark);)
        parts.push_back(part);
    return parts;
}

} // namespace

std::vector<HeldOutRow> readRows(const std::filesystem::path& file) {
    std::ifstream lines(file);
    if (!lines)
        throw std::runtime_error("cannot read " + file.string());
    std::vector<HeldOutRow> rows;
    for (std::string line; std::getline(lines, line);) {
        const auto fields = split(line, '\t');
        if (fields.size() != 6)
            throw std::runtime_error("not six fields: " + line);
        HeldOutRow row{fields[0], fields[1], split(fields[2], '+'), fields[4], fields[5]};
        std::sort(row.objects.begin(), row.objects.end());
        rows.push_back(std::move(row));
    }
    return rows;
}

} // namespace latentbrush::score
