//go:build unix && !linux

package script

import (
	"os"
	"syscall"
)

// leash keeps the terminal's Ctrl-C from the child: the app ends its children in order. A child whose app died sees
// the end of its input.
func leash() *syscall.SysProcAttr { return &syscall.SysProcAttr{Setpgid: true} }

// widen does nothing: only Linux has pipes of a chosen size.
func widen(*os.File) {}

// resident returns 0, "cannot be told": the child's own watch is the only one here.
func resident(int) int64 { return 0 }
