package localtls

import (
	"bytes"
	"crypto/x509"
	"encoding/pem"
	"os"
	"os/exec"

	"github.com/smallstep/truststore"
)

// bundles are the files that the distributions collect trusted certificates in (crypto/x509 reads the same ones).
var bundles = []string{
	"/etc/ssl/certs/ca-certificates.crt", // Debian, Ubuntu, Arch, Gentoo
	"/etc/pki/tls/certs/ca-bundle.crt",   // Fedora, RHEL
	"/etc/ssl/ca-bundle.pem",             // openSUSE
}

// systemTrusts looks the certificate up in the collected file. crypto/x509 reads that only once in a process's life.
func systemTrusts(root *x509.Certificate) bool {
	for _, name := range bundles {
		rest, err := os.ReadFile(name)
		if err != nil {
			continue
		}
		for {
			var block *pem.Block
			if block, rest = pem.Decode(rest); block == nil {
				break
			}
			if bytes.Equal(block.Bytes, root.Raw) {
				return true
			}
		}
	}
	return false
}

func systemAccess() (available, needsPassword bool, hint string) {
	const byHand = "Import the certificate by hand, as your distribution describes."
	if truststore.SystemTrustCommand == nil {
		return false, false, byHand
	}
	if _, err := exec.LookPath(truststore.SystemTrustCommand[0]); err != nil {
		return false, false, "Install the program " + truststore.SystemTrustCommand[0] + " (Debian: apt install ca-certificates). Browsers do not need it."
	}
	if os.Geteuid() == 0 {
		return true, false, ""
	}
	if _, err := exec.LookPath("sudo"); err != nil {
		return false, false, byHand + " There is no sudo here that could do it."
	}
	return true, true, ""
}
