//go:build !linux

package script_test

// parent is the program of a test that only Linux has.
func parent() {}
