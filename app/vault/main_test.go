package vault_test

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"strings"
	"sync"
	"testing"

	"go.uber.org/goleak"

	"patchbay/app/vault"
)

// childVariable makes the test binary play a part on a private D-Bus instead of running tests; see desk_linux_test.go.
const childVariable = "VAULT_TEST_CHILD"

func TestMain(m *testing.M) {
	if name := os.Getenv(childVariable); name != "" {
		answer, err := children[name](context.Background())
		if err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		if err := json.NewEncoder(os.Stdout).Encode(answer); err != nil {
			os.Exit(1)
		}
		os.Exit(0)
	}
	goleak.VerifyTestMain(m)
}

// canary is a secret that must be found nowhere.
const canary = "CANARY-9f2c-secret-value"

// ring is a keychain in memory. It notices overlapping calls, and fails or hangs when told to.
type ring struct {
	mu    sync.Mutex
	items map[string]string
	calls int
	fail  func(call, account string) error // nil: works
	cut   int                              // keep only so many characters of a value; 0: all
	using bool
	raced bool
}

func newRing() *ring { return &ring{items: map[string]string{}} }

func (r *ring) enter(call, account string) error {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.raced = r.raced || r.using
	r.using = true
	r.calls++
	if r.fail != nil {
		return r.fail(call, account)
	}
	return nil
}

func (r *ring) leave() {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.using = false
}

func (r *ring) Get(service, account string) (string, error) {
	defer r.leave()
	if err := r.enter("get", account); err != nil {
		return "", err
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	value, ok := r.items[service+" "+account]
	if !ok {
		return "", vault.ErrNotFound
	}
	return value, nil
}

func (r *ring) Set(service, account, value string) error {
	defer r.leave()
	if err := r.enter("set", account); err != nil {
		return err
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.cut > 0 {
		value = value[:min(len(value), r.cut)]
	}
	r.items[service+" "+account] = value
	return nil
}

func (r *ring) Delete(service, account string) error {
	defer r.leave()
	if err := r.enter("delete", account); err != nil {
		return err
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	if _, ok := r.items[service+" "+account]; !ok {
		return vault.ErrNotFound
	}
	delete(r.items, service+" "+account)
	return nil
}

// names returns the accounts of all items.
func (r *ring) names() []string {
	r.mu.Lock()
	defer r.mu.Unlock()
	var names []string
	for name := range r.items {
		names = append(names, strings.TrimPrefix(name, "patchbay "))
	}
	return names
}

// cheap is a derivation that costs little; the real one takes 64 MiB and a tenth of a second.
var cheap = vault.Cost{Passes: 1, MemoryKiB: 64, Threads: 1}

func open(t testing.TB, o vault.Options) *vault.Vault {
	t.Helper()
	v, err := vault.Open(t.Context(), o)
	if err != nil {
		t.Fatal(err)
	}
	return v
}

func seal(t testing.TB, v *vault.Vault, owner vault.Owner, column, text string) []byte {
	t.Helper()
	sealed, err := v.Seal(t.Context(), owner, column, []byte(text))
	if err != nil {
		t.Fatal(err)
	}
	return sealed
}
