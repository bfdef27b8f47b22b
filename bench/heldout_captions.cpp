// Prints tests/data/heldout_captions.txt anew.

#include <iostream>

#include "picturebook/held_out_captions.h"

int main() {
    for (const std::string& line : latentbrush::picturebook::heldOutCaptions()) {
        std::cout << line << '\n';
    }
}
