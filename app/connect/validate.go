package connect

import (
	"fmt"
	"maps"
	"net/mail"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"patchbay/app/fault"
)

// Rules for values (http-api §1.9). Codes and sentences are those of the validator that clients know (Zod 4).
const (
	maxName    = 255
	maxTags    = 10
	maxTagName = 64
)

var (
	uniqueKeyPattern    = regexp.MustCompile(`^[a-zA-Z0-9~:.@ _-]+$`)
	connectionIDPattern = regexp.MustCompile(`^[a-zA-Z0-9,.;:=+~[\]|@${}"'\\/_ -]+$`)
	tagNamePattern      = regexp.MustCompile(`^[a-zA-Z][a-zA-Z0-9_\-./]*$`)
	scopesPattern       = regexp.MustCompile(`^[0-9a-zA-Z:/_.*-]+(,[0-9a-zA-Z:/_.*-]+)*$`)
)

// checks collects issues.
type checks []fault.Issue

func (c *checks) add(code, message string, path ...string) {
	*c = append(*c, fault.Issue{Code: code, Message: message, Path: path})
}

// err is nil when nothing was found.
func (c checks) err() error {
	if len(c) == 0 {
		return nil
	}
	return invalidInput(c)
}

// length checks the number of characters; most <= 0 means no upper bound.
func (c *checks) length(value string, least, most int, path ...string) bool {
	switch n := utf8.RuneCountInString(value); {
	case n < least:
		c.add("too_small", fmt.Sprintf("Too small: expected string to have >=%d characters", least), path...)
	case most > 0 && n > most:
		c.add("too_big", fmt.Sprintf("Too big: expected string to have <=%d characters", most), path...)
	default:
		return true
	}
	return false
}

// oneLine refuses what no header can carry: such a credential would be stored and fail at its first call.
func (c *checks) oneLine(value string, path ...string) bool {
	switch {
	case strings.ContainsAny(value, "\r\n"):
		c.add("custom", "Remove the line break.", path...)
	case strings.ContainsFunc(value, func(r rune) bool { return r < ' ' && r != '\t' || r == 0x7f }):
		c.add("custom", "Remove the control character.", path...)
	default:
		return true
	}
	return false
}

func (c *checks) pattern(value string, pattern *regexp.Regexp, path ...string) {
	if !c.length(value, 0, maxName, path...) {
		return
	}
	if !pattern.MatchString(value) {
		c.add("invalid_format", "Invalid string: must match pattern /"+pattern.String()+"/", path...)
	}
}

// tags checks and lower-cases the names of tags; values of end users' own tags may be empty.
func (c *checks) tags(tags map[string]string, emptyValues bool, path ...string) map[string]string {
	if tags == nil {
		return nil
	}
	if len(tags) > maxTags {
		c.tooManyTags(path...)
	}
	lower := make(map[string]string, len(tags))
	for _, name := range slices.Sorted(maps.Keys(tags)) {
		at, value := append(slices.Clone(path), name), tags[name]
		if !tagNamePattern.MatchString(name) || len(name) > maxTagName {
			c.add("custom", "Tag names start with a letter and hold letters, digits and _ - . / only, at most 64", at...)
		}
		least := 1
		if emptyValues {
			least = 0
		}
		c.length(value, least, maxName, at...)
		key := strings.ToLower(name)
		if _, twice := lower[key]; twice {
			c.add("custom", fmt.Sprintf("Tag %q is given twice", key), at...)
		}
		lower[key] = value
	}
	if email, given := lower[tagEmail]; given {
		c.email(email, append(slices.Clone(path), tagEmail)...)
	}
	return lower
}

func (c *checks) email(value string, path ...string) {
	address, err := mail.ParseAddress(value)
	if err != nil || address.Address != value || len(value) < 5 || !strings.Contains(value[strings.LastIndexByte(value, '@')+1:], ".") {
		c.add("invalid_format", "Invalid email address", path...)
	}
}

// endUser checks an end user and returns it with its tags lower-cased.
func (c *checks) endUser(user *EndUser, path ...string) *EndUser {
	if user == nil {
		return nil
	}
	copied := *user
	under := func(name string) []string { return append(slices.Clone(path), name) }
	c.length(user.ID, 1, maxName, under("id")...)
	if user.Email != "" {
		c.email(user.Email, under("email")...)
	}
	c.length(user.DisplayName, 0, maxName, under("display_name")...)
	copied.Tags = c.tags(user.Tags, true, under("tags")...)
	return &copied
}

func (c *checks) organization(o *Organization, path ...string) {
	if o == nil {
		return
	}
	c.length(o.ID, 1, maxName, append(slices.Clone(path), "id")...)
	c.length(o.DisplayName, 0, maxName, append(slices.Clone(path), "display_name")...)
}

// webhookURL checks a target for notifications; nil and "" are "none". Loopback is allowed: this is a workbench. The hosted
// service's own hosts are nobody's backend (http-api §1.9).
func (c *checks) webhookURL(address *string, path ...string) {
	if address == nil || *address == "" {
		return
	}
	u, err := url.Parse(*address)
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Hostname() == "" {
		c.add("invalid_format", "Invalid URL", path...)
		return
	}
	if host := "." + strings.TrimSuffix(strings.ToLower(u.Hostname()), "."); strings.HasSuffix(host, ".nango.dev") {
		c.add("custom", "The address is one of the hosted service's own", path...)
	}
}

// Names of the tags derived from an end user.
const (
	tagUserID  = "end_user_id"
	tagEmail   = "end_user_email"
	tagName    = "end_user_display_name"
	tagOrgID   = "organization_id"
	tagOrgName = "organization_display_name"
)

// allTags are the tags of a connection or session: those that an end user brings, then the explicit ones, checked. Both together
// keep the limit of http-api §1.9.
func (c *checks) allTags(user *EndUser, given map[string]string) map[string]string {
	explicit := c.tags(given, false, "tags")
	all := derivedTags(user, explicit)
	if len(all) > maxTags && len(given) <= maxTags { // more given ones were refused just now
		c.tooManyTags("tags")
	}
	return all
}

func (c *checks) tooManyTags(path ...string) {
	c.add("custom", fmt.Sprintf("Too many tags: at most %d", maxTags), path...)
}

// derivedTags turns an end user into tags (http-api §5.1): the user, the organisation, the user's own tags unless
// there would be too many, then the explicit ones, which win. nil when neither is given.
func derivedTags(user *EndUser, explicit map[string]string) map[string]string {
	if user == nil && explicit == nil {
		return nil
	}
	tags := map[string]string{}
	set := func(name, value string) {
		if value != "" {
			tags[name] = value
		}
	}
	if user != nil {
		set(tagUserID, user.ID)
		set(tagEmail, user.Email)
		set(tagName, user.DisplayName)
		if user.Organization != nil {
			set(tagOrgID, user.Organization.ID)
			set(tagOrgName, user.Organization.DisplayName)
		}
		union := maps.Clone(tags)
		maps.Copy(union, user.Tags)
		maps.Copy(union, explicit)
		if len(union) <= maxTags {
			for name, value := range user.Tags {
				set(name, value)
			}
		}
	}
	maps.Copy(tags, explicit)
	return tags
}

// firstLetters shows a value in a sentence without filling the screen.
func firstLetters(value string) string {
	if utf8.RuneCountInString(value) <= 40 {
		return value
	}
	return string([]rune(value)[:40]) + "…"
}
