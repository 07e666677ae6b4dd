package auth

import (
	"net/http"
	"net/url"
	"regexp"
	"strings"
)

// How OAuth 1.0a servers say what is wrong: in the body, in the challenge, or in the address that the browser comes back
// with (oauth.pbworks.com/ProblemReporting).
const (
	oauthProblem  = "oauth_problem"
	problemAdvice = "oauth_problem_advice"
)

// problemOf reads the problem of an answer; its code is empty when there is none. Object is the body, read; nil: unreadable.
func problemOf(a answer, object map[string]any) oauthError {
	if code := text(object[oauthProblem]); code != "" {
		return oauthError{code: code, description: text(object[problemAdvice])}
	}
	if a.status != http.StatusUnauthorized && a.status != http.StatusBadRequest {
		return oauthError{}
	}
	for _, challenge := range a.header.Values("WWW-Authenticate") {
		if scheme, rest, _ := strings.Cut(challenge, " "); strings.EqualFold(scheme, "OAuth") {
			given := oauth1Parameters(rest)
			return oauthError{code: given[oauthProblem], description: given[problemAdvice]}
		}
	}
	return oauthError{}
}

// parameter is one name with a quoted value of a challenge; values are percent-encoded (RFC 5849 §3.5.1).
var parameter = regexp.MustCompile(`([A-Za-z_]+)="([^"]*)"`)

func oauth1Parameters(challenge string) map[string]string {
	given := map[string]string{}
	for _, found := range parameter.FindAllStringSubmatch(challenge, -1) {
		if value, err := url.PathUnescape(found[2]); err == nil {
			given[found[1]] = value
		}
	}
	return given
}
