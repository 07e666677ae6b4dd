package api_test

import "testing"

// Clients type the description of a field as a string, and link the guide of a provider (http-api §2.1).
func TestEveryFieldOfAProviderHasADescription(t *testing.T) {
	t.Parallel()
	st := newStack(t, stackOptions{})
	for _, entry := range st.expect(200, "GET", "/providers", nil).at(t, "data").([]any) {
		provider := entry.(map[string]any)
		if provider["docs"] != provider["docs_connect"] {
			t.Errorf("%s: the guide is %v, the documentation %v", provider["name"], provider["docs_connect"], provider["docs"])
		}
		for _, group := range []string{"credentials", "connection_config", "integration_config", "assertion_option"} {
			fields, _ := provider[group].(map[string]any)
			for name, field := range fields {
				if _, there := field.(map[string]any)["description"].(string); !there {
					t.Errorf("%s: %s.%s has no description", provider["name"], group, name)
				}
			}
		}
	}
}
