//go:build !linux

package localtls

import (
	"crypto/x509"
	"os"
	"runtime"
)

// systemTrusts asks the system itself, as crypto/x509 does on Windows and macOS.
func systemTrusts(root *x509.Certificate) bool {
	_, err := root.Verify(x509.VerifyOptions{KeyUsages: []x509.ExtKeyUsage{x509.ExtKeyUsageAny}})
	return err == nil
}

// systemAccess: Windows keeps a store for the user and shows its own question; macOS wants the password.
func systemAccess() (available, needsPassword bool, hint string) {
	return true, runtime.GOOS != "windows" && os.Geteuid() != 0, ""
}
