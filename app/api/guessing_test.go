package api_test

import (
	"net/http"
	"strings"
	"testing"
)

// Security LH-12: whoever looks into the log finds that somebody guesses keys, once for all guesses of a moment.
func TestTheLogTellsOfGuessing(t *testing.T) {
	t.Parallel()
	st := newStack(t, stackOptions{})
	for range 22 {
		st.expect(http.StatusUnauthorized, "GET", "/connections", nil, "Authorization", "Bearer "+unknownKey)
	}
	a := st.expect(http.StatusOK, "GET", "/patchbay/operations?kind=auth&state=failed", nil)
	list := a.at(t, "data").([]any)
	if len(list) != 1 {
		t.Fatalf("the log tells %s", a.body)
	}
	told := list[0].(map[string]any)
	if title := told["title"].(string); !strings.Contains(title, "wrong key") || told["source"] != "system" || !strings.Contains(a.body, "may be guessing") || !strings.Contains(a.body, `"hint":"`) {
		t.Errorf("the log tells %v", told)
	}
	if strings.Contains(a.body, unknownKey) {
		t.Error("the log repeats the guess")
	}
}
