package records_test

import (
	"testing"

	"patchbay/app/records"
)

func TestStoredModel(t *testing.T) {
	t.Parallel()
	for _, row := range []struct{ model, variant, stored string }{
		{"Issue", "", "Issue"},
		{"Issue", "base", "Issue"},
		{"Issue", "eu", "Issue::eu"},
	} {
		stored := records.StoredModel(row.model, row.variant)
		if stored != row.stored {
			t.Errorf("%s in %q is kept as %s, want %s", row.model, row.variant, stored, row.stored)
		}
		wanted := row.variant
		if wanted == "" {
			wanted = records.BaseVariant
		}
		if model, variant := records.SplitModel(stored); model != row.model || variant != wanted {
			t.Errorf("%s is told as %s in %s, want %s in %s", stored, model, variant, row.model, wanted)
		}
	}
}
