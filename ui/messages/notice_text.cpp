#include "ui/messages/notice_text.h"

#include <QCoreApplication>
#include <QStringList>

namespace latentbrush::ui {
namespace {

struct Texts {
    Q_DECLARE_TR_FUNCTIONS(NoticeText)
};

QString sentence(image::Notice notice) {
    using image::Notice;
    switch (notice) {
    case Notice::TurnedUpright:
        return Texts::tr("It was turned upright.");
    case Notice::ProfileConverted:
        return Texts::tr("Its colours were converted to sRGB.");
    case Notice::ProfileUnusable:
        return Texts::tr("Its colour profile cannot be used; its colours are taken as sRGB.");
    case Notice::ReducedTo8Bits:
        return Texts::tr("It is worked on with 8 bits a colour.");
    case Notice::CmykConverted:
        return Texts::tr("Its inks were converted to red, green and blue.");
    case Notice::LayersMerged:
        return Texts::tr("Its layers were merged into the picture.");
    case Notice::MaskScaled:
        return Texts::tr("The mask was scaled to the picture's size.");
    }
    return {};
}

} // namespace

QString noticeText(const image::Notices& notices) {
    QStringList sentences;
    for (const auto notice : notices)
        sentences.append(sentence(notice));
    return sentences.join(QLatin1Char(' '));
}

} // namespace latentbrush::ui
