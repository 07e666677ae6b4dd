package api_test

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
)

// The unmodified SDK accepts what Patchbay sends to a backend, and nothing signed by another key.
func TestTheOfficialSDKAcceptsNotifications(t *testing.T) {
	t.Parallel()
	dir := sdkInstalled(t)
	st := newStack(t, stackOptions{})
	st.integration("mine", "private-api-basic", nil)
	out := run(t, dir, []string{"PEER_HOST=" + st.url, "PEER_KEY=" + testKey}, "node", "receive.mjs")
	if got := strings.Fields(out); strings.Join(got, " ") != "creation override deletion" {
		t.Errorf("the SDK judged %v", got)
	}
}

func TestNotificationRoutes(t *testing.T) {
	t.Parallel()
	st := newStack(t, stackOptions{})
	answers := make(chan int, 2)
	backend := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.WriteHeader(<-answers)
		_, _ = w.Write([]byte("thank you"))
	}))
	t.Cleanup(backend.Close)
	st.integration("mine", "private-api-basic", nil)
	st.expect(http.StatusOK, "PATCH", "/patchbay/notification-settings", map[string]any{"primary_url": backend.URL + "/hook", "on_connection_deletion": false})
	answers <- http.StatusTeapot
	st.connection("mine", "one", map[string]any{"type": "BASIC", "username": "u", "password": "a-long-enough-password"})
	newest := func() map[string]any {
		return st.expect(http.StatusOK, "GET", "/patchbay/notifications?type=auth&connection=one", nil).at(t, "data").([]any)[0].(map[string]any)
	}
	st.until("the notification has failed", func() bool { return newest()["state"] == "failed" })
	id := newest()["id"].(string)
	one := st.expect(http.StatusOK, "GET", "/patchbay/notifications/"+id, nil)
	if body := one.at(t, "data", "body").(string); !strings.Contains(body, `"operation":"creation"`) {
		t.Errorf("its body is %s", body)
	}
	attempt := one.at(t, "data", "history").([]any)[0].(map[string]any)
	if fmt.Sprint(attempt["status"]) != "418" || attempt["response_body"] != "thank you" || attempt["error_code"] != "bad_status" || attempt["operation_id"] == "" || attempt["error"] != "The receiver answered with 418 I'm a teapot." {
		t.Errorf("the attempt is %v", attempt)
	}
	answers <- http.StatusOK
	st.expect(http.StatusOK, "POST", "/patchbay/notifications/"+id+"/resend", map[string]any{})
	st.until("it is delivered", func() bool { return newest()["state"] == "delivered" })
	if n := len(st.expect(http.StatusOK, "GET", "/patchbay/notifications/"+id, nil).at(t, "data", "history").([]any)); n != 2 {
		t.Errorf("%d attempts are shown, want 2", n)
	}
	if got := st.expect(http.StatusOK, "POST", "/patchbay/notifications/"+id+"/cancel", map[string]any{}).at(t, "data", "state"); got != "delivered" {
		t.Errorf("what was delivered became %v", got)
	}
	st.expect(http.StatusNotFound, "GET", "/patchbay/notifications/none", nil)
	st.expect(http.StatusNotFound, "POST", "/patchbay/notifications/none/resend", map[string]any{})
	st.expect(http.StatusBadRequest, "GET", "/patchbay/notifications?cursor=x", nil)
	st.expect(http.StatusOK, "DELETE", "/connections/one?provider_config_key=mine", nil)
	if newest()["action"] != "connection_create" {
		t.Error("a deletion was told although its switch is off")
	}
}

// The public route takes no body, and a key with its scope may use it and nothing else.
func TestRotatingTheSigningKey(t *testing.T) {
	t.Parallel()
	st := newStack(t, stackOptions{})
	before := st.expect(http.StatusOK, "GET", "/patchbay/webhook-signing-key", nil).at(t, "key")
	after := st.expect(http.StatusOK, "POST", "/environment/webhook-signing-key/rotate", nil).at(t, "data", "webhook_signing_key")
	if now := st.expect(http.StatusOK, "GET", "/patchbay/webhook-signing-key", nil).at(t, "key"); now != after || now == before {
		t.Errorf("the key is %v after a rotation from %v to %v", now, before, after)
	}
	narrow := st.key("rotates", "environment:webhook_signing_key:rotate")
	st.expect(http.StatusOK, "POST", "/environment/webhook-signing-key/rotate", nil, narrow...)
	st.expect(http.StatusForbidden, "GET", "/patchbay/webhook-signing-key", nil, narrow...)
	st.expect(http.StatusForbidden, "POST", "/environment/webhook-signing-key/rotate", nil, st.key("reads", "environment:records:read")...)
}

func TestNotificationSettingsSayWhatIsWrong(t *testing.T) {
	t.Parallel()
	st := newStack(t, stackOptions{})
	a := st.expect(http.StatusBadRequest, "PATCH", "/patchbay/notification-settings", map[string]any{"primary_url": "http://169.254.169.254/latest", "on_sync_error": false})
	if a.at(t, "error", "code") != "invalid_body" || a.at(t, "error", "errors").([]any)[0].(map[string]any)["path"].([]any)[0] != "primary_url" {
		t.Errorf("the answer is %s", a.body)
	}
	st.expect(http.StatusBadRequest, "PATCH", "/patchbay/notification-settings", map[string]any{"sign_with": "nothing"})
	kept := st.expect(http.StatusOK, "GET", "/patchbay/notification-settings", nil)
	if kept.at(t, "on_sync_error") != true || kept.at(t, "primary_url") != "" || kept.at(t, "sign_with") != "own" {
		t.Errorf("a refused change was kept: %s", kept.body)
	}
}
