#include "ui/documents/document_area.h"

#include "ui/canvas/candidate_bar.h"
#include "ui/canvas/canvas_stage.h"
#include "ui/canvas/zoom_pill.h"
#include "ui/documents/mask_look_actions.h"
#include "ui/painting/mask_actions.h"
#include "ui/painting/mask_amount_card.h"
#include "ui/painting/painted_document.h"
#include "ui/painting/painting_view.h"
#include "ui/painting/tool_box.h"
#include "ui/painting/tool_options_bar.h"
#include "ui/painting/tool_rail.h"
#include "ui/widgets/icon.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QTabBar>
#include <QToolButton>

namespace latentbrush::ui {

DocumentArea::DocumentArea(CanvasStage& stage, std::filesystem::path workspace, QWidget& window)
    : QWidget(&window), m_stage(stage), m_documents(new OpenDocuments(std::move(workspace), this)),
      m_tools(new ToolBox(this)), m_view(new PaintingView(*m_tools, this)), m_tabs(new QTabBar(this)),
      m_add(new QToolButton(this)), m_rail(new ToolRail(*m_tools, this)),
      m_options(new ToolOptionsBar(*m_tools, this)), m_amount(new MaskAmountCard(this)),
      m_bar(new CandidateBar(this)), m_maskActions(new MaskActions(*m_tools, *m_amount, this)),
      m_maskLook(new MaskLookActions(window)) {
    layOut();
    wireView();
    wireCandidates();
    connect(m_documents, &OpenDocuments::opened, this, &DocumentArea::add);
    connect(&m_tools->settings(), &ToolSettings::changed, this, &DocumentArea::settingsChanged);
    connect(m_tools, &ToolBox::chosen, this, &DocumentArea::settingsChanged);
    connect(m_maskLook, &MaskLookActions::changed, this, &DocumentArea::settingsChanged);
    connect(m_documents, &OpenDocuments::alreadyOpen, this, &DocumentArea::show);
    connect(m_documents, &OpenDocuments::closing, this, &DocumentArea::remove);
    connect(m_documents, &OpenDocuments::failed, this, &DocumentArea::failed);
    connect(m_tabs, &QTabBar::currentChanged, this, &DocumentArea::tabChosen);
    connect(m_tabs, &QTabBar::tabCloseRequested, this, [this](int index) {
        if (index > 0)
            Q_EMIT closeAsked(m_documents->all().value(index - 1));
    });
    connect(m_add, &QToolButton::clicked, this, &DocumentArea::newAsked);
    retranslate();
    tabChosen(0);
}

DocumentArea::~DocumentArea() = default;

void DocumentArea::layOut() {
    m_tabs->setExpanding(false);
    m_tabs->setDrawBase(false);
    m_tabs->setDocumentMode(true);
    m_tabs->setUsesScrollButtons(true);
    m_tabs->setElideMode(Qt::ElideMiddle);
    m_tabs->setTabsClosable(true);
    m_tabs->addTab(icon(QStringLiteral("generate")), QString());
    for (const auto side : {QTabBar::LeftSide, QTabBar::RightSide})
        m_tabs->setTabButton(0, side, nullptr); // new pictures are always there
    m_add->setIcon(icon(QStringLiteral("add")));
    m_add->setAutoRaise(true);
    m_stage.setOther(m_view);
    m_stage.addFloating(m_bar);
    m_stage.addFloating(m_amount);

    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    auto* tabs = new QHBoxLayout;
    tabs->setContentsMargins(4, 2, 4, 0);
    tabs->addWidget(m_tabs);
    tabs->addWidget(m_add);
    tabs->addStretch();
    column->addLayout(tabs);
    column->addWidget(m_options);
    auto* row = new QHBoxLayout;
    row->setSpacing(0);
    row->addWidget(m_rail);
    row->addWidget(&m_stage, 1);
    column->addLayout(row, 1);
}

void DocumentArea::wireView() {
    connect(m_view, &PaintingView::zoomChanged, this, [this](double zoom) {
        if (m_stage.isOtherShown())
            m_stage.zoomPill().setZoom(zoom);
    });
    const auto onDocument = [this](auto act) {
        return [this, act] {
            if (m_stage.isOtherShown())
                (m_view->*act)();
        };
    };
    connect(&m_stage.zoomPill(), &ZoomPill::zoomInAsked, this, onDocument(&PaintingView::zoomIn));
    connect(&m_stage.zoomPill(), &ZoomPill::zoomOutAsked, this, onDocument(&PaintingView::zoomOut));
    connect(&m_stage.zoomPill(), &ZoomPill::fitAsked, this, onDocument(&PaintingView::fit));
    connect(&m_stage, &CanvasStage::reservedBelow, m_view, &PaintingView::setReservedBelow);
    connect(m_view, &PaintingView::strokeBegan, this, [this] { m_stage.clearTheWay(true); });
    connect(m_view, &PaintingView::strokeEnded, this, [this] { m_stage.clearTheWay(false); });
    connect(m_maskLook, &MaskLookActions::changed, m_view, &PaintingView::setLook);
    for (auto signal : {&ToolBox::failed})
        connect(m_tools, signal, this, &DocumentArea::failed);
    connect(m_maskActions, &MaskActions::failed, this, &DocumentArea::failed);
}

PaintedDocument* DocumentArea::current() const {
    return m_documents->all().value(m_tabs->currentIndex() - 1);
}

int DocumentArea::tabOf(PaintedDocument* document) const {
    return static_cast<int>(m_documents->all().indexOf(document)) + 1; // 0 for none
}

void DocumentArea::show(PaintedDocument* document) {
    m_tabs->setCurrentIndex(tabOf(document));
}

void DocumentArea::add(PaintedDocument* document, bool recovered) {
    auto* candidates = new Candidates(document);
    m_candidates[document] = candidates;
    const auto ofCurrent = [this, document](auto act) {
        return [this, document, act] {
            if (document == current())
                act();
        };
    };
    connect(candidates, &Candidates::overChanged, this,
            ofCurrent([this, candidates] { m_view->setOver(candidates->over()); }));
    connect(candidates, &Candidates::changed, this, ofCurrent([this] { showCandidates(); }));
    for (auto signal : {&PaintedDocument::historyChanged, &PaintedDocument::valuesChanged})
        connect(document, signal, this, ofCurrent([this] { Q_EMIT changed(); }));
    connect(document, &PaintedDocument::infoChanged, this, [this, document] { showTitle(document); });
    connect(document, &PaintedDocument::saveFailed, this, &DocumentArea::failed);
    connect(document, &PaintedDocument::journalFailed, this,
            [this, document](const Error& error) { Q_EMIT journalFailed(document, error); });
    m_tabs->insertTab(tabOf(document), QString());
    showTitle(document);
    if (!recovered)
        show(document);
}

void DocumentArea::remove(PaintedDocument* document) {
    disconnect(document, &PaintedDocument::infoChanged, this, nullptr); // it has no title to show any more
    m_candidates.erase(document);
    const int tab = tabOf(document);
    const QSignalBlocker quiet(m_tabs); // the list of documents is not yet without it
    if (document == current())
        m_tabs->setCurrentIndex(tab - 1);
    m_tabs->removeTab(tab);
    if (m_view->document() == document)
        m_view->setDocument(nullptr);
    QMetaObject::invokeMethod(
        this, [this] { tabChosen(m_tabs->currentIndex()); }, Qt::QueuedConnection);
}

void DocumentArea::showTitle(PaintedDocument* document) {
    const auto& info = document->info();
    const auto title = QString::fromStdString(info.title).replace(QLatin1Char('&'), QStringLiteral("&&"));
    const int tab = tabOf(document);
    m_tabs->setTabText(tab, info.saved ? title : title + QStringLiteral(" *"));
    m_tabs->setTabToolTip(tab, info.file.empty()
                                   ? tr("Not saved to a file yet; nothing is lost all the same.")
                                   : QString::fromStdString(info.file.string()));
}

void DocumentArea::tabChosen(int) {
    auto* document = current();
    m_view->setDocument(document);
    m_rail->setVisible(document);
    m_options->setVisible(document);
    m_maskActions->setDocument(document);
    m_stage.showOther(document);
    if (document) {
        m_view->fit();
        m_view->setFocus();
        m_stage.zoomPill().setZoom(m_view->zoom());
    }
    showCandidates();
    Q_EMIT currentChanged(document);
}

bool DocumentArea::cancelPending() {
    if (m_amount->isVisible()) {
        m_amount->reject();
        return true;
    }
    return m_tools->cancelPending();
}

void DocumentArea::load(QSettings& settings) {
    m_tools->load(settings);
    m_maskLook->load(settings);
}

void DocumentArea::save(QSettings& settings) const {
    m_tools->save(settings);
    m_maskLook->save(settings);
}

void DocumentArea::changeEvent(QEvent* event) {
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

void DocumentArea::retranslate() {
    m_tabs->setTabText(0, tr("New picture"));
    m_tabs->setTabToolTip(0, tr("Makes pictures from prompts alone."));
    m_tabs->setAccessibleName(tr("Documents"));
    m_add->setToolTip(tr("Opens a new, empty document to paint on."));
    m_add->setAccessibleName(tr("New document"));
    m_maskActions->retranslate();
    m_maskLook->retranslate();
    for (auto* document : m_documents->all())
        showTitle(document);
}

} // namespace latentbrush::ui
