#!/usr/bin/env bash
# A sitting at the studio without a screen, for the eye: opens a picture, draws a lasso around a part, feathers it,
# has it painted anew, takes it back and again, saves, is killed in the middle of a stroke, and comes back.
#   bench/sitting/sitting.sh STUDIO PICTURE OUT [en|ja] [light|dark]
# Leaves a screenshot of each moment in OUT. Needs xdotool, imagemagick and xvfb.
set -euo pipefail
studio=$1 picture=$(realpath "$2") out=$3 language=${4:-en} appearance=${5:-light}
mkdir -p "$out"
out=$(realpath "$out")
home=$(mktemp -d)
export XDG_DATA_HOME=$home/data XDG_CONFIG_HOME=$home/config XDG_STATE_HOME=$home/state XDG_CACHE_HOME=$home/cache XDG_RUNTIME_DIR=$home/run HOME=$home
mkdir -p -m 700 "$XDG_RUNTIME_DIR" "$XDG_CONFIG_HOME/latentbrush"
printf '[General]\nlanguage=%s\nappearance=%s\n' "$language" "$appearance" >"$XDG_CONFIG_HOME/latentbrush/latentbrush.conf"
width=1440 height=900
exec 3< <(Xvfb -displayfd 1 -screen 0 ${width}x${height}x24 2>/dev/null)
read -r number <&3
export DISPLAY=:$number
server=$(pgrep -f "Xvfb -displayfd 1" -n)
trap 'kill -9 "$pid" || true; kill "$server" || true; rm -rf "$home"' EXIT

begin() { "$studio" "$@" 2>/dev/null & pid=$!; sleep 6; xdotool mousemove 700 200; }
shot() { sleep "${2:-1}"; import -window root "$out/$1.png"; }
key() { xdotool key --clearmodifiers "$1"; sleep 0.6; }
# A stroke through points of the screen, each "X,Y".
stroke() {
    xdotool mousemove "${1%,*}" "${1#*,}" mousedown 1
    for place in "${@:2}"; do xdotool mousemove "${place%,*}" "${place#*,}"; sleep 0.05; done
}
lift() { xdotool mouseup 1; sleep 0.5; }
dialog() { sleep 1.5; key ctrl+a; xdotool type --delay 20 "$1"; key Return; sleep 2; }

begin
xdotool mousemove 480 30 click 1; key Escape # the window has the keys from here on
key ctrl+o; dialog "$picture"; shot 1-open
xdotool mousemove 520 200; key l
stroke 560,230 640,210 690,260 680,360 640,430 560,420 540,330 560,230; shot 2-lasso 0.2; lift
key shift+f; shot 3-feather; key Return
key ctrl+l; key ctrl+a
[ "$language" = ja ] && prompt="夜の雪原に立つ赤い家と緑の木" || prompt="a red house and a green tree on a snowy field at night"
xdotool type --delay 20 "$prompt"
key ctrl+Return; shot 4-forming 0.4; shot 5-candidate 12
key ctrl+shift+Return; shot 6-accepted 1.5
key ctrl+z; shot 7-undone; key ctrl+shift+z; shot 8-redone
key ctrl+s; dialog "$home/sitting.ora"; shot 9-saved
xdotool mousemove 520 200; key b
stroke 540,200 560,260 580,300; kill -9 "$pid"; xdotool mouseup 1
wait "$pid" 2>/dev/null || true
begin; xdotool mousemove 160 50 click 1; shot 10-restored
kill "$pid"; wait "$pid" 2>/dev/null || true
