#pragma once

#include "kernels/attention_kernel.h"
#include "kernels/transpose.h"

// Attention with an online softmax (Milakov and Gimelshein 2018; Dao et al. 2022, "FlashAttention"), written
// once for all instruction sets. Queries lie in the lanes of vectors and keys are broadcast, so that maxima
// and sums of the softmax run down the lanes and need none across them, and a head of any width wastes no
// lane.
//
// Included by the file of each instruction set. All of it has internal linkage on purpose: what one file's
// compiler options made of it must not serve another.
//
// Memory is counted in units of 32 bits: one fp32 number, or two bf16 that one instruction multiplies.
//
// A `Lanes` has: Vector; kCount lanes; a tile of kRows times kColumns vectors that stay in registers; zero,
// set, load, store, add, multiply, multiplyAdd(a, b, c) = a * b + c, larger (NaN if the second is), exp2 of
// numbers up to 0. A `Numbers` has: kFold numbers a unit; kBytes a number; `units`, a row as units;
// `valueUnits`, the rows of kFold values as units of the sum over keys; dot(units, units, sum);
// `storeWeights`, the softmax weights of kFold keys as such units; `storeRow`, fp32 to an output row;
// kExp2Degree.
namespace latentbrush::kernels {
namespace {

constexpr float kLog2E = 1.4426950408889634F;
constexpr float kLn2 = 0.6931471805599453F;
/// Below every score, and far from overflowing when it is scaled.
constexpr float kLowest = -1e30F;
/// Floats between rows kept for a while: the widest head there is, and a little so that rows do not fight for
/// one place of the cache.
constexpr std::int64_t kLine = kWidestHead + 16;

constexpr std::int64_t roundedUp(std::int64_t count, std::int64_t multiple) {
    return (count + multiple - 1) / multiple * multiple;
}

template <class Lanes, class Numbers>
class Attention {
public:
    static constexpr AttentionKernel kernel() {
        return {kGroups * kQueries, packedFloats, pack, scratchFloats, attend};
    }

private:
    using Vector = typename Lanes::Vector;
    static constexpr int kRows = Lanes::kRows;
    static constexpr int kColumns = Lanes::kColumns;
    static constexpr int kFold = Numbers::kFold;
    static constexpr std::int64_t kQueries = kColumns * Lanes::kCount; ///< side by side in a tile
    /// Groups of queries that use a block of keys one after the other while it is in the cache.
    static constexpr std::int64_t kGroups = 2;
    static constexpr std::int64_t kBlock = 96; ///< keys between two corrections of the sums
    static_assert(kRows % kFold == 0);

    using Tile = Vector[kRows][kColumns];

    /// What is kept of a group of queries from one block of keys to the next; [..][kQueries] each.
    struct Group {
        float* queries; ///< [width / kFold] units
        float* sums;    ///< [width padded] Σ weight * value
        float* largest; ///< scaled score, times log2(e)
        float* total;   ///< Σ weight
    };

    static std::int64_t groupFloats(std::int64_t width) {
        return kQueries * (width / kFold + roundedUp(width, kRows) + 2);
    }

    static Group group(float* scratch, std::int64_t index, std::int64_t width) {
        float* const queries = scratch + kBlock * kQueries + index * groupFloats(width);
        float* const sums = queries + width / kFold * kQueries;
        float* const largest = sums + roundedUp(width, kRows) * kQueries;
        return {queries, sums, largest, largest + kQueries};
    }

    static const void* row(const Rows& rows, std::int64_t index) {
        return static_cast<const char*>(rows.first) + index * rows.stride * Numbers::kBytes;
    }

    static std::int64_t keyFloats(std::int64_t count, std::int64_t width) {
        return roundedUp(count, kRows) * (width / kFold);
    }

    static std::int64_t packedFloats(std::int64_t count, std::int64_t width) {
        return keyFloats(count, width) + roundedUp(count, kRows) / kFold * roundedUp(width, kRows);
    }

    /// `count` rows of `rows` from `first` on as units, and rows of 0 where there are no more than `end`.
    static void unitsOf(const Rows& rows, std::int64_t first, std::int64_t count, std::int64_t end,
                        std::int64_t width, float* lines) {
        for (std::int64_t i = 0; i < count; ++i, lines += kLine) {
            if (first + i < end)
                Numbers::units(row(rows, first + i), lines, width);
            else
                __builtin_memset(lines, 0, static_cast<unsigned long>(width) * sizeof(float));
        }
    }

