#!/usr/bin/env bash
# Installs the Debian packages of the given kinds that are missing: install_packages.sh build run [test]
# At a terminal the list is shown and confirmed first; with CI set or without a terminal nothing is asked. Through sudo where not root.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
kinds=" $* "
missing=()
while read -r kind package; do
    [[ "$kind" == \#* || -z "$kind" || "$kinds" != *" $kind "* ]] && continue
    [ "$(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null)" = installed ] || missing+=("$package")
done < "$here/debian_packages.txt"
[ ${#missing[@]} -eq 0 ] && exit 0

as_root=()
[ "$(id -u)" = 0 ] || as_root=(sudo)
if [ -z "${CI:-}" ] && [ -t 0 ] && [ -t 1 ]; then
    echo "These Debian packages are needed and will be installed:"
    printf '  %s\n' "${missing[@]}"
    read -r -p "Go on? [Y/n] " answer
    [[ "${answer:-y}" =~ ^[Yy] ]] || { echo "Nothing was changed."; exit 1; }
fi
echo "installing ${#missing[@]} Debian packages" >&2
"${as_root[@]}" apt-get update -qq
"${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
