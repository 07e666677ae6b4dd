package desktop

import (
	"context"
	"encoding/json"
	"os"

	"github.com/wailsapp/wails/v2/pkg/runtime"
)

// Sizes in the system's points.
const (
	defaultWidth, defaultHeight = 1180, 780
	minWidth, minHeight         = 720, 480
	maxSide                     = 16384
)

// state is where the window was when it was closed.
type state struct {
	Width     int  `json:"width"`
	Height    int  `json:"height"`
	X         int  `json:"x"`
	Y         int  `json:"y"`
	Placed    bool `json:"placed"` // X and Y are real; a new window goes where the system puts it
	Maximised bool `json:"maximised"`
}

// loadState reads the file. A missing or spoiled one gives the default size: nothing is lost with it.
func loadState(file string) state {
	fallback := state{Width: defaultWidth, Height: defaultHeight}
	raw, err := os.ReadFile(file)
	if err != nil {
		return fallback
	}
	var s state
	if json.Unmarshal(raw, &s) != nil || s.Width < minWidth || s.Height < minHeight || s.Width > maxSide || s.Height > maxSide {
		return fallback
	}
	// A place that no screen has any more would hide the window.
	if s.X < 0 || s.Y < 0 || s.X > maxSide || s.Y > maxSide {
		s.Placed = false
	}
	return s
}

// saveState runs before the window closes and never prevents it.
func (w *Window) saveState(ctx context.Context) (prevent bool) {
	if w.o.StateFile == "" {
		return false
	}
	s := loadState(w.o.StateFile)
	s.Maximised = runtime.WindowIsMaximised(ctx)
	if !s.Maximised && !runtime.WindowIsMinimised(ctx) {
		s.Width, s.Height = runtime.WindowGetSize(ctx)
		s.X, s.Y = runtime.WindowGetPosition(ctx)
		s.Placed = true
	}
	if err := writeState(w.o.StateFile, s); err != nil {
		w.o.Log.Warn("the window's place was not saved", "error", err)
	}
	return false
}

// writeState replaces the file in one step, readable for this user alone.
func writeState(file string, s state) error {
	raw, err := json.Marshal(s)
	if err != nil {
		return err
	}
	next := file + ".new"
	if err := os.WriteFile(next, raw, 0o600); err != nil {
		return err
	}
	return os.Rename(next, file)
}
