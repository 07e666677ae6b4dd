package vault

import (
	"fmt"
	"io"
	"log/slog"
)

// mask is what a secret looks like everywhere but where it is used.
const mask = "•••"

// Secret is text that prints as •••: with every verb of fmt, in JSON and in log records. Reading one from JSON gives the
// real text. It is no key for a map: encoding/json writes the keys of a map in clear.
type Secret string

// Reveal returns the real text.
func (s Secret) Reveal() string { return string(s) }

// String returns •••.
func (s Secret) String() string { return mask }

// GoString returns •••.
func (s Secret) GoString() string { return mask }

// Format writes ••• for every verb, %x and %q included.
func (s Secret) Format(f fmt.State, _ rune) { _, _ = io.WriteString(f, mask) }

// LogValue returns •••.
func (s Secret) LogValue() slog.Value { return slog.StringValue(mask) }

// MarshalJSON returns "•••".
func (s Secret) MarshalJSON() ([]byte, error) { return []byte(`"` + mask + `"`), nil }

// MarshalText returns •••; YAML and XML ask for it.
func (s Secret) MarshalText() ([]byte, error) { return []byte(mask), nil }
