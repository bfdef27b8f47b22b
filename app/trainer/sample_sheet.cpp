#include "sample_sheet.h"

#include "base/files.h"

#include <stdexcept>
#include <string>

namespace latentbrush::trainer {

void writeSheet(const std::filesystem::path& path, const at::Tensor& pictures, int columns) {
    const auto count = pictures.size(0);
    const auto height = pictures.size(2);
    const auto width = pictures.size(3);
    const auto rows = (count + columns - 1) / columns;
    auto sheet = at::zeros({rows * height, columns * width, 3}, at::kByte);
    const auto bytes = pictures.to(at::kCPU, at::kFloat)
                           .add(1)
                           .mul(127.5)
                           .round()
                           .clamp(0, 255)
                           .to(at::kByte)
                           .permute({0, 2, 3, 1});
    for (std::int64_t i = 0; i < count; ++i)
        sheet.slice(0, i / columns * height, (i / columns + 1) * height)
            .slice(1, i % columns * width, (i % columns + 1) * width)
            .copy_(bytes[i]);
    std::string file =
        "P6\n" + std::to_string(columns * width) + " " + std::to_string(rows * height) + "\n255\n";
    file.append(static_cast<const char*>(sheet.data_ptr()), static_cast<std::size_t>(sheet.numel()));
    if (const auto written = writeWhole(path, file, IfExists::Replace); !written)
        throw std::runtime_error("cannot write " + written.error().subject + ": " + written.error().detail);
}

} // namespace latentbrush::trainer
