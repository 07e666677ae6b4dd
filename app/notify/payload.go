package notify

import (
	"encoding/json"
	"net/http"
	"reflect"
	"strings"
	"time"

	"github.com/go-json-experiment/json/jsontext"

	"patchbay/app/connect"
	"patchbay/app/fault"
)

// encode is the text that is signed and sent: keys sorted at every level, no spaces, strings in their shortest form
// (RFC 8785). Whole numbers keep all their digits, because identifiers of providers may be longer than a double holds.
func encode(value any) ([]byte, error) {
	text, err := json.Marshal(value)
	if err != nil {
		return nil, fault.New(fault.Invalid, "invalid_payload", "The notification cannot be written as JSON.").WithCause(err)
	}
	body := jsontext.Value(text)
	if err := body.Canonicalize(jsontext.CanonicalizeRawInts(false), jsontext.AllowDuplicateNames(true), jsontext.AllowInvalidUTF8(true)); err != nil {
		return nil, fault.New(fault.Invalid, "invalid_payload", "The notification cannot be written as JSON.").WithCause(err)
	}
	return body, nil
}

// From is the sender that every body but a forwarded one names.
const From = "nango"

// Bodies gives the Go type of the body of each type of notification, for descriptions of what is sent. A forwarded webhook that
// belongs to no connection has none: its body is the provider's own.
func Bodies() map[Type]reflect.Type {
	return map[Type]reflect.Type{TypeAuth: reflect.TypeFor[authNotification](), TypeSync: reflect.TypeFor[syncNotification](),
		TypeAsyncAction: reflect.TypeFor[asyncActionNotification](), TypeForward: reflect.TypeFor[forwardNotification]()}
}

// authNotification is http-api §10.2.
type authNotification struct {
	AuthMode          string            `json:"authMode"`
	ConnectionID      string            `json:"connectionId"`
	EndUser           *notifiedUser     `json:"endUser,omitempty"`
	Environment       string            `json:"environment"`
	Error             *authFailure      `json:"error,omitempty"`
	From              string            `json:"from"`
	Operation         connect.Operation `json:"operation"`
	Provider          string            `json:"provider"`
	ProviderConfigKey string            `json:"providerConfigKey"`
	Success           bool              `json:"success"`
	Tags              map[string]string `json:"tags,omitzero"` // absent without a connection
	Type              Type              `json:"type"`
}

type notifiedUser struct {
	Email        string            `json:"endUserEmail,omitempty"`
	ID           string            `json:"endUserId"`
	Organization string            `json:"organizationId,omitempty"`
	Tags         map[string]string `json:"tags"`
}

type authFailure struct {
	Type        string `json:"type"`
	Description string `json:"description"`
}

// syncNotification is http-api §10.3. A failure has an error and two times in place of results.
type syncNotification struct {
	Checkpoints       *Checkpoints `json:"checkpoints,omitempty"`
	ConnectionID      string       `json:"connectionId"`
	Error             *RunError    `json:"error,omitempty"`
	FailedAt          string       `json:"failedAt,omitempty"`
	From              string       `json:"from"`
	Model             string       `json:"model"`
	ModifiedAfter     string       `json:"modifiedAfter"`
	ProviderConfigKey string       `json:"providerConfigKey"`
	QueryTimeStamp    string       `json:"queryTimeStamp"`
	ResponseResults   *Results     `json:"responseResults,omitempty"`
	StartedAt         string       `json:"startedAt,omitempty"`
	Success           bool         `json:"success"`
	SyncName          string       `json:"syncName"`
	SyncType          string       `json:"syncType"`
	SyncVariant       string       `json:"syncVariant"`
	Type              Type         `json:"type"`
}

// asyncActionNotification is http-api §10.4.
type asyncActionNotification struct {
	ConnectionID string `json:"connectionId"`
	From         string `json:"from"`
	Payload      struct {
		ID        string `json:"id"`
		StatusURL string `json:"statusUrl"`
	} `json:"payload"`
	ProviderConfigKey string `json:"providerConfigKey"`
	Type              Type   `json:"type"`
}

// forwardNotification is http-api §10.5.
type forwardNotification struct {
	ConnectionID      string          `json:"connectionId"`
	From              string          `json:"from"` // the provider
	Payload           json.RawMessage `json:"payload"`
	ProviderConfigKey string          `json:"providerConfigKey"`
	Type              Type            `json:"type"`
}

// instant is how the API writes times: UTC in milliseconds.
func instant(t time.Time) string { return t.UTC().Format("2006-01-02T15:04:05.000Z07:00") }

// simulatedHeader tells the backend that no provider sent what a notification comes of: Patchbay made it up.
const simulatedHeader = "X-Patchbay-Simulated"

// ownHeaders begin the names that a forwarded request does not keep: they belong to the connection it came over, to the
// machine that sent it, are written anew (http-api §10.5), or are not the sender's to claim.
var ownHeaders = []string{"host", "authorization", "connection", "keep-alive", "content-length", "content-type", "content-encoding", "cookie",
	"set-cookie", "referer", "user-agent", "sec-", "proxy-", "www-authenticate", "server", "x-patchbay-"}

// forwarded are the headers of an original request that go on.
func forwarded(original http.Header) http.Header {
	kept := http.Header{}
	for name, values := range original {
		if !startsWithAny(strings.ToLower(name), ownHeaders) {
			kept[http.CanonicalHeaderKey(name)] = values
		}
	}
	return kept
}

func startsWithAny(text string, prefixes []string) bool {
	for _, prefix := range prefixes {
		if strings.HasPrefix(text, prefix) {
			return true
		}
	}
	return false
}
