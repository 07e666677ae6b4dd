package auth

import (
	"encoding/base64"
	"io"

	"golang.org/x/oauth2"

	"patchbay/app/fault"
)

// NewVerifier makes a PKCE code verifier: 256 bits as 43 characters (RFC 7636 §4.1, §7.1).
func (c *Client) NewVerifier() (string, error) { return c.random() }

// NewState makes a state value: 256 bits as 43 characters (RFC 6749 §10.10 asks for 128).
func (c *Client) NewState() (string, error) { return c.random() }

func (c *Client) random() (string, error) {
	var bits [32]byte
	if _, err := io.ReadFull(c.rand, bits[:]); err != nil {
		return "", fault.New(fault.Internal, "server_error", "The system gives no random numbers, so no login can start.").WithCause(err)
	}
	return base64.RawURLEncoding.EncodeToString(bits[:]), nil
}

// challenge is the S256 form of a verifier; plain is never sent.
func challenge(verifier string) string { return oauth2.S256ChallengeFromVerifier(verifier) }
