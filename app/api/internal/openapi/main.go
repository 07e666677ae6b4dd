// Command openapi writes the OpenAPI document that the front end generates its types from.
package main

import (
	"encoding/json"
	"fmt"
	"os"

	"patchbay/app/api"
)

// target is where the front end expects the document, from the folder that go generate runs in.
const target = "../../frontend/src/api/openapi.json"

func main() {
	if err := write(target); err != nil {
		fmt.Fprintln(os.Stderr, "openapi:", err)
		os.Exit(1)
	}
}

func write(path string) error {
	doc, err := api.OpenAPI("0")
	if err != nil {
		return err
	}
	text, err := json.MarshalIndent(doc, "", "  ")
	if err != nil {
		return err
	}
	return os.WriteFile(path, append(text, '\n'), 0o644) //nolint:gosec // a source file
}
