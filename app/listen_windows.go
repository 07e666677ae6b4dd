package app

import "golang.org/x/sys/windows"

// errAddressInUse is what Windows says for a taken port.
const errAddressInUse = windows.WSAEADDRINUSE
