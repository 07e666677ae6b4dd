package providerscripts

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"net/http"
	"strconv"
	"strings"

	"patchbay/app/auth"
	"patchbay/app/connect"
	"patchbay/app/fault"
	"patchbay/app/logs"
	"patchbay/app/proxy"
	"patchbay/app/vault"
)

// maxAnswer caps what a script reads.
const maxAnswer = 4 << 20

// account is the connection that a script is about, and the way to ask its provider.
type account struct {
	proxy     *proxy.Service
	live      *connect.Live
	operation string
}

// question is one call to the provider.
type question struct {
	method   string // default GET
	base     string // in place of the provider's base address
	endpoint string
	body     any         // sent as JSON; nil: none
	header   http.Header // an Authorization replaces the connection's own
}

// ask makes the call and decodes the JSON answer; numbers keep their digits. An answer without a body is nil. A status
// beyond 2xx is a fault with the provider's own status.
func (a *account) ask(ctx context.Context, q question) (any, error) {
	r := &proxy.Request{EnvironmentID: a.live.Connection.EnvironmentID, Source: logs.SourceSystem, IntegrationKey: a.live.Connection.IntegrationKey,
		ConnectionID: a.live.Connection.ConnectionID, Method: q.method, Endpoint: q.endpoint, BaseURLOverride: q.base, Header: q.header.Clone(),
		KeepAuthorization: q.header["Authorization"] != nil, OperationID: a.operation}
	if r.Header == nil {
		r.Header = http.Header{}
	}
	if r.Method == "" {
		r.Method = http.MethodGet
	}
	if q.body != nil {
		body, err := json.Marshal(q.body)
		if err != nil {
			return nil, err
		}
		r.Body, r.ContentLength = bytes.NewReader(body), int64(len(body))
		r.Header.Set("Content-Type", "application/json")
	}
	res, err := a.proxy.Do(ctx, r)
	if err != nil {
		return nil, err
	}
	defer res.Body.Close()
	if res.Failure != nil {
		return nil, res.Failure
	}
	return a.read(q, res)
}

func (a *account) read(q question, res *proxy.Response) (any, error) {
	text, err := io.ReadAll(io.LimitReader(res.Body, maxAnswer))
	if err != nil {
		return nil, err
	}
	if res.Status/100 != 2 {
		path, _, _ := strings.Cut(q.endpoint, "?")
		if a.live.Provider.Key == "hubspot" && strings.HasPrefix(path, hubspotTokens) {
			path = hubspotTokens + "…" // the rest is the refresh token
		}
		return nil, fault.New(fault.Upstream, "provider_script_failed", a.live.Provider.DisplayName+" answered "+path+" with status "+strconv.Itoa(res.Status)+".").
			WithHint("The operation's log shows the answer. Check that the account may read it: a scope may be missing.").WithDetail(map[string]any{"status": res.Status})
	}
	if len(bytes.TrimSpace(text)) == 0 {
		return nil, nil
	}
	decoder := json.NewDecoder(bytes.NewReader(text))
	decoder.UseNumber()
	var answer any
	if err := decoder.Decode(&answer); err != nil {
		return nil, a.unexpected("JSON")
	}
	return answer, nil
}

// config is a text of the connection's config, "" when there is none.
func (a *account) config(name string) string {
	return text(a.live.Connection.Config[name])
}

// credential is a text of the credentials, "" when there is none.
func (a *account) credential(name string) string {
	return text(a.live.Credentials.Fields()[name])
}

// claims is what the connection's token says, where it is a JSON Web Token.
func (a *account) claims() map[string]any {
	token := a.credential("access_token")
	if token == "" {
		token = a.credential("token")
	}
	return auth.TokenClaims(vault.Secret(token))
}

// at follows a dotted path through objects and lists ("accounts.0.subdomain"); nil when it leads nowhere.
func at(value any, path string) any {
	for name := range strings.SplitSeq(path, ".") {
		switch v := value.(type) {
		case map[string]any:
			value = v[name]
		case []any:
			i, err := strconv.Atoi(name)
			if err != nil || i < 0 || i >= len(v) {
				return nil
			}
			value = v[i]
		default:
			return nil
		}
	}
	return value
}

// text is a text or a number as text, "" for anything else.
func text(value any) string {
	switch v := value.(type) {
	case string:
		return v
	case json.Number:
		return v.String()
	case float64:
		return strconv.FormatFloat(v, 'f', -1, 64)
	default:
		return ""
	}
}
