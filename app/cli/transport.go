package cli

import (
	"errors"
	"io"
	"net/http"
	"strconv"
	"sync"
)

// handlerTransport is an http.RoundTripper that calls a handler in this process. Answers stream: RoundTrip
// returns at the first byte, and the body ends when the handler does.
type handlerTransport struct{ handler http.Handler }

// errHandlerPanicked stands for an answer that broke off because the handler panicked.
var errHandlerPanicked = errors.New("the handler panicked")

// RoundTrip implements http.RoundTripper. Closing the answer's body makes the handler's next write fail.
func (t handlerTransport) RoundTrip(req *http.Request) (*http.Response, error) {
	reader, writer := io.Pipe()
	w := &pipeWriter{header: http.Header{}, body: writer, started: make(chan struct{})}
	inner := req.Clone(req.Context())
	if inner.Body == nil {
		inner.Body = http.NoBody
	}
	inner.RequestURI = inner.URL.RequestURI()
	inner.Host = inner.URL.Host
	inner.RemoteAddr = "127.0.0.1:0"
	go func() {
		defer inner.Body.Close()
		defer func() {
			if recover() != nil {
				w.fail(errHandlerPanicked)
				return
			}
			w.WriteHeader(http.StatusOK)
			_ = writer.Close() // a pipe's Close never fails
		}()
		t.handler.ServeHTTP(w, inner)
	}()
	select {
	case <-w.started:
	case <-req.Context().Done():
		_ = reader.Close()
		return nil, req.Context().Err()
	}
	if w.broken != nil {
		return nil, w.broken
	}
	return &http.Response{
		Status: strconv.Itoa(w.status) + " " + http.StatusText(w.status), StatusCode: w.status,
		Proto: "HTTP/1.1", ProtoMajor: 1, ProtoMinor: 1,
		Header: w.sent, Body: reader, ContentLength: -1, Request: req,
	}, nil
}

// pipeWriter is the http.ResponseWriter of a handlerTransport.
type pipeWriter struct {
	header http.Header
	body   *io.PipeWriter

	once    sync.Once
	started chan struct{} // closed when status and sent, or broken, are set
	status  int
	sent    http.Header
	broken  error
}

func (w *pipeWriter) Header() http.Header { return w.header }

func (w *pipeWriter) WriteHeader(status int) {
	if status >= 100 && status < 200 {
		return // informational answers have no place here
	}
	w.once.Do(func() {
		w.status, w.sent = status, w.header.Clone()
		close(w.started)
	})
}

func (w *pipeWriter) Write(p []byte) (int, error) {
	w.WriteHeader(http.StatusOK)
	return w.body.Write(p)
}

// Flush implements http.Flusher; a pipe holds nothing back.
func (w *pipeWriter) Flush() { w.WriteHeader(http.StatusOK) }

func (w *pipeWriter) fail(err error) {
	w.once.Do(func() {
		w.broken = err
		close(w.started)
	})
	_ = w.body.CloseWithError(err) // never fails
}
