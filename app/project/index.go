package project

import (
	"fmt"
	"os"
	"strings"

	"patchbay/app/compile"
	"patchbay/app/fault"
)

const indexFile = "index.ts"

// folderOf is where functions of a type live; deploy looks nowhere else (functions.md §1.1).
var folderOf = map[compile.Type]string{compile.Sync: "syncs", compile.Action: "actions", compile.OnEvent: "on-events"}

// NewFunction writes a small function that compiles and adds it to index.ts. Faults: file_exists, unknown_type.
func (s *Service) NewFunction(integration, name string, t compile.Type) (Text, error) {
	f, err := s.current()
	if err != nil {
		return Text{}, err
	}
	return newFunction(f.root, integration, name, t)
}

func newFunction(root *os.Root, integration, name string, t compile.Type) (Text, error) {
	text, known := skeletons[t]
	if !known {
		return Text{}, fault.New(fault.Invalid, "unknown_type", `A function is a "sync", an "action" or an "on-event".`)
	}
	file := fmt.Sprintf("%s/%s/%s.ts", integration, folderOf[t], name)
	if err := checkPath(file); err != nil {
		return Text{}, err
	}
	if err := unchanged(root, file, ""); err != nil {
		return Text{}, err
	}
	if err := writeFile(root, file, []byte(text)); err != nil {
		return Text{}, err
	}
	if err := addImports(root, file); err != nil {
		return Text{}, err
	}
	return Text{Path: file, Text: text, Hash: hashOf([]byte(text))}, nil
}

// importOf is the line of index.ts that makes a file a function.
func importOf(file string) string {
	return fmt.Sprintf("import './%s.js';", strings.TrimSuffix(file, ".ts"))
}

// addImports adds the files to index.ts, each once.
func addImports(root *os.Root, files ...string) error {
	data, err := root.ReadFile(indexFile)
	if err != nil {
		return fault.New(fault.Conflict, "no_index", "The project has no index.ts.").WithCause(err)
	}
	text := string(data)
	for _, file := range files {
		if strings.Contains(text, strings.TrimSuffix(importOf(file), ";")) {
			continue
		}
		if text != "" && !strings.HasSuffix(text, "\n") {
			text += "\n"
		}
		text += importOf(file) + "\n"
	}
	if text == string(data) {
		return nil
	}
	return writeFile(root, indexFile, []byte(text))
}

// dropImport removes the file's line from index.ts, if it has one.
func dropImport(root *os.Root, file string) error {
	data, err := root.ReadFile(indexFile)
	if err != nil {
		return nil //nolint:nilerr // without an index there is no line to remove
	}
	var kept []string
	for line := range strings.SplitSeq(string(data), "\n") {
		if strings.TrimSuffix(strings.TrimSpace(line), ";") != strings.TrimSuffix(importOf(file), ";") {
			kept = append(kept, line)
		}
	}
	text := strings.Join(kept, "\n")
	if text == string(data) {
		return nil
	}
	return writeFile(root, indexFile, []byte(text))
}

// skeletons are the starting texts of new functions. Each compiles and type-checks as it is.
var skeletons = map[compile.Type]string{
	compile.Sync: `import { createSync } from 'nango';
import { z } from 'zod';

const Item = z.object({
    id: z.string(),
    name: z.string()
});

const sync = createSync({
    description: 'Describe what this sync keeps up to date',
    version: '1.0.0',
    frequency: 'every hour',
    autoStart: true,
    models: { Item },
    exec: async (nango) => {
        for await (const page of nango.paginate<{ id: string; name: string }>({ endpoint: '/items', retries: 3 })) {
            await nango.batchSave(
                page.map((item) => ({ id: item.id, name: item.name })),
                'Item'
            );
        }
    }
});

export type NangoSyncLocal = Parameters<(typeof sync)['exec']>[0];
export default sync;
`,
	compile.Action: `import { createAction } from 'nango';
import { z } from 'zod';

const action = createAction({
    description: 'Describe what this action does',
    version: '1.0.0',
    input: z.object({ id: z.string() }),
    output: z.object({ name: z.string() }),
    exec: async (nango, input) => {
        const response = await nango.get<{ name: string }>({ endpoint: ` + "`/items/${encodeURIComponent(input.id)}`" + `, retries: 3 });
        return { name: response.data.name };
    }
});

export type NangoActionLocal = Parameters<(typeof action)['exec']>[0];
export default action;
`,
	compile.OnEvent: `import { createOnEvent } from 'nango';

export default createOnEvent({
    event: 'post-connection-creation',
    description: 'Describe what happens after an account was connected',
    exec: async (nango) => {
        await nango.log('connected', { level: 'info' });
    }
});
`,
}
