package api

import (
	"net/http"

	"patchbay/app/settings"
)

// ConnectUISettings is the look of a Connect page, as sessions are told it (http-api §5.3).
type ConnectUISettings struct {
	ShowWatermark bool         `json:"showWatermark"`
	DefaultTheme  Theme        `json:"defaultTheme"`
	Theme         ConnectTheme `json:"theme"`
}

// ConnectTheme holds the colours of both schemes.
type ConnectTheme struct {
	Light ConnectColours `json:"light"`
	Dark  ConnectColours `json:"dark"`
}

// ConnectColours are written #rrggbb.
type ConnectColours struct {
	Primary string `json:"primary"`
}

// Theme is "system", "light" or "dark".
type Theme string

// ConnectPageSettings are the look of an environment's Connect page, as the user changes it.
type ConnectPageSettings struct {
	DefaultTheme  Theme  `json:"default_theme" jsonschema:"unless the address of the page asks for another"`
	PrimaryLight  string `json:"primary_light" jsonschema:"colour of buttons and links in the light theme, #rrggbb"`
	PrimaryDark   string `json:"primary_dark" jsonschema:"the same in the dark theme"`
	ShowWatermark bool   `json:"show_watermark" jsonschema:"whether a line says that the page is Patchbay's"`
}

type connectPageSettingsBody struct {
	DefaultTheme  *Theme  `json:"default_theme,omitempty"`
	PrimaryLight  *string `json:"primary_light,omitempty"`
	PrimaryDark   *string `json:"primary_dark,omitempty"`
	ShowWatermark *bool   `json:"show_watermark,omitempty"`
}

// connectPageRoutes are about the look of the Connect page.
func connectPageRoutes() []Route {
	return []Route{
		{get, "/patchbay/connect-page-settings", authKey, "", "How the environment's Connect page looks", read((*Server).getConnectPageSettings), nil, false},
		{patch, "/patchbay/connect-page-settings", authKey, "", "Change how the environment's Connect page looks", write(http.StatusOK, (*Server).updateConnectPageSettings), nil, false},
	}
}

func (s *Server) getConnectPageSettings(c *call, _ none) (ConnectPageSettings, error) {
	return connectPageSettings(s.settings.ConnectPage(c.env.ID)), nil
}

func (s *Server) updateConnectPageSettings(c *call, _ none, b connectPageSettingsBody) (ConnectPageSettings, error) {
	page, err := s.settings.UpdateConnectPage(c.ctx(), c.env.ID, settings.ConnectPageUpdate{DefaultTheme: (*string)(b.DefaultTheme),
		PrimaryLight: b.PrimaryLight, PrimaryDark: b.PrimaryDark, ShowWatermark: b.ShowWatermark})
	return connectPageSettings(page), err
}

func connectPageSettings(p settings.ConnectPage) ConnectPageSettings {
	return ConnectPageSettings{DefaultTheme: Theme(p.DefaultTheme), PrimaryLight: p.PrimaryLight, PrimaryDark: p.PrimaryDark, ShowWatermark: p.ShowWatermark}
}

func connectUISettings(p settings.ConnectPage) ConnectUISettings {
	return ConnectUISettings{ShowWatermark: p.ShowWatermark, DefaultTheme: Theme(p.DefaultTheme),
		Theme: ConnectTheme{Light: ConnectColours{Primary: p.PrimaryLight}, Dark: ConnectColours{Primary: p.PrimaryDark}}}
}
