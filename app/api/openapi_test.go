package api_test

import (
	"bytes"
	"encoding/json"
	"net/http"
	"os"
	"strings"
	"testing"

	"github.com/getkin/kin-openapi/openapi3"

	"patchbay/app/api"
)

// frontendDocument is the copy that the front end generates its types from.
const frontendDocument = "../../frontend/src/api/openapi.json"

func TestTheFrontEndsDocumentIsFresh(t *testing.T) {
	t.Parallel()
	doc, err := api.OpenAPI("0")
	must(t, err)
	want, err := json.MarshalIndent(doc, "", "  ")
	must(t, err)
	have, err := os.ReadFile(frontendDocument)
	must(t, err)
	if !bytes.Equal(append(want, '\n'), have) {
		t.Errorf("%s is stale: run `go generate ./app/api`, then `npm run generate` in frontend", frontendDocument)
	}
}

func TestTheDocumentIsValidAndNamesEveryRoute(t *testing.T) {
	t.Parallel()
	st := newStack(t, stackOptions{})
	a := st.expect(http.StatusOK, "GET", "/patchbay/openapi.json", nil)
	doc, err := openapi3.NewLoader().LoadFromData([]byte(a.body))
	must(t, err)
	must(t, doc.Validate(t.Context(), openapi3.EnableSchemaPatternValidation()))
	for _, route := range api.Routes() {
		path := strings.ReplaceAll(route.Pattern, "*", "{path}")
		for _, step := range strings.Split(path, "/") {
			if name, isParam := strings.CutPrefix(step, ":"); isParam {
				path = strings.Replace(path, step, "{"+name+"}", 1)
			}
		}
		item := doc.Paths.Find(path)
		if item == nil || (route.Method != "" && item.GetOperation(route.Method) == nil) {
			t.Errorf("%s %s is not in the document", route.Method, route.Pattern)
		}
	}
}

// TestAnswersFitTheDocument checks that what the GUI's routes send is what the document promises.
func TestAnswersFitTheDocument(t *testing.T) {
	t.Parallel()
	st := newStack(t, stackOptions{})
	st.integration("mine", "private-api-basic", nil)
	st.connection("mine", "one", map[string]any{"type": "BASIC", "username": "u", "password": "a-long-enough-password"})
	st.expect(http.StatusOK, "POST", "/patchbay/request", map[string]any{"provider_config_key": "mine", "connection_id": "one", "method": "GET", "path": "/echo", "base_url_override": st.upstream.URL})
	must(t, st.logs.Flush(t.Context()))
	operation := st.ask("GET", "/patchbay/operations?kind=proxy", nil).at(t, "data").([]any)[0].(map[string]any)["id"].(string)
	doc, err := openapi3.NewLoader().LoadFromData([]byte(st.ask("GET", "/patchbay/openapi.json", nil).body))
	must(t, err)
	for _, path := range []string{"/patchbay/status", "/patchbay/doctor", "/patchbay/providers", "/patchbay/providers/github", "/patchbay/integrations",
		"/patchbay/integrations/mine", "/patchbay/connections", "/patchbay/connections/one?provider_config_key=mine", "/patchbay/history", "/patchbay/operations",
		"/patchbay/operations/" + operation, "/patchbay/settings", "/patchbay/keys", "/providers/github", "/integrations", "/integrations/mine?include=credentials",
		"/connections", "/connections/one?provider_config_key=mine", "/health"} {
		a := st.expect(http.StatusOK, "GET", path, nil)
		bare, _, _ := strings.Cut(path, "?")
		item := doc.Paths.Find(bare)
		if item == nil {
			item = doc.Paths.Value(templated(doc, bare))
		}
		if item == nil {
			t.Errorf("%s is not in the document", bare)
			continue
		}
		schema := item.Get.Responses.Value("200").Value.Content["application/json"].Schema.Value
		var value any
		must(t, json.Unmarshal([]byte(a.body), &value))
		if err := schema.VisitJSON(value, openapi3.EnableJSONSchema2020()); err != nil {
			t.Errorf("%s: %v", path, err)
		}
	}
}

// templated finds the template that a concrete path fills in.
func templated(doc *openapi3.T, path string) string {
	segments := strings.Split(path, "/")
	for template := range doc.Paths.Map() {
		steps := strings.Split(template, "/")
		fits := len(steps) == len(segments)
		for i := 0; fits && i < len(steps); i++ {
			fits = steps[i] == segments[i] || strings.HasPrefix(steps[i], "{")
		}
		if fits {
			return template
		}
	}
	return ""
}
