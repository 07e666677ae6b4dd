//go:build !bindings

package desktop

// Generating says that this is the real program, not Wails' binding generator.
const Generating = false
