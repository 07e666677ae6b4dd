package api

import (
	"net/http"
	"regexp"
	"strconv"

	"patchbay/app/fault"
)

var uuidForm = regexp.MustCompile(`^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$`)

// connectionHeaders reads the two headers that name a connection. The order is that of the issues, which differs by route.
func connectionHeaders(h http.Header, order ...string) (key, id string, issues []fault.Issue) {
	for _, name := range order {
		if h.Get(name) == "" {
			issues = append(issues, wrongType("string", missing{}, []string{name})...)
		}
	}
	return h.Get("Provider-Config-Key"), h.Get("Connection-Id"), issues
}

func headerBool(h http.Header, name string, issues []fault.Issue) (bool, []fault.Issue) {
	text := h.Get(name)
	if text == "" {
		return false, issues
	}
	value, ok := queryBool(text)
	if !ok {
		issues = append(issues, fault.Issue{Code: "invalid_value", Message: "Invalid input: expected boolean", Path: []string{name}})
	}
	return value, issues
}

func headerCount(h http.Header, name string, most int, issues []fault.Issue) (int, []fault.Issue) {
	text := h.Get(name)
	if text == "" {
		return 0, issues
	}
	n, err := strconv.Atoi(text)
	switch {
	case err != nil:
		issues = append(issues, wrongType("number", notANumber{}, []string{name})...)
	case n < 0:
		issues = append(issues, fault.Issue{Code: "too_small", Message: "Too small: expected number to be >=0", Path: []string{name}})
	case n > most:
		issues = append(issues, fault.Issue{Code: "too_big", Message: "Too big: expected number to be <=" + strconv.Itoa(most), Path: []string{name}})
	}
	return n, issues
}

func wrongHeaders(issues []fault.Issue) error {
	return fault.New(fault.Invalid, "invalid_headers", "The headers do not say which connection to use, or how.").WithIssues(issues...)
}
