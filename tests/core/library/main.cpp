#include "crash_test.h"

#include <cstdlib>
#include <cstring>
#include <gmock/gmock.h>

int main(int count, char** arguments) {
    if (count == 4 && std::strcmp(arguments[1], latentbrush::library::kRecordInALoop) == 0)
        return latentbrush::library::recordInALoop(arguments[2], std::atoi(arguments[3]));
    testing::InitGoogleMock(&count, arguments);
    return RUN_ALL_TESTS();
}
