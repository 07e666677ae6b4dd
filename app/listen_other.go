//go:build !windows

package app

import "syscall"

// errAddressInUse is what this system says for a taken port.
const errAddressInUse = syscall.EADDRINUSE
