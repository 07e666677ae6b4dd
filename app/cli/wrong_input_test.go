package cli

import (
	"net/http"
	"strings"
	"testing"
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
