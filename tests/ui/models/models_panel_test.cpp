#include "ui/models/models_panel.h"

#include "ui/models/card_text.h"
#include "ui/models/cards_model.h"
#include "ui/models/empty_models.h"

#include <QClipboard>
#include <QComboBox>
#include <QGuiApplication>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QPushButton>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>
#include <gtest/gtest.h>

namespace latentbrush::ui {
namespace {

using catalogue::CardKind;
using catalogue::ModelCard;

constexpr int kPatience = 10000;

std::vector<ModelCard> someCards() {
    return {{.kind = CardKind::Model, .name = "starter", .path = "/share/starter", .family = "starter"},
            {.kind = CardKind::Model, .name = "base", .path = "/m/base.ckpt", .family = "sd1"},
            {.kind = CardKind::Model, .name = "large", .path = "/m/large.ckpt", .family = "sdxl"},
            {.kind = CardKind::Model,
             .name = "half",
             .path = "/m/half.ckpt",
             .problem = Error{ErrorCode::FileTruncated, "/m/half.ckpt", ""}},
            {.kind = CardKind::Lora,
             .name = "fur",
             .path = "/m/fur.safetensors",
             .family = "sd1",
             .precision = "fp16",
             .bytes = 151000000,
             .triggers = {"soft fur"}},
            {.kind = CardKind::Lora, .name = "ink", .path = "/m/ink.safetensors", .family = "sdxl"},
            {.kind = CardKind::Vae, .name = "vivid", .path = "/m/vivid.pt", .downscale = 8}};
}

class ModelsPanelTest : public testing::Test {
protected:
    ModelsPanelTest() {
        m_panel.setCards(someCards());
        m_panel.setModel(QStringLiteral("base"));
        m_panel.resize(300, 700);
        m_panel.show();
    }

    template <class T>
    T& part() {
        return *m_panel.findChild<T*>();
    }
    QLineEdit& search() { return *m_panel.findChild<QLineEdit*>(QString(), Qt::FindDirectChildrenOnly); }
    QStringList shown() {
        QStringList names;
        for (int row = 0; row < m_model.rowCount(); ++row)
            names << m_model.index(row).data().toString();
        return names;
    }
    void choose(const char* path) {
        const auto row = m_model.rowOf(path);
        ASSERT_GE(row, 0) << path;
        part<QListView>().setCurrentIndex(m_model.index(row));
    }
    QPushButton& button(const QString& text) {
        for (auto* button : m_panel.findChildren<QPushButton*>())
            if (button->text() == text)
                return *button;
        throw std::runtime_error("no button " + text.toStdString());
    }

