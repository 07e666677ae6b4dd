package proxy

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"net/http"
	"net/url"
	"regexp"
	"strings"

	"patchbay/app/connect"
)

// scripts are the verifications that need more than a status (providers-and-auth §7.2). apple-calendar has none: what
// its check does is not known, so its credentials are taken as they come.
var scripts = map[string]probe{
	"apolloCredentialsVerification": {method: http.MethodGet, endpoint: "/v1/auth/health", accepts: func(status int, body []byte) bool {
		var answer struct {
			LoggedIn bool `json:"is_logged_in"`
		}
		return status/100 == 2 && json.Unmarshal(body, &answer) == nil && answer.LoggedIn
	}},
	"awsIamCredentialsVerification": {method: http.MethodGet, endpoint: "/?Action=GetCallerIdentity&Version=2011-06-15",
		override: "https://sts.amazonaws.com", facts: map[string]string{
			"authorization": "${awsSigV4(${credentials.username}, ${credentials.password}, ${connectionConfig.region}, sts, sts.amazonaws.com)}",
			"x-amz-date":    "${now:YYYYMMDDTHHmmss[Z]}",
		}},
	"azureDevopsCredentialsVerification": {method: http.MethodGet, endpoint: "/_apis/projects",
		accepts: func(status int, _ []byte) bool { return status == http.StatusOK }}, // a bad token gets 203 and a sign-in page
	"bitdefenderCredentialsVerification": {method: http.MethodPost, endpoint: "/v1.0/jsonrpc/general", header: jsonHeader,
		body: fixed(`{"jsonrpc":"2.0","method":"getApiKeyDetails","params":{},"id":"patchbay"}`)},
	"cdwCredentialsVerification": {method: http.MethodPost, endpoint: "/v1/customers/orders", header: jsonHeader, body: fixed(`{}`),
		accepts: func(status int, _ []byte) bool { return status/100 == 2 || status == http.StatusBadRequest }}, // key accepted, order refused
	"expensifyCredentialsVerification": {method: http.MethodPost, endpoint: "/ExpensifyIntegrations",
		header: http.Header{"Content-Type": {mediaForm}}, body: expensifyBody, accepts: expensifyAccepts},
	"lastpassCredentialsVerification": {method: http.MethodPost, endpoint: "/enterpriseapi.php", header: jsonHeader, body: lastpassBody,
		accepts: func(status int, body []byte) bool {
			return status/100 == 2 && !bytes.Contains(body, []byte("Authorization Error"))
		}},
	"pushpayChmsV1CredentialsVerification": {method: http.MethodGet, endpoint: "/api.php?srv=api_status",
		header: http.Header{"Accept": {"application/xml"}}, accepts: pushpayAccepts},
	"skioCredentialsVerification": {method: http.MethodPost, endpoint: "/v1/graphql", header: jsonHeader,
		body: fixed(`{"query":"query { Orders(limit: 1) { id } }"}`), accepts: skioAccepts},
	"snipeItCredentialsVerification": {method: http.MethodGet, endpoint: "/v1/users"}, // below the base's /api/
	"vantageApparelCredentialsVerification": {method: http.MethodPost, endpoint: "/CustomerLookupService.svc",
		header: http.Header{"Content-Type": {"text/xml; charset=utf-8"}, "Soapaction": {"getAccountsByEmail"}},
		body:   vantageBody, accepts: vantageAccepts},
}

var jsonHeader = http.Header{"Content-Type": {"application/json"}}

func fixed(text string) func(connect.Verification) (string, error) {
	return func(connect.Verification) (string, error) { return text, nil }
}

func value(v connect.Verification, name string) string {
	text, _ := v.Credentials.Fields()[name].(string)
	return text
}

func expensifyBody(v connect.Verification) (string, error) {
	job, err := json.Marshal(map[string]any{
		"type":          "get",
		"credentials":   map[string]string{"partnerUserID": value(v, "username"), "partnerUserSecret": value(v, "password")},
		"inputSettings": map[string]string{"type": "policyList"},
	})
	return url.Values{"requestJobDescription": {string(job)}}.Encode(), err
}

func expensifyAccepts(status int, body []byte) bool {
	var answer struct {
		Message string `json:"responseMessage"`
	}
	if json.Unmarshal(body, &answer) != nil {
		return status/100 == 2
	}
	return status/100 == 2 && !strings.Contains(answer.Message, "Authentication error")
}

func lastpassBody(v connect.Verification) (string, error) {
	text, err := json.Marshal(map[string]string{"cid": value(v, "username"), "provhash": value(v, "password"), "cmd": "getuserdata"})
	return string(text), err
}

func pushpayAccepts(status int, body []byte) bool {
	var answer struct {
		Error *struct{} `xml:"response>errors>error"`
		Alone *struct{} `xml:"response>error"`
	}
	return status/100 == 2 && xml.Unmarshal(body, &answer) == nil && answer.Error == nil && answer.Alone == nil
}

func skioAccepts(status int, body []byte) bool {
	var answer struct {
		Data struct {
			Orders json.RawMessage `json:"Orders"`
		} `json:"data"`
	}
	return status/100 == 2 && json.Unmarshal(body, &answer) == nil && bytes.HasPrefix(bytes.TrimSpace(answer.Data.Orders), []byte("["))
}

func vantageBody(v connect.Verification) (string, error) {
	var id, password bytes.Buffer
	if err := xml.EscapeText(&id, []byte(value(v, "username"))); err != nil {
		return "", err
	}
	if err := xml.EscapeText(&password, []byte(value(v, "password"))); err != nil {
		return "", err
	}
	return `<?xml version="1.0" encoding="utf-8"?><soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/"><soapenv:Body>` +
		`<getAccountsByEmail><id>` + id.String() + `</id><password>` + password.String() + `</password><email>nobody@example.invalid</email>` +
		`</getAccountsByEmail></soapenv:Body></soapenv:Envelope>`, nil
}

var vantageRefused = regexp.MustCompile(`>\s*105\s*<`)

// vantageAccepts: the service answers 200 or a fault either way; a refusal has code 105 and speaks of authentication.
func vantageAccepts(_ int, body []byte) bool {
	return len(body) > 0 && !(vantageRefused.Match(body) && bytes.Contains(bytes.ToLower(body), []byte("authentication")))
}
