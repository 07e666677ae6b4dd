package api_test

import (
	"bytes"
	"encoding/json"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/getkin/kin-openapi/openapi3"
	"github.com/tidwall/gjson"
)

// described is a folder with every kind of schema that functions declare: the project that the compiler's tests compare
// with the official compiler.
const described = "../compile/testdata/project"

func (st *stack) publicDocument() (*openapi3.T, string) {
	st.t.Helper()
	a := st.expect(http.StatusOK, "GET", "/openapi.json", nil)
	doc, err := openapi3.NewLoader().LoadFromData([]byte(a.body))
	must(st.t, err)
	return doc, a.body
}

func TestThePublicDocumentIsValidWithFunctionsInstalled(t *testing.T) {
	t.Parallel()
	st := newStack(t, stackOptions{})
	st.integration("acme", "private-api-basic", nil)
	st.runFolder(os.DirFS(described))
	doc, text := st.publicDocument()
	must(t, doc.Validate(t.Context(), openapi3.DisableSchemaPatternValidation())) // JavaScript's patterns are not Go's
	file := filepath.Join(t.TempDir(), "openapi.json")
	must(t, os.WriteFile(file, []byte(text), 0o600))
	run(t, validatorInstalled(t), nil, "node", "validate.mjs", file)
}

func TestTheValidatorRefusesWhatIsWrong(t *testing.T) {
	t.Parallel()
	file := filepath.Join(t.TempDir(), "openapi.json")
	for name, text := range map[string]string{
		"a broken reference": `{"openapi":"3.1.0","info":{"title":"x","version":"1"},"paths":{"/a":{"get":{"operationId":"a","responses":{"200":{"description":"x","content":{"application/json":{"schema":{"$ref":"#/components/schemas/None"}}}}}}}}}`,
		"a wrong type":       `{"openapi":"3.1.0","info":{"title":"x","version":"1"},"paths":{"/a":{"get":{"operationId":"a","parameters":[{"name":"x","in":"body"}],"responses":{"200":{"description":"x"}}}}}}`,
	} {
		must(t, os.WriteFile(file, []byte(text), 0o600))
		validator := exec.CommandContext(t.Context(), "node", "validate.mjs", file)
		validator.Dir = validatorInstalled(t)
		if out, err := validator.CombinedOutput(); err == nil {
			t.Errorf("%s passes: %s", name, out)
		}
	}
}

var installingValidator sync.Mutex

// validatorInstalled makes sure that the independent validators are there and returns their folder.
func validatorInstalled(t *testing.T) string {
	t.Helper()
	installingValidator.Lock()
	defer installingValidator.Unlock()
	dir, err := filepath.Abs("testdata/openapi")
	must(t, err)
	if _, err := os.Stat(filepath.Join(dir, "node_modules", "openapi-fetch", "package.json")); err != nil {
		run(t, dir, nil, "npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund")
	}
	return dir
}

func TestTheUsersFunctionsAreDescribedAndAnswer(t *testing.T) {
	t.Parallel()
	st := newStack(t, stackOptions{})
	st.integration("bench", "private-api-basic", nil)
	st.connection("bench", "one", map[string]any{"type": "BASIC", "username": "u", "password": "a-long-enough-password"})
	st.runFunctions("bench")
	doc, _ := st.publicDocument()
	path := ""
	for each := range doc.Paths.Map() {
		if strings.HasPrefix(each, "/action/trigger#bench/") && strings.HasSuffix(each, "/noop") {
			path = each
		}
	}
	if path == "" {
		t.Fatalf("no operation for the action among %v", doc.Paths.InMatchingOrder())
	}
	operation := doc.Paths.Value(path).Post
	content := operation.RequestBody.Value.Content["application/json"]
	must(t, content.Schema.Value.VisitJSON(content.Example, openapi3.EnableJSONSchema2020()))
	headers := map[string]any{"Provider-Config-Key": operation.Parameters.GetByInAndName("header", "Provider-Config-Key").Schema.Value.Const, "Connection-Id": "one"}
	st.expect(http.StatusCreated, "POST", "/connections/metadata", map[string]any{"provider_config_key": "bench", "connection_id": "one", "metadata": map[string]any{"count": 5, "batch": 5, "salt": ""}})
	st.expect(http.StatusOK, "POST", "/sync/trigger", map[string]any{"provider_config_key": "bench", "connection_id": "one", "syncs": []string{"fill"}})
	st.synced("one", 1)
	answers := st.asGenerated(t, []map[string]any{
		{"method": "post", "path": path, "init": map[string]any{"body": content.Example, "params": map[string]any{"header": headers}}},
		{"method": "get", "path": "/patchbay/records/bench/BenchRecord", "init": map[string]any{"params": map[string]any{"header": headers, "query": map[string]any{"limit": 2}}}},
	})
	for i, schema := range []*openapi3.SchemaRef{
		operation.Responses.Value("200").Value.Content["application/json"].Schema,
		doc.Paths.Value("/patchbay/records/bench/BenchRecord").Get.Responses.Value("200").Value.Content["application/json"].Schema,
	} {
		status, output := answers[i][0], answers[i][1]
		if status != float64(http.StatusOK) {
			t.Fatalf("%d answers %v: %v", i, status, output)
		}
		must(t, schema.Value.VisitJSON(output, openapi3.EnableJSONSchema2020()))
	}
	if got := answers[1][1].(map[string]any)["records"].([]any); len(got) != 2 {
		t.Errorf("%d records, want the two that were asked for", len(got))
	}
}

