package connect_test

import (
	"context"
	"net/url"
	"testing"

	"patchbay/app/auth/authtest"
	"patchbay/app/catalog"
	"patchbay/app/connect"
	"patchbay/app/fault"
)

// RFC 6749 §4.1.3: the token request repeats the address of the authorization request, even when another one is chosen
// while the person logs in.
func TestALoginKeepsTheAddressItBeganWith(t *testing.T) {
	t.Parallel()
	w := begin(t, authtest.Options{})
	address := "https://localhost:3443/oauth/callback"
	w.close()
	w.redirect = func(_ context.Context, i connect.Integration, p *catalog.Provider) (connect.Redirect, error) {
		if i.UniqueKey != "acme" || p.Key != "acme" {
			t.Errorf("asked about %s of %s", i.UniqueKey, p.Key)
		}
		return connect.Redirect{URL: address, Notes: []string{"The browser may warn."}}, nil
	}
	w.open()
	w.integration("acme")
	attempt, err := w.Begin(t.Context(), w.env, connect.ConnectInput{IntegrationKey: "acme"})
	w.must(err)
	if len(attempt.Notes) != 1 || attempt.Notes[0] != "The browser may warn." {
		t.Errorf("notes %q", attempt.Notes)
	}
	sent, err := url.Parse(attempt.AuthorizeURL)
	w.must(err)
	if got := sent.Query().Get("redirect_uri"); got != address {
		t.Errorf("authorize request names %q", got)
	}
	back := w.browser(attempt)
	began := address
	address = "http://127.0.0.1:3003/oauth/callback"
	done, err := w.Complete(t.Context(), back)
	w.must(err)
	if len(done.Notes) != 1 {
		t.Errorf("the attempt forgot its notes: %+v", done)
	}
	requests := w.provider.Requests()
	if len(requests) != 1 || requests[0].Form.Get("redirect_uri") != began {
		t.Errorf("token requests %+v, want %q", requests, began)
	}
}

func TestALoginWhoseAnswerNobodyHearsDoesNotBegin(t *testing.T) {
	t.Parallel()
	w := begin(t, authtest.Options{})
	w.close()
	w.redirect = func(context.Context, connect.Integration, *catalog.Provider) (connect.Redirect, error) {
		return connect.Redirect{}, fault.New(fault.Conflict, "redirect_moved", "Another program holds the port.")
	}
	w.open()
	w.integration("acme")
	_, err := w.Begin(t.Context(), w.env, connect.ConnectInput{IntegrationKey: "acme"})
	wantCode(t, err, "redirect_moved")
}
