package app_test

import (
	"bytes"
	"context"
	"encoding/json"
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
	d.connect(deploySecret)
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
	d.dryRuns()
	if list := d.expect(200, "GET", "/integrations/open/functions", ""); strings.Contains(list, "count") || !strings.Contains(list, `"source":"repo"`) {
		t.Errorf("after the second deploy there is %s", list)
	}
}

// TestTheOfficialCLIDeploysBundlesHere does the same with functions of createFunction, which travel another way: they run, a
// later deploy changes and removes them, another environment stays as it is, and their source can be fetched.
func TestTheOfficialCLIDeploysBundlesHere(t *testing.T) {
	t.Parallel()
	a := newAccount(t)
	a.provider(t, "open", "auth_mode: NONE\nproxy:\n  base_url: https://api.open.example\n")
	r := start(t, a.command(context.WithoutCancel(t.Context()), []string{"PATCHBAY_SECRET_KEY=" + deploySecret, "PATCHBAY_PASSPHRASE=p"}, "serve", "--json", "--vault", "passphrase"))
	defer func() { r.stop(t) }()
	d := &deployer{t: t, r: r, dir: officialProject(t)}
	d.connect(deploySecret)
	d.write("open/functions/greet.ts", greetFunction)
	d.write("open/functions/hear.ts", hearFunction)
	d.write("index.ts", "import './open/functions/greet.js';\nimport './open/functions/hear.js';\n")
	if output := d.deploy("--debug"); !strings.Contains(output, "open → greet") || !strings.Contains(output, "open → hear") {
		t.Errorf("the first deploy prints %s", output)
	}
	d.greets("hello Ada")
	if answer := d.expect(200, "POST", "/action/trigger", object("action_name", "hear", "input", map[string]any{"id": 7})); answer != object("heard", `{"id":7}`) {
		t.Errorf("the function that hears webhooks answers %s", answer)
	}

	d.environment("prod")
	d.nango("deploy", "prod", "--auto-confirm")
	d.write("open/functions/greet.ts", strings.ReplaceAll(greetFunction, "hello", "good day"))
	d.write("index.ts", "import './open/functions/greet.js';\n")
	d.deploy("--allow-destructive", "--integration", "open")
	d.greets("good day Ada")
	if list := d.expect(200, "GET", "/integrations/open/functions", ""); strings.Contains(list, `"hear"`) || !strings.Contains(list, `"greet"`) {
		t.Errorf("after the last deploy there is %s", list)
	}
	if status, _, list, err := r.send(t.Context(), d.prod, "GET", "/integrations/open/functions", "", nil); err != nil || status != 200 || !strings.Contains(list, `"hear"`) {
		t.Errorf("the other environment has %d %s, %v", status, list, err)
	}
	d.nango("pull", "open", "greet", "-e", "dev", "--force")
	if text, err := os.ReadFile(filepath.Join(d.dir, "open/actions/greet.ts")); err != nil || string(text) != strings.ReplaceAll(greetFunction, "hello", "good day") {
		t.Errorf("pulled %s, %v", text, err)
	}
}

const greetFunction = `import { createFunction } from 'nango/experimental';
import * as z from 'zod';

export default createFunction({
    description: 'Greets somebody',
    input: z.object({ name: z.string() }),
    output: z.object({ greeting: z.string() }),
    data: { checkpoint: z.object({ at: z.string() }) },
    limits: { concurrency: { perConnection: 1 } },
    exec: async (nango, trigger) => {
        await nango.saveCheckpoint({ at: trigger.input.name });
        await nango.log((await nango.getConnection()).connection_id);
        return { greeting: ` + "`hello ${trigger.input.name}`" + ` };
    }
});
`

const hearFunction = `import { createFunction } from 'nango/experimental';
import * as z from 'zod';

export default createFunction({
    description: 'Hears what happens',
    output: z.object({ heard: z.string() }),
    trigger: { kind: 'http', subscriptions: ['*'] },
    requires: { outbound: false },
    exec: async (nango, trigger) => {
        await nango.log(trigger.request.path);
        return { heard: JSON.stringify(trigger.request.body) };
    }
});
`

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
	t    *testing.T
	r    *running
	dir  string
	prod string // the API key of the environment prod, when there is one
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

// deploy sends the folder to the environment dev and returns what the command line printed.
func (d *deployer) deploy(more ...string) string {
	d.t.Helper()
	return d.nango(append([]string{"deploy", "dev", "--auto-confirm"}, more...)...)
}

// nango runs the official command line in the folder.
func (d *deployer) nango(args ...string) string {
	d.t.Helper()
	env := []string{"NANGO_HOSTPORT=" + d.r.URL, "NANGO_SECRET_KEY_DEV=" + deploySecret, "NANGO_SECRET_KEY_PROD=" + d.prod, "CI=true",
		"NANGO_CLI_UPGRADE_MODE=ignore", "NANGO_CLI_DEPENDENCY_UPDATE=false"}
	return runTool(d.t, d.dir, env, "node", append(append([]string{"node_modules/nango/dist/index.js"}, args...), "--no-dependency-update", "--no-interactive")...)
}

// dryRuns lets the command line run the action greet itself, on what the server tells it.
func (d *deployer) dryRuns() {
	d.t.Helper()
	output := d.nango("dryrun", "greet", "c1", "--environment", "dev", "--integration-id", "open", "--validate", "--input", object("name", "Bo"))
	if !strings.Contains(output, "good day Bo") {
		d.t.Errorf("the dry run prints %s", output)
	}
}

func runTool(t *testing.T, dir string, env []string, name string, args ...string) string {
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
	return output.String()
}

// connect makes the integration and the connection that the functions are for.
func (d *deployer) connect(key string) {
	d.t.Helper()
	for _, one := range []struct {
		path, body string
		status     int
	}{
		{"/integrations", object("provider", "open", "unique_key", "open"), 200},
		{"/connections", object("provider_config_key", "open", "connection_id", "c1", "credentials", map[string]any{"type": "NONE"}), 201},
	} {
		if status, _, answer, err := d.r.send(d.t.Context(), key, "POST", one.path, one.body, nil); err != nil || status != one.status {
			d.t.Fatalf("POST %s: %d %s %v", one.path, status, answer, err)
		}
	}
}

// environment makes another environment with the same integration and connection.
func (d *deployer) environment(name string) {
	d.t.Helper()
	var made struct{ Data struct{ ID int64 } }
	var key struct{ Data struct{ Secret string } }
	decode(d.t, d.expect(200, "POST", "/environments", object("name", name)), &made)
	decode(d.t, d.expect(200, "POST", "/environment/api-keys", object("environment_id", made.Data.ID, "display_name", "deploys")), &key)
	d.prod = key.Data.Secret
	d.connect(d.prod)
}

func decode(t *testing.T, text string, into any) {
	t.Helper()
	if err := json.Unmarshal([]byte(text), into); err != nil {
		t.Fatalf("%s: %v", text, err)
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
