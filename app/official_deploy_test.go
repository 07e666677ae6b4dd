package app_test

import (
	"bytes"
	"context"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// deploySecret is the API key of the server in the test.
const deploySecret = "7b0e3a52-4c1d-4f7a-9a1e-2d6c8f0b1e35"

// TestTheOfficialCLIDeploysHere runs the unmodified nango command line against a running serve: what it deploys runs, also
// after a restart, and what a later deploy lacks is gone.
func TestTheOfficialCLIDeploysHere(t *testing.T) {
	t.Parallel()
	a := newAccount(t)
	a.provider(t, "open", "auth_mode: NONE\nproxy:\n  base_url: https://api.open.example\n")
	serve := func() *running {
		return start(t, a.command(context.WithoutCancel(t.Context()), []string{"PATCHBAY_SECRET_KEY=" + deploySecret, "PATCHBAY_PASSPHRASE=p"}, "serve", "--json", "--vault", "passphrase"))
	}
	r := serve()
	d := &deployer{t: t, r: r, dir: officialProject(t)}
	d.expect(200, "POST", "/integrations", object("provider", "open", "unique_key", "open"))
	d.expect(201, "POST", "/connections", object("provider_config_key", "open", "connection_id", "c1", "credentials", map[string]any{"type": "NONE"}))
	d.write("index.ts", "import './open/actions/greet.js';\nimport './open/syncs/count.js';\n")
	d.write("open/actions/greet.ts", greetAction)
	d.write("open/syncs/count.ts", countSync)
	d.deploy()

	d.greets("hello Ada")
	d.expect(200, "POST", "/sync/start", object("provider_config_key", "open", "connection_id", "c1", "syncs", []string{"count"}))
	d.counts()
	r.stop(t)

	d.r = serve()
	defer func() { d.r.stop(t) }()
	d.greets("hello Ada")
	d.write("open/actions/greet.ts", strings.ReplaceAll(greetAction, "hello", "good day"))
	d.write("index.ts", "import './open/actions/greet.js';\n")
	d.deploy("--allow-destructive")
	d.greets("good day Ada")
	if list := d.expect(200, "GET", "/integrations/open/functions", ""); strings.Contains(list, "count") || !strings.Contains(list, `"source":"repo"`) {
		t.Errorf("after the second deploy there is %s", list)
	}
}

const greetAction = `import { createAction } from 'nango';
import * as z from 'zod';

export default createAction({
    description: 'Greets somebody',
    input: z.object({ name: z.string() }),
    output: z.object({ greeting: z.string() }),
    exec: async (nango, input) => {
        await nango.log('greeting');
        return { greeting: ` + "`hello ${input.name}`" + ` };
    }
});
`

const countSync = `import { createSync } from 'nango';
import * as z from 'zod';

const Count = z.object({ id: z.string(), square: z.number() });

export default createSync({
    description: 'Counts to five',
    version: '1.2.0',
    frequency: 'every day',
    autoStart: false,
    syncType: 'full',
    models: { Count },
    exec: async (nango) => {
        const numbers = [1, 2, 3, 4, 5].map((n) => ({ id: String(n), square: n ** 2 }));
        await nango.batchSave(numbers, 'Count');
    }
});
`

// officialProject is an empty project folder in which the official command line is installed.
func officialProject(t *testing.T) string {
	t.Helper()
	installed, err := filepath.Abs("project/testdata/official")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(filepath.Join(installed, "node_modules/nango/package.json")); err != nil {
		runTool(t, installed, nil, "npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund")
	}
	dir := t.TempDir()
	for _, name := range []string{"package.json", "tsconfig.json"} {
		text, err := os.ReadFile(filepath.Join("project/scaffold", name))
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(dir, name), text, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Mkdir(filepath.Join(dir, ".nango"), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(filepath.Join(installed, "node_modules"), filepath.Join(dir, "node_modules")); err != nil {
		t.Fatal(err)
	}
	return dir
}

// deployer is somebody with a project folder and the official command line.
type deployer struct {
	t   *testing.T
	r   *running
	dir string
}

func (d *deployer) write(name, text string) {
	d.t.Helper()
	file := filepath.Join(d.dir, name)
	if err := os.MkdirAll(filepath.Dir(file), 0o700); err != nil {
		d.t.Fatal(err)
	}
	if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
		d.t.Fatal(err)
	}
}

func (d *deployer) deploy(more ...string) {
	d.t.Helper()
	env := []string{"NANGO_HOSTPORT=" + d.r.URL, "NANGO_SECRET_KEY_DEV=" + deploySecret, "CI=true", "NANGO_CLI_UPGRADE_MODE=ignore",
		"NANGO_CLI_DEPENDENCY_UPDATE=false", "NANGO_CLI_TELEMETRY=false"}
	args := append([]string{"node_modules/nango/dist/index.js", "deploy", "dev", "--auto-confirm", "--no-dependency-update", "--no-interactive"}, more...)
	runTool(d.t, d.dir, env, "node", args...)
}

func runTool(t *testing.T, dir string, env []string, name string, args ...string) {
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

func (d *deployer) expect(status int, method, path, body string) string {
	d.t.Helper()
	header := http.Header{"Provider-Config-Key": {"open"}, "Connection-Id": {"c1"}}
	got, _, answer, err := d.r.send(d.t.Context(), deploySecret, method, path, body, header)
	if err != nil || got != status {
		d.t.Fatalf("%s %s: %d %s %v", method, path, got, answer, err)
	}
	return answer
}

func (d *deployer) greets(want string) {
	d.t.Helper()
	if answer := d.expect(200, "POST", "/action/trigger", object("action_name", "greet", "input", map[string]any{"name": "Ada"})); answer != object("greeting", want) {
		d.t.Errorf("the deployed action answers %s", answer)
	}
}

// counts waits for the records of the sync.
func (d *deployer) counts() {
	d.t.Helper()
	for end := time.Now().Add(30 * time.Second); time.Now().Before(end); {
		if strings.Contains(d.expect(200, "GET", "/records?model=Count", ""), `"square":25`) {
			return
		}
	}
	d.t.Fatal("the deployed sync saved nothing")
}
