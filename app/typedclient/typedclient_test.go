package typedclient_test

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

	"patchbay/app/compile"
	"patchbay/app/typedclient"
)

// official reads what the official compiler made of a folder with every kind of schema.
func official(t *testing.T) []*compile.Function {
	t.Helper()
	text, err := os.ReadFile("../compile/testdata/official/nango.json")
	must(t, err)
	type flow struct {
		Name, Description, Input string
		Models                   []string        `json:"usedModels"`
		Output                   json.RawMessage `json:"output"`
		Schema                   json.RawMessage `json:"json_schema"`
	}
	var folder []struct {
		Key     string `json:"providerConfigKey"`
		Syncs   []flow
		Actions []flow
	}
	must(t, json.Unmarshal(text, &folder))
	var all []*compile.Function
	add := func(key string, kind compile.Type, f flow) {
		made := &compile.Function{Integration: key, Name: f.Name, Type: kind, Description: f.Description, Input: f.Input, JSONSchema: f.Schema}
		_ = json.Unmarshal(f.Output, &made.Models)
		all = append(all, made)
	}
	for _, integration := range folder {
		for _, f := range integration.Syncs {
			add(integration.Key, compile.Sync, f)
		}
		for _, f := range integration.Actions {
			add(integration.Key, compile.Action, f)
		}
	}
	if len(all) < 6 {
		t.Fatalf("only %d functions were read", len(all))
	}
	return all
}

// uses is a program that calls the client of the official folder in the ways that must and must not compile.
const uses = `
import { ApiError, createClient, type AcmeTicket, type AcmeInPlaceInput } from "./client.js";
const client = createClient({ key: "k", host: "http://localhost:1" });
const titles: Array<AcmeInPlaceInput[number]> = ["a"];
export async function main(): Promise<string> {
  const joined: string = await client.actions.acme.inPlace("c", titles);
  const host: string = (await client.actions.acme.packages("c", { url: "https://x" })).host;
  for await (const ticket of client.records.acme.Ticket("c", { modifiedAfter: new Date(0), filter: ["added"] })) {
    const level: "low" | "high" = ticket.level;
    const whole: AcmeTicket = ticket;
    return joined + host + level + whole.id + ticket._nango_metadata.cursor;
  }
  try { await client.actions.betaCrm.withHelper("c", { id: "1" }); } catch (e) { if (e instanceof ApiError) return e.code; }
  // @ts-expect-error an input of the wrong type
  await client.actions.betaCrm.withHelper("c", { id: 1 });
  // @ts-expect-error an action that does not exist
  await client.actions.acme.nothing("c");
  // @ts-expect-error an input is missing
  await client.actions.acme.packages("c");
  return "";
}
`

// strict are flags beyond --strict that users' programs may have.
var strict = []string{"--strict", "--noEmit", "--exactOptionalPropertyTypes", "--noUncheckedIndexedAccess", "--noImplicitOverride", "--noPropertyAccessFromIndexSignature",
	"--verbatimModuleSyntax", "--erasableSyntaxOnly", "--noUnusedLocals", "--noUnusedParameters", "--module", "nodenext"}

func TestTheFileCompilesUnderStrict(t *testing.T) {
	t.Parallel()
	text, counts := typedclient.Generate(official(t))
	if counts != (typedclient.Counts{Actions: 5, Models: 3}) {
		t.Errorf("it counts %+v", counts)
	}
	dir := t.TempDir()
	write(t, dir, map[string]string{"client.ts": text, "uses.ts": uses, "package.json": `{"type":"module"}`})
	for name, lib := range map[string]string{"a browser's": "es2022,dom", "none but the language's": "es2022"} {
		if out, err := tsc(t, dir, append(strict, "--target", "es2022", "--lib", lib, "client.ts", "uses.ts")...); err != nil {
			t.Errorf("with %s declarations: %v\n%s", name, err, out)
		}
	}
}

func TestNamesAreTakenOnce(t *testing.T) {
	t.Parallel()
	schema := json.RawMessage(`{"definitions":{"In":{"type":"object","properties":{"a-b":{"type":"string","description":"ends */ early"},"class":{"$ref":"#"}}},"Out":{"type":"null"}}}`)
	of := func(integration, name string) *compile.Function {
		return &compile.Function{Integration: integration, Name: name, Type: compile.Action, Input: "In", Models: []string{"Out"}, JSONSchema: schema}
	}
	text, _ := typedclient.Generate([]*compile.Function{of("a-b", "do-it"), of("a_b", "do-it"), of("a-b", "doIt"), of("9lives", "default"), of("client", "options"), of("api", "error"), of("a-b", "then"), of("then", "go")})
	for _, want := range []string{"aB: {", "aB2: {", "doIt(", "doIt2(", `"a-b"?: string`, "class?: ABDoItInput;", "_9lives: {", "default(", "then2(", "then2: {"} {
		if !strings.Contains(text, want) {
			t.Errorf("the file lacks %q", want)
		}
	}
	dir := t.TempDir()
	write(t, dir, map[string]string{"client.ts": text, "package.json": `{"type":"module"}`})
	if out, err := tsc(t, dir, append(strict, "--target", "es2022", "client.ts")...); err != nil {
		t.Errorf("%v\n%s", err, out)
	}
}

func FuzzGenerate(f *testing.F) {
	f.Add(`{"type":"object","properties":{"a":{"$ref":"#/definitions/B"}},"definitions":{"B":{"enum":[1,"x",null]}}}`)
	f.Add(`{"type":"array","items":[{"type":"string"},true],"additionalItems":{"type":["null","integer"]}}`)
	f.Add(`{"anyOf":[],"allOf":3}`)
	f.Fuzz(func(t *testing.T, schema string) {
		if !json.Valid([]byte(schema)) {
			return
		}
		wrapped := json.RawMessage(`{"definitions":{"In":` + schema + `}}`)
		text, _ := typedclient.Generate([]*compile.Function{{Integration: "a", Name: "b", Type: compile.Action, Input: "In", JSONSchema: wrapped}})
		if !strings.Contains(text, "export function createClient") {
			t.Error("the file is not whole")
		}
	})
}

func write(t *testing.T, dir string, files map[string]string) {
	t.Helper()
	for name, text := range files {
		must(t, os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600))
	}
}

// tsc runs the TypeScript compiler that the front end is built with.
func tsc(t *testing.T, dir string, args ...string) (string, error) {
	t.Helper()
	program, err := filepath.Abs("../../frontend/node_modules/typescript/bin/tsc")
	must(t, err)
	ctx, cancel := context.WithTimeout(t.Context(), 2*time.Minute)
	defer cancel()
	cmd := exec.CommandContext(ctx, "node", append([]string{program}, args...)...)
	cmd.Dir = dir
	var out bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &out
	err = cmd.Run()
	return out.String(), err
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
