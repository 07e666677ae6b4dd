package script

import (
	"os"
	"syscall"
)

// leash hides the console window and keeps Ctrl-C from the child: the app ends its children in order. A child whose
// app died sees the end of its input.
func leash() *syscall.SysProcAttr {
	return &syscall.SysProcAttr{HideWindow: true, CreationFlags: syscall.CREATE_NEW_PROCESS_GROUP}
}

// widen does nothing: only Linux has pipes of a chosen size.
func widen(*os.File) {}

// resident returns 0, "cannot be told": the child's own watch is the only one here.
func resident(int) int64 { return 0 }