// asGenerated makes calls as clients do that are generated from the document; each answer is a status and a value.
func (st *stack) asGenerated(t *testing.T, calls []map[string]any) [][2]any {
	t.Helper()
	text, err := json.Marshal(calls)
	must(t, err)
	client := exec.CommandContext(t.Context(), "node", "client.mjs", st.url, testKey)
	client.Dir, client.Stdin = validatorInstalled(t), bytes.NewReader(text)
	out, err := client.CombinedOutput()
	var answers [][2]any
	if err != nil || json.Unmarshal(out, &answers) != nil || len(answers) != len(calls) {
		t.Fatalf("%v: %s", err, out)
	}
	return answers
}

func TestThePublicDocumentNeedsAKey(t *testing.T) {
	t.Parallel()
	st := newStack(t, stackOptions{})
	for _, header := range []string{"", "Bearer 7b0e3a52-4c1d-4f7a-9a1e-2d6c8f0b1e36"} {
		req, err := http.NewRequestWithContext(t.Context(), http.MethodGet, st.url+"/openapi.json", nil)
		must(t, err)
		req.Header.Set("Authorization", header)
		res, err := http.DefaultClient.Do(req)
		must(t, err)
		must(t, res.Body.Close())
		if res.StatusCode != http.StatusUnauthorized {
			t.Errorf("with %q it answers %d", header, res.StatusCode)
		}
	}
}

// TestSchemasOfFunctionsAreRewritten compares draft 7 with what draft 2020-12 calls the same.
func TestSchemasOfFunctionsAreRewritten(t *testing.T) {
	t.Parallel()
	st := newStack(t, stackOptions{})
	st.integration("acme", "private-api-basic", nil)
	st.runFolder(os.DirFS(described))
	_, text := st.publicDocument()
	for path, want := range map[string]string{
		// A tuple and its rest.
		`components.schemas.ActionInput_acme_shapes.properties.rest`: `{"type":"array","prefixItems":[{"type":"string"}],"items":{"type":"boolean"}}`,
		// A named part becomes a component of its own.
		`components.schemas.ActionInput_acme_shapes.properties.named.\$ref`: `"#/components/schemas/ActionInput_acme_shapes.Address"`,
		`components.schemas.ActionInput_acme_shapes\.Address.type`:          `"object"`,
		// A record carries more than its model, so the model says nothing against it.
		`components.schemas.acme\.Note`: `{"type":"object","properties":{"id":{"type":"string"},"text":{"type":"string"}},"required":["id","text"]}`,
		// Declared paths stand beside the ones that every action has.
		`paths./v1/acme/shapes.patch.deprecated`:                                                       `true`,
		`paths./action/trigger#acme/shapes.post.x-function.name`:                                       `"shapes"`,
		`paths./patchbay/records/acme/Ticket.get.x-function.model`:                                     `"Ticket"`,
		`paths./action/trigger#acme/formats.post.requestBody.content.application/json.schema.required`: `["action_name"]`,
	} {
		if have := compact(gjson.Get(text, path).Raw); have != compact(want) {
			t.Errorf("%s is %s, not %s", path, have, want)
		}
	}
}

// compact takes the order of keys and spaces out of a JSON text.
func compact(text string) string {
	var value any
	if json.Unmarshal([]byte(text), &value) != nil {
		return text
	}
	out, _ := json.Marshal(value) // it was JSON a moment ago
	return string(out)
}
