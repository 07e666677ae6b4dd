#!/bin/sh
# Runs a command with a screen, a session bus, an unlocked keychain and private data folders, then takes them away:
#   build/with-desktop.sh node frontend/e2e/window.mjs
set -e
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
export XDG_RUNTIME_DIR="$dir/run" XDG_DATA_HOME="$dir/data" XDG_CONFIG_HOME="$dir/config" XDG_CACHE_HOME="$dir/cache"
mkdir -m 700 "$XDG_RUNTIME_DIR" "$XDG_DATA_HOME" "$XDG_CONFIG_HOME" "$XDG_CACHE_HOME"
export GDK_BACKEND=x11 LIBGL_ALWAYS_SOFTWARE=1 NO_AT_BRIDGE=1 LC_ALL=C.UTF-8
unset WAYLAND_DISPLAY DBUS_SESSION_BUS_ADDRESS
# printf, not echo: a newline would become part of the keyring's password.
xvfb-run -a -s '-screen 0 1280x900x24 -nolisten tcp' dbus-run-session -- sh -c \
	'printf %s ci | gnome-keyring-daemon --unlock --components=secrets >/dev/null; exec "$@"' sh "$@"
