package providertest_test

import (
	"os"
	"slices"
	"strings"
	"testing"

	"patchbay/app/providertest"
)

func TestZZOnly(t *testing.T) {
	table, err := providertest.Table()
	must(t, err)
	st := newStack(t)
	for _, f := range table {
		if slices.Contains(strings.Fields(os.Getenv("ONLY")), f.Key) || slices.Contains(strings.Fields(os.Getenv("ONLY")), f.AuthMode) {
			if p := st.walk(f); len(p) > 0 {
				t.Errorf("%s: %s", f.Key, strings.Join(p, "\n  "))
			} else {
				t.Log(f.Key, "ok")
			}
		}
	}
}
