#pragma once

#include "catalogue/configs.h"
#include "networks/layer.h"

namespace latentbrush::networks {

/// What a UNet and a ControlNet have in common, under one config, which must outlive this.
class UNetBlocks {
public:
    explicit UNetBlocks(const catalogue::UNetConfig& config) : m_config(config) {}

    std::size_t levels() const { return m_config.blockOutChannels.size(); }
    /// A residual block that the time embedding goes into.
    Layer resnet(int in, int out) const;
    /// A level's transformer; the flag as TransformerShape has it.
    Layer transformer(std::size_t level, bool onlyCrossAttention) const;
    bool onlyCrossAttention(std::size_t level) const;

    /// forward(x, emb, context). Without attention it is a single residual block (diffusers' UNetMidBlock2D
    /// of a conditional UNet); with it, perturbed(x, emb, context) as spatialTransformer has it. Its self
    /// attention looks at the pixels whatever that of the levels does: diffusers keeps only_cross_attention
    /// from it.
    Layer midBlock() const;

    /// Parameters of a forward method as TorchScript text: "self, sample, timestep, context" and, as far as
    /// the config has them, ", y" and ", guidance".
    std::string inputs() const;
    /// The line(s) that make `emb` of those.
    std::string embeddingText() const;
    /// The line(s) that make `states` and the last of them, `x`, of `x` and `emb`.
    std::string downText() const;
    /// What those lines call, but for the down blocks: conv_in, time_embedding, add_embedding,
    /// class_embedding.
    void addEmbeddings(Layer& network) const;
    void addDownBlocks(Layer& network) const;

private:
    int embeddingWidth() const { return 4 * m_config.blockOutChannels.front(); }
    /// forward(x, emb, context) → the states that the up path takes back, oldest first; the last one goes on
    /// downwards.
    Layer downBlock(std::size_t level) const;
    Layer timeEmbedding() const;
    Layer vectorEmbedding() const;

    const catalogue::UNetConfig& m_config;
};

} // namespace latentbrush::networks
