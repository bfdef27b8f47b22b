#include "catalogue/ldm_names.h"

namespace latentbrush::catalogue {

namespace {

using Table = std::map<std::string, std::string, std::less<>>;

// From the whole name up to its first part: what stands there first is the module.
std::optional<std::string> turned(const Table& table, std::string_view name) {
    for (auto end = name.size(); end != std::string_view::npos && end > 0; end = name.rfind('.', end - 1))
        if (const auto module = table.find(name.substr(0, end)); module != table.end())
            return module->second + std::string(name.substr(end));
    return std::nullopt;
}

} // namespace

NameMap::NameMap(Pairs modules) : m_modules(std::move(modules)) {
    for (const auto& [ldm, diffusers] : m_modules) {
        m_diffusers.emplace(ldm, diffusers);
        m_ldm.emplace(diffusers, ldm);
    }
}

std::optional<std::string> NameMap::toDiffusers(std::string_view ldm) const {
    return turned(m_diffusers, ldm);
}

std::optional<std::string> NameMap::toLdm(std::string_view diffusers) const {
    return turned(m_ldm, diffusers);
}

} // namespace latentbrush::catalogue
