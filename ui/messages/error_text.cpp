#include "ui/messages/error_text.h"

#include <QCoreApplication>

namespace latentbrush::ui {
namespace {

struct Texts {
    Q_DECLARE_TR_FUNCTIONS(ErrorText)

public:
    static ErrorText ofRequest(ErrorCode code, const QString& subject, const QString& detail) {
        switch (code) {
        case ErrorCode::InvalidSize:
            return {tr("The size %1 does not fit this model.").arg(subject),
                    detail.isEmpty() ? tr("Choose another width and height.")
                                     : tr("Width and height must be multiples of %1.").arg(detail)};
        case ErrorCode::UnknownDevice:
            return {tr("There is no device %1 on this computer.").arg(subject),
                    tr("Choose automatic or the CPU.")};
        case ErrorCode::UnsupportedCombination:
            return {tr("%1 cannot be used together.").arg(subject),
                    tr("Choose another sampler or schedule.")};
        default:
            return {tr("The setting %1 has a value that cannot be used.").arg(subject),
                    tr("Change it and try again. Nothing was started.")};
        }
    }

    static ErrorText ofFile(ErrorCode code, const QString& subject) {
        switch (code) {
        case ErrorCode::FileMissing:
            return {tr("%1 was not found.").arg(subject), tr("It may have been moved or renamed.")};
        case ErrorCode::FileUnreadable:
            return {tr("%1 could not be read.").arg(subject),
                    tr("Check its permissions and the drive it is on.")};
        case ErrorCode::FileTruncated:
            return {tr("Could not read %1: it ends early.").arg(subject), tr("Nothing was changed.")};
        case ErrorCode::FileMalformed:
            return {tr("Could not read %1: its contents break the rules of its format.").arg(subject),
                    tr("Nothing was changed. Get the file again from where it came from.")};
        case ErrorCode::FileTooLarge:
            return {tr("%1 is larger than such a file can be.").arg(subject), tr("It was not opened.")};
        case ErrorCode::UnsupportedFormat:
            return {tr("%1 is not of a format that can be read here.").arg(subject),
                    tr("Nothing was changed.")};
        case ErrorCode::NewerFormat:
            return {tr("%1 was written by a newer version of Latentbrush.").arg(subject),
                    tr("Update Latentbrush to open it. The file was left as it is.")};
        case ErrorCode::AlreadyOpen:
            return {tr("%1 is open already.").arg(subject),
                    tr("Close it in the other tab or window first, so that neither overwrites the other.")};
        default:
            return {tr("%1 is not the file that was promised: its checksum differs.").arg(subject),
                    tr("It was not used. Get it again from where it came from.")};
        }
    }

    static ErrorText ofModel(ErrorCode code, const QString& subject) {
        switch (code) {
        case ErrorCode::ShapeMismatch:
            return {tr("The model does not fit its own description: %1 has another shape.").arg(subject),
                    tr("It was not loaded. The model before it stays in use.")};
        case ErrorCode::TensorMissing:
            return {tr("The model is incomplete: %1 is missing.").arg(subject),
                    tr("It was not loaded. Get the model again from where it came from.")};
        case ErrorCode::UnsupportedModel:
            return {tr("Models of the kind %1 cannot be used yet.").arg(subject),
                    tr("What runs: Stable Diffusion 1 and 2 and SDXL with their inpainting models, SDXL's "
                       "refiner, the x4 upscaler, and LCM.")};
        case ErrorCode::NoModelOfItsOwn:
            return {tr("This file is no model, but goes with one: %1.").arg(subject),
                    tr("Put it into a model folder, and name it in the prompt or in the parameters.")};
        case ErrorCode::AddOnNotFound:
            return {tr("There is no LoRA or VAE called %1.").arg(subject),
                    tr("Put it into a model folder, or take it out of the prompt and the parameters.")};
        case ErrorCode::AddOnMisfit:
            return {tr("%1 does not go with this model.").arg(subject),
                    tr("It was made for another family. Take it off, or choose a model of its family.")};
        case ErrorCode::ConsentNeeded:
            return {tr("The model %1 is program code made elsewhere.").arg(subject),
                    tr("Nothing of it was run. Use it only if you trust where it came from.")};
        default:
            return {tr("There is no model called %1.").arg(subject),
                    tr("Choose another model, or the starter model.")};
        }
    }

