#pragma once

#include "base/stop_token.h"
#include "bundles/known_hashes.h"
#include "bundles/loaded_model.h"

#include <future>

namespace latentbrush::pipeline {

/// Takes a checkpoint's hash on a thread of its own while the first picture is made, since reading gigabytes
/// for it would delay the loading. One file at a time.
class HashBehind {
public:
    ~HashBehind() { end(); }

    void begin(const bundles::KnownHashes& hashes, std::filesystem::path file) {
        end();
        m_stop = StopSource();
        m_hash = std::async(std::launch::async, [&hashes, file = std::move(file), stop = m_stop.token()] {
            return hashes.of(file, stop).value_or("");
        });
    }

    /// Waits for it and writes it into the model, if one was begun. A file that can no longer be read leaves
    /// the hash empty.
    void fill(bundles::LoadedModel& model) {
        if (m_hash.valid())
            model.hash = m_hash.get();
    }

    /// Soon, with no hash.
    void end() {
        m_stop.request(StopDegree::Now);
        if (m_hash.valid())
            m_hash.wait();
        m_hash = {};
    }

private:
    StopSource m_stop;
    std::future<std::string> m_hash;
};

} // namespace latentbrush::pipeline
