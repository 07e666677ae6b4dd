//go:build bindings

package desktop

// Generating says that Wails runs this program only to read the types of Bridge: nothing may be opened.
const Generating = true
