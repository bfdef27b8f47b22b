#pragma once

#include <filesystem>
#include <nlohmann/json.hpp>
#include <string>

namespace latentbrush::pipeline {

/// A folder for one test, removed with the object.
class TestFolder {
public:
    TestFolder();
    ~TestFolder();
    TestFolder(const TestFolder&) = delete;
    TestFolder& operator=(const TestFolder&) = delete;

    const std::filesystem::path& path() const { return m_path; }
    std::filesystem::path operator/(const std::string& name) const { return m_path / name; }

private:
    std::filesystem::path m_path;
};

/// tests/golden/tiny_sd: a diffusers folder of SD 1.x form, 64×64 pixels, with random weights.
std::filesystem::path tinyModel();

/// A copy of it under `folder` whose scheduler file is another.
std::filesystem::path tinyModelWith(const std::filesystem::path& folder, const nlohmann::json& scheduler);

/// runs.json beside it: what diffusers made with it.
nlohmann::json tinyRuns();

} // namespace latentbrush::pipeline
