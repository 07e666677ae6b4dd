package api_test

import (
	"bytes"
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"
)

// sdkMethods are the methods of the official Node SDK that this version answers; the driver must have used each.
var sdkMethods = []string{"listProviders", "getProvider", "getProviderTemplates", "createIntegration", "createQuickstartIntegration", "listIntegrations",
	"getIntegration", "updateIntegration", "deleteIntegration", "listFunctions", "getFunction", "getFunctionCode", "deleteFunction", "getScriptsConfig",
	"listConnections", "getConnection", "getToken", "getRawTokenResponse", "setMetadata", "updateMetadata", "getMetadata", "patchConnection", "deleteConnection",
	"createConnectSession", "createReconnectSession", "waitForConnection", "proxy", "get", "post", "put", "patch", "delete"}

func TestTheOfficialSDKsWorkUnmodified(t *testing.T) {
	t.Parallel()
	dir := sdkInstalled(t)
	st := newStack(t, stackOptions{})
	out := run(t, dir, []string{"PEER_HOST=" + st.url, "PEER_KEY=" + testKey, "PEER_UPSTREAM=" + st.upstream.URL}, "node", "drive.mjs")
	done := strings.Fields(strings.ReplaceAll(out, "\n", " "))
	for _, method := range sdkMethods {
		found := false
		for _, step := range done {
			found = found || step == method
		}
		if !found {
			t.Errorf("%s was not driven", method)
		}
	}
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
