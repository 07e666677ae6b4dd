package auth

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"net/http"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	v4 "github.com/aws/aws-sdk-go-v2/aws/signer/v4"

	"patchbay/app/catalog"
	"patchbay/app/fault"
	"patchbay/app/vault"
)

// AWSSigV4 are the temporary keys of an assumed role (providers-and-auth §4.13).
type AWSSigV4 struct {
	RoleARN         string
	ExternalID      string
	Region, Service string
	AccessKeyID     string
	SecretAccessKey vault.Secret
	SessionToken    vault.Secret
	Expires         time.Time
	Raw             vault.Secret
}

var _ Credentials = AWSSigV4{}

// Mode is AWS_SIGV4.
func (AWSSigV4) Mode() catalog.AuthMode { return catalog.AWSSigV4 }

// ExpiresAt is the session's end.
func (c AWSSigV4) ExpiresAt() time.Time { return c.Expires }

// Apply does nothing: the proof covers the whole request, see Authorize.
func (AWSSigV4) Apply(*http.Request) error { return nil }

// Secrets are the secret key and the session token.
func (c AWSSigV4) Secrets() []string {
	return append(secretsOf(c.SecretAccessKey, c.SessionToken), secretsInJSON(c.Raw)...)
}

// Fields are role_arn, external_id, region, service, access_key_id, secret_access_key, session_token, expires_at and raw.
func (c AWSSigV4) Fields() map[string]any {
	fields := map[string]any{"role_arn": c.RoleARN, "external_id": c.ExternalID, "region": c.Region, "service": c.Service, "access_key_id": c.AccessKeyID,
		"secret_access_key": c.SecretAccessKey.Reveal(), "session_token": c.SessionToken.Reveal()}
	if !c.Expires.IsZero() {
		fields["expires_at"] = formatTime(c.Expires)
	}
	if raw := objectOf(c.Raw); raw != nil {
		fields["raw"] = raw
	}
	return fields
}

// String hides the values.
func (c AWSSigV4) String() string { return describe(c.Mode()) }

// unsignedPayload stands for a body that only S3 lets go unsigned.
const unsignedPayload = "UNSIGNED-PAYLOAD"

// sign adds the headers of Signature Version 4.
func (c AWSSigV4) sign(r *http.Request, s Signing) error {
	if s.Streamed && c.Service != "s3" {
		return fault.New(fault.Invalid, "unsupported_auth", "A body of unknown length cannot be signed for AWS "+c.Service+".").WithHint("Send the body with a Content-Length, below the limit for bodies in memory.")
	}
	hash := payloadHash(s.Body)
	if s.Streamed {
		hash = unsignedPayload
	}
	return signAWS(r, c.keys(), hash, c.Service, c.Region, s.Now)
}

func (c AWSSigV4) keys() aws.Credentials {
	return aws.Credentials{AccessKeyID: c.AccessKeyID, SecretAccessKey: c.SecretAccessKey.Reveal(), SessionToken: c.SessionToken.Reveal()}
}

func payloadHash(body []byte) string {
	sum := sha256.Sum256(body)
	return hex.EncodeToString(sum[:])
}

// signAWS signs with AWS's own signer. Only S3 takes the path as it is.
func signAWS(r *http.Request, keys aws.Credentials, hash, service, region string, now time.Time) error {
	r.Header.Set("X-Amz-Content-Sha256", hash)
	signer := v4.NewSigner(func(o *v4.SignerOptions) { o.DisableURIPathEscaping = service == "s3" })
	if err := signer.SignHTTP(r.Context(), keys, r, hash, service, region, now.UTC()); err != nil {
		return fault.New(fault.Invalid, "unsupported_auth", "The request could not be signed for AWS.").WithCause(err)
	}
	return nil
}

// awsMode assumes the role, and assumes it again when the session ends.
type awsMode struct{}

func (awsMode) obtain(ctx context.Context, c *Client, e Entry) (Obtained, error) {
	own, err := c.awsTarget(e)
	if err != nil {
		return Obtained{}, err
	}
	got, err := c.assumeRole(ctx, e.TokenRequest, own)
	if err != nil {
		return Obtained{}, err
	}
	if err := c.callerIdentity(ctx, e.TokenRequest, got); err != nil {
		return Obtained{}, err
	}
	return Obtained{Credentials: got, Config: map[string]any{"role_arn": got.RoleARN, "external_id": got.ExternalID, "region": got.Region, "service": got.Service}}, nil
}

func (awsMode) renewable(_ *catalog.Provider, old Credentials) bool {
	return old.(AWSSigV4).RoleARN != ""
}

func (awsMode) renew(ctx context.Context, c *Client, r TokenRequest, old Credentials) (Obtained, error) {
	got, err := c.assumeRole(ctx, r, old.(AWSSigV4))
	return Obtained{Credentials: got}, err
}

type wireAWS struct {
	Type            catalog.AuthMode `json:"type"`
	RoleARN         string           `json:"role_arn"`
	Region          string           `json:"region"`
	Service         string           `json:"service"`
	AccessKeyID     string           `json:"access_key_id"`
	SecretAccessKey string           `json:"secret_access_key"`
	SessionToken    string           `json:"session_token"`
	ExpiresAt       string           `json:"expires_at,omitempty"`
	ExternalID      string           `json:"external_id,omitempty"`
	Raw             json.RawMessage  `json:"raw"`
}

func (awsMode) encode(c Credentials) any {
	v := c.(AWSSigV4)
	return wireAWS{Type: v.Mode(), RoleARN: v.RoleARN, Region: v.Region, Service: v.Service, AccessKeyID: v.AccessKeyID, SecretAccessKey: v.SecretAccessKey.Reveal(),
		SessionToken: v.SessionToken.Reveal(), ExpiresAt: formatTime(v.Expires), ExternalID: v.ExternalID, Raw: rawOf(v.Raw)}
}

func (awsMode) decode(written []byte) (Credentials, error) {
	var w wireAWS
	if err := json.Unmarshal(written, &w); err != nil {
		return nil, badCredentials(err)
	}
	expires, err := parseTime(w.ExpiresAt)
	if err != nil {
		return nil, badCredentials(err)
	}
	return AWSSigV4{RoleARN: w.RoleARN, Region: w.Region, Service: w.Service, AccessKeyID: w.AccessKeyID, SecretAccessKey: vault.Secret(w.SecretAccessKey),
		SessionToken: vault.Secret(w.SessionToken), Expires: expires, ExternalID: w.ExternalID, Raw: vault.Secret(w.Raw)}, nil
}
