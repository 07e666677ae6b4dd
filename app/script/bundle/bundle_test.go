package bundle_test

import (
	"testing"
	"testing/fstest"

	"patchbay/app/script/bundle"
)

// folder makes a project of path → text.
func folder(files map[string]string) fstest.MapFS {
	out := fstest.MapFS{}
	for name, text := range files {
		out[name] = &fstest.MapFile{Data: []byte(text)}
	}
	return out
}

// bundled bundles acme/syncs/s.ts of a folder that is in order.
func bundled(t *testing.T, files map[string]string) *bundle.Bundled {
	t.Helper()
	made, found := bundle.Function(t.Context(), bundle.NewSource(folder(files)), "acme/syncs/s.ts")
	if made == nil {
		t.Fatalf("no bundle: %+v", found)
	}
	return made
}

// syncWith is a sync whose exec holds the lines of body, which start at line 6; before it stands pre, on line 3, after it post,
// on the line behind exec.
func syncWith(pre, body, post string) string {
	return "import { createSync } from 'nango';\nimport { z } from 'zod';\n" + pre + "\n" +
		"const sync = createSync({ description: 'd', version: '1', frequency: 'every hour', models: { Item: z.object({ id: z.string() }) },\n    exec: async (nango) => {\n" +
		body + "\n    }\n});\n" + post + "\nexport default sync;\n"
}