    static ErrorText ofResult(ErrorCode code, const QString& subject) {
        switch (code) {
        case ErrorCode::FileExists:
            return {tr("%1 is already there.").arg(subject),
                    tr("It was not overwritten. Choose another name.")};
        case ErrorCode::DiskFull:
            return {tr("%1 could not be written: the disk is full.").arg(subject),
                    tr("Make room and save again. Nothing half-written was left.")};
        default:
            return {tr("%1 could not be written.").arg(subject),
                    tr("Check the folder's permissions. Nothing half-written was left.")};
        }
    }

    static ErrorText ofLibrary(ErrorCode code, const QString& subject) {
        switch (code) {
        case ErrorCode::DatabaseLocked:
            return {tr("The history is held by another program."),
                    tr("Close that program or try again. The picture file itself is safe.")};
        case ErrorCode::DatabaseDamaged:
            return {tr("The history %1 is damaged.").arg(subject),
                    tr("It was left as it is. The picture files are safe.")};
        case ErrorCode::DatabaseNewer:
            return {tr("The history %1 belongs to a newer version of Latentbrush.").arg(subject),
                    tr("Update Latentbrush to use it. It was left as it is.")};
        default:
            return {tr("There is no entry %1 in the history.").arg(subject), tr("It may have been deleted.")};
        }
    }

    static ErrorText ofMachine(ErrorCode code) {
        switch (code) {
        case ErrorCode::OutOfMemory:
            return {tr("There is not enough memory for this."),
                    tr("Choose a smaller size or fewer pictures, or close other programs.")};
        case ErrorCode::Cancelled:
            return {tr("Cancelled."), tr("Pictures that were finished are kept.")};
        default:
            return {tr("Something went wrong inside Latentbrush."),
                    tr("Finished pictures are safe. The log has the details.")};
        }
    }

    static QString join(const ErrorText& text) {
        //: What happened, then what is safe or what to do; each is a whole sentence.
        return tr("%1 %2").arg(text.what, text.next);
    }
};

} // namespace

QString ErrorText::sentence() const {
    return Texts::join(*this);
}

ErrorText errorText(const Error& error) {
    const auto subject = QString::fromStdString(error.subject);
    switch (error.code) {
    case ErrorCode::Internal:
    case ErrorCode::OutOfMemory:
    case ErrorCode::Cancelled:
        return Texts::ofMachine(error.code);
    case ErrorCode::InvalidRequest:
    case ErrorCode::InvalidSize:
    case ErrorCode::UnknownDevice:
    case ErrorCode::UnsupportedCombination:
        return Texts::ofRequest(error.code, subject, QString::fromStdString(error.detail));
    case ErrorCode::FileMissing:
    case ErrorCode::FileUnreadable:
    case ErrorCode::FileTruncated:
    case ErrorCode::FileMalformed:
    case ErrorCode::FileTooLarge:
    case ErrorCode::UnsupportedFormat:
    case ErrorCode::NewerFormat:
    case ErrorCode::HashMismatch:
    case ErrorCode::AlreadyOpen:
        return Texts::ofFile(error.code, subject);
    case ErrorCode::ShapeMismatch:
    case ErrorCode::TensorMissing:
    case ErrorCode::UnsupportedModel:
    case ErrorCode::ModelNotFound:
    case ErrorCode::NoModelOfItsOwn:
    case ErrorCode::AddOnNotFound:
    case ErrorCode::AddOnMisfit:
    case ErrorCode::ConsentNeeded:
        return Texts::ofModel(error.code, subject);
    case ErrorCode::FileExists:
    case ErrorCode::WriteFailed:
    case ErrorCode::DiskFull:
        return Texts::ofResult(error.code, subject);
    case ErrorCode::DatabaseLocked:
    case ErrorCode::DatabaseDamaged:
    case ErrorCode::DatabaseNewer:
    case ErrorCode::EntryNotFound:
        return Texts::ofLibrary(error.code, subject);
    }
    return Texts::ofMachine(ErrorCode::Internal);
}

} // namespace latentbrush::ui
