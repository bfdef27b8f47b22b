#include "program.h"

#include "base/files.h"

#include <chrono>
#include <csignal>
#include <fcntl.h>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>

namespace latentbrush::cli {

void Program::SetUp() {
    std::string name = (std::filesystem::temp_directory_path() / "latentbrush-cli-XXXXXX").string();
    ASSERT_NE(mkdtemp(name.data()), nullptr);
    folder = name;
}

void Program::TearDown() {
    std::filesystem::remove_all(folder);
}

std::string Program::model() {
    return LATENTBRUSH_GOLDEN "/tiny_sd";
}

Ran Program::run(const std::vector<std::string>& arguments, const std::string& language) const {
    return wait(arguments, language, 0);
}

Ran Program::interrupted(const std::vector<std::string>& arguments, int milliseconds) const {
    return wait(arguments, "C.UTF-8", milliseconds);
}

Ran Program::wait(const std::vector<std::string>& arguments, const std::string& language,
                  int interruptAfter) const {
    const auto outFile = (folder / ".out").string();
    const auto errFile = (folder / ".err").string();
    const pid_t child = ::fork();
    if (child == 0) {
        ::setenv("HOME", folder.c_str(), 1);
        for (const auto* variable : {"XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME", "XDG_CONFIG_HOME",
                                     "LANGUAGE", "LC_ALL", "LC_MESSAGES"})
            ::unsetenv(variable);
        ::setenv("LANG", language.c_str(), 1);
        ::dup2(::open(outFile.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600), STDOUT_FILENO);
        ::dup2(::open(errFile.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600), STDERR_FILENO);
        std::vector<std::string> words{LATENTBRUSH_CLI};
        words.insert(words.end(), arguments.begin(), arguments.end());
        std::vector<char*> pointers;
        for (auto& word : words)
            pointers.push_back(word.data());
        pointers.push_back(nullptr);
        ::execv(LATENTBRUSH_CLI, pointers.data());
        ::_exit(127);
    }
    if (interruptAfter > 0) {
        std::this_thread::sleep_for(std::chrono::milliseconds(interruptAfter));
        ::kill(child, SIGINT);
    }
    int status = 0;
    ::waitpid(child, &status, 0);
    Ran ran;
    ran.exitCode = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
    ran.out = readWhole(outFile).value_or("");
    ran.err = readWhole(errFile).value_or("");
    return ran;
}

} // namespace latentbrush::cli
