//go:build !race

package app_test

// checksTypes says that this program has the type checker, which the race detector's build leaves out.
const checksTypes = true

// maxIdleMB bounds the memory of ten thousand idle connections.
const maxIdleMB = 300
