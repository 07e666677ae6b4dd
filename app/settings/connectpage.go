package settings

import (
	"context"
	"encoding/json"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"patchbay/app/fault"
	"patchbay/app/sqlite"
)

// ConnectPage is how an environment's Connect page looks (http-api §5.3).
type ConnectPage struct {
	DefaultTheme  string `json:"default_theme"`  // "system", "light" or "dark"; the address of the page may ask for another
	PrimaryLight  string `json:"primary_light"`  // colour of buttons and links in the light theme: #rrggbb, lower case
	PrimaryDark   string `json:"primary_dark"`   // the same in the dark theme
	ShowWatermark bool   `json:"show_watermark"` // a line says that the page is Patchbay's
}

// ConnectPageUpdate changes the fields that are not nil.
type ConnectPageUpdate struct {
	DefaultTheme  *string
	PrimaryLight  *string
	PrimaryDark   *string
	ShowWatermark *bool
}

const connectPageRow = "connect_page"

// plainConnectPage is the look until the user chooses another: Patchbay's own colours.
var plainConnectPage = ConnectPage{DefaultTheme: AppearanceSystem, PrimaryLight: "#4b4fcc", PrimaryDark: "#979bf1"}

var hexColour = regexp.MustCompile(`^#[0-9a-f]{6}$`)

// ConnectPage returns the look of an environment's Connect page, from memory.
func (s *Service) ConnectPage(env int64) ConnectPage {
	if page, chosen := s.now.Load().connectPages[env]; chosen {
		return page
	}
	return plainConnectPage
}

// UpdateConnectPage checks the changes, stores them and returns the new whole. Faults: "invalid_body" with an issue for
// each wrong field, and then nothing is stored; "unknown_environment".
func (s *Service) UpdateConnectPage(ctx context.Context, env int64, u ConnectPageUpdate) (ConnectPage, error) {
	s.change.Lock()
	defer s.change.Unlock()
	if _, err := s.environment(env); err != nil {
		return ConnectPage{}, err
	}
	page, issues := u.on(s.ConnectPage(env))
	if len(issues) > 0 {
		return ConnectPage{}, fault.New(fault.Invalid, "invalid_body", issues[0].Message).WithIssues(issues...)
	}
	text, err := json.Marshal(page)
	if err != nil {
		return ConnectPage{}, err
	}
	err = s.db.WithTx(ctx, func(tx *sqlite.Tx) error {
		_, err := tx.ExecContext(ctx, `INSERT INTO preferences (environment_id, name, value, updated_at) VALUES (?, ?, ?, ?)
			ON CONFLICT DO UPDATE SET value = excluded.value, updated_at = excluded.updated_at`,
			env, connectPageRow, string(text), sqlite.Micros(tx.Now))
		return err
	})
	if err == nil {
		err = s.changed(ctx)
	}
	return page, err
}

// on returns the page with the changes, and what is wrong with them.
func (u ConnectPageUpdate) on(page ConnectPage) (ConnectPage, []fault.Issue) {
	var issues []fault.Issue
	if u.DefaultTheme != nil {
		page.DefaultTheme = *u.DefaultTheme
		if !slices.Contains([]string{AppearanceSystem, AppearanceLight, AppearanceDark}, page.DefaultTheme) {
			issues = append(issues, fault.Issue{Code: "invalid_enum_value", Message: "The theme is system, light or dark.", Path: []string{"default_theme"}})
		}
	}
	colour := func(field string, value *string, kept *string) {
		if value == nil {
			return
		}
		*kept = strings.ToLower(strings.TrimSpace(*value))
		if !hexColour.MatchString(*kept) {
			issues = append(issues, fault.Issue{Code: "invalid_format", Message: "Write the colour as # and six digits, such as #0b7285.", Path: []string{field}})
		}
	}
	colour("primary_light", u.PrimaryLight, &page.PrimaryLight)
	colour("primary_dark", u.PrimaryDark, &page.PrimaryDark)
	if u.ShowWatermark != nil {
		page.ShowWatermark = *u.ShowWatermark
	}
	return page, issues
}

// readConnectPages reads the looks that were chosen, by environment.
func (s *Service) readConnectPages(ctx context.Context) (map[int64]ConnectPage, error) {
	rows, err := s.db.Reader().QueryContext(ctx, `SELECT environment_id, value FROM preferences WHERE name = ?`, connectPageRow)
	if err != nil {
		return nil, s.db.Fault(err)
	}
	defer func() { _ = rows.Close() }() // Err below tells
	pages := map[int64]ConnectPage{}
	for rows.Next() {
		var env int64
		var value string
		if err := rows.Scan(&env, &value); err != nil {
			return nil, s.db.Fault(err)
		}
		page := plainConnectPage
		if err := json.Unmarshal([]byte(value), &page); err != nil {
			return nil, fmt.Errorf("preference %s: %w", connectPageRow, err)
		}
		pages[env] = page
	}
	return pages, s.db.Fault(rows.Err())
}