    ModelsPanel m_panel;
    CardsModel& m_model = part<CardsModel>();
    QSignalSpy m_chosen{&m_panel, &ModelsPanel::chosen};
};

TEST_F(ModelsPanelTest, SearchesAllWordsInNamesFamiliesAndTriggers) {
    const std::pair<const char*, QStringList> rows[] = {
        {"FUR", {QStringLiteral("fur")}},
        {"soft", {QStringLiteral("fur")}},
        {"sdxl", {QStringLiteral("large"), QStringLiteral("ink")}},
        {"sdxl lora", {QStringLiteral("ink")}},
        {"nothing", {}}};
    for (const auto& [text, names] : rows) {
        search().setText(QString::fromLatin1(text));
        EXPECT_EQ(shown(), names) << text;
    }
    EXPECT_TRUE(part<EmptyModels>().isVisible());
    button(QStringLiteral("Show everything")).click();
    EXPECT_EQ(shown().size(), 7);
    EXPECT_FALSE(part<EmptyModels>().isVisible());
}

TEST_F(ModelsPanelTest, FiltersByKind) {
    part<QComboBox>().setCurrentIndex(2);
    EXPECT_EQ(shown(), (QStringList{QStringLiteral("fur"), QStringLiteral("ink")}));
}

TEST_F(ModelsPanelTest, WhatDoesNotFitIsGreyedWithTheReasonAndNotUsed) {
    const auto reason = [&](const char* path) {
        return m_model.index(m_model.rowOf(path)).data(CardsModel::ReasonRole).toString();
    };
    EXPECT_EQ(reason("/m/fur.safetensors"), QString());
    EXPECT_EQ(reason("/m/ink.safetensors"), QStringLiteral("For SDXL, not for SD 1.x"));
    EXPECT_TRUE(reason("/m/half.ckpt").contains(QStringLiteral("half.ckpt")));
    EXPECT_FALSE(reason("/m/half.ckpt").contains(QStringLiteral("/m/")));
    choose("/m/ink.safetensors");
    EXPECT_FALSE(button(QStringLiteral("Add this LoRA")).isEnabled());
    QTest::keyClick(&part<QListView>(), Qt::Key_Return);
    EXPECT_EQ(m_chosen.size(), 0);

    m_panel.setModel(QStringLiteral("/m/large.ckpt"));
    EXPECT_EQ(reason("/m/ink.safetensors"), QString());
    EXPECT_TRUE(button(QStringLiteral("Add this LoRA")).isEnabled());
    EXPECT_EQ(m_panel.reasons(CardKind::Lora).keys(), QStringList{QStringLiteral("fur")});
    m_panel.setModel(QStringLiteral("unknown"));
    EXPECT_TRUE(m_panel.reasons(CardKind::Lora).isEmpty());
}

TEST_F(ModelsPanelTest, EnterUsesWhatTheSearchFound) {
    search().setText(QStringLiteral("fur"));
    QTest::keyClick(&search(), Qt::Key_Down);
    QTest::keyClick(&part<QListView>(), Qt::Key_Return);
    ASSERT_EQ(m_chosen.size(), 1);
    button(QStringLiteral("Add this LoRA")).click();
    EXPECT_EQ(m_chosen.size(), 2);
}

TEST_F(ModelsPanelTest, TheChosenOneStaysWhenFilesComeAndGo) {
    choose("/m/fur.safetensors");
    auto cards = someCards();
    cards.insert(cards.begin() + 4,
                 {.kind = CardKind::Lora, .name = "cloth", .path = "/m/cloth.safetensors"});
    m_panel.setCards(cards);
    EXPECT_EQ(part<QListView>().currentIndex().data().toString(), QStringLiteral("fur"));
    EXPECT_TRUE(part<CardDetails>().isVisible());
    std::erase_if(cards, [](const ModelCard& card) { return card.name == "fur"; });
    m_panel.setCards(cards);
    EXPECT_FALSE(part<CardDetails>().isVisible());
}

TEST_F(ModelsPanelTest, WithoutOwnModelsItSaysHowTheyGetHere) {
    EXPECT_FALSE(part<EmptyModels>().isVisible());
    m_panel.setCards({someCards().front()});
    EXPECT_TRUE(part<EmptyModels>().isVisible());
    EXPECT_TRUE(part<QListView>().isVisible());
    QSignalSpy asked(&m_panel, &ModelsPanel::settingsAsked);
    button(QStringLiteral("Choose model folders…")).click();
    EXPECT_EQ(asked.size(), 1);
}

TEST_F(ModelsPanelTest, AHashIsComputedWhenAskedForAndCopied) {
    QTemporaryDir folder;
    const auto path = folder.filePath(QStringLiteral("fur.safetensors")).toStdString();
    QFile file(QString::fromStdString(path));
    ASSERT_TRUE(file.open(QIODevice::WriteOnly));
    const std::string hash(64, 'a');
    m_panel.setHashOf([&](const std::filesystem::path& wanted, const StopToken&) -> Result<std::string> {
        return wanted == path ? hash : std::string();
    });
    m_panel.setCards({{.kind = CardKind::Lora, .name = "fur", .path = path}});
    choose(path.c_str());
    auto& details = part<CardDetails>();
    EXPECT_FALSE(details.hasHash());
    QSignalSpy computed(&details, &CardDetails::hashComputed);
    button(QStringLiteral("Compute")).click();
    ASSERT_TRUE(!computed.isEmpty() || computed.wait(kPatience)); // it may answer at once
    EXPECT_EQ(m_model.cardAt(0).hash, hash);
    EXPECT_FALSE(button(QStringLiteral("Compute")).isVisible());
    part<CardDetails>().findChild<QToolButton*>()->click();
    EXPECT_EQ(QGuiApplication::clipboard()->text().toStdString(), hash);
}

TEST_F(ModelsPanelTest, AStoppedHashIsNoError) {
    QTemporaryDir folder;
    const auto path = folder.filePath(QStringLiteral("fur.safetensors"));
    QFile file(path);
    ASSERT_TRUE(file.open(QIODevice::WriteOnly));
    m_panel.setHashOf([](const std::filesystem::path&, const StopToken& stop) -> Result<std::string> {
        while (!stop.stopNow())
            QThread::msleep(1);
        return failure(ErrorCode::Cancelled);
    });
    m_panel.setCards({{.kind = CardKind::Lora, .name = "fur", .path = path.toStdString()}});
    choose(path.toStdString().c_str());
    QSignalSpy failed(&m_panel, &ModelsPanel::failed);
    button(QStringLiteral("Compute")).click();
    button(QStringLiteral("Stop")).click();
    EXPECT_TRUE(QTest::qWaitFor(
        [&] {
            const auto buttons = m_panel.findChildren<QPushButton*>();
            return std::any_of(buttons.begin(), buttons.end(), [](const QPushButton* each) {
                return each->text() == QStringLiteral("Compute");
            });
        },
        kPatience));
    EXPECT_EQ(failed.size(), 0);
}

} // namespace
} // namespace latentbrush::ui
