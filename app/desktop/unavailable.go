//go:build !desktop && !dev && !bindings

package desktop

// Available says that this build has no window: it needs neither cgo nor GTK.
const Available = false
