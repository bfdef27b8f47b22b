#include "tally.h"

#include "detector/detector.h"

#include <algorithm>

namespace latentbrush::score {

namespace {

std::vector<std::string> kindsOf(std::vector<std::string> objects) {
    for (auto& object : objects)
        object = object.substr(object.find(':') + 1);
    std::sort(objects.begin(), objects.end());
    return objects;
}

} // namespace

bool Tally::add(const HeldOutRow& wanted, const image::Image& picture) {
    const auto seen = detector::look(picture.pixels, picture.width, picture.height);
    std::vector<std::string> objects;
    for (const auto& object : seen.objects)
        objects.push_back(std::string(nameOf(object.colour)) + ":" + std::string(nameOf(object.kind)));
    std::sort(objects.begin(), objects.end());
    const bool ground = seen.ground && nameOf(*seen.ground) == wanted.ground;
    const bool time = seen.time && nameOf(*seen.time) == wanted.time;
    const bool same = objects == wanted.objects;
    ++m_pictures;
    m_ground += ground;
    m_time += time;
    m_kinds += kindsOf(objects) == kindsOf(wanted.objects);
    m_objects += same;
    m_all += ground && time && same;
    return ground && time && same;
}

nlohmann::json Tally::report() const {
    const auto percent = [&](int right) { return m_pictures > 0 ? 100.0 * right / m_pictures : 0.0; };
    return {{"pictures", m_pictures},    {"ground", percent(m_ground)},   {"time", percent(m_time)},
            {"kinds", percent(m_kinds)}, {"objects", percent(m_objects)}, {"all", percent(m_all)}};
}

} // namespace latentbrush::score
