package app_test

import (
	"fmt"
	"io"
	"io/fs"
	"net/http"
	"os"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
	"go.uber.org/goleak"

	"patchbay/app"
	"patchbay/frontend"
	"patchbay/providers"
)

// build is the program as main.go makes it.
func build() app.Build {
	pages, err := fs.Sub(frontend.Dist, "dist")
	if err != nil {
		panic(err)
	}
	return app.Build{Version: "test", Providers: providers.Index, Frontend: pages}
}

// leakChecked fails the run when a test leaves a goroutine behind.
type leakChecked struct{ *testing.M }

func (m leakChecked) Run() int {
	code := m.M.Run()
	if code == 0 {
		if err := goleak.Find(); err != nil {
			fmt.Fprintln(os.Stderr, err)
			return 1
		}
	}
	return code
}

// TestMain lets scripts run the real program, and a browser that only follows redirects, out of this test binary.
func TestMain(m *testing.M) {
	testscript.Main(leakChecked{m}, map[string]func(){
		"patchbay":   func() { os.Exit(app.Main(os.Args[1:], build())) },
		"bare-proxy": func() { bareProxy(os.Args[1]) },
		"xdg-open":   func() { os.Exit(browse(os.Args[1])) },
	})
}

// browse is a user who consents to everything.
func browse(address string) int {
	resp, err := http.Get(address)
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	defer resp.Body.Close()
	_, err = io.Copy(io.Discard, resp.Body)
	if err != nil || resp.StatusCode != http.StatusOK {
		return 1
	}
	return 0
}
