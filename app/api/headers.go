package api

import (
	"net/http"
	"regexp"
	"strconv"

	"patchbay/app/fault"
)

var uuidForm = regexp.MustCompile(`^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$`)

// headerRules are the rules of http-api §1.9 for the two headers.
var headerRules = map[string]*shape{"provider-config-key": paramRules["integration"], "connection-id": paramRules["connectionId"]}

// connectionHeaders reads and checks the two headers that name a connection. The order is that of the issues, which differs by route.
func connectionHeaders(h http.Header, order ...string) (key, id string, issues []fault.Issue) {
	for _, name := range order {
		if value := h.Get(name); value == "" {
			issues = append(issues, wrongType("string", missing{}, []string{name})...)
		} else {
			issues = append(issues, headerRules[name].check(value, []string{name})...)
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
		issues = append(issues, fault.Issue{Code: "invalid_value", Message: notTrueOrFalse, Path: []string{name}})
	}
	return value, issues
}

func headerCount(h http.Header, name string, most int, issues []fault.Issue) (int, []fault.Issue) {
	text := h.Get(name)
	if text == "" {
		return 0, issues
	}
	number, isNumber := queryNumber(text)
	n, err := strconv.Atoi(number.String())
	switch {
	case !isNumber:
		issues = append(issues, wrongType("number", notANumber{}, []string{name})...)
	case err != nil:
		issues = append(issues, issue("invalid_type", "Invalid input: expected int, received number", []string{name}))
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
