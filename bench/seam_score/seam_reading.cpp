#include "seam_score/seam_reading.h"

namespace latentbrush::seam {

void BorderReading::add(const LabPicture& picture, const Places& places) {
    step.addMeanOf(differenceAcross(picture, places.outline, 0));
    bareStep.addMeanOf(differenceAcross(picture, places.outline, 0, places.objects));
    bareFeather.addMeanOf(differenceAcross(picture, places.feather, 0, places.objects));
    bareRise.addMeanOf(differenceAcross(picture, places.outline, places.reach, places.objects));
}

void BorderReading::addElsewhere(const LabPicture& picture, const Places& places, int pictureWidth,
                                 const image::Mask& objects) {
    const auto meanOf = [&](const Outline& outline, int reach, const image::Mask& leftOut) {
        Mean mean;
        for (const auto& place : laidElsewhere(outline, pictureWidth))
            mean.addMeanOf(differenceAcross(picture, place, reach, leftOut));
        return mean;
    };
    step.addMeanOf(meanOf(places.outline, 0, {}));
    bareStep.addMeanOf(meanOf(places.outline, 0, objects));
    bareFeather.addMeanOf(meanOf(places.feather, 0, objects));
    bareRise.addMeanOf(meanOf(places.outline, places.reach, objects));
}

void DetailReading::add(const image::Image& picture, const Places& places) {
    band += detailOf(picture, places.band);
    inside += detailOf(picture, places.inside);
    bareBand += detailOf(picture, places.bareBand);
    bareInside += detailOf(picture, places.bareInside);
}

void SeamReading::add(const image::Image& picture, const Places& places) {
    border.add(LabPicture(picture), places);
    detail.add(picture, places);
}

} // namespace latentbrush::seam
