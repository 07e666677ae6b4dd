//go:build desktop || dev || bindings

package desktop

// Available says that this build has a window.
const Available = true
