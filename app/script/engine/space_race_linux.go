//go:build race

package engine

// addressSpace is no limit here: the race detector maps a shadow of all memory.
const addressSpace = 1<<64 - 1
