package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"
	"testing"

	"go.uber.org/goleak"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

func request(t *testing.T, ctx context.Context, body string) *http.Request {
	t.Helper()
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, origin+"/a%2Fb?c=d", strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	return req
}

func TestAnAnswerStreamsWhileTheHandlerStillRuns(t *testing.T) {
	t.Parallel()
	goOn := make(chan struct{})
	transport := handlerTransport{http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		in, _ := io.ReadAll(r.Body)
		w.Header().Set("X-Seen", r.RequestURI+" "+string(in))
		w.WriteHeader(http.StatusTeapot)
		w.Header().Set("X-Late", "not sent")
		fmt.Fprint(w, "first ")
		<-goOn
		fmt.Fprint(w, "second")
	})}
	resp, err := transport.RoundTrip(request(t, t.Context(), "hello"))
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusTeapot || resp.Header.Get("X-Seen") != "/a%2Fb?c=d hello" || resp.Header.Get("X-Late") != "" {
		t.Errorf("answer %d %v", resp.StatusCode, resp.Header)
	}
	part := make([]byte, len("first "))
	if _, err := io.ReadFull(resp.Body, part); err != nil || string(part) != "first " {
		t.Fatalf("%q, %v", part, err)
	}
	close(goOn)
	if rest, err := io.ReadAll(resp.Body); err != nil || string(rest) != "second" {
		t.Errorf("%q, %v", rest, err)
	}
}

func TestAHandlerThatWritesNothingAnswers200(t *testing.T) {
	t.Parallel()
	resp, err := handlerTransport{http.HandlerFunc(func(http.ResponseWriter, *http.Request) {})}.RoundTrip(request(t, t.Context(), ""))
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	if body, err := io.ReadAll(resp.Body); resp.StatusCode != http.StatusOK || len(body) != 0 || err != nil {
		t.Errorf("%d %q %v", resp.StatusCode, body, err)
	}
}

func TestAPanicIsAnErrorAndNotTheEndOfTheProcess(t *testing.T) {
	t.Parallel()
	before := handlerTransport{http.HandlerFunc(func(http.ResponseWriter, *http.Request) { panic("early") })}
	if _, err := before.RoundTrip(request(t, t.Context(), "")); !errors.Is(err, errHandlerPanicked) { //nolint:bodyclose // there is none
		t.Errorf("before the answer: %v", err)
	}
	amid := handlerTransport{http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.WriteHeader(http.StatusOK)
		panic("late")
	})}
	resp, err := amid.RoundTrip(request(t, t.Context(), ""))
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	if _, err := io.ReadAll(resp.Body); !errors.Is(err, errHandlerPanicked) {
		t.Errorf("in the middle: %v", err)
	}
}

func TestEitherSideCanEndARequest(t *testing.T) {
	t.Parallel()
	ctx, cancel := context.WithCancel(t.Context())
	entered, left := make(chan struct{}), make(chan error, 1)
	waiting := handlerTransport{http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		close(entered)
		<-r.Context().Done()
		left <- r.Context().Err()
	})}
	go func() { <-entered; cancel() }()
	if _, err := waiting.RoundTrip(request(t, ctx, "")); !errors.Is(err, context.Canceled) { //nolint:bodyclose // there is none
		t.Errorf("RoundTrip = %v, want canceled", err)
	}
	<-left

	writing := handlerTransport{http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		for {
			if _, err := fmt.Fprint(w, "more"); err != nil {
				left <- err
				return
			}
		}
	})}
	resp, err := writing.RoundTrip(request(t, t.Context(), ""))
	if err != nil {
		t.Fatal(err)
	}
	resp.Body.Close()
	if err := <-left; !errors.Is(err, io.ErrClosedPipe) {
		t.Errorf("the handler's write = %v, want a closed pipe", err)
	}
}
