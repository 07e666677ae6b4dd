package desktop

import (
	"os"
	"runtime"

	"patchbay/app/fault"
)

// checkDisplay says in words what GTK would say with a panic.
func checkDisplay() error {
	if Generating || HasDisplay() {
		return nil
	}
	return fault.New(fault.Unavailable, "no_display", "There is no display to open the window on.").
		WithHint("Run `patchbay serve` and open its link in a browser.")
}

// HasDisplay reports whether a window could be shown. Only Linux and the BSDs run without a display server.
func HasDisplay() bool {
	switch runtime.GOOS {
	case "darwin", "windows":
		return true
	}
	return os.Getenv("DISPLAY") != "" || os.Getenv("WAYLAND_DISPLAY") != ""
}
