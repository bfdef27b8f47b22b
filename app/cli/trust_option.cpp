#include "trust_option.h"

#include "pipeline/engine.h"
#include "terminal.h"

namespace latentbrush::cli {

namespace {

constexpr const char* kFlag = "--trust";

} // namespace

void TrustOption::addTo(CLI::App& command) {
    command
        .add_option(kFlag, hashes,
                    Tr::tr("run the program code of a model made elsewhere, whose files have this SHA-256; "
                           "remembered")
                        .toStdString())
        ->allow_extra_args(false);
}

Result<> TrustOption::apply(pipeline::Engine& engine) const {
    for (const auto& hash : hashes)
        if (const auto trusted = engine.trust(hash); !trusted) {
            const bool isOurs = trusted.error().code == ErrorCode::InvalidRequest;
            return isOurs ? Result<>(failure(ErrorCode::InvalidRequest, kFlag, trusted.error().detail))
                          : trusted;
        }
    return {};
}

int reportWithTrust(const Error& error, bool json) {
    const int code = report(error, json);
    if (error.code == ErrorCode::ConsentNeeded)
        say(Tr::tr("If you trust it, say: %1")
                .arg(QStringLiteral("--trust ") + QString::fromStdString(error.detail)));
    return code;
}

} // namespace latentbrush::cli
