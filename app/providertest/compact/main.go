// Command compact makes facts.jsonl of package providertest out of the full table of provider facts: one line a
// provider, without prose, links, scopes, webhooks, retry rules and pagination.
//
//	go run ./app/providertest/compact < full.jsonl > app/providertest/facts.jsonl
package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"os"
)

// kept are the fields that a login, a refresh or a call depends on.
var kept = []string{
	"key", "alias_of", "auth_mode", "auth_type", "authorization_url", "authorization_params", "authorization_url_skip_encode", "authorization_url_skip_empty",
	"authorization_url_fragment", "authorization_url_replacements", "authorization_code_param_in_callback", "authorization_method",
	"token_request_auth_method", "body_format", "token_url", "token_params", "token_headers", "token_request_method", "token_response",
	"token_response_headers", "token_expires_in_ms", "token_expiration_buffer", "expires_in_unit", "additional_steps", "assertion", "assertion_option",
	"signature", "token", "refresh_params", "refresh_url", "refresh_token_params", "refresh_token_headers", "scope_separator", "default_scopes",
	"disable_pkce", "alternate_access_token_response_path", "token_response_metadata", "redirect_uri_metadata", "webhook_response_metadata", "request_url",
	"request_params", "signature_method", "installation", "client_registration", "registration_url", "registration_params", "require_client_certificate",
	"credentials", "connection_config", "integration_config", "proxy", "post_connection_script", "credentials_verification_script",
	"pre_connection_deletion_script",
}

// keptOfProxy are the fields of proxy that shape a request.
var keptOfProxy = []string{"base_url", "headers", "query", "body", "verification", "forward_headers_on_redirect"}

func main() {
	if err := compact(os.Stdin, os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func compact(in io.Reader, out io.Writer) error {
	lines := bufio.NewScanner(in)
	lines.Buffer(nil, 1<<20)
	encoder := json.NewEncoder(out)
	encoder.SetEscapeHTML(false)
	for lines.Scan() {
		var full map[string]json.RawMessage
		if err := json.Unmarshal(lines.Bytes(), &full); err != nil {
			return err
		}
		line := pick(full, kept)
		if raw, ok := line["proxy"]; ok {
			var proxy map[string]json.RawMessage
			if err := json.Unmarshal(raw, &proxy); err != nil {
				return err
			}
			short, err := json.Marshal(pick(proxy, keptOfProxy))
			if err != nil {
				return err
			}
			line["proxy"] = short
		}
		if err := encoder.Encode(line); err != nil {
			return err
		}
	}
	return lines.Err()
}

func pick(from map[string]json.RawMessage, names []string) map[string]json.RawMessage {
	out := map[string]json.RawMessage{}
	for _, name := range names {
		if value, ok := from[name]; ok {
			out[name] = value
		}
	}
	return out
}
