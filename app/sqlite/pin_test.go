package sqlite_test

import (
	"os"
	"os/exec"
	"regexp"
	"strings"
	"testing"
)

// The SQLite module works only with exactly the C library module that its own go.mod names.
func TestLibcIsTheOneSQLiteWasMadeWith(t *testing.T) {
	t.Parallel()
	list := func(format, module string) string {
		out, err := exec.CommandContext(t.Context(), "go", "list", "-m", "-f", format, module).Output()
		if err != nil {
			t.Fatal(err)
		}
		return strings.TrimSpace(string(out))
	}
	theirs, err := os.ReadFile(list("{{.GoMod}}", "modernc.org/sqlite"))
	if err != nil {
		t.Fatal(err)
	}
	found := regexp.MustCompile(`modernc\.org/libc (v\S+)`).FindSubmatch(theirs)
	if found == nil {
		t.Fatal("the go.mod of modernc.org/sqlite names no libc")
	}
	if ours := list("{{.Version}}", "modernc.org/libc"); ours != string(found[1]) {
		t.Errorf("modernc.org/libc is %s here; modernc.org/sqlite was made with %s: go get modernc.org/libc@%[2]s", ours, found[1])
	}
}
