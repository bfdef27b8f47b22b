#include "catalogue/model_roots.h"

#include "../base/temporary_folder.h"

#include <gtest/gtest.h>

namespace latentbrush::catalogue {
namespace {

TEST(ModelRoots, GoThereAndBack) {
    const TemporaryFolder folder;
    const auto file = folder.path() / "settings" / "model_folders.txt";
    EXPECT_TRUE(readModelRoots(file).empty());
    const std::vector<std::filesystem::path> roots{"/models/one", "/モデル/二 番", "relative"};
    ASSERT_TRUE(writeModelRoots(file, roots));
    EXPECT_EQ(readModelRoots(file), roots);
    ASSERT_TRUE(writeModelRoots(file, {}));
    EXPECT_TRUE(readModelRoots(file).empty());
}

} // namespace
} // namespace latentbrush::catalogue
