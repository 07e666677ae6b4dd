package auth

import (
	"net/http"
	"time"

	"patchbay/app/catalog"
)

// Signing is what putting credentials on a request may need beside the request itself.
type Signing struct {
	Provider *catalog.Provider
	App      App
	Config   map[string]any
	Body     []byte // the whole body; nil when there is none
	Streamed bool   // the body is not in Body: it goes out as it comes
	Now      time.Time
	Nonce    string // a value that no other request has
}

// signer is a credential whose proof covers the whole request.
type signer interface {
	sign(r *http.Request, s Signing) error
}

// Authorize puts credentials on a finished request: as the last step, because some modes sign address, headers and
// body. The mode's default header gives way to one that the request has already.
func Authorize(r *http.Request, credentials Credentials, s Signing) error {
	if signed, ok := credentials.(signer); ok {
		return signed.sign(r, s)
	}
	if len(r.Header["Authorization"]) > 0 { // an empty one too: somebody wants none
		return nil
	}
	return credentials.Apply(r)
}

// SignsBody reports whether Authorize reads the request's body, which then has to be in memory.
func SignsBody(credentials Credentials) bool {
	switch credentials.(type) {
	case AWSSigV4, OAuth1, TBA:
		return true
	default:
		return false
	}
}

// milliseconds is a catalog's duration.
func milliseconds(n int64) time.Duration { return time.Duration(n) * time.Millisecond }
