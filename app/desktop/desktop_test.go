package desktop

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"strings"
	"testing"

	"github.com/wailsapp/wails/v2/pkg/menu"

	"patchbay/app/fault"
)

func TestAPanicInAPageRequestIsAnAnswer(t *testing.T) {
	t.Parallel()
	var log bytes.Buffer
	w := New(Options{Log: slog.New(slog.NewTextHandler(&log, nil)), Handler: http.HandlerFunc(func(http.ResponseWriter, *http.Request) { panic("boom") })})
	rec := httptest.NewRecorder()
	w.middleware(http.NotFoundHandler()).ServeHTTP(rec, httptest.NewRequest(http.MethodGet, "/patchbay/status", nil))
	var answer struct {
		Error struct {
			Code string `json:"code"`
		} `json:"error"`
	}
	if err := json.Unmarshal(rec.Body.Bytes(), &answer); err != nil || rec.Code != http.StatusInternalServerError || answer.Error.Code != "server_error" {
		t.Errorf("%d %s", rec.Code, rec.Body)
	}
	if strings.Contains(rec.Body.String(), "boom") || !strings.Contains(log.String(), "boom") {
		t.Errorf("the cause belongs in the log alone: %s / %s", rec.Body, log.String())
	}
}

func TestTheBridgeAnswersWithErrorsAndNeverPanics(t *testing.T) {
	t.Parallel()
	refused := fault.New(fault.Invalid, "address_refused", "Not this one.")
	for name, c := range map[string]struct {
		open func(context.Context, string) error
		want string
	}{
		"refused":  {func(context.Context, string) error { return refused }, "Not this one."},
		"panicked": {func(context.Context, string) error { panic("boom") }, "Patchbay failed at something it should manage."},
		"missing":  {nil, "no browser opener"},
		"opened":   {func(context.Context, string) error { return nil }, ""},
	} {
		err := New(Options{OpenBrowser: c.open}).bridge.OpenBrowser("https://example.com/")
		if (err == nil) != (c.want == "") || (err != nil && err.Error() != c.want) {
			t.Errorf("%s: %v, want %q", name, err, c.want)
		}
	}
}

func TestAWindowThatIsNotOpenDoesNothing(t *testing.T) {
	t.Parallel()
	// Wails ends the process when it is called without its own context: these must not reach it.
	w := New(Options{})
	w.Focus()
	w.stopped()
}

func TestTheWindowComesBackWhereItWas(t *testing.T) {
	t.Parallel()
	file := filepath.Join(t.TempDir(), "window.json")
	fallback := state{Width: defaultWidth, Height: defaultHeight}
	if got := loadState(file); got != fallback {
		t.Errorf("without a file: %+v", got)
	}
	want := state{Width: 900, Height: 700, X: 10, Y: 20, Placed: true, Maximised: true}
	if err := writeState(file, want); err != nil {
		t.Fatal(err)
	}
	if got := loadState(file); got != want {
		t.Errorf("read back %+v, want %+v", got, want)
	}
	if info, err := os.Stat(file); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("mode %v, %v", info.Mode(), err)
	}
	for _, spoiled := range []string{"", "{", `{"width":1,"height":1}`, `{"width":99999999,"height":700}`, `[]`} {
		if err := os.WriteFile(file, []byte(spoiled), 0o600); err != nil {
			t.Fatal(err)
		}
		if got := loadState(file); got != fallback {
			t.Errorf("%q gives %+v", spoiled, got)
		}
	}
	offScreen := `{"width":900,"height":700,"x":-5000,"y":10,"placed":true}`
	if err := os.WriteFile(file, []byte(offScreen), 0o600); err != nil {
		t.Fatal(err)
	}
	if got := loadState(file); got.Placed || got.Width != 900 {
		t.Errorf("off screen: %+v", got)
	}
}

