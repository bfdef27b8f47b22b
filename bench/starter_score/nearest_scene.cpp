#include "nearest_scene.h"

#include "picturebook/draw.h"

#include <cmath>
#include <limits>

namespace latentbrush::score {

namespace {

constexpr std::uint64_t kDiceOfTheTrainer = 2001; // its seed 1, and 2000 for the set it encodes

double difference(const image::Image& picture, const picturebook::Drawing& drawing) {
    double sum = 0;
    for (std::size_t i = 0; i < drawing.rgb.size(); ++i) {
        const double step = static_cast<double>(picture.pixels[i]) - drawing.rgb[i];
        sum += step * step;
    }
    return std::sqrt(sum / static_cast<double>(drawing.rgb.size()));
}

} // namespace

std::vector<double> nearestTrainingScene(const std::vector<image::Picture>& pictures, int scenes) {
    std::vector<double> nearest(pictures.size(), std::numeric_limits<double>::infinity());
    picturebook::Dice dice(kDiceOfTheTrainer);
    for (int i = 0; i < scenes; ++i) {
        const auto drawing = picturebook::draw(picturebook::randomScene(dice, picturebook::Split::Training));
        for (std::size_t k = 0; k < pictures.size(); ++k)
            if (pictures[k]->pixels.size() == drawing.rgb.size())
                nearest[k] = std::min(nearest[k], difference(*pictures[k], drawing));
    }
    return nearest;
}

} // namespace latentbrush::score
