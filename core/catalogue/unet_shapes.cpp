#include "catalogue/ldm_shapes.h"

#include <algorithm>

namespace latentbrush::catalogue {

namespace {

constexpr std::size_t kMostLevels = 8;

std::string inputBlock(int index) {
    return "input_blocks." + std::to_string(index) + ".";
}

/// Reads a UNet's levels off its input blocks: residual blocks, then a downsampler, and so on.
class UNetShapes {
public:
    UNetShapes(const TensorTable& table, const std::string& subject) : m_table(table), m_subject(subject) {}

    Result<UNetConfig> read() {
        return readWayDown()
            .and_then([this] { return readEnd(); })
            .and_then([this] { return checkUpPath(); })
            .map([this] { return m_config; });
    }
    Result<UNetConfig> wayDown() {
        return readWayDown().map([this] { return m_config; });
    }

private:
    Result<> missing(const std::string& name) const {
        return failure(ErrorCode::TensorMissing, name, m_subject);
    }
    Result<> unsupported(const std::string& what) const {
        return failure(ErrorCode::UnsupportedModel, "unet: " + what, m_subject);
    }

    Result<> readWayDown() {
        m_config.blockOutChannels.clear();
        m_config.transformerDepth.clear();
        m_config.attention.clear();
        return readBeginning()
            .and_then([this] { return readDownPath(); })
            .and_then([this] { return readMiddle(); })
            .and_then([this] { return readAttention(); });
    }

    Result<> readEnd() {
        m_config.outChannels = edgeOf(m_table, "out.2.weight", 0);
        return m_config.outChannels > 0 ? Result<>() : missing("out.2.weight");
    }

    Result<> readBeginning() {
        m_config.inChannels = edgeOf(m_table, "input_blocks.0.0.weight", 1);
        if (m_config.inChannels == 0)
            return missing("input_blocks.0.0.weight");
        m_config.vectorWidth = edgeOf(m_table, "label_emb.0.0.weight", 1);
        m_config.classCount = edgeOf(m_table, "label_emb.weight", 0);
        m_config.guidanceWidth = edgeOf(m_table, "time_embed.cond_proj.weight", 1);
        return {};
    }

    int depthAt(const std::string& block) const { return lengthOf(m_table, block + "1.transformer_blocks."); }

    Result<> readDownPath() {
        const int blocks = lengthOf(m_table, "input_blocks.");
        int inLevel = 0;
        m_config.layersPerBlock = 0;
        for (int index = 1; index < blocks; ++index) {
            const auto block = inputBlock(index);
            if (hasPrefix(m_table, block + "0.op.")) {
                if (const auto ended = endLevel(inLevel); !ended)
                    return ended;
                inLevel = 0;
                continue;
            }
            const auto convolution = block + "0.in_layers.2.weight";
            if (edgeOf(m_table, convolution, 0) == 0)
                return missing(convolution);
            if (const auto added = addToLevel(block, edgeOf(m_table, convolution, 0), inLevel++); !added)
                return added;
        }
        return endLevel(inLevel);
    }

    Result<> addToLevel(const std::string& block, int width, int inLevel) {
        if (inLevel == 0) {
            if (m_config.blockOutChannels.size() == kMostLevels)
                return unsupported("more than 8 levels");
            m_config.blockOutChannels.push_back(width);
            m_config.transformerDepth.push_back(std::max(1, depthAt(block)));
            m_config.attention.push_back(depthAt(block) > 0);
            return {};
        }
        const bool same = width == m_config.blockOutChannels.back() &&
                          sameDepth(block, m_config.blockOutChannels.size() - 1);
        return same ? Result<>() : unsupported("blocks of one level differ");
    }

    bool sameDepth(const std::string& block, std::size_t level) const {
        return depthAt(block) == (m_config.attention[level] ? m_config.transformerDepth[level] : 0);
    }

    Result<> endLevel(int blocks) {
        if (m_config.layersPerBlock == 0)
            m_config.layersPerBlock = blocks;
        return blocks > 0 && blocks == m_config.layersPerBlock ? Result<>()
                                                               : unsupported("levels of different length");
    }

    Result<> readMiddle() {
        const int depth = depthAt("middle_block.");
        m_config.midAttention = depth > 0;
        if (!m_config.midAttention)
            return unsupported("no attention in the middle");
        if (m_config.attention.back() && m_config.transformerDepth.back() != depth)
            return unsupported("the middle's depth differs from the last level's");
        m_config.transformerDepth.back() = depth;
        return {};
    }

    Result<> checkUpPath() const {
        const auto levels = m_config.blockOutChannels.size();
        const auto inLevel = static_cast<std::size_t>(m_config.layersPerBlock) + 1;
        for (std::size_t index = 0; index < levels * inLevel; ++index) {
            const auto block = "output_blocks." + std::to_string(index) + ".";
            if (!hasPrefix(m_table, block))
                return missing(block + "0.in_layers.0.weight");
            if (!sameDepth(block, levels - 1 - index / inLevel))
                return unsupported("blocks of one level differ");
        }
        return {};
    }

    Result<> readAttention() {
        const std::string middle = "middle_block.1.";
        m_config.contextWidth = edgeOf(m_table, middle + "transformer_blocks.0.attn2.to_k.weight", 1);
        if (m_config.contextWidth == 0)
            return missing(middle + "transformer_blocks.0.attn2.to_k.weight");
        m_config.linearProjection = axesOf(m_table, middle + "proj_in.weight") == 2;
        const auto levels = m_config.blockOutChannels.size();
        m_config.heads.assign(levels, 1);
        std::vector<bool> onContext;
        for (std::size_t level = 0; level < levels; ++level)
            onContext.push_back(looksAtContextAlone(level));
        if (std::ranges::find(onContext, true) != onContext.end())
            m_config.onlyCrossAttention = onContext;
        return {};
    }

    // Keys as wide as the context, where the level is not.
    bool looksAtContextAlone(std::size_t level) const {
        const int first = 1 + static_cast<int>(level) * (m_config.layersPerBlock + 1);
        const int keys = edgeOf(m_table, inputBlock(first) + "1.transformer_blocks.0.attn1.to_k.weight", 1);
        return keys > 0 && keys != m_config.blockOutChannels[level] && keys == m_config.contextWidth;
    }

    const TensorTable& m_table;
    const std::string& m_subject;
    UNetConfig m_config;
};

} // namespace

Result<UNetConfig> unetFromShapes(const TensorTable& table, const std::string& subject) {
    return UNetShapes(table, subject).read();
}

Result<UNetConfig> wayDownFromShapes(const TensorTable& table, const std::string& subject) {
    return UNetShapes(table, subject).wayDown();
}

} // namespace latentbrush::catalogue
