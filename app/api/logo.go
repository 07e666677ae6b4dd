package api

import (
	"fmt"
	"hash/fnv"
	"html"
	"net/http"
	"strings"
	"unicode"
)

// logo draws a letter tile: vendors' logos are theirs. Pages show it where the public API has an image.
func (s *Server) logo(c *call) error {
	key, ok := strings.CutSuffix(c.params["file"], ".svg")
	if !ok {
		return notFound()
	}
	p, ok := s.catalog.Get(key)
	if !ok {
		return notFound()
	}
	h := c.w.Header()
	h.Set("Content-Type", "image/svg+xml")
	h.Set("Cache-Control", "public, max-age=86400")
	h.Set("Cross-Origin-Resource-Policy", "cross-origin")
	h.Set("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'; sandbox")
	c.w.WriteHeader(http.StatusOK)
	_, _ = c.w.Write([]byte(letterTile(key, p.DisplayName)))
	return nil
}

// letterTile is an SVG of up to two letters on a colour that follows from the key. White on every hue at this
// lightness has a contrast of at least 4.5.
func letterTile(key, name string) string {
	hash := fnv.New32a()
	_, _ = hash.Write([]byte(key))
	return fmt.Sprintf(`<svg xmlns="http://www.w3.org/2000/svg" width="64" height="64" viewBox="0 0 64 64" role="img" aria-label="%[1]s">`+
		`<rect width="64" height="64" rx="14" fill="hsl(%[2]d 55%% 30%%)"/>`+
		`<text x="32" y="34" fill="#fff" font-family="system-ui,sans-serif" font-size="28" font-weight="600" text-anchor="middle" dominant-baseline="middle">%[3]s</text></svg>`,
		html.EscapeString(name), hash.Sum32()%360, html.EscapeString(initials(name)))
}

// initials are the first letters of the first two words, or one letter.
func initials(name string) string {
	var out []rune
	for word := range strings.FieldsFuncSeq(name, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }) {
		out = append(out, unicode.ToUpper([]rune(word)[0]))
		if len(out) == 2 {
			break
		}
	}
	if len(out) == 0 {
		return "?"
	}
	return string(out)
}
