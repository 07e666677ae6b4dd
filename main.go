// Command patchbay is a desktop workbench for API integrations. Without arguments it opens its window; the command
// line is the rest of it.
package main

import (
	"io/fs"
	"os"

	"patchbay/app"
	"patchbay/frontend"
	"patchbay/providers"
)

// version is set by the linker: -X main.version=1.2.3.
var version = "dev"

func main() {
	pages, err := fs.Sub(frontend.Dist, "dist")
	if err != nil {
		panic(err) // the folder is part of the program
	}
	os.Exit(app.Main(os.Args[1:], app.Build{Version: version, Providers: providers.Index, Frontend: pages}))
}
