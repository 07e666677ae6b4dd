package api_test

import (
	"bytes"
	"encoding/json"
	"flag"
	"net/http"
	"os"
	"testing"
)

var update = flag.Bool("update", false, "write the front end's copy of the forms anew")

// frontendForms holds the forms of telling providers as the GUI gets them; the front end's tests fill them in.
const frontendForms = "../../frontend/src/testing/forms.json"

// tellingProviders have, together, every kind of field: choices, patterns, formats, texts around the input, hidden and
// single-use inputs, keys of several lines, conditions, warnings, values that belong to the integration.
var tellingProviders = []string{
	"adp", "apple-app-store", "auth0-cc", "aws-sigv4", "azure-devops", "bill", "datadog", "epic", "github", "google-service-account", "intercom",
	"mcp-generic", "microsoft-oauth2-cc-cert", "netsuite-client-credentials", "netsuite-tba", "okta-cc", "private-api-generic", "sage-intacct",
	"sage-intacct-cc", "salesforce", "sap-success-factors", "shopify", "snowflake-jwt", "streamline-ai", "stripe-api-key", "tripletex", "zendesk", "zendesk-api-key",
}

// formMembers are what a form is drawn from.
var formMembers = []string{
	"name", "display_name", "auth_mode", "docs", "app_docs", "needs_app", "verifies", "integration_fields", "connection_fields", "credential_fields",
	"assertion_fields", "form",
}

func TestTheFrontEndsFormsAreFresh(t *testing.T) {
	t.Parallel()
	st := newStack(t, stackOptions{})
	forms := make([]map[string]json.RawMessage, 0, len(tellingProviders))
	for _, name := range tellingProviders {
		var answer struct {
			Data map[string]json.RawMessage `json:"data"`
		}
		must(t, json.Unmarshal([]byte(st.expect(http.StatusOK, "GET", "/patchbay/providers/"+name, nil).body), &answer))
		form := map[string]json.RawMessage{}
		for _, member := range formMembers {
			if value, ok := answer.Data[member]; ok {
				form[member] = value
			}
		}
		forms = append(forms, form)
	}
	want, err := json.MarshalIndent(forms, "", "  ")
	must(t, err)
	want = append(want, '\n')
	if *update {
		must(t, os.WriteFile(frontendForms, want, 0o644)) //nolint:gosec // a source file, readable like the others
	}
	have, err := os.ReadFile(frontendForms)
	must(t, err)
	if !bytes.Equal(want, have) {
		t.Errorf("%s is stale: run `go test ./app/api -run Forms -update`", frontendForms)
	}
}
