package proxy

import (
	"io"
	"net/http"
	"sync"

	"patchbay/app/logs"
)

const bufferSize = 32 << 10

// buffers are reused between answers.
var buffers = sync.Pool{New: func() any { return new([bufferSize]byte) }}

// Relay writes the answer to w, streaming, and closes it. An error means that the answer is incomplete and that the
// connection to the caller must be broken off (panic with http.ErrAbortHandler), so that nobody takes it for whole.
func (r *Response) Relay(w http.ResponseWriter) error {
	defer r.Body.Close()
	header := w.Header()
	for name, values := range r.Header {
		header[name] = values
	}
	for name := range r.trailers() {
		header.Add("Trailer", name)
	}
	w.WriteHeader(r.Status)
	var flusher http.Flusher
	if r.ContentLength < 0 {
		flusher, _ = w.(http.Flusher)
	}
	if flusher != nil && mediaOf(r.Header.Get("Content-Type")) == "text/event-stream" {
		flusher.Flush() // the first event may be long in coming; its reader wants to know now that the stream stands
	}
	if err := r.copyTo(w, flusher); err != nil {
		return err
	}
	for name, values := range r.trailers() {
		header[name] = values
	}
	return nil
}

// trailers are the names that the provider announced, and behind the body's end their values.
func (r *Response) trailers() http.Header {
	if r.upstream == nil {
		return nil
	}
	return r.upstream.Trailer
}

func (r *Response) copyTo(w io.Writer, flusher http.Flusher) error {
	buffer := buffers.Get().(*[bufferSize]byte)
	defer buffers.Put(buffer)
	for {
		n, err := r.Body.Read(buffer[:])
		if n > 0 {
			if _, err := w.Write(buffer[:n]); err != nil {
				return err
			}
			if flusher != nil && err == nil {
				flusher.Flush()
			}
		}
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return err
		}
	}
}

// URL is the final address, redacted; empty when nothing was sent.
func (r *Response) URL() string {
	redactor := r.call.s.logs.Redactor()
	if redactor == nil {
		redactor = logs.NewRedactor()
	}
	return redactor.URL(r.call.hop.URL)
}
