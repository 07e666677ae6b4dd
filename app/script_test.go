package app_test

import (
	"bytes"
	"context"
	"database/sql"
	"io/fs"
	"net"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"
)

// TestScripts plays the transcripts of testdata/script with the real program, a passphrase vault and an API on this
// machine. Each script has a data folder of its own.
func TestScripts(t *testing.T) {
	t.Parallel()
	testscript.Run(t, testscript.Params{
		Dir:                 "testdata/script",
		RequireExplicitExec: true,
		RequireUniqueNames:  true,
		Condition:           func(name string) (bool, error) { return name == "types" && checksTypes, nil },
		Setup: func(env *testscript.Env) error {
			api := newFakeAPI()
			env.Defer(api.Close)
			env.Setenv("API", api.URL)
			env.Setenv("API_HOST", strings.TrimPrefix(api.URL, "http://"))
			env.Setenv("KEY", goodKey)
			env.Setenv("CLIENT_SECRET", goodClient)
			env.Setenv("PATCHBAY_DATA_DIR", filepath.Join(env.WorkDir, "data"))
			env.Setenv("PATCHBAY_ADDR", "127.0.0.1:0")
			env.Setenv("PATCHBAY_WEBHOOK_ADDR", "127.0.0.1:0")
			env.Setenv("PATCHBAY_ALLOW_HOSTS", "127.0.0.1")
			env.Setenv("PATCHBAY_VAULT", "passphrase")
			env.Setenv("PATCHBAY_PASSPHRASE", "correct horse battery staple")
			// Nothing of the machine that runs the tests: no screen, no keychain.
			env.Setenv("DISPLAY", "")
			env.Setenv("WAYLAND_DISPLAY", "")
			env.Setenv("DBUS_SESSION_BUS_ADDRESS", "")
			return overlay(filepath.Join(env.WorkDir, "data", "providers"), api.URL)
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"ready":       ready,
			"occupy":      occupy,
			"newer":       newer,
			"nowhere":     nowhere,
			"environless": environless,
		},
	})
}

// overlay adds the fake API to the catalog, once with a key and once with OAuth.
func overlay(dir, address string) error {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return err
	}
	key := `display_name: Acme
categories: [dev-tools]
auth_mode: API_KEY
docs: https://acme.example/docs
credentials:
  apiKey:
    title: API key
proxy:
  base_url: ` + address + `
  headers:
    authorization: Bearer ${apiKey}
  verification:
    method: GET
    endpoints: [/me]
`
	login := `display_name: Acme (OAuth)
categories: [dev-tools]
auth_mode: OAUTH2
docs: https://acme.example/docs
authorization_url: ` + address + `/authorize
token_url: ` + address + `/token
proxy:
  base_url: ` + address + `
`
	if err := os.WriteFile(filepath.Join(dir, "acme.yaml"), []byte(key), 0o600); err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(dir, "acme-oauth.yaml"), []byte(login), 0o600)
}

// ready waits until the app with the script's data folder has published its addresses.
func ready(ts *testscript.TestScript, _ bool, _ []string) {
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	tick := time.NewTicker(10 * time.Millisecond)
	defer tick.Stop()
	for {
		if _, err := os.Stat(filepath.Join(ts.Getenv("PATCHBAY_DATA_DIR"), "instance.json")); err == nil {
			return
		}
		select {
		case <-ctx.Done():
			ts.Fatalf("the app did not get ready")
		case <-tick.C:
		}
	}
}

// occupy holds a port for the rest of the script and sets PORT.
func occupy(ts *testscript.TestScript, _ bool, _ []string) {
	l, err := net.Listen("tcp4", "127.0.0.1:0")
	ts.Check(err)
	ts.Defer(func() { l.Close() })
	_, port, err := net.SplitHostPort(l.Addr().String())
	ts.Check(err)
	ts.Setenv("PORT", port)
}

// newer makes the database look as if a later version had written it.
func newer(ts *testscript.TestScript, _ bool, args []string) {
	db, err := sql.Open("sqlite", ts.MkAbs(args[0]))
	ts.Check(err)
	_, err = db.Exec("INSERT INTO goose_db_version (version_id, is_applied) VALUES (99999, 1)")
	ts.Check(err)
	ts.Check(db.Close())
}

// nowhere fails when a text is in any file of a folder, databases and their journals included.
func nowhere(ts *testscript.TestScript, _ bool, args []string) {
	ts.Check(filepath.WalkDir(ts.MkAbs(args[0]), func(name string, d fs.DirEntry, err error) error {
		if err != nil || !d.Type().IsRegular() {
			return err
		}
		raw, err := os.ReadFile(name)
		if err != nil {
			return err
		}
		for _, text := range args[1:] {
			if bytes.Contains(raw, []byte(text)) {
				ts.Fatalf("%s holds %q in clear text", name, text)
			}
		}
		return nil
	}))
}

// environless fails when a text is in the environment or the arguments of the running app, as other programs see them.
func environless(ts *testscript.TestScript, _ bool, args []string) {
	raw, err := os.ReadFile(filepath.Join(ts.Getenv("PATCHBAY_DATA_DIR"), "instance.json"))
	ts.Check(err)
	_, rest, _ := strings.Cut(string(raw), `"pid": `)
	pid, _, _ := strings.Cut(rest, ",")
	for _, file := range []string{"environ", "cmdline"} {
		seen, err := os.ReadFile("/proc/" + pid + "/" + file)
		ts.Check(err)
		for _, text := range args {
			if bytes.Contains(seen, []byte(text)) {
				ts.Fatalf("/proc/%s/%s shows %q", pid, file, text)
			}
		}
	}
}
