package vault_test

import (
	"bytes"
	"context"
	"encoding/base64"
	"encoding/hex"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/zalando/go-keyring"

	"patchbay/app/fault"
	"patchbay/app/vault"
)

// This suite drives a real gnome-keyring on a D-Bus of its own: nothing of the keychain of whoever runs it is touched.

func openChild(ctx context.Context) (*vault.Vault, error) {
	return vault.Open(ctx, vault.Options{Mode: vault.Keychain, Folder: os.Getenv(childFolder)})
}

var children = map[string]func(context.Context) (any, error){
	"refused":       refusedChild,
	"no collection": noCollectionChild,
	"first day":     firstDayChild,
	"second day":    secondDayChild,
	"locked":        lockedChild,
	"shapes":        shapesChild,
	"two folders":   twoFoldersChild,
	"sampled":       sampledChild,
}

// refusedChild tries everything where no keychain answers.
func refusedChild(ctx context.Context) (any, error) {
	v, err := openChild(ctx)
	if err != nil {
		return nil, err
	}
	_, sealErr := v.Seal(ctx, owner, "credentials", []byte(canary))
	_, unsealErr := v.Unseal(ctx, owner, "credentials", make([]byte, 64))
	return map[string]string{
		"seal": sentence(sealErr), "unseal": sentence(unsealErr), "delete": sentence(v.Delete(ctx, owner)), "check": sentence(v.Check(ctx)),
	}, nil
}

func noCollectionChild(ctx context.Context) (any, error) {
	if err := startKeyring(""); err != nil {
		return nil, err
	}
	return refusedChild(ctx)
}

func sentence(err error) string {
	if err == nil {
		return "ok"
	}
	f := fault.From(err)
	return f.Code + ": " + f.Message
}

// Security KC-01: without a keychain nothing is sealed and nothing is written in the clear.
func TestKeychainThatIsNotThere(t *testing.T) {
	t.Parallel()
	cases := []struct {
		name, child, want string
		run               func(*desk, *testing.T, string, any)
	}{
		{"no service", "refused", "no Secret Service runs in this session", (*desk).run},
		{"no bus", "refused", "no D-Bus session", (*desk).runWithoutBus},
		{"no collection", "no collection", "no keyring that can be unlocked", (*desk).run},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			d := newDesk(t)
			var said map[string]string
			c.run(d, t, c.child, &said)
			for step, got := range said {
				if !strings.HasPrefix(got, "keychain_unavailable: ") || !strings.Contains(got, c.want) {
					t.Errorf("%s: %s", step, got)
				}
			}
			d.mustNotHold(t, canary)
		})
	}
}

func firstDayChild(ctx context.Context) (any, error) {
	if err := startKeyring("login password"); err != nil {
		return nil, err
	}
	v, err := openChild(ctx)
	if err != nil {
		return nil, err
	}
	if err := v.Check(ctx); err != nil {
		return nil, err
	}
	gone, err := v.Seal(ctx, "connection/gone", "credentials", []byte(canary))
	if err != nil {
		return nil, err
	}
	if err := v.Delete(ctx, "connection/gone"); err != nil {
		return nil, err
	}
	kept, err := v.Seal(ctx, owner, "credentials", []byte(canary))
	if err != nil {
		return nil, err
	}
	return map[string]string{"kept": hex.EncodeToString(kept), "gone": hex.EncodeToString(gone)},
		os.WriteFile(filepath.Join(os.Getenv(childFolder), "sealed"), append(kept, gone...), 0o600)
}

// secondDayChild logs in again: another daemon, another process, the same folders.
func secondDayChild(ctx context.Context) (any, error) {
	if err := startKeyring("login password"); err != nil {
		return nil, err
	}
	v, err := openChild(ctx)
	if err != nil {
		return nil, err
	}
	both, err := os.ReadFile(filepath.Join(os.Getenv(childFolder), "sealed"))
	if err != nil {
		return nil, err
	}
	plain, err := v.Unseal(ctx, owner, "credentials", both[:len(both)/2])
	_, goneErr := v.Unseal(ctx, "connection/gone", "credentials", both[len(both)/2:])
	return map[string]string{"kept": string(plain), "kept error": sentence(err), "gone": sentence(goneErr)}, nil
}

