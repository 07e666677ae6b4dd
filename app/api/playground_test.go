package api_test

import (
	"net/http"
	"strings"
	"testing"
)

func TestThePlaygroundShowsWhatArrivedOfAnAnswerThatBreaksOff(t *testing.T) {
	t.Parallel()
	st := keyed(t, "provider-key-123")
	a := st.expect(http.StatusOK, "POST", "/patchbay/request", map[string]any{"provider_config_key": "bench", "connection_id": "c1", "method": "GET", "path": "/broken"})
	if a.at(t, "body") != `{"half":` || a.at(t, "truncated") != true {
		t.Errorf("what had arrived is lost: %s", a.body)
	}
	if a.at(t, "failure", "code") != "connection_reset" || !strings.Contains(a.at(t, "failure", "message").(string), "The provider broke off") {
		t.Errorf("nobody is blamed: %s", a.body)
	}
	if history := st.expect(http.StatusOK, "GET", "/patchbay/history", nil).at(t, "data").([]any); len(history) != 1 {
		t.Errorf("the request is not in the history: %v", history)
	}
}
