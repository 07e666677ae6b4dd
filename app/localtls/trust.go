package localtls

import (
	"crypto/x509"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"sync"

	"github.com/smallstep/truststore"

	"patchbay/app/fault"
)

// Store is one place that decides which certificate authorities count.
type Store interface {
	State(root *x509.Certificate) StoreState
	Add(root *x509.Certificate) error
	Remove(root *x509.Certificate) error
}

// StoreState is how a store stands to one authority.
type StoreState struct {
	Name          string // "system" or "browsers"
	Title         string // for people
	Trusted       bool
	Available     bool   // it can be changed from here
	NeedsPassword bool   // changing it asks for the user's password in a terminal
	Browsers      bool   // this system's browsers look here
	Hint          string // when it is not available: what to do
}

// SystemStores are those of this machine and this user.
func SystemStores() []Store { return []Store{systemStore{}, browserStore{}} }

// systemStore is the operating system's. On Linux curl and most languages look there, but browsers do not.
type systemStore struct{}

// State implements Store.
func (systemStore) State(root *x509.Certificate) StoreState {
	s := StoreState{Name: "system", Title: "This system", Browsers: runtime.GOOS != "linux", Trusted: systemTrusts(root)}
	s.Available, s.NeedsPassword, s.Hint = systemAccess()
	return s
}

// Add implements Store. When a password is needed, the terminal of this process asks for it.
func (systemStore) Add(root *x509.Certificate) error { return truststore.Install(root) }

// Remove implements Store.
func (systemStore) Remove(root *x509.Certificate) error {
	err := truststore.Uninstall(root)
	if errors.Is(err, truststore.ErrNotFound) {
		return nil
	}
	return err
}

// browserStore is the databases of Chromium and Firefox under the user's home. It needs certutil, the program of the
// NSS library that both are built on.
type browserStore struct{}

// nssTurn guards the variable by which the library is told where profiles are.
var nssTurn sync.Mutex

// State implements Store.
func (browserStore) State(root *x509.Certificate) StoreState {
	s := StoreState{Name: "browsers", Title: "Chromium and Firefox", Browsers: runtime.GOOS == "linux"}
	nss, err := truststore.NewNSSTrust()
	if err != nil {
		s.Hint = "Install certutil, the program that edits the certificates of browsers (apt install libnss3-tools, dnf install nss-tools, brew install nss)."
		if runtime.GOOS == "windows" {
			s.Hint = "Browsers on Windows use the system's store."
		}
		return s
	}
	found, trusted := false, true
	_ = eachProfileFolder(func() error {
		if nss.PreCheck() == nil {
			found = true
			trusted = trusted && nss.Exists(root)
		}
		return nil
	})
	s.Available, s.Trusted = found, found && trusted
	if !found {
		s.Hint = "No profile of Chromium or Firefox was found. Start the browser once, or import the certificate there by hand."
	}
	return s
}

// Add implements Store.
func (browserStore) Add(root *x509.Certificate) error {
	nss, err := truststore.NewNSSTrust()
	if err != nil {
		return err
	}
	return eachProfileFolder(func() error {
		profiles := nss.PreCheck() == nil
		if !profiles || nss.Exists(root) {
			return nil
		}
		return truststore.Install(root, truststore.WithNoSystem(), truststore.WithTrust(nss))
	})
}

// Remove implements Store.
func (browserStore) Remove(root *x509.Certificate) error {
	nss, err := truststore.NewNSSTrust()
	if err != nil {
		return err
	}
	return eachProfileFolder(func() error { return nss.Uninstall("", root) })
}

// profileFolders are patterns below the home folder. The library itself looks into .pki/nssdb, Chromium's.
var profileFolders = map[string][]string{
	"linux": {
		".mozilla/firefox/*", ".config/mozilla/firefox/*",
		"snap/firefox/common/.mozilla/firefox/*", "snap/chromium/current/.pki/nssdb",
		".var/app/org.mozilla.firefox/.mozilla/firefox/*", ".var/app/org.chromium.Chromium/.pki/nssdb",
	},
	"darwin": {"Library/Application Support/Firefox/Profiles/*"},
}

// eachProfileFolder points the library at one pattern after the other. Every one is tried; the first error is returned.
func eachProfileFolder(do func() error) error {
	home, err := os.UserHomeDir()
	if err != nil {
		return err
	}
	nssTurn.Lock()
	defer nssTurn.Unlock()
	before := truststore.NSSProfile
	defer func() { truststore.NSSProfile = before }()
	var first error
	for _, pattern := range profileFolders[runtime.GOOS] {
		truststore.NSSProfile = filepath.Join(home, filepath.FromSlash(pattern))
		if err := do(); err != nil && first == nil {
			first = err
		}
	}
	return first
}

// storeFault says which store failed, and what the program that was asked said.
func storeFault(what string, state StoreState, err error) error {
	f := fault.New(fault.Unavailable, "trust_store", state.Title+" "+what+".").WithCause(err)
	if command, ok := errors.AsType[*truststore.CmdError](err); ok {
		words := strings.TrimSpace(string(command.Out()))
		if _, missing := errors.AsType[*exec.Error](command.Err()); missing || words == "" {
			words = command.Error()
		}
		return f.WithHint("The program that keeps the store said: " + firstLine(words))
	}
	return f.WithHint("Import the certificate there by hand; the settings have it as a file.")
}

func firstLine(text string) string {
	line, _, _ := strings.Cut(text, "\n")
	return line
}

// Install puts the root (PEM) into the system's store and asks for a password on the terminal if it must. It is for a
// process that has a terminal.
func Install(rootPEM string) error {
	return withRoot(rootPEM, systemStore{}, "could not take the certificate authority", systemStore.Add)
}

// Uninstall takes the root out again.
func Uninstall(rootPEM string) error {
	return withRoot(rootPEM, systemStore{}, "could not remove the certificate authority", systemStore.Remove)
}

func withRoot(rootPEM string, store systemStore, what string, do func(systemStore, *x509.Certificate) error) error {
	root, err := parsePEM(rootPEM)
	if err != nil {
		return err
	}
	if err := do(store, root); err != nil {
		return storeFault(what, store.State(root), err)
	}
	return nil
}
