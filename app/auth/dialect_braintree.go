package auth

import (
	"encoding/json"
	"net/http"
	"strings"

	"patchbay/app/fault"
)

// braintreeHosts are the addresses of Braintree's two environments, by the name that its client ids carry:
// client_id$sandbox$…, client_id$production$….
var braintreeHosts = map[string]string{"production": "api.braintreegateway.com", "sandbox": "api.sandbox.braintreegateway.com"}

// arrangeBraintree asks in version 6 of the gateway, at the environment that the client belongs to.
func arrangeBraintree(_ *Client, k *call) error {
	own, known := braintreeEnvironment(k.App.ClientID)
	other, _ := braintreeEnvironment(k.App.ClientSecret.Reveal())
	if known && other != "" && own != other {
		return fault.New(fault.Invalid, "provider_config_err", "The client id belongs to Braintree's "+own+" environment, the client secret to "+other+".").
			WithHint("Take both from the same page of Braintree's control panel.")
	}
	if host, ok := braintreeHosts[own]; ok && (k.url.Host == braintreeHosts["production"] || k.url.Host == braintreeHosts["sandbox"]) {
		address := *k.url
		address.Host = host
		k.url = &address
	}
	k.header.Set("X-Apiversion", "6")
	k.sign = func(r *http.Request, _ []byte) error {
		r.Header.Set("Accept", "application/xml")
		return nil
	}
	return nil
}

// braintreeEnvironment reads the environment out of a client id or secret.
func braintreeEnvironment(value string) (string, bool) {
	parts := strings.Split(value, "$")
	if len(parts) != 3 {
		return "", false
	}
	return parts[1], true
}

// readBraintree turns the gateway's XML into the usual members. Errors come as api-error-response with a message.
func readBraintree(a answer) answer {
	document, err := readXML(a.body)
	if err != nil {
		return a
	}
	object := map[string]any{}
	if problem, failed := document["api-error-response"].(map[string]any); failed {
		object["error"], object["error_description"] = "invalid_request", text(problem["message"])
	}
	if found, ok := document["credentials"].(map[string]any); ok {
		for name, value := range found {
			object[strings.ReplaceAll(name, "-", "_")] = value
		}
	}
	body, err := json.Marshal(object)
	if err != nil || len(object) == 0 {
		return a
	}
	a.body, a.contentType = body, "application/json"
	return a
}
