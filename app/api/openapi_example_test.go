package api_test

import (
	"encoding/json"
	"testing"
	"testing/fstest"
)

func TestExamplesFitPatternsOfJavaScript(t *testing.T) {
	t.Parallel()
	st := newStack(t, stackOptions{})
	st.integration("acme", "private-api-basic", nil)
	action := func(input string) *fstest.MapFile {
		return &fstest.MapFile{Data: []byte("import { createAction } from 'nango';\nimport * as z from 'zod';\nexport default createAction({\n" +
			"    description: 'd', input: " + input + ", output: z.void(),\n    exec: async () => {}\n});\n")}
	}
	st.runFolder(fstest.MapFS{
		"index.ts":               {Data: []byte("import './acme/actions/invite.js';\nimport './acme/actions/odd.js';\n")},
		"acme/actions/invite.ts": action("z.object({ to: z.string().email(), in: z.iso.duration() })"),
		"acme/actions/odd.ts":    action("z.object({ code: z.string().regex(/^(?=.*q)(?=.*\\d).{9}$/) })"),
	})
	doc, _ := st.publicDocument()
	for name, want := range map[string]string{
		"invite": `{"action_name":"invite","input":{"in":"P1D","to":"ada@example.com"}}`,
		"odd":    `null`, // no text is found that has a q and a digit: none is better than a wrong one
	} {
		content := doc.Paths.Value("/action/trigger#acme/" + name).Post.RequestBody.Value.Content["application/json"]
		got, err := json.Marshal(content.Example)
		must(t, err)
		if string(got) != want {
			t.Errorf("the example of %s is %s, want %s", name, got, want)
		}
		if fixed := content.Schema.Value.Properties["action_name"].Value.Const; fixed != name {
			t.Errorf("%s is called as %v", name, fixed)
		}
	}
}
