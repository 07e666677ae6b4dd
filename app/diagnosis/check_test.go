package diagnosis_test

import (
	"strings"
	"testing"

	"patchbay/app/diagnosis"
)

func TestACheckOfCredentialsIsExplainedToWhoeverTypedThem(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		status      int
		code, words string
		want        diagnosis.Cause
	}{
		{401, "", "", diagnosis.Credentials},
		{401, "invalid_client", "Invalid client", diagnosis.Credentials},
		{403, "", "Invalid API key", diagnosis.Credentials},
		{403, "", "The key you sent is invalid", diagnosis.Credentials},
		{403, "", "May not list users", diagnosis.MissingScope},
		{403, "missing_scope", "", diagnosis.MissingScope},
		{400, "invalid_request", "", diagnosis.Credentials},
		{200, "invalid_auth", "", diagnosis.Credentials},
		{404, "", "", diagnosis.WrongAccount},
		{429, "", "Invalid key rate", diagnosis.TooMany},
		{503, "invalid_key", "", diagnosis.ProviderDown},
		{400, "", "Too many requests from this key", diagnosis.TooMany},
		{401, "", "AADSTS90002: Tenant not found", diagnosis.WrongAccount},
		{401, "unauthorized", "AADSTS7000222: The provided client secret keys are expired", diagnosis.SecretExpired},
	} {
		got := diagnosis.Checked(diagnosis.Facts{Provider: "Acme", Doing: "the check", Status: c.status, Code: c.code, Description: c.words, Host: "api.acme.test"})
		text := strings.Join(got.Evidence, " ")
		if got.Cause != c.want || strings.Contains(got.Remedy, "app settings") || strings.Contains(got.Remedy, "app's settings") {
			t.Errorf("%d %s %q: %s, %s", c.status, c.code, c.words, got.Cause, got.Remedy)
		}
		if strings.Count(text, "status") != 1 {
			t.Errorf("%d %s %q: the evidence repeats itself: %q", c.status, c.code, c.words, got.Evidence)
		}
		if !strings.Contains(text, c.words) || !strings.Contains(text, c.code) || !strings.Contains(text, "status") {
			t.Errorf("%d %s %q: evidence %q", c.status, c.code, c.words, got.Evidence)
		}
	}
}
