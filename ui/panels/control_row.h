#pragma once

#include "request/control.h"

#include <QFuture>
#include <QImage>
#include <QWidget>
#include <functional>

class QCheckBox;
class QComboBox;
class QLabel;
class QPushButton;
class QToolButton;

namespace latentbrush::ui {

class SliderField;

/// One ControlNet of the list: its picture as the network is shown it, how that is made, and how strongly it
/// steers.
class ControlRow : public QWidget {
    Q_OBJECT
public:
    /// Where pictures come from. All but `canvasPicture` run on workers; any may be null.
    struct Sources {
        /// What the network is shown.
        std::function<Result<image::Image>(const image::Image&, Preprocessor)> preprocess{};
        /// What gives the canvas's picture of now, null where there is none.
        std::function<std::function<image::Picture()>()> canvasPicture{};
        /// A picture that the history keeps, by its hash; null where it has none.
        std::function<image::Picture(const std::string& hash)> keptPicture{};
    };

    ControlRow(ControlUse use, Sources sources, QWidget* parent = nullptr);

    /// As it is set; without a picture's hash while none was chosen.
    ControlUse use() const;
    void takeCanvasPicture();
    /// Looks for a picture that is known by its hash alone. Both tell by `changed`, which may be at once.
    void findKeptPicture();

Q_SIGNALS:
    void changed();
    void removeWanted();
    void failed(const Error& error);

protected:
    void changeEvent(QEvent* event) override;

private:
    void layOut();
    void wire();
    void openPicture();
    void takePicture(std::function<image::Picture()> make);
    void refreshView();
    void retranslate();

    ControlUse m_use;
    Sources m_sources;
    int m_wanted = 0; ///< counts what the view was asked for, so that a late answer is passed over
    QLabel* m_title;
    QToolButton* m_remove;
    QLabel* m_view;
    QPushButton* m_open;
    QPushButton* m_take;
    QComboBox* m_preprocessor;
    SliderField* m_weight;
    SliderField* m_start;
    SliderField* m_end;
    QCheckBox* m_guess;
};

} // namespace latentbrush::ui
