#!/usr/bin/env bash
# Fetches LibTorch and the CLIP vocabulary as pinned PyPI wheels, checks their SHA-256 and unpacks what the build needs:
#   fetch_libtorch.sh [--cuda] TARGET_DIR
# TARGET_DIR/libtorch   headers and libraries (without Python, tests and, unless --cuda, libtorch_cuda)
# TARGET_DIR/clip_vocab bpe_simple_vocab_16e6.txt.gz and its licence
# Wheels are kept in $XDG_CACHE_HOME/latentbrush/wheels, so that a second checkout downloads nothing.
set -euo pipefail
cuda=no
if [ "${1:-}" = "--cuda" ]; then cuda=yes; shift; fi
target=${1:?usage: fetch_libtorch.sh [--cuda] TARGET_DIR}
here=$(cd "$(dirname "$0")" && pwd)
wheels=${XDG_CACHE_HOME:-$HOME/.cache}/latentbrush/wheels
mkdir -p "$wheels" "$target"

# Tells pip which wheels to take, whatever Python runs it here.
python=$(command -v python3 || command -v python) || { echo "fetch_libtorch: python3 with pip is needed once, to download" >&2; exit 1; }
platforms=()
for tag in manylinux_2_28 manylinux_2_27 manylinux_2_25 manylinux_2_24 manylinux_2_18 manylinux_2_17 manylinux_2_12 manylinux2014 manylinux2010 manylinux1; do
    platforms+=(--platform "${tag}_x86_64")
done

# name==version  sha256  file
fetch() {
    local spec=$1 sum=$2 file=$3
    if ! echo "$sum  $wheels/$file" | sha256sum --check --status 2>/dev/null; then
        echo "fetching $spec" >&2
        "$python" -m pip download --quiet --disable-pip-version-check --no-deps --only-binary=:all: \
            --python-version 3.11 --implementation cp "${platforms[@]}" --dest "$wheels" "$spec"
        echo "$sum  $wheels/$file" | sha256sum --check --status || {
            echo "fetch_libtorch: $file does not have the SHA-256 that is pinned in packaging/wheels.txt" >&2
            exit 1
        }
    fi
}

stamp="$target/.stamp-$(sha256sum "$here/wheels.txt" "$0" | sha256sum | cut -c1-16)-$cuda"
[ -e "$stamp" ] && exit 0
while read -r kind spec sum file; do
    case "$kind" in
        ''|'#'*) continue ;;
        cuda) [ "$cuda" = yes ] || continue ;;
    esac
    fetch "$spec" "$sum" "$file"
done < "$here/wheels.txt"

work=$(mktemp -d "$target/unpack.XXXXXX")
trap 'rm -rf "$work"' EXIT
while read -r kind spec sum file; do
    case "$kind" in
        ''|'#'*) continue ;;
        torch)
            skip=(-x 'torch/testing/*' 'torch/lib/libtorch_python.so' 'torch/lib/libshm*')
            [ "$cuda" = yes ] || skip+=('torch/lib/libtorch_cuda*' 'torch/lib/libtorch_nvshmem.so' 'torch/lib/libc10_cuda.so' 'torch/lib/libcaffe2_nvrtc.so')
            unzip -q -o "$wheels/$file" 'torch/lib/*' 'torch/include/*' 'torch-*.dist-info/licenses/*' 'torch-*.dist-info/METADATA' "${skip[@]}" -d "$work"
            ;;
        nvidia) unzip -q -o "$wheels/$file" 'nvidia/*/lib/*.so*' '*/licenses/*' -d "$work" || [ $? -eq 11 ] ;;
        cuda)
            [ "$cuda" = yes ] || continue
            unzip -q -o "$wheels/$file" 'nvidia/*/lib/*.so*' -d "$work"
            ;;
        vocab) unzip -q -o "$wheels/$file" 'open_clip/bpe_simple_vocab_16e6.txt.gz' '*/licenses/LICENSE' -d "$work" ;;
    esac
done < "$here/wheels.txt"
rm -rf "$target/libtorch" "$target/clip_vocab"
mkdir -p "$target/libtorch" "$target/clip_vocab"
mv "$work/torch/lib" "$work/torch/include" "$target/libtorch/"
find "$work/nvidia" -name '*.so*' -exec mv -n {} "$target/libtorch/lib/" \;
mkdir -p "$target/libtorch/licenses"
find "$work" -path '*licenses*' -type f -path '*torch-2*' -exec cp {} "$target/libtorch/licenses/" \;
mkdir -p "$target/libtorch/licenses/cuda"
cp "$work"/nvidia_cuda_runtime-*/licenses/License.txt "$target/libtorch/licenses/cuda/"
mv "$work/open_clip/bpe_simple_vocab_16e6.txt.gz" "$target/clip_vocab/"
cp "$work"/open_clip_torch-*/licenses/LICENSE "$target/clip_vocab/LICENSE"
rm -f "$target"/.stamp-*
touch "$stamp"
