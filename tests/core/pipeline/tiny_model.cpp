#include "tiny_model.h"

#include <atomic>
#include <fstream>
#include <gtest/gtest.h>
#include <unistd.h>

namespace latentbrush::pipeline {

namespace fs = std::filesystem;

TestFolder::TestFolder() {
    static std::atomic<int> count = 0;
    m_path = fs::path(testing::TempDir()) /
             ("latentbrush-" + std::to_string(getpid()) + "-" + std::to_string(count++));
    fs::create_directories(m_path);
}

TestFolder::~TestFolder() {
    std::error_code ignored;
    fs::remove_all(m_path, ignored);
}

fs::path tinyModel() {
    return fs::path(LATENTBRUSH_GOLDEN) / "tiny_sd";
}

fs::path tinyModelWith(const fs::path& folder, const nlohmann::json& scheduler) {
    fs::copy(tinyModel(), folder, fs::copy_options::recursive);
    std::ofstream(folder / "scheduler" / "scheduler_config.json") << scheduler.dump();
    return folder;
}

nlohmann::json tinyRuns() {
    return nlohmann::json::parse(std::ifstream(tinyModel() / "runs.json"));
}

} // namespace latentbrush::pipeline
