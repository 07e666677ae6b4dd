package nango

import (
	"encoding/json"
	"fmt"
	"unicode/utf16"

	"github.com/tidwall/gjson"

	"patchbay/app/fault"
)

// The limits of a checkpoint (functions.md §3.9); prelude/checkpoint.ts holds what code saves to the same ones. Lengths are
// those of JavaScript, in UTF-16 units.
const (
	mostCheckpointKeys     = 16
	longestCheckpointKey   = 255
	longestCheckpointValue = 4000
)

// CheckCheckpoint says what is wrong with a checkpoint that somebody gives a dry run. Nothing and null are none. Fault:
// invalid_checkpoint.
func CheckCheckpoint(value json.RawMessage) error {
	if len(value) == 0 || string(value) == "null" {
		return nil
	}
	whole := gjson.ParseBytes(value)
	if !json.Valid(value) || !whole.IsObject() {
		return wrongCheckpoint("it is not an object")
	}
	members := whole.Map()
	if len(members) > mostCheckpointKeys {
		return wrongCheckpoint(fmt.Sprintf("it has %d keys, and at most %d are allowed", len(members), mostCheckpointKeys))
	}
	for name, member := range members {
		switch {
		case units(name) > longestCheckpointKey:
			return wrongCheckpoint(fmt.Sprintf("a key is longer than %d characters", longestCheckpointKey))
		case member.Type == gjson.String && units(member.Str) > longestCheckpointValue:
			return wrongCheckpoint(fmt.Sprintf("the text of %q is longer than %d characters", name, longestCheckpointValue))
		case member.Type == gjson.Null || member.Type == gjson.JSON:
			return wrongCheckpoint(fmt.Sprintf("%q must be a text, a number or a boolean", name))
		}
	}
	return nil
}

func units(text string) int { return len(utf16.Encode([]rune(text))) }

func wrongCheckpoint(reason string) error {
	return fault.New(fault.Invalid, "invalid_checkpoint", "The checkpoint cannot be one: "+reason+".").
		WithHint(`Write it like {"page":2,"since":"2026-01-31T00:00:00Z"}.`)
}
