package api_test

import (
	"strings"
	"testing"
)

// A provider nobody answers for: its login, its token and its registration lead to a closed port.
func deafProviders(place string) map[string]string {
	base := "display_name: Deaf\ncategories: [other]\n"
	address := "token_url: http://" + place + "/token\n"
	return map[string]string{
		"deaf-cc":    base + "auth_mode: OAUTH2_CC\n" + address,
		"needing-cc": base + "auth_mode: OAUTH2_CC\nconnection_config:\n  team: {type: string, title: Team, pattern: '^[a-z]+$'}\ntoken_url: https://${connectionConfig.team}.deaf.example/token\n",
		"deaf-steps": base + "auth_mode: TWO_STEP\n" + address + "token_params: {user: \"${credentials.user}\"}\ntoken_response: {token: key}\ncredentials:\n  user: {type: string, title: User}\n",
		"deaf-bill":  base + "auth_mode: BILL\n" + address,
		"deaf-mcp":   base + "auth_mode: MCP_OAUTH2\nclient_registration: dynamic\nregistration_url: http://" + place + "/register\nauthorization_url: http://" + place + "/a\n" + address,
	}
}

// What fails on the network has a code of http-api §2.6 or §2.2 on the wire; the sentence and the log tell the cause.
func TestADeafProviderIsAFailedLogin(t *testing.T) {
	t.Parallel()
	closed := closedPort(t)
	st := newStack(t, stackOptions{allow: []string{closed}, catalog: deafProviders(closed)})
	for _, provider := range []string{"deaf-cc", "needing-cc", "deaf-steps", "deaf-bill"} {
		st.integration(provider, provider, nil)
	}
	st.integration("aws", "aws-sigv4", map[string]any{"integration_config": map[string]any{"service": "s3", "defaultRegion": "eu-west-1", "stsMode": "custom",
		"stsEndpointUrl": "https://" + closed + "/sts"}})
	token := st.session(map[string]any{"end_user": map[string]any{"id": "u"}})
	client := `{"client_id":"c","client_secret":"s"}`
	for _, r := range []rule{
		{path: "/oauth2/auth/deaf-cc", body: client, status: 400, code: "client_credentials_fetch_error"},
		{path: "/oauth2/auth/needing-cc", body: client, status: 400, code: "invalid_body"},
		{path: "/auth/two-step/deaf-steps", body: `{"user":"u"}`, status: 400, code: "two_step_credentials_fetch_error"},
		{path: "/auth/bill/deaf-bill", body: `{"username":"u","password":"p","organization_id":"o","dev_key":"d"}`, status: 400, code: "connection_test_failed"},
		{path: "/auth/aws-sigv4/aws", body: `{"role_arn":"arn:aws:iam::123456789012:role/reader"}`, status: 502, code: "aws_sigv4_sts_request_failed"},
	} {
		r.path += "?connect_session_token=" + token
		st.try(t, "POST", r)
	}
	a := st.ask("POST", "/oauth2/auth/deaf-cc?connect_session_token="+token, map[string]any{"client_id": "c", "client_secret": "s"})
	if message, _ := a.at(t, "error", "message").(string); !strings.Contains(message, closed) {
		t.Errorf("the sentence does not say who refused: %s", a.body)
	}
	st.try(t, "POST", bad("/integrations", `{"unique_key":"mcp","provider":"deaf-mcp"}`, 400, "invalid_body", ""))
	log := st.expect(200, "GET", "/patchbay/operations?kind=auth", nil)
	if !strings.Contains(log.body, "connection_refused") {
		t.Errorf("the log does not say what failed: %s", log.body)
	}
}
