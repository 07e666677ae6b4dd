package project_test

import (
	"bytes"
	"context"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"patchbay/app/project"
)

// TestTheOfficialCLITakesTheExport exports the whole library as one project, lets the unmodified nango command line compile it and
// deploy it to a recording server, and compares what it sends with what Patchbay sends.
func TestTheOfficialCLITakesTheExport(t *testing.T) {
	t.Parallel()
	w := begin(t)
	check(t, os.CopyFS(w.dir, os.DirFS("../templates/library")))
	check(t, os.MkdirAll(filepath.Join(w.dir, ".nango"), 0o755))
	check(t, w.Open(context.Background(), w.dir))
	w.settled(func(s project.State) bool { return s.Phase == project.Ready && s.Errors == 0 })
	out := filepath.Join(t.TempDir(), "exported")
	must(w.Export(t.Context(), "", out))(t)
	check(t, os.Symlink(must(filepath.Abs("testdata/official/node_modules"))(t), filepath.Join(out, "node_modules")))
	installOfficial(t)
	official(t, out, nil, "compile")

	s := newServer(t)
	for _, f := range w.Project().Functions {
		s.integrations = append(s.integrations, f.Integration)
	}
	official(t, out, []string{"NANGO_HOSTPORT=" + s.URL, "NANGO_SECRET_KEY_DEV=7b0e3a52-4c1d-4f7a-9a1e-2d6c8f0b1e35"}, "deploy", "dev", "--auto-confirm")
	theirs := sent(t, s)
	must(w.Deploy(t.Context(), w.target(s)))(t)
	if diff := cmp.Diff(theirs, sent(t, s)); diff != "" {
		t.Errorf("the deploy differs (-official +ours):\n%s", diff)
	}
}

// sent is the deploy that the server saw last, without the source maps, which name other files, and the version of the sender.
func sent(t *testing.T, s *server) map[string]any {
	t.Helper()
	s.mu.Lock()
	defer s.mu.Unlock()
	var body map[string]any
	if err := json.Unmarshal(s.bodies["/sync/deploy"], &body); err != nil {
		t.Fatalf("no deploy arrived: %v", err)
	}
	delete(s.bodies, "/sync/deploy")
	for _, each := range body["flowConfigs"].([]any) {
		files := each.(map[string]any)["fileBody"].(map[string]any)
		files["js"], _, _ = strings.Cut(files["js"].(string), "//# sourceMappingURL=")
	}
	for _, each := range body["onEventScriptsByProvider"].([]any) {
		for _, one := range each.(map[string]any)["scripts"].([]any) {
			files := one.(map[string]any)["fileBody"].(map[string]any)
			files["js"], _, _ = strings.Cut(files["js"].(string), "//# sourceMappingURL=")
		}
	}
	return body
}

func installOfficial(t *testing.T) {
	t.Helper()
	if _, err := os.Stat("testdata/official/node_modules/nango/package.json"); err == nil {
		return
	}
	program(t, "testdata/official", nil, "npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund")
}

// official runs the nango command line in a folder, without its questions, updates and telemetry.
func official(t *testing.T, dir string, env []string, args ...string) {
	t.Helper()
	env = append(env, "CI=true", "NANGO_CLI_UPGRADE_MODE=ignore", "NANGO_CLI_DEPENDENCY_UPDATE=false", "NANGO_CLI_TELEMETRY=false")
	program(t, dir, env, "node", append([]string{"node_modules/nango/dist/index.js"}, append(args, "--no-dependency-update", "--no-interactive")...)...)
}

func program(t *testing.T, dir string, env []string, name string, args ...string) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), 8*time.Minute)
	defer cancel()
	cmd := exec.CommandContext(ctx, name, args...)
	cmd.Dir, cmd.Env = dir, append(os.Environ(), env...)
	var output bytes.Buffer
	cmd.Stdout, cmd.Stderr = &output, &output
	if err := cmd.Run(); err != nil {
		t.Fatalf("%s %s: %v\n%s", name, strings.Join(args, " "), err, output.String())
	}
}
