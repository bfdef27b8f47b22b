#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace latentbrush::prompt {

/// A network that a prompt asks for: <lora:name:te[:unet[:dyn]]>.
struct NetworkTag {
    enum class Kind {
        Lora,        ///< "lora" and "lyco"
        Unsupported, ///< another type, such as "hypernet"; only `type` and `name` are meant
        Malformed    ///< a LoRA without a name, or with a weight that is no number
    };
    Kind kind = Kind::Lora;
    std::string type{};
    std::string name{};
    double textEncoder = 1;
    double unet = 1;           ///< as the text encoder's where only one is given
    std::optional<int> rank{}; ///< `dyn`: the rank to cut it to
    std::string written{};     ///< the whole tag
    bool operator==(const NetworkTag&) const = default;
};

struct WithoutTags {
    std::string text;
    std::vector<NetworkTag> networks; ///< in the order of the text, duplicates and all
};

/// Takes out all that looks like <word:…> (peers.md 3.3, 3.9). The fields after the name are te, unet and dyn
/// in this order; te=0.5, unet=0.5 and dyn=8 may stand anywhere and go before. O(n).
WithoutTags withoutNetworkTags(std::string_view text);

} // namespace latentbrush::prompt
