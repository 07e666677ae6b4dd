package providers_test

import (
	"bytes"
	"testing"
	"testing/fstest"

	"patchbay/app/catalog"
)

// A copy of an entry in the overlay folder must be that entry: every provider is written as a file and read again.
func TestEveryProviderSurvivesBeingWrittenAsAFile(t *testing.T) {
	t.Parallel()
	c := open(t)
	folder := fstest.MapFS{}
	for _, summary := range c.All() {
		p, _ := c.Get(summary.Key)
		text, err := catalog.Render(p)
		if err != nil {
			t.Fatalf("%s: %v", summary.Key, err)
		}
		folder[summary.Key+".yaml"] = &fstest.MapFile{Data: text}
	}
	index, problems, err := catalog.BuildIndex(folder)
	if err != nil {
		t.Fatal(err)
	}
	again, err := catalog.Open(index, "", nil)
	if err != nil {
		t.Fatal(err)
	}
	if len(problems) != 1 { // the warning that a file itself has
		t.Errorf("problems: %v", problems)
	}
	for _, summary := range c.All() {
		p, _ := c.Get(summary.Key)
		written, ok := again.Get(summary.Key)
		if !ok || !bytes.Equal(p.JSON(), written.JSON()) {
			t.Errorf("%s was\n%s\nand is\n%s", summary.Key, p.JSON(), folder[summary.Key+".yaml"].Data)
		}
	}
}
