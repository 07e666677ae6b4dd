package auth

import (
	"context"
	"net/http"
	"time"

	"patchbay/app/catalog"
)

// None is for APIs that ask for nothing.
type None struct{}

var _ Credentials = None{}

// Mode is NONE.
func (None) Mode() catalog.AuthMode { return catalog.None }

// ExpiresAt is never.
func (None) ExpiresAt() time.Time { return time.Time{} }

// Apply leaves the request alone.
func (None) Apply(*http.Request) error { return nil }

// Secrets is empty.
func (None) Secrets() []string { return nil }

// Fields is empty.
func (None) Fields() map[string]any { return map[string]any{} }

// noneMode has nothing to keep.
type noneMode struct{}

func (noneMode) obtain(context.Context, *Client, Entry) (Obtained, error) {
	return Obtained{Credentials: None{}}, nil
}

func (noneMode) encode(Credentials) any { return struct{}{} }

func (noneMode) decode([]byte) (Credentials, error) { return None{}, nil }
