package api_test

import (
	"bytes"
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"
)

// officialSDKs drives the unmodified SDKs. Every public method of the Node SDK's class must have been used.
func officialSDKs(t *testing.T, b *board) {
	t.Parallel()
	dir := sdkInstalled(t)
	steps := strings.Split(driveAccount(t, dir)+driveFunctions(t, dir), "\n")
	all, driven := 0, 0
	for _, line := range steps {
		method, ok := strings.CutPrefix(line, "method ")
		if !ok {
			continue
		}
		all++
		if !slices.Contains(steps, method) {
			t.Errorf("%s is a method of the SDK that nothing drives", method)
			continue
		}
		driven++
	}
	if all < 40 {
		t.Errorf("the SDK shows %d methods", all)
	}
	b.line("@nangohq/node: %d of %d public methods", driven, all)
	b.line("@nangohq/frontend: frontend/e2e/frontend-sdk.spec.ts drives every public method in a browser (make conformance)")
}

// driveAccount uses everything of integrations, connections, sessions and the proxy.
func driveAccount(t *testing.T, dir string) string {
	t.Helper()
	st := newStack(t, stackOptions{})
	return run(t, dir, []string{"PEER_HOST=" + st.url, "PEER_KEY=" + testKey, "PEER_UPSTREAM=" + st.upstream.URL}, "node", "drive.mjs")
}

// driveFunctions uses everything of actions, syncs, records and notifications.
func driveFunctions(t *testing.T, dir string) string {
	t.Helper()
	st := newStack(t, stackOptions{})
	for _, each := range []string{"bench", "c1", "g-sync", "functions"} {
		st.functionsStep(each, nil)
	}
	st.expect(200, "PUT", "/patchbay/variables", map[string]any{"name": "REGION", "value": "eu"})
	return run(t, dir, []string{"PEER_HOST=" + st.url, "PEER_KEY=" + testKey}, "node", "functions.mjs")
}

var installing sync.Mutex

// sdkInstalled makes sure that the SDKs are there and returns their folder.
func sdkInstalled(t *testing.T) string {
	t.Helper()
	installing.Lock()
	defer installing.Unlock()
	dir, err := filepath.Abs("testdata/sdk")
	must(t, err)
	for _, one := range []string{"@nangohq/node", "@modelcontextprotocol/sdk"} {
		if _, err := os.Stat(filepath.Join(dir, "node_modules", filepath.FromSlash(one), "package.json")); err != nil {
			run(t, dir, nil, "npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund")
			break
		}
	}
	return dir
}

// run starts a program, fails the test when it fails, and returns its output.
func run(t *testing.T, dir string, env []string, name string, args ...string) string {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), 3*time.Minute)
	defer cancel()
	cmd := exec.CommandContext(ctx, name, args...)
	cmd.Dir, cmd.Env = dir, append(os.Environ(), env...)
	var stdout, stderr bytes.Buffer
	cmd.Stdout, cmd.Stderr = &stdout, &stderr
	if err := cmd.Run(); err != nil {
		t.Fatalf("%s %s: %v\n%s%s", name, strings.Join(args, " "), err, stdout.String(), stderr.String())
	}
	return stdout.String()
}
