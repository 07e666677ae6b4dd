package api_test

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"testing"
	"time"

	"github.com/getkin/kin-openapi/openapi3"
)

// delivered is one request that the user's own server got.
type delivered struct {
	header http.Header
	body   []byte
}

// ownServer is a backend that takes notifications.
func ownServer(t *testing.T) (address string, got chan delivered) {
	t.Helper()
	got = make(chan delivered, 100)
	server := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		body, err := io.ReadAll(r.Body)
		if err == nil {
			got <- delivered{r.Header, body}
		}
	}))
	t.Cleanup(server.Close)
	return server.URL + "/hook", got
}

// What really arrives at the user's own server is what the document says of it: headers, signatures and bodies of all types.
func TestNotificationsAreAsDescribed(t *testing.T) {
	t.Parallel()
	st, _ := hooked(t)
	address, arrived := ownServer(t)
	st.expect(http.StatusOK, "PATCH", "/patchbay/notification-settings", map[string]any{"primary_url": address})
	key := st.expect(http.StatusOK, "GET", "/patchbay/webhook-signing-key", nil).at(t, "key").(string)
	st.integration("bench", "private-api-basic", nil)
	st.runFunctions("bench")
	doc, _ := st.publicDocument()

	st.connection("bench", "one", map[string]any{"type": "BASIC", "username": "u", "password": "a-long-enough-password"})
	st.expect(http.StatusCreated, "POST", "/connections/metadata", map[string]any{"provider_config_key": "bench", "connection_id": "one", "metadata": map[string]any{"count": 5, "batch": 5, "salt": ""}})
	st.expect(http.StatusOK, "POST", "/sync/trigger", map[string]any{"provider_config_key": "bench", "connection_id": "one", "syncs": []string{"fill"}})
	st.expect(http.StatusAccepted, "POST", "/action/trigger", map[string]any{"action_name": "noop"}, "Provider-Config-Key", "bench", "Connection-Id", "one", "X-Async", "true")
	for _, draft := range []map[string]any{{"connection": "me"}, {"identifier": "nobody"}} { // wrapped, and as it came
		draft["integration"] = "linear"
		st.expect(http.StatusOK, "POST", "/patchbay/webhooks/simulate", draft)
	}

	heard := map[string]int{}
	for n := range 6 {
		if n == 5 { // what is forwarded for it is on its way
			st.expect(http.StatusOK, "DELETE", "/connections/me?provider_config_key=linear", nil)
		}
		var one delivered
		select {
		case one = <-arrived:
		case <-time.After(20 * time.Second):
			t.Fatalf("heard no more than %v", heard)
		}
		var body struct{ Type, Operation string }
		must(t, json.Unmarshal(one.body, &body))
		kind := body.Type
		if doc.Webhooks[kind] == nil { // a webhook of nobody, unwrapped
			kind = "forward"
		}
		heard[kind]++
		st.asDescribed(doc.Webhooks[kind].Post, one)
		old := sha256.Sum256(append([]byte(key), one.body...))
		if one.header.Get("X-Nango-Hmac-Sha256") != signed(key, string(one.body)) || one.header.Get("X-Nango-Signature") != hex.EncodeToString(old[:]) {
			t.Errorf("the signatures of %s do not fit", one.body)
		}
	}
	if heard["auth"] != 2 || heard["sync"] != 1 || heard["async_action"] != 1 || heard["forward"] != 2 || len(doc.Webhooks) != len(heard) {
		t.Errorf("heard %v", heard)
	}
}

// asDescribed checks one request against its description.
func (st *stack) asDescribed(operation *openapi3.Operation, got delivered) {
	st.t.Helper()
	var body any
	must(st.t, json.Unmarshal(got.body, &body))
	if err := operation.RequestBody.Value.Content["application/json"].Schema.Value.VisitJSON(body, openapi3.EnableJSONSchema2020()); err != nil {
		st.t.Errorf("%s: %v in %s", operation.OperationID, err, got.body)
	}
	for _, parameter := range operation.Parameters {
		value := got.header.Get(parameter.Value.Name)
		if value == "" && !parameter.Value.Required {
			continue
		}
		if err := parameter.Value.Schema.Value.VisitJSON(value, openapi3.EnableJSONSchema2020()); err != nil {
			st.t.Errorf("%s: the header %s is %q: %v", operation.OperationID, parameter.Value.Name, value, err)
		}
	}
}