    /// Keys as [tile of kRows keys][unit][key of the tile], values as [kFold keys][width padded]: what a tile
    /// broadcasts one after the other lies side by side. What pads is 0.
    static void pack(const KeysAndValues& head, float* packed) {
        const auto units = head.width / kFold;
        const auto padded = roundedUp(head.count, kRows);
        float lines[kRows * kLine];
        for (std::int64_t key = 0; key < padded; key += kRows) {
            unitsOf(head.keys, key, kRows, head.count, head.width, lines);
            transpose(lines, kLine, kRows, units, packed + key * units, kRows);
        }
        const auto step = roundedUp(head.width, kRows);
        float* out = packed + keyFloats(head.count, head.width);
        for (std::int64_t key = 0; key < padded; key += kFold, out += step) {
            __builtin_memset(out, 0, static_cast<unsigned long>(step) * sizeof(float));
            if (key < head.count)
                Numbers::valueUnits(row(head.values, key),
                                    key + kFold <= head.count ? row(head.values, key + kFold - 1) : nullptr,
                                    out, head.width);
        }
    }

    static std::int64_t scratchFloats(std::int64_t width) {
        return kBlock * kQueries + kGroups * groupFloats(width);
    }

    /// tile[r][c] = Σ over `steps` of rows[r] broadcast · panel[c].
    static inline __attribute__((always_inline)) void
    multiply(const float* rows, std::int64_t rowStep, const float* panel, std::int64_t steps, Tile& tile) {
#pragma GCC unroll 16
        for (int r = 0; r < kRows; ++r)
#pragma GCC unroll 16
            for (int c = 0; c < kColumns; ++c)
                tile[r][c] = Lanes::zero();
        for (std::int64_t step = 0; step < steps; ++step, rows += rowStep, panel += kQueries) {
            Vector columns[kColumns];
#pragma GCC unroll 16
            for (int c = 0; c < kColumns; ++c)
                columns[c] = Lanes::load(panel + c * Lanes::kCount);
#pragma GCC unroll 16
            for (int r = 0; r < kRows; ++r) {
                const auto broadcast = Lanes::set(rows[r]);
#pragma GCC unroll 16
                for (int c = 0; c < kColumns; ++c)
                    tile[r][c] = Numbers::dot(broadcast, columns[c], tile[r][c]);
            }
        }
    }

    /// Scores of a block of keys, [key][query], and the largest of each query.
    static void score(const float* keys, std::int64_t count, std::int64_t units, const float* queries,
                      float* scores, Vector (&largest)[kColumns]) {
#pragma GCC unroll 16
        for (int c = 0; c < kColumns; ++c)
            largest[c] = Lanes::set(kLowest);
        for (std::int64_t key = 0; key < count; key += kRows) {
            Tile tile;
            multiply(keys + key * units, kRows, queries, units, tile);
#pragma GCC unroll 16
            for (int r = 0; r < kRows; ++r) {
                const bool exists = key + r < count;
#pragma GCC unroll 16
                for (int c = 0; c < kColumns; ++c) {
                    const auto found = exists ? tile[r][c] : Lanes::set(kLowest);
                    largest[c] = Lanes::larger(largest[c], found);
                    Lanes::store(scores + (key + r) * kQueries + c * Lanes::kCount, found);
                }
            }
        }
    }

    /// Scores to weights, in place; their sum in `total`.
    static void weigh(float* scores, std::int64_t count, float scale, const Vector (&largest)[kColumns],
                      Vector (&total)[kColumns]) {
        const auto factor = Lanes::set(scale);
        Vector offset[kColumns];
#pragma GCC unroll 16
        for (int c = 0; c < kColumns; ++c) {
            total[c] = Lanes::zero();
            offset[c] = Lanes::multiply(largest[c], Lanes::set(-1));
        }
        for (std::int64_t key = 0; key < count; key += kFold) {
#pragma GCC unroll 16
            for (int c = 0; c < kColumns; ++c) {
                Vector weights[kFold];
#pragma GCC unroll 2
                for (int i = 0; i < kFold; ++i) {
                    const auto found = Lanes::load(scores + (key + i) * kQueries + c * Lanes::kCount);
                    weights[i] = Lanes::template exp2<Numbers::kExp2Degree>(
                        Lanes::multiplyAdd(found, factor, offset[c]));
                    total[c] = Lanes::add(total[c], weights[i]);
                }
                Numbers::storeWeights(scores + key / kFold * kQueries + c * Lanes::kCount, weights);
            }
        }
    }

