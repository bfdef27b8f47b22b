#!/usr/bin/env bash
# Brings translations/*.ts up to date with the sources; what is new is marked unfinished, for a translator.
set -euo pipefail
cd "$(dirname "$0")/.."
lupdate=$(command -v lupdate6 || echo /usr/lib/qt6/bin/lupdate)
options=(-I . -locations none -no-obsolete -source-language en)
"$lupdate" ui app "${options[@]}" -target-language ja -ts translations/latentbrush_ja.ts
"$lupdate" ui app "${options[@]}" -target-language en -pluralonly -ts translations/latentbrush_en.ts
