#!/usr/bin/env bash
# The rules of the tree as one grep a rule. Prints what breaks one and fails.
set -uo pipefail
cd "$(dirname "$0")/../.."
failed=0
files() { git ls-files --cached --others --exclude-standard -- "$@" 2>/dev/null || find "$@" -type f; }

# rule NAME PATTERN PATH...: no line under PATH may match.
rule() {
    local name=$1 pattern=$2 found
    shift 2
    found=$(files "$@" | grep -E '\.(h|cpp)$' | xargs -r grep -nE "$pattern" /dev/null)
    [ -z "$found" ] && return
    printf '%s\n%s\n' "$name" "$found"
    failed=1
}
# level ROOM PATTERN-OF-ROOMS: the room may include no header of those rooms (its own level and above).
level() { rule "core/$1 looks upwards" "#include \"($2)/" "core/$1"; }

torch='#include [<"](torch|ATen|c10)/'
rule "core must not see Qt" '#include [<"](Q[A-Z]|ui/|app/)' core
rule "ui must not see torch or the programs" "($torch)|#include [<\"]app/" ui
rule "rooms without tensors must not see torch" "$torch" core/base core/image core/prompt core/weights core/request core/catalogue core/document core/picturebook core/library
rule "headers of pipeline are torch-free for those above" "$torch" core/pipeline/engine.h core/pipeline/bench.h
rule "Qt's keywords clash with torch" '(^|[^A-Za-z_])(signals|slots|emit)([^A-Za-z_]|$).*[:;]$' ui/jobs ui/canvas
level0='image|prompt|weights'
level1='request|catalogue|document|kernels|picturebook|tensors'
level2='networks|sampling|library'
level base "$level0|$level1|$level2|bundles|pipeline"
for room in image prompt weights; do level $room "$level1|$level2|bundles|pipeline"; done
for room in request catalogue document kernels picturebook tensors; do level $room "$level2|bundles|pipeline"; done
for room in networks sampling library; do level $room "bundles|pipeline"; done
level bundles "pipeline"
rule "no left-over words" '(^|[^A-Za-z_X])(TODO|FIXME|XXX|HACK)([^A-Za-z_X]|$)' core ui app tests
rule "one include root a room" '#include "\.\./' core ui app

if command -v clang-format-14 >/dev/null; then
    found=$(files core ui app tests bench | grep -E '\.(h|cpp)$' | xargs -r clang-format-14 --dry-run 2>&1 | grep -E 'warning:' | head -20)
    if [ -n "$found" ]; then
        printf 'not formatted\n%s\n' "$found"
        failed=1
    fi
fi
exit $failed
