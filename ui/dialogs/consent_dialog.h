#pragma once

#include "base/error.h"

#include <QDialog>

namespace latentbrush::ui {

/// Asks whether the program code of a model that was made elsewhere may run: what that means, where it lies,
/// how large it is, and the SHA-256 that the answer is about. Accepted means yes; Enter and Esc mean no.
class ConsentDialog : public QDialog {
    Q_OBJECT
public:
    /// `error` is a ConsentNeeded.
    ConsentDialog(const Error& error, QWidget* parent);
};

/// The TorchScript files in the folder and how large they are together: "4 files, 1.6 GB".
QString codeSizeText(const QString& folder);

} // namespace latentbrush::ui
