//go:build !linux

package vault_test

import "context"

// children exist where there is a Secret Service to play with.
var children = map[string]func(context.Context) (any, error){}
