package cli

import (
	"bytes"
	"net/http"
	"path/filepath"
	"strings"
	"testing"

	"patchbay/app/fault"
)

// What is wrong with an input is said field by field, also where the answer has a sentence of its own.
func TestAWrongFieldIsAlwaysNamed(t *testing.T) {
	t.Parallel()
	err := answerFault(http.StatusBadRequest, []byte(`{"error":{"code":"invalid_query_params","message":"The query is not what this route takes.",
		"errors":[{"code":"too_small","message":"Too small: expected number to be >=1","path":["limit"]}]}}`))
	if !strings.Contains(err.Error(), "limit: Too small") {
		t.Errorf("%q does not say what is wrong", err)
	}
}

func TestAHeaderThatHTTPForbidsIsTheUsersMistake(t *testing.T) {
	t.Parallel()
	for _, header := range []string{"A: b\r\nc: d", "A: b\x00", "A(b): c", "A b: c", "Content-Type: a\nb", "ä: b"} {
		command := requestCommand{Method: "GET", Connection: "a/b", Path: "/", Header: []string{header}}
		if _, err := command.build(t.Context(), http.NoBody); !fault.HasCode(err, "bad_header") {
			t.Errorf("%q: %v, want bad_header", header, err)
		}
	}
}

func TestCheckingProviderFilesThatAreNotThere(t *testing.T) {
	t.Parallel()
	var out, errs bytes.Buffer
	missing := filepath.Join(t.TempDir(), "acme.yaml")
	code := Run(t.Context(), []string{"providers", "check", missing}, Program{Stdout: &out, Stderr: &errs})
	if code != exitFailed || strings.Count(errs.String(), "\n") != 1 || !strings.Contains(errs.String(), missing+" cannot be read") {
		t.Errorf("code %d: %q", code, errs.String())
	}
}
