#include "base/error.h"

namespace latentbrush {

const char* nameOf(ErrorCode code) {
    switch (code) {
    case ErrorCode::Internal:
        return "Internal";
    case ErrorCode::InvalidRequest:
        return "InvalidRequest";
    case ErrorCode::InvalidSize:
        return "InvalidSize";
    case ErrorCode::UnknownDevice:
        return "UnknownDevice";
    case ErrorCode::UnsupportedCombination:
        return "UnsupportedCombination";
    case ErrorCode::FileMissing:
        return "FileMissing";
    case ErrorCode::FileUnreadable:
        return "FileUnreadable";
    case ErrorCode::FileTruncated:
        return "FileTruncated";
    case ErrorCode::FileMalformed:
        return "FileMalformed";
    case ErrorCode::FileTooLarge:
        return "FileTooLarge";
    case ErrorCode::UnsupportedFormat:
        return "UnsupportedFormat";
    case ErrorCode::NewerFormat:
        return "NewerFormat";
    case ErrorCode::HashMismatch:
        return "HashMismatch";
    case ErrorCode::AlreadyOpen:
        return "AlreadyOpen";
    case ErrorCode::ShapeMismatch:
        return "ShapeMismatch";
    case ErrorCode::TensorMissing:
        return "TensorMissing";
    case ErrorCode::UnsupportedModel:
        return "UnsupportedModel";
    case ErrorCode::NoModelOfItsOwn:
        return "NoModelOfItsOwn";
    case ErrorCode::AddOnNotFound:
        return "AddOnNotFound";
    case ErrorCode::AddOnMisfit:
        return "AddOnMisfit";
    case ErrorCode::ConsentNeeded:
        return "ConsentNeeded";
    case ErrorCode::ModelNotFound:
        return "ModelNotFound";
    case ErrorCode::OutOfMemory:
        return "OutOfMemory";
    case ErrorCode::Cancelled:
        return "Cancelled";
    case ErrorCode::FileExists:
        return "FileExists";
    case ErrorCode::WriteFailed:
        return "WriteFailed";
    case ErrorCode::DiskFull:
        return "DiskFull";
    case ErrorCode::DatabaseLocked:
        return "DatabaseLocked";
    case ErrorCode::DatabaseDamaged:
        return "DatabaseDamaged";
    case ErrorCode::DatabaseNewer:
        return "DatabaseNewer";
    case ErrorCode::EntryNotFound:
        return "EntryNotFound";
    }
    return "Unknown";
}

} // namespace latentbrush
