//go:build !linux

package sqlite

// networkDisk knows nothing of network file systems here; where they share no memory, Open refuses them.
func networkDisk(string) string { return "" }
