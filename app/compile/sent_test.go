package compile_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"patchbay/app/compile"
	"patchbay/app/fault"
)

// TestSentBundlesAreReadAsFunctions takes the bundles that the official command line wrote and compares what is read of
// them with what the folder says.
func TestSentBundlesAreReadAsFunctions(t *testing.T) {
	t.Parallel()
	c := newCompiler(t)
	project, err := c.Folder(t.Context(), os.DirFS("testdata/project"))
	if err != nil {
		t.Fatal(err)
	}
	hooks, checkpoints := 0, 0
	for _, own := range project.Functions {
		sent := &compile.Function{Integration: own.Integration, Name: own.Name, Type: own.Type, Models: own.Models,
			Server: read(t, filepath.Join("testdata/official", compile.BuildFile(own.File)))}
		if err := c.Sent(t.Context(), sent); err != nil {
			t.Errorf("%s: %v", own.File, err)
			continue
		}
		if sent.HasWebhook != own.HasWebhook || string(sent.CheckpointSchema) != string(own.CheckpointSchema) {
			t.Errorf("%s: webhook %v, checkpoint %s; the folder says %v, %s", own.File, sent.HasWebhook, sent.CheckpointSchema, own.HasWebhook, own.CheckpointSchema)
		}
		if sent.Program == nil || sent.Program.Name != own.Program.Name || sent.Hash == "" {
			t.Errorf("%s: program %+v", own.File, sent.Program)
		}
		if sent.HasWebhook {
			hooks++
		}
		if sent.CheckpointSchema != nil {
			checkpoints++
		}
	}
	if hooks == 0 || checkpoints == 0 {
		t.Errorf("%d functions with a webhook and %d with checkpoints: nothing was compared", hooks, checkpoints)
	}
}

func TestSentTextThatIsNoFunctionIsKept(t *testing.T) {
	t.Parallel()
	c := newCompiler(t)
	for _, text := range []string{"", "not javascript at all {", "throw new Error('at once')", "module.exports = 5"} {
		f := &compile.Function{Integration: "acme", Name: "f", Type: compile.Sync, Server: text}
		if err := c.Sent(t.Context(), f); err != nil || f.Program == nil || f.HasWebhook {
			t.Errorf("%q: %v, %+v", text, err, f)
		}
	}
	escape := &compile.Function{Integration: "acme", Name: "f", Type: compile.Action, Server: `(() => 1).constructor("return this")()`}
	if err := c.Sent(t.Context(), escape); !fault.HasCode(err, "deploy_script_security_rejected") {
		t.Errorf("a way out of the sandbox: %v", err)
	}
}

func TestCodeOutsideOfAFolderIsCompiledForItsIntegration(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "greet.ts"), []byte(`import { createAction } from 'nango';
import * as z from 'zod';
export default createAction({ description: '', input: z.void(), output: z.string(), exec: async () => 'hello' });
`), 0o600); err != nil {
		t.Fatal(err)
	}
	f, found := newCompiler(t).As(t.Context(), os.DirFS(dir), "greet.ts", "git:hub~1")
	if f == nil {
		t.Fatalf("%+v", found)
	}
	var schema struct{ Definitions map[string]json.RawMessage }
	if err := json.Unmarshal(f.JSONSchema, &schema); err != nil || schema.Definitions["ActionOutput_git_hub_1_greet"] == nil {
		t.Errorf("schemas %s, %v", f.JSONSchema, err)
	}
	if f.File != "git:hub~1/actions/greet.ts" || f.Program.Name != "greet-git:hub~1.cjs" || !strings.Contains(f.Source, "createAction") {
		t.Errorf("file %s, program %s", f.File, f.Program.Name)
	}
}
