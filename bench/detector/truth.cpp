#include "detector/truth.h"

#include <algorithm>
#include <fstream>
#include <stdexcept>

namespace latentbrush::detector {

namespace {

std::vector<std::string> split(const std::string& text, char by) {
    std::vector<std::string> parts(1);
    for (const char c : text) {
        if (c == by)
            parts.emplace_back();
        else
            parts.back() += c;
    }
    return parts;
}

std::vector<std::string> sides(const Description& description, std::size_t which) {
    std::vector<std::string> result;
    for (const std::string& object : description.objects)
        result.push_back(split(object, ':').at(which));
    std::sort(result.begin(), result.end());
    return result;
}

} // namespace

std::vector<Truth> readTruths(const std::filesystem::path& folder) {
    std::ifstream file(folder / "truth.tsv");
    std::string line;
    if (!std::getline(file, line) || !line.starts_with("file\ttime\tground\tobjects"))
        throw std::runtime_error((folder / "truth.tsv").string() + ": missing or without its header");
    std::vector<Truth> truths;
    while (std::getline(file, line)) {
        const auto columns = split(line, '\t');
        if (columns.size() < 4)
            throw std::runtime_error("truth.tsv: a line of too few columns: " + line);
        Truth truth{columns[0], {columns[1], columns[2], {}}};
        if (columns[3] != "-")
            truth.description.objects = split(columns[3], '+');
        std::sort(truth.description.objects.begin(), truth.description.objects.end());
        truths.push_back(std::move(truth));
    }
    return truths;
}

Description describe(const Sighting& sighting) {
    Description description{std::string(sighting.time ? nameOf(*sighting.time) : "nothing"),
                            std::string(sighting.ground ? nameOf(*sighting.ground) : "nothing"),
                            {}};
    for (const SeenObject& object : sighting.objects)
        description.objects.push_back(std::string(nameOf(object.colour)) + ":" +
                                      std::string(nameOf(object.kind)));
    std::sort(description.objects.begin(), description.objects.end());
    return description;
}

std::string joined(const std::vector<std::string>& words) {
    std::string text;
    for (const std::string& word : words)
        text += (text.empty() ? "" : "+") + word;
    return text.empty() ? "-" : text;
}

std::vector<std::string> coloursOf(const Description& description) {
    return sides(description, 0);
}
std::vector<std::string> kindsOf(const Description& description) {
    return sides(description, 1);
}

} // namespace latentbrush::detector
