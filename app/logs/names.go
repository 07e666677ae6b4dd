package logs

import "strings"

// secretWords inside a name say that its value is secret. Names are compared in lower case without - _ . and blanks.
var secretWords = []string{"token", "secret", "passw", "passphrase", "apikey", "privatekey", "accesskey", "authkey", "masterkey",
	"credential", "authorization", "assertion", "jwt", "cookie", "sessionid", "codeverifier", "sharedkey", "subscriptionkey"}

// secretNames are secret as a whole.
var secretNames = []string{"pwd", "auth", "sid", "session", "otp", "clientkey", "signingkey", "encryptionkey", "xwsse", "bearer"}

// harmlessNames hold a secret word and still are what a developer looks for: page cursors, lifetimes, kinds.
var harmlessNames = []string{"tokentype", "pagetoken", "nextpagetoken", "prevpagetoken", "nexttoken", "continuationtoken", "synctoken",
	"nextsynctoken", "tokenurl", "tokenendpoint", "tokenuri", "issuedtokentype", "secrettype", "authorizationurl",
	"authorizationendpoint", "credentialtype", "credentialstype", "passwordless"}

// harmlessEnds end names of facts about secrets.
var harmlessEnds = []string{"expiresin", "expiresat", "expiration", "expiry", "expires", "tokens", "hint", "lifetime"}

// queryNames are secret in queries and forms only; in JSON the same words are error codes and issue keys.
var queryNames = []string{"code", "key", "sig", "signature", "hmac"}

// minQuerySecret spares short values of queryNames, such as country codes.
const minQuerySecret = 10

// secretName decides by a field's name.
func secretName(name string) bool {
	var buffer [64]byte
	plain := plainName(buffer[:0], name)
	return isSecret(plain)
}

func plainName(into []byte, name string) string {
	for i := range min(len(name), 64) {
		switch c := lower(name[i]); c {
		case '-', '_', '.', ' ':
		default:
			into = append(into, c)
		}
	}
	return string(into)
}

func isSecret(plain string) bool {
	for _, word := range secretWords {
		if strings.Contains(plain, word) {
			return !harmless(plain)
		}
	}
	return oneOf(secretNames, plain)
}

func harmless(plain string) bool {
	for _, end := range harmlessEnds {
		if strings.HasSuffix(plain, end) {
			return true
		}
	}
	return oneOf(harmlessNames, plain)
}

// secretHeader decides by a header's name; the many vendor spellings of API keys all end in key.
func secretHeader(name string) bool {
	var buffer [64]byte
	plain := plainName(buffer[:0], name)
	return isSecret(plain) || strings.HasSuffix(plain, "key") || strings.HasPrefix(plain, "xauth") || strings.HasSuffix(plain, "auth")
}

func oneOf(list []string, text string) bool {
	for _, s := range list {
		if s == text {
			return true
		}
	}
	return false
}

// maskNamed masks the values of secret names in a text of unknown kind: "name": "value" and its escaped form,
// name=value, and <name>value</name>. It reads the text once and never fails, so cut-off bodies are no problem.
func maskNamed(text string) string {
	var out []byte
	done := 0
	for i := 0; i < len(text); i++ {
		var from, to int
		switch text[i] {
		case ':':
			from, to = jsonValue(text, i)
		case '=':
			from, to = formValue(text, i)
		case '>':
			from, to = xmlValue(text, i)
		default:
			continue
		}
		if to <= from || from < done {
			continue
		}
		out = append(append(out, text[done:from]...), Mask...)
		done, i = to, to-1
	}
	if out == nil {
		return text
	}
	return string(append(out, text[done:]...))
}

// jsonValue finds the string behind the colon at i when the name before it is secret.
func jsonValue(text string, i int) (from, to int) {
	end := i - 1
	for end >= 0 && isSpace(text[end]) {
		end--
	}
	if end < 1 || text[end] != '"' {
		return 0, 0
	}
	escaped := text[end-1] == '\\'
	if escaped {
		end--
	}
	start := strings.LastIndexByte(text[max(0, end-80):end], '"')
	if start < 0 || !secretName(text[max(0, end-80)+start+1:end]) {
		return 0, 0
	}
	from = i + 1
	for from < len(text) && isSpace(text[from]) {
		from++
	}
	if escaped && from < len(text) && text[from] == '\\' {
		from++
	}
	if from >= len(text) || text[from] != '"' {
		return 0, 0
	}
	from++
	return from, stringEnd(text, from, escaped)
}

// stringEnd is where a JSON string that starts at from ends; a string inside a string ends at its first \".
func stringEnd(text string, from int, escaped bool) int {
	for i := from; i < len(text); i++ {
		switch {
		case text[i] == '\\' && escaped && i+1 < len(text) && text[i+1] == '"':
			return i
		case text[i] == '\\':
			i++
		case text[i] == '"':
			return i
		}
	}
	return len(text)
}

// formValue finds the value behind the equals sign at i when the name before it is secret.
func formValue(text string, i int) (from, to int) {
	start := i
	for start > 0 && i-start < 80 && isNameByte(text[start-1]) {
		start--
	}
	name := text[start:i]
	if name == "" {
		return 0, 0
	}
	from = i + 1
	if from < len(text) && (text[from] == '"' || text[from] == '\'') {
		from++
	}
	to = from
	for to < len(text) && !strings.ContainsRune("&; \t\r\n\"'<>,", rune(text[to])) {
		to++
	}
	var buffer [64]byte
	plain := plainName(buffer[:0], name)
	if isSecret(plain) || to-from >= minQuerySecret && oneOf(queryNames, plain) {
		return from, from + quotedEnd(text[:start], text[from:to])
	}
	return 0, 0
}

// typographic are the quotation marks of running text, opening and closing.
var typographic = [][2]string{{"“", "”"}, {"‘", "’"}, {"«", "»"}, {"„", "“"}}

// quotedEnd is where a value ends that stands at the end of a quotation: the closing mark and the full stop behind it
// belong to the sentence. A mark that nothing opened is part of the value.
func quotedEnd(before, value string) int {
	for _, marks := range typographic {
		if open := strings.LastIndex(before, marks[0]); open >= 0 && !strings.Contains(before[open:], marks[1]) {
			if end := strings.Index(value, marks[1]); end >= 0 {
				return end
			}
		}
	}
	return len(value)
}

// xmlValue finds the text behind the tag that ends at i when the tag's name is secret.
func xmlValue(text string, i int) (from, to int) {
	window := text[max(0, i-80):i]
	open := strings.LastIndexByte(window, '<')
	if open < 0 || open+1 >= len(window) || window[open+1] == '/' {
		return 0, 0
	}
	name, _, _ := strings.Cut(window[open+1:], " ")
	if colon := strings.LastIndexByte(name, ':'); colon >= 0 {
		name = name[colon+1:]
	}
	if !secretName(name) {
		return 0, 0
	}
	length := strings.IndexByte(text[i+1:], '<')
	if length < 0 {
		length = len(text) - i - 1
	}
	if strings.TrimSpace(text[i+1:i+1+length]) == "" {
		return 0, 0
	}
	return i + 1, i + 1 + length
}

func isSpace(c byte) bool { return c == ' ' || c == '\t' || c == '\n' || c == '\r' }

func isNameByte(c byte) bool {
	c = lower(c)
	return c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '_' || c == '-' || c == '.' || c == '[' || c == ']'
}
