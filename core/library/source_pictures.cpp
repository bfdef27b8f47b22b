#include "library/source_pictures.h"

#include "image/png.h"

namespace latentbrush::library {

namespace fs = std::filesystem;

/// In folders by the first two digits, so that none gets very long.
fs::path SourcePictures::fileOf(const std::string& hash) const {
    return m_folder / hash.substr(0, 2) / (hash + ".png");
}

Result<> SourcePictures::keep(const PictureReference& reference) const {
    if (!reference.picture)
        return {};
    const auto file = fileOf(reference.hash);
    std::error_code none;
    if (fs::exists(file, none)) // files come whole or not at all
        return {};
    fs::create_directories(file.parent_path(), none); // writing says what is wrong
    return image::writePng(file, *reference.picture, {}, IfExists::Replace);
}

Result<> SourcePictures::keep(const Task& task) const {
    if (const auto* init = initOf(task))
        if (auto kept = keep(*init); !kept)
            return kept;
    if (const auto* inpaint = std::get_if<Inpaint>(&task))
        return keep(inpaint->mask);
    return {};
}

Result<image::Picture> SourcePictures::find(const std::string& hash) const {
    if (!isPictureHash(hash)) // it becomes a part of a path
        return nullptr;
    auto file = image::readPictureFile(fileOf(hash));
    if (file)
        return std::make_shared<const image::Image>(std::move(file->image));
    if (file.error().code == ErrorCode::FileMissing)
        return nullptr;
    return failure(file);
}

PictureResolver SourcePictures::resolver() const {
    return [kept = *this](const PictureReference& wanted) { return kept.find(wanted.hash); };
}

} // namespace latentbrush::library