// Keys outlive the process and the login; deleted ones stay deleted.
func TestKeychainOverLogins(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	var sealed, got map[string]string
	d.run(t, "first day", &sealed)
	d.mustNotHold(t, canary)
	d.run(t, "second day", &got)
	if got["kept"] != canary || got["kept error"] != "ok" || !strings.HasPrefix(got["gone"], "secret_gone: ") {
		t.Errorf("%v", got)
	}
}

func lockedChild(ctx context.Context) (any, error) {
	if err := startKeyring("login password"); err != nil {
		return nil, err
	}
	v, err := openChild(ctx)
	if err != nil {
		return nil, err
	}
	sealed, err := v.Seal(ctx, owner, "credentials", []byte("x"))
	if err != nil {
		return nil, err
	}
	if err := lockKeyring(); err != nil {
		return nil, err
	}
	fresh, err := openChild(ctx) // as after a restart of Patchbay
	if err != nil {
		return nil, err
	}
	use := func(v *vault.Vault) string {
		_, err := v.Unseal(ctx, owner, "credentials", sealed)
		return sentence(err)
	}
	said := map[string]string{"in memory": use(v), "after a restart": use(fresh), "check": sentence(v.Check(ctx))}
	_, err = v.Seal(ctx, "connection/new", "credentials", []byte(canary))
	said["new owner"] = sentence(err)
	if err := unlockKeyring("login password"); err != nil {
		return nil, err
	}
	said["unlocked again"] = use(fresh)
	return said, nil
}

func TestKeychainThatIsLocked(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	var said map[string]string
	d.run(t, "locked", &said)
	for step, want := range map[string]string{
		"in memory": "ok", "unlocked again": "ok", "after a restart": "keychain_unavailable: The keychain is locked.",
		"check": "keychain_unavailable: The keychain is locked.", "new owner": "keychain_unavailable: The keychain is locked.",
	} {
		if said[step] != want {
			t.Errorf("%s: %s", step, said[step])
		}
	}
	d.mustNotHold(t, canary)
}

// oddOwners and sizes are what keychains of other programs have stumbled over.
var oddOwners = []vault.Owner{
	"connection/ünïcode 🧵", "connection/line\nbreak", `connection/"quotes' and $(touch owned) ` + "`id`", "connection/" + vault.Owner(strings.Repeat("n", 501)),
}

var sizes = []int{0, 2560, 2561, 20_000, 1 << 20}

func shapesChild(ctx context.Context) (any, error) {
	if err := startKeyring("login password"); err != nil {
		return nil, err
	}
	v, err := openChild(ctx)
	if err != nil {
		return nil, err
	}
	var wrong []string
	for _, owner := range oddOwners {
		for _, size := range sizes {
			plain := bytes.Repeat([]byte("é\n"), size/3+1)[:size]
			sealed, err := v.Seal(ctx, owner, "credentials", plain)
			if err != nil {
				return nil, fmt.Errorf("%.30q, %d bytes: %w", owner, size, err)
			}
			fresh, err := openChild(ctx)
			if err != nil {
				return nil, err
			}
			if got, err := fresh.Unseal(ctx, owner, "credentials", sealed); err != nil || !bytes.Equal(got, plain) {
				wrong = append(wrong, fmt.Sprintf("%.30q, %d bytes: %d came back, %v", owner, size, len(got), err))
			}
		}
		item, err := keyring.Get("patchbay", v.Profile()+"/"+string(owner))
		if err != nil || len(item) != 44 {
			wrong = append(wrong, fmt.Sprintf("%.30q: the item has %d characters, %v", owner, len(item), err))
		}
		if err := v.Delete(ctx, owner); err != nil {
			return nil, err
		}
		if _, err := keyring.Get("patchbay", v.Profile()+"/"+string(owner)); !errors.Is(err, keyring.ErrNotFound) {
			wrong = append(wrong, fmt.Sprintf("%.30q: still there after delete: %v", owner, err))
		}
	}
	return wrong, nil
}

