package functions

import (
	"strconv"
	"strings"

	"patchbay/app/compile"
)

// nextVersion is the version that a function gets (functions.md §7.6): the given one as it is; without one the previous
// version, one higher when the bundle changed. On-event functions are always numbered here.
func nextVersion(f *compile.Function, old *Function) string {
	if f.Type != compile.OnEvent && f.Version != "" {
		return f.Version
	}
	switch {
	case old == nil && f.Type == compile.OnEvent:
		return "0.0.1"
	case old == nil:
		return "1"
	case old.Server == f.Server:
		return old.Version
	default:
		return increment(old.Version)
	}
}

// increment counts an integer, or the last part of a version with dots, one up. Anything else starts at 1.
func increment(version string) string {
	at := strings.LastIndexByte(version, '.') + 1
	n, err := strconv.ParseUint(version[at:], 10, 63)
	if err != nil {
		return "1"
	}
	return version[:at] + strconv.FormatUint(n+1, 10)
}
