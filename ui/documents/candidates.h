#pragma once

#include "document/document_state.h"
#include "ui/jobs/job_runner.h"
#include "ui/painting/picture_over.h"

#include <QObject>
#include <vector>

namespace latentbrush::ui {

/// What a job has made for a document and nobody has accepted yet, and the picture that is just forming:
/// shown in the frame that the job was asked for, over the document. Threads: the GUI thread.
class Candidates : public QObject {
    Q_OBJECT
public:
    using QObject::QObject;

    /// For a job that was just started; what was there goes (it is in the history).
    void begin(JobId job, const document::Rect& frame);
    JobId job() const { return m_job; }
    bool isForming() const { return m_forming; }

    void showForming(const QImage& preview);
    void add(const FinishedPicture& picture);
    /// The job is over; what it made stays.
    void end();
    void clear();

    const std::vector<FinishedPicture>& all() const { return m_all; }
    int current() const { return m_current; }
    void choose(int index);
    /// Shows another one as long as the pointer is on it; -1 for the chosen one again.
    void preview(int index);
    /// The part of the frame, from the left, where the document shows through to be compared; none: all
    /// candidate.
    void setSplit(std::optional<double> split);
    std::optional<double> split() const { return m_split; }

    const document::Rect& frame() const { return m_frame; }
    /// What is to be painted over the document now.
    std::optional<PictureOver> over() const;

Q_SIGNALS:
    void overChanged();
    /// Candidates came or went, or another is chosen.
    void changed();

private:
    JobId m_job = 0;
    document::Rect m_frame;
    bool m_forming = false;
    QImage m_preview;
    std::vector<FinishedPicture> m_all;
    int m_current = -1;
    int m_hovered = -1;
    std::optional<double> m_split;
};

} // namespace latentbrush::ui
