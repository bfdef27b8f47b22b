#pragma once

#include <filesystem>
#include <gtest/gtest.h>
#include <string>
#include <vector>

namespace latentbrush::cli {

/// What a run of the real program gave.
struct Ran {
    int exitCode = -1;
    std::string out;
    std::string err;
};

/// Runs the program in folders of its own (XDG and HOME), so that a test never touches a person's history.
class Program : public ::testing::Test {
protected:
    void SetUp() override;
    void TearDown() override;

    /// Waits for the end. `language` is LANG's value.
    Ran run(const std::vector<std::string>& arguments, const std::string& language = "C.UTF-8") const;
    /// Starts it, sends SIGINT after `milliseconds`, waits.
    Ran interrupted(const std::vector<std::string>& arguments, int milliseconds) const;

    /// The tiny random model of tests/golden in diffusers' form.
    static std::string model();

    std::filesystem::path folder;

private:
    Ran wait(const std::vector<std::string>& arguments, const std::string& language,
             int interruptAfter) const;
};

} // namespace latentbrush::cli
