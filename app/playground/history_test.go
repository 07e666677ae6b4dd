package playground_test

import (
	"slices"
	"strings"
	"testing"

	"patchbay/app/groundtest"
	"patchbay/app/playground"
)

// ids lists what a history holds, newest first.
func ids(t *testing.T, h *playground.History, g *groundtest.Ground) []string {
	t.Helper()
	items, err := h.List(t.Context(), g.Environment, playground.Limit)
	if err != nil {
		t.Fatal(err)
	}
	list := []string{}
	for _, item := range items {
		list = append(list, item.OperationID)
	}
	return list
}

func send(t *testing.T, h *playground.History, g *groundtest.Ground, id string) {
	t.Helper()
	if err := h.Save(t.Context(), g.Environment, h.Add(g.Environment, playground.HistoryItem{OperationID: id})); err != nil {
		t.Fatal(err)
	}
}

func TestTheHistoryIsReadAgainAfterARestart(t *testing.T) {
	t.Parallel()
	g := groundtest.Open(t, groundtest.Options{})
	t.Cleanup(g.Close)
	first := playground.NewHistory(g.DB, g.Vault)
	send(t, first, g, "a")
	send(t, first, g, "b")
	second := playground.NewHistory(g.DB, g.Vault)
	send(t, second, g, "c")
	if got := ids(t, second, g); !slices.Equal(got, []string{"c", "b", "a"}) {
		t.Errorf("after a restart: %v", got)
	}
	if err := second.Clear(t.Context(), g.Environment); err != nil {
		t.Fatal(err)
	}
	if got := append(ids(t, second, g), ids(t, playground.NewHistory(g.DB, g.Vault), g)...); len(got) != 0 {
		t.Errorf("after clearing: %v", got)
	}
}

// Who clears the history while an answer is on its way does not find the request afterwards.
func TestARequestThatWasClearedIsNotWritten(t *testing.T) {
	t.Parallel()
	g := groundtest.Open(t, groundtest.Options{})
	t.Cleanup(g.Close)
	h := playground.NewHistory(g.DB, g.Vault)
	item := h.Add(g.Environment, playground.HistoryItem{OperationID: "a"})
	if err := h.Clear(t.Context(), g.Environment); err != nil {
		t.Fatal(err)
	}
	if err := h.Save(t.Context(), g.Environment, item); err != nil {
		t.Fatal(err)
	}
	if got := ids(t, playground.NewHistory(g.DB, g.Vault), g); len(got) != 0 {
		t.Errorf("written: %v", got)
	}
}

func TestALargeBodyIsCutBetweenCharacters(t *testing.T) {
	t.Parallel()
	g := groundtest.Open(t, groundtest.Options{})
	t.Cleanup(g.Close)
	for _, body := range []string{strings.Repeat("é", 40<<10), "x" + strings.Repeat("é", 40<<10), strings.Repeat("€", 30<<10)} {
		item := playground.NewHistory(g.DB, g.Vault).Add(g.Environment, playground.HistoryItem{OperationID: "a", Body: &body})
		if kept := *item.Body; !item.BodyTruncated || len(kept) > 64<<10 || len(kept) < 64<<10-3 || !strings.HasPrefix(body, kept) || strings.ToValidUTF8(kept, "") != kept {
			t.Errorf("%d bytes kept, truncated %v", len(kept), item.BodyTruncated)
		}
	}
}