    /// sums = sums * correction + Σ weight * value.
    static void gather(const float* values, std::int64_t width, const float* weights, std::int64_t steps,
                       const Vector (&correction)[kColumns], float* sums) {
        for (std::int64_t place = 0; place < width; place += kRows) {
            Tile tile;
            multiply(values + place, width, weights, steps, tile);
#pragma GCC unroll 16
            for (int r = 0; r < kRows; ++r)
#pragma GCC unroll 16
                for (int c = 0; c < kColumns; ++c) {
                    float* const sum = sums + (place + r) * kQueries + c * Lanes::kCount;
                    Lanes::store(sum, Lanes::multiplyAdd(Lanes::load(sum), correction[c], tile[r][c]));
                }
        }
    }

    static void begin(const AttentionTask& task, std::int64_t first, const Group& group) {
        float lines[8 * kLine];
        for (std::int64_t query = 0; query < kQueries; query += 8) {
            unitsOf(task.queries, first + query, 8, task.queryCount, task.width, lines);
            transpose(lines, kLine, 8, task.width / kFold, group.queries + query, kQueries);
        }
        for (std::int64_t query = 0; query < kQueries; ++query) {
            group.largest[query] = kLowest;
            group.total[query] = 0;
        }
        for (std::int64_t i = 0; i < roundedUp(task.width, kRows) * kQueries; ++i)
            group.sums[i] = 0;
    }

    static void see(const AttentionTask& task, std::int64_t key, std::int64_t count, const Group& group) {
        const auto units = task.width / kFold;
        const auto width = roundedUp(task.width, kRows);
        const auto padded = roundedUp(count, kRows);
        float* const scores = task.scratch;
        Vector found[kColumns];
        Vector total[kColumns];
        Vector correction[kColumns];
        score(task.packed + key * units, count, units, group.queries, scores, found);
        const float scale = task.scale * kLog2E;
#pragma GCC unroll 16
        for (int c = 0; c < kColumns; ++c) {
            float* const largest = group.largest + c * Lanes::kCount;
            const auto before = Lanes::load(largest);
            found[c] = Lanes::larger(before, Lanes::multiply(found[c], Lanes::set(scale)));
            correction[c] = Lanes::template exp2<5>(Lanes::multiplyAdd(found[c], Lanes::set(-1), before));
            Lanes::store(largest, found[c]);
        }
        weigh(scores, padded, scale, found, total);
#pragma GCC unroll 16
        for (int c = 0; c < kColumns; ++c) {
            float* const sum = group.total + c * Lanes::kCount;
            Lanes::store(sum, Lanes::multiplyAdd(Lanes::load(sum), correction[c], total[c]));
        }
        const float* const values = task.packed + keyFloats(task.keyCount, task.width);
        gather(values + key / kFold * width, width, scores, padded / kFold, correction, group.sums);
    }

    static void finish(const AttentionTask& task, std::int64_t first, const Group& group) {
        float lines[8 * kLine];
        const auto left = task.queryCount - first;
        const auto count = left < kQueries ? left : kQueries;
        for (std::int64_t query = 0; query < count; ++query) {
            if (query % 8 == 0)
                transpose(group.sums + query, kQueries, task.width, 8, lines, kLine);
            float* const line = lines + query % 8 * kLine;
            const float share = 1 / group.total[query];
            for (std::int64_t i = 0; i < task.width; ++i)
                line[i] *= share;
            const auto place = first + query;
            Numbers::storeRow(line,
                              static_cast<char*>(task.output) + place * task.outputStride * Numbers::kBytes,
                              task.width);
            task.logSumExp[place * task.logSumExpStride] =
                group.largest[query] * kLn2 + __builtin_logf(group.total[query]);
        }
    }

    static void attend(const AttentionTask& task) {
        Group groups[kGroups];
        const auto used = roundedUp(task.queryCount, kQueries) / kQueries;
        for (std::int64_t i = 0; i < used; ++i) {
            groups[i] = group(task.scratch, i, task.width);
            begin(task, i * kQueries, groups[i]);
        }
        for (std::int64_t key = 0; key < task.keyCount; key += kBlock) {
            const auto left = task.keyCount - key;
            for (std::int64_t i = 0; i < used; ++i)
                see(task, key, left < kBlock ? left : kBlock, groups[i]);
        }
        for (std::int64_t i = 0; i < used; ++i)
            finish(task, i * kQueries, groups[i]);
    }
};

} // namespace
} // namespace latentbrush::kernels
