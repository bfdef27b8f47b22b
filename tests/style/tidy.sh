#!/usr/bin/env bash
# clang-tidy's findings in our sources; fails on any. CI runs it after ./test.
#   tests/style/tidy.sh           all of them
#   tests/style/tidy.sh FILE...   those named; a header stands for the source beside it
# What was clean is remembered in ~/.cache/latentbrush/tidy and looked at again only after a change.
set -euo pipefail
cd "$(dirname "$0")/../.."
database=build/release/compile_commands.json
if [ ! -e "$database" ]; then
    # Not configured here: what Qt's tools generate is included, so a build has to come first.
    echo "run ./test first: there is no $database" >&2
    exit 2
fi
exec python3 tests/style/tidy_units.py "$database" "$@"
