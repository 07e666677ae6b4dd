//go:build !linux

package app

// eraseInitial has nothing to do here: these systems have no file that shows a process's first environment.
func eraseInitial(_, _ string) {}
