package sqlite

import "syscall"

// networkDisk names the network file system that holds the folder, "" for a local one. The numbers are the kernel's
// (include/uapi/linux/magic.h).
func networkDisk(path string) string {
	var stat syscall.Statfs_t
	if syscall.Statfs(path, &stat) != nil {
		return ""
	}
	switch uint32(stat.Type) { // they have 32 bits
	case 0x6969:
		return "NFS"
	case 0xFF534D42, 0xFE534D42, 0x517B:
		return "SMB"
	case 0x01021997:
		return "9P"
	case 0x5346414F:
		return "AFS"
	case 0x00C36400:
		return "Ceph"
	}
	return ""
}
