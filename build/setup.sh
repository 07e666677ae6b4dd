#!/usr/bin/env bash
# Installs what building and testing need on Debian and Ubuntu, and only what is missing.
#   setup.sh build   compiler and libraries of the window
#   setup.sh test    the same, plus a virtual screen, a keychain and a browser for the tests
# On macOS the system brings all of it; on other systems this says which packages to look for.
set -euo pipefail

build=(build-essential pkg-config libgtk-3-dev libwebkit2gtk-4.1-dev)
test=(xvfb xauth x11-utils dbus libglib2.0-bin gnome-keyring xdotool imagemagick fonts-dejavu-core chromium libnss3-tools)

case "${1:-build}" in
build) wanted=("${build[@]}") ;;
test) wanted=("${build[@]}" "${test[@]}") ;;
*) echo "usage: setup.sh build|test" >&2; exit 2 ;;
esac

for tool in go node npm; do
	if ! command -v "$tool" >/dev/null; then
		echo "setup: $tool is missing. Install Go 1.26 or newer (go.dev/dl) and Node 20 or newer (nodejs.org) first." >&2
		exit 1
	fi
done

if [[ $(uname -s) != Linux ]]; then
	echo "setup: nothing to install on $(uname -s); see README.md for what this system needs."
	exit 0
fi
if ! command -v apt-get >/dev/null; then
	echo "setup: this system has no apt-get. Install the counterparts of: ${wanted[*]}" >&2
	exit 0
fi

# Ubuntu's chromium package only starts inside snapd, so a browser that is already there counts too.
installed() {
	dpkg-query -W -f '${Status}' "$1" 2>/dev/null | grep -q 'ok installed' && return 0
	[[ $1 == chromium ]] && { command -v chromium || command -v chromium-browser || command -v google-chrome; } >/dev/null
}

missing=()
for package in "${wanted[@]}"; do
	installed "$package" || missing+=("$package")
done
if ((${#missing[@]} == 0)); then
	echo "setup: every system package is there."
	exit 0
fi

root=()
if ((EUID != 0)); then
	if ! command -v sudo >/dev/null; then
		echo "setup: run this as root, or install sudo. Missing: ${missing[*]}" >&2
		exit 1
	fi
	root=(sudo)
fi
echo "setup: installing with apt-get: ${missing[*]}"
"${root[@]}" apt-get update -q
"${root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends "${missing[@]}"
