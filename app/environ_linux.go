package app

import (
	"bytes"
	"os"
	"strconv"
	"strings"
)

// eraseInitial blanks a variable in the memory that the kernel shows as /proc/PID/environ: Unsetenv only changes
// Go's own copy. It does what it can; a kernel that refuses leaves the block readable for this user alone.
func eraseInitial(name, value string) {
	start, end, ok := environBlock()
	if !ok || value == "" {
		return
	}
	memory, err := os.OpenFile("/proc/self/mem", os.O_RDWR, 0)
	if err != nil {
		return
	}
	defer memory.Close()
	block := make([]byte, end-start)
	if _, err := memory.ReadAt(block, start); err != nil {
		return
	}
	entry := []byte(name + "=" + value)
	if at := bytes.Index(block, entry); at >= 0 {
		_, _ = memory.WriteAt(bytes.Repeat([]byte{0}, len(entry)), start+int64(at)) // best effort, see above
	}
}

// environBlock finds the block's addresses: fields 50 and 51 of /proc/self/stat (proc(5)).
func environBlock() (start, end int64, ok bool) {
	raw, err := os.ReadFile("/proc/self/stat")
	if err != nil {
		return 0, 0, false
	}
	// The second field is the program's name in parentheses and may hold blanks.
	_, rest, _ := strings.Cut(string(raw), ") ")
	fields := strings.Fields(rest)
	const third = 3 // the number of the first field behind the name
	if len(fields) <= 51-third {
		return 0, 0, false
	}
	start, err1 := strconv.ParseInt(fields[50-third], 10, 64)
	end, err2 := strconv.ParseInt(fields[51-third], 10, 64)
	return start, end, err1 == nil && err2 == nil && start > 0 && end > start
}