func TestTheMenuNamesCommandsOfThePage(t *testing.T) {
	t.Parallel()
	table, err := os.ReadFile("../../frontend/src/lib/commands.ts")
	if err != nil {
		t.Fatal(err)
	}
	source, err := os.ReadFile("menu.go")
	if err != nil {
		t.Fatal(err)
	}
	ids := regexp.MustCompile(`"((?:go|palette)\.[a-z]+)"`).FindAllStringSubmatch(string(source), -1)
	if len(ids) < len(places) {
		t.Fatalf("found only %v in menu.go", ids)
	}
	for _, id := range ids {
		if !strings.Contains(string(table), "'"+id[1]+"':") {
			t.Errorf("the page has no command %q", id[1])
		}
	}
	keysOf := map[string]string{}
	var walk func(items []*menu.MenuItem)
	walk = func(items []*menu.MenuItem) {
		for _, item := range items {
			if item.SubMenu != nil {
				walk(item.SubMenu.Items)
			}
			if item.Accelerator == nil {
				continue
			}
			if other, taken := keysOf[item.Accelerator.Key]; taken {
				t.Errorf("%s and %s share a key", other, item.Label)
			}
			keysOf[item.Accelerator.Key] = item.Label
		}
	}
	walk(New(Options{}).menu().Items)
	if len(keysOf) != len(places)+1 {
		t.Errorf("keys %v, want one for each place and one to quit", keysOf)
	}
}

func TestWithoutADisplayThereIsASentence(t *testing.T) {
	t.Setenv("DISPLAY", "")
	t.Setenv("WAYLAND_DISPLAY", "")
	if HasDisplay() {
		t.Log("this system always has a display")
		return
	}
	err := New(Options{}).Run(t.Context())
	if !fault.HasCode(err, "no_display") || !strings.Contains(err.Error(), "patchbay serve") {
		t.Errorf("Run = %v", err)
	}
}

func TestABuildWithoutAWindowSaysSo(t *testing.T) {
	if Available {
		t.Log("this build has one")
		return
	}
	t.Setenv("DISPLAY", ":99")
	err := New(Options{}).Run(t.Context())
	if !fault.HasCode(err, "window_failed") || errors.Unwrap(err) == nil {
		t.Errorf("Run = %v", err)
	}
}

// Security UI-02: the page may call one method of ours, and a page of another origin that got into the window none.
func TestNoForeignPageReachesTheBridge(t *testing.T) {
	t.Parallel()
	o := New(Options{}).options()
	if o.BindingsAllowedOrigins != "" {
		t.Errorf("origins %q may call the bridge", o.BindingsAllowedOrigins)
	}
	if len(o.Bind) != 1 || reflect.TypeOf(o.Bind[0]).NumMethod() != 1 {
		t.Errorf("bound: %v", o.Bind)
	}
	if o.EnumBind != nil || o.SingleInstanceLock != nil {
		t.Error("the window has more doors than the bridge")
	}
}

// Security UI-14: a released window has no developer tools.
func TestAReleaseHasNoDeveloperTools(t *testing.T) {
	t.Parallel()
	if o := New(Options{}).options(); o.Debug.OpenInspectorOnStartup {
		t.Error("the inspector opens with the window")
	}
	makefile, err := os.ReadFile("../../Makefile")
	if err != nil {
		t.Fatal(err)
	}
	tags := regexp.MustCompile(`(?m)^WINDOW_TAGS := (\S+)$`).FindStringSubmatch(string(makefile))
	if tags == nil || !strings.Contains(tags[1], "production") || strings.Contains(tags[1], "devtools") || strings.Contains(tags[1], "debug") {
		t.Errorf("the window is built with %q", tags)
	}
	if strings.Count(string(makefile), " -tags ") != 1 {
		t.Error("another build has tags of its own")
	}
}

// Security UI-14.
func TestOnlyOurOwnTestMayInspectTheWindow(t *testing.T) {
	for name, c := range map[string]struct{ value, kept string }{"released": {"", ""}, "tested": {"1", "127.0.0.1:1"}} {
		t.Setenv("DISPLAY", ":99")
		t.Setenv("PATCHBAY_TEST", c.value)
		t.Setenv("WEBKIT_INSPECTOR_HTTP_SERVER", "127.0.0.1:1")
		t.Setenv("WEBKIT_INSPECTOR_SERVER", "127.0.0.1:1")
		if Available {
			t.Log("would open a window")
			return
		}
		_ = New(Options{}).Run(t.Context()) // fails, after the guard
		if got := os.Getenv("WEBKIT_INSPECTOR_HTTP_SERVER"); got != c.kept {
			t.Errorf("%s: inspector at %q, want %q", name, got, c.kept)
		}
		if got := os.Getenv("WEBKIT_INSPECTOR_SERVER"); got != c.kept {
			t.Errorf("%s: inspector at %q, want %q", name, got, c.kept)
		}
	}
}
