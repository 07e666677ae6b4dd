package cli

import (
	"context"
	"net/http"

	"patchbay/app/fault"
)

type connectPageCommand struct {
	Show connectPageShow `cmd:"" help:"Show how the environment's Connect page looks."`
	Set  connectPageSet  `cmd:"" help:"Change how it looks; what is left out stays."`
}

const connectPageSettings = "/patchbay/connect-page-settings"

// connectPage is what the API tells of the look.
type connectPage struct {
	Theme     string `json:"default_theme"`
	Light     string `json:"primary_light"`
	Dark      string `json:"primary_dark"`
	Watermark bool   `json:"show_watermark"`
}

type connectPageShow struct{}

// Run prints the look.
func (connectPageShow) Run(ctx context.Context, inv *invocation) error {
	return inv.with(ctx, func(s *session) error { return inv.connectPage(ctx, s, http.MethodGet, nil) })
}

type connectPageSet struct {
	Theme     string  `enum:",system,light,dark" default:"" help:"Theme unless the page's address asks for another: system, light or dark."`
	Light     *string `placeholder:"#RRGGBB" help:"Colour of buttons and links in the light theme."`
	Dark      *string `placeholder:"#RRGGBB" help:"Colour of buttons and links in the dark theme."`
	Watermark *bool   `negatable:"" help:"Say in a line that the page is Patchbay's."`
}

// Run changes what the flags say and prints the whole look.
func (c connectPageSet) Run(ctx context.Context, inv *invocation) error {
	change := map[string]any{}
	if c.Theme != "" {
		change["default_theme"] = c.Theme
	}
	for name, colour := range map[string]*string{"primary_light": c.Light, "primary_dark": c.Dark} {
		if colour != nil {
			change[name] = *colour
		}
	}
	if c.Watermark != nil {
		change["show_watermark"] = *c.Watermark
	}
	if len(change) == 0 {
		return fault.New(fault.Invalid, "nothing_to_change", "Nothing was named to change.").
			WithHint("Name --theme, --light, --dark, --watermark or --no-watermark; patchbay connect-page show tells what is set.")
	}
	return inv.with(ctx, func(s *session) error { return inv.connectPage(ctx, s, http.MethodPatch, change) })
}

// connectPage reads or changes the look and prints it.
func (inv *invocation) connectPage(ctx context.Context, s *session, method string, change any) error {
	var page connectPage
	raw, err := s.call(ctx, method, connectPageSettings, change, &page)
	if err != nil {
		return err
	}
	if inv.flags.JSON {
		return inv.printJSON(raw)
	}
	watermark := "hidden"
	if page.Watermark {
		watermark = "shown"
	}
	return inv.fields("theme", page.Theme, "light", page.Light, "dark", page.Dark, "watermark", watermark)
}