// Security KC-04: only the key is an item, so that its size does not depend on what is sealed.
func TestKeychainTakesEveryShape(t *testing.T) {
	t.Parallel()
	var wrong []string
	newDesk(t).run(t, "shapes", &wrong)
	for _, text := range wrong {
		t.Error(text)
	}
}

func twoFoldersChild(ctx context.Context) (any, error) {
	if err := startKeyring("login password"); err != nil {
		return nil, err
	}
	said := map[string]string{}
	var vaults []*vault.Vault
	var sealed [][]byte
	for _, name := range []string{"real", "test"} {
		v, err := vault.Open(ctx, vault.Options{Folder: filepath.Join(os.Getenv(childFolder), name)})
		if err != nil {
			return nil, err
		}
		value, err := v.Seal(ctx, owner, "c", []byte(name))
		if err != nil {
			return nil, err
		}
		vaults, sealed = append(vaults, v), append(sealed, value)
	}
	said["deleted by the test build"] = sentence(vaults[1].Delete(ctx, owner))
	again, err := vault.Open(ctx, vault.Options{Folder: filepath.Join(os.Getenv(childFolder), "real")})
	if err != nil {
		return nil, err
	}
	plain, err := again.Unseal(ctx, owner, "c", sealed[0])
	said["real"] = string(plain) + " " + sentence(err)
	return said, nil
}

// Security KC-10.
func TestKeychainOfTwoFolders(t *testing.T) {
	t.Parallel()
	var said map[string]string
	newDesk(t).run(t, "two folders", &said)
	if said["real"] != "real ok" || said["deleted by the test build"] != "ok" {
		t.Errorf("%v", said)
	}
}

// sampledChild reads the arguments and the environment of every process while it works, and looks for its secrets in them.
func sampledChild(ctx context.Context) (any, error) {
	if err := startKeyring("login password"); err != nil {
		return nil, err
	}
	v, err := openChild(ctx)
	if err != nil {
		return nil, err
	}
	seen, samples := map[string]bool{}, 0
	stop, stopped := make(chan struct{}), make(chan struct{})
	go func() {
		defer close(stopped)
		for {
			select {
			case <-stop:
				return
			default:
				sample(seen)
				samples++
			}
		}
	}()
	secrets := []string{canary, hex.EncodeToString([]byte(canary)), base64.StdEncoding.EncodeToString([]byte(canary))}
	for n := range 30 {
		o := vault.Owner(fmt.Sprintf("connection/%d", n))
		if _, err := v.Seal(ctx, o, "credentials", []byte(canary)); err != nil {
			return nil, err
		}
		key, err := keyring.Get("patchbay", v.Profile()+"/"+string(o))
		if err != nil {
			return nil, err
		}
		raw, err := base64.StdEncoding.DecodeString(key)
		if err != nil {
			return nil, err
		}
		secrets = append(secrets, key, hex.EncodeToString(raw), string(raw))
		if err := v.Delete(ctx, o); err != nil {
			return nil, err
		}
	}
	close(stop)
	<-stopped
	found, marker := []string{}, false
	for text := range seen {
		marker = marker || strings.Contains(text, childVariable+"=sampled")
		for _, secret := range secrets {
			if strings.Contains(text, secret) {
				found = append(found, fmt.Sprintf("%.80q", text))
			}
		}
	}
	return map[string]any{"found": found, "samples": samples, "marker": marker}, nil
}

func sample(seen map[string]bool) {
	for _, pattern := range []string{"/proc/[0-9]*/cmdline", "/proc/[0-9]*/environ"} {
		paths, _ := filepath.Glob(pattern) // the pattern is well formed
		for _, path := range paths {
			if content, err := os.ReadFile(path); err == nil { // gone, or another user's
				seen[string(content)] = true
			}
		}
	}
}

// Security KC-06.
func TestKeychainSecretsAreInNoProcessList(t *testing.T) {
	t.Parallel()
	var got struct {
		Found   []string
		Samples int
		Marker  bool
	}
	newDesk(t).run(t, "sampled", &got)
	for _, text := range got.Found {
		t.Errorf("a secret is in %s", text)
	}
	if got.Samples < 3 || !got.Marker {
		t.Errorf("the sampling saw too little: %d samples, own environment seen: %v", got.Samples, got.Marker)
	}
}
