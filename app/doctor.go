package app

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"patchbay/app/api"
	"patchbay/app/desktop"
	"patchbay/app/fault"
	"patchbay/app/sqlite"
	"patchbay/app/vault"
)

// Diagnose checks the machine for a Patchbay that is not running. It changes nothing in the data folder.
func Diagnose(ctx context.Context, c Config) []api.Check {
	a := &App{config: c}
	checks := []api.Check{folderCheck(c.DataDir), keychainCheck(ctx, c)}
	main, webhook, err := a.listenAddresses()
	if err != nil {
		checks = append(checks, failed("port", err))
	} else {
		checks = append(checks, portCheck(ctx, "port", main), portCheck(ctx, "webhook port", webhook))
	}
	return append(checks, displayCheck(), clockCheck(time.Now(), c.DataDir))
}

// doctor checks the same from inside the running app.
func (a *App) doctor(ctx context.Context) []api.Check {
	s := a.status()
	keychain := passed("keychain", a.vault.Describe())
	if err := a.vault.Check(ctx); err != nil {
		keychain = failed("keychain", err)
	}
	checks := []api.Check{placeCheck(s.DataDir, s.DataDir), keychain}
	if a.addresses.Load() != nil {
		checks = append(checks, passed("port", "Answering at "+s.APIURL+"."), passed("webhook port", "Answering at "+s.WebhookURL+"."))
	}
	if check, on := a.httpsCheck(); on {
		checks = append(checks, check)
	}
	return append(checks, displayCheck(), clockCheck(a.config.Now(), s.DataDir))
}

// httpsCheck looks at https://localhost when it is switched on.
func (a *App) httpsCheck() (check api.Check, on bool) {
	const name = "https"
	s := a.secure.State()
	switch {
	case !s.Enabled:
		return api.Check{}, false
	case s.Problem != nil:
		return failed(name, s.Problem), true
	case !s.Trusted:
		return api.Check{Name: name, Message: "Not every browser here trusts the certificate of " + s.Address + ".",
			Hint: "Run: patchbay https enable. Or import the certificate from the settings into your browser."}, true
	}
	return passed(name, "The certificate of "+s.Address+" is trusted."), true
}

func passed(name, message string) api.Check { return api.Check{Name: name, OK: true, Message: message} }

func failed(name string, err error) api.Check {
	f := fault.From(err)
	return api.Check{Name: name, Message: f.Message, Hint: f.Hint}
}

const folderName = "data folder"

// folderCheck takes the folder's lock for a moment. Of a folder that is not there yet only its place is checked.
func folderCheck(dir string) api.Check {
	if _, err := os.Stat(dir); errors.Is(err, fs.ErrNotExist) {
		return placeCheck(dir, dir+" will be made at the first start.")
	}
	folder, err := sqlite.LockFolder(dir)
	if err != nil {
		return failed(folderName, err)
	}
	probed := writeProbe(dir)
	if err := folder.Close(); err != nil {
		return failed(folderName, err)
	}
	if probed != nil {
		return failed(folderName, probed)
	}
	return placeCheck(dir, dir)
}

// placeCheck looks where the data folder lies; message says that all is well.
func placeCheck(dir, message string) api.Check {
	if err := sqlite.CheckPlace(dir); err != nil {
		return failed(folderName, err)
	}
	return passed(folderName, message)
}

// probeSize is more than a full disk has left in its last block.
const probeSize = 64 << 10

// writeProbe writes a small file to the disk and removes it: a folder on a full disk can still be locked.
func writeProbe(dir string) error {
	file, err := os.CreateTemp(dir, ".doctor-*")
	if err != nil {
		return unwritable(dir, err)
	}
	_, err = file.Write(make([]byte, probeSize))
	if err := errors.Join(err, file.Sync(), file.Close(), os.Remove(file.Name())); err != nil {
		return unwritable(dir, err)
	}
	return nil
}

func unwritable(dir string, err error) error {
	return fault.New(fault.Unavailable, "folder_unwritable", "Nothing can be written to "+dir+".").
		WithHint("Free some space on its disk, or choose another folder with --data-dir.").WithCause(err)
}

// keychainCheck opens the folder's own vault, or a throwaway one of the wanted kind when the folder has none yet.
func keychainCheck(ctx context.Context, c Config) api.Check {
	const name = "keychain"
	dir := c.DataDir
	if _, err := os.Stat(filepath.Join(dir, "vault.json")); err != nil {
		temporary, err := os.MkdirTemp("", "patchbay-doctor-")
		if err != nil {
			return failed(name, fault.New(fault.Unavailable, "no_temp_dir", "The system's folder for temporary files cannot be used.").
				WithHint("Check its permissions and its free space.").WithCause(err))
		}
		defer os.RemoveAll(temporary)
		dir = temporary
	}
	v, err := vault.Open(ctx, vault.Options{Mode: c.Vault, Folder: dir, Passphrase: c.Passphrase, Keyring: c.Keyring})
	if err != nil {
		return failed(name, err)
	}
	if err := v.Check(ctx); err != nil {
		return failed(name, err)
	}
	return passed(name, v.Describe())
}

func portCheck(ctx context.Context, name string, at listenAddress) api.Check {
	l, err := at.listen(ctx, false)
	if err != nil {
		return failed(name, err)
	}
	if err := l.close(); err != nil {
		return failed(name, err)
	}
	if at.port == 0 {
		return passed(name, "Any free port will do.")
	}
	return passed(name, fmt.Sprintf("%d is free.", at.port))
}

func displayCheck() api.Check {
	const name = "display"
	switch {
	case desktop.HasDisplay() && desktop.Available:
		return passed(name, "There is one, and this build has a window.")
	case desktop.HasDisplay():
		return passed(name, "There is one, but this build has no window: use `patchbay serve`, or build with `make desktop`.")
	case desktop.Available:
		return api.Check{Name: name, Message: "There is no display to open the window on.", Hint: "Run `patchbay serve` and open its link in a browser."}
	default:
		return passed(name, "None, and this build needs none: use `patchbay serve`.")
	}
}

// clockCheck looks for a clock that would make every token look expired, or none: a year that cannot be, or a time
// before files that were written already.
func clockCheck(now time.Time, dir string) api.Check {
	wrong := api.Check{Name: "clock", Message: "The system's clock says " + now.Format(time.RFC1123) + ", which cannot be.",
		Hint: "Set the clock: with a wrong one, tokens expire too late or at once, and secure connections fail."}
	if now.Year() < 2025 || now.Year() > 2100 {
		return wrong
	}
	info, err := os.Stat(filepath.Join(dir, "patchbay.db"))
	if err == nil && info.ModTime().Sub(now) > 24*time.Hour {
		return wrong
	}
	return passed("clock", now.Format(time.RFC1123))
}
