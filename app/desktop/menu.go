package desktop

import (
	"context"
	goruntime "runtime"

	"github.com/wailsapp/wails/v2/pkg/menu"
	"github.com/wailsapp/wails/v2/pkg/menu/keys"
	"github.com/wailsapp/wails/v2/pkg/runtime"
)

// places are the pages in the order of the sidebar, by the front end's command ids. The keys are Ctrl or Cmd with a digit.
var places = []struct{ label, command, key string }{
	{"Home", "go.home", "1"},
	{"APIs", "go.apis", "2"},
	{"Integrations", "go.integrations", "3"},
	{"Connections", "go.connections", "4"},
	{"Playground", "go.playground", "5"},
	{"Logs", "go.logs", "6"},
}

// menu builds the menu bar. The page gets each choice as the Wails event "command" with
// the id of one of its own commands. Keys that the page handles itself, and lets the user change, are not taken here.
func (w *Window) menu() *menu.Menu {
	bar := menu.NewMenu()
	if goruntime.GOOS == "darwin" {
		bar.Append(menu.AppMenu())
	}
	file := bar.AddSubmenu("File")
	file.AddText("Settings", nil, w.command("go.settings"))
	file.AddSeparator()
	file.AddText("Quit", keys.CmdOrCtrl("q"), func(*menu.CallbackData) { w.do(runtime.Quit) })
	if goruntime.GOOS == "darwin" {
		bar.Append(menu.EditMenu()) // without it Cmd-C and Cmd-V do nothing on macOS
	}
	view := bar.AddSubmenu("Go")
	for _, p := range places {
		view.AddText(p.label, keys.CmdOrCtrl(p.key), w.command(p.command))
	}
	view.AddSeparator()
	view.AddText("Keyboard shortcuts", nil, w.command("go.shortcuts"))
	view.AddText("Command palette", nil, w.command("palette.open"))
	return bar
}

func (w *Window) command(id string) menu.Callback {
	return func(*menu.CallbackData) {
		w.do(func(ctx context.Context) { runtime.EventsEmit(ctx, "command", id) })
	}
}
