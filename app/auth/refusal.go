package auth

import (
	"bytes"
	"strings"

	"patchbay/app/vault"
)

// Refusal is what a provider's answer says went wrong, in its own words, made fit to show.
type Refusal struct {
	Code, Description string // either may be empty
}

// RefusalIn reads the error out of an answer to a call of the provider's API, as token answers are read. It is empty
// when the answer is no JSON object or says nothing of an error. The secrets do not come back in it.
func RefusalIn(contentType string, body []byte, secrets ...vault.Secret) Refusal {
	object := answer{contentType: contentType, body: bytes.TrimPrefix(body, byteOrderMark)}.object()
	if object == nil {
		return Refusal{}
	}
	said, words := codeIn(object), errorIn(object).description
	if said.code == "error" {
		said.code = ""
	}
	return Refusal{Code: Words(said.code, secrets...), Description: Words(words, secrets...)}
}

// Quote is the words as the end of a sentence, " It says: …", or nothing.
func (r Refusal) Quote() string { return oauthError{code: r.Code, description: r.Description}.quote() }

// RefusedAnyway reports whether an answer whose status calls it a success is plainly a refusal: an object whose ok or
// success is false, or that holds an error and no data.
func RefusedAnyway(contentType string, body []byte) bool {
	object := answer{contentType: contentType, body: bytes.TrimPrefix(body, byteOrderMark)}.object()
	if object["ok"] == false || object["success"] == false {
		return true
	}
	return object["data"] == nil && (filled(object["error"]) || filled(object["errors"]))
}

// filled reports whether a member holds anything; zero is the code of no error.
func filled(value any) bool {
	switch v := value.(type) {
	case map[string]any:
		return len(v) > 0
	case []any:
		return len(v) > 0
	case nil:
		return false
	case bool:
		return v
	}
	written := strings.TrimSpace(text(value))
	return written != "" && written != "0"
}

// WebPage tells an HTML page by its content type or its beginning, and its title, which may be empty.
func WebPage(contentType string, body []byte) (title string, isPage bool) {
	head := bytes.ToLower(bytes.TrimSpace(bytes.TrimPrefix(body[:min(len(body), 512)], byteOrderMark)))
	isPage = strings.HasPrefix(strings.ToLower(contentType), "text/html") || bytes.HasPrefix(head, []byte("<!doctype html")) || bytes.HasPrefix(head, []byte("<html"))
	if !isPage {
		return "", false
	}
	return Words(titleOf(string(body))), true
}
