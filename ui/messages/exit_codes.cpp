#include "ui/messages/exit_codes.h"

namespace latentbrush::ui {

ExitCode exitCodeOf(ErrorCode code) {
    switch (code) {
    case ErrorCode::Internal:
        return ExitCode::InternalError;
    case ErrorCode::InvalidRequest:
    case ErrorCode::InvalidSize:
    case ErrorCode::UnknownDevice:
    case ErrorCode::UnsupportedCombination:
        return ExitCode::WrongUsage;
    case ErrorCode::FileMissing:
    case ErrorCode::FileUnreadable:
    case ErrorCode::FileTruncated:
    case ErrorCode::FileMalformed:
    case ErrorCode::FileTooLarge:
    case ErrorCode::UnsupportedFormat:
    case ErrorCode::NewerFormat:
    case ErrorCode::HashMismatch:
    case ErrorCode::AlreadyOpen:
    case ErrorCode::ShapeMismatch:
    case ErrorCode::TensorMissing:
    case ErrorCode::UnsupportedModel:
    case ErrorCode::ModelNotFound:
    case ErrorCode::NoModelOfItsOwn:
    case ErrorCode::AddOnNotFound:
    case ErrorCode::AddOnMisfit:
    case ErrorCode::ConsentNeeded:
    case ErrorCode::DatabaseDamaged:
    case ErrorCode::DatabaseNewer:
    case ErrorCode::EntryNotFound:
        return ExitCode::InputRefused;
    case ErrorCode::OutOfMemory:
        return ExitCode::OutOfMemory;
    case ErrorCode::Cancelled:
        return ExitCode::Cancelled;
    case ErrorCode::FileExists:
    case ErrorCode::WriteFailed:
    case ErrorCode::DiskFull:
    case ErrorCode::DatabaseLocked:
        return ExitCode::NotWritten;
    }
    return ExitCode::InternalError;
}

} // namespace latentbrush::ui
