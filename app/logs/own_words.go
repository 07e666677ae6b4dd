package logs

import (
	"strings"
	"unicode"
)

// Reply masks an answer as Text does, except for what its caller sent: whoever sends a guess and reads it back must not
// see by a mask how much of it is right, and learns nothing from words that are their own. Of what was sent, values
// under secret names do not count.
func (r *Redactor) Reply(text string, sent ...string) string {
	return r.values(maskNamed(text), &own{sent: sent})
}

// own is what a caller sent, read when a secret was found in the answer: nearly always never.
type own struct {
	sent   []string
	layers []string
}

// holds reports whether the caller sent these bytes, in whatever quotation, escapes and case.
func (o *own) holds(piece string) bool {
	if o == nil {
		return false
	}
	if o.layers == nil {
		o.layers = []string{}
		for _, text := range o.sent {
			o.read(text)
		}
	}
	piece = flat(piece)
	for _, layer := range o.layers {
		if strings.Contains(layer, piece) {
			return true
		}
	}
	return false
}

func (o *own) read(text string) {
	layer := plain{text: maskNamed(text)}
	o.layers = append(o.layers, flat(layer.text))
	for range escapeRounds {
		var more bool
		if layer, more = layer.peel(); !more {
			return
		}
		o.layers = append(o.layers, flat(layer.text))
	}
}

// flat is a text without what quoting and cleaning put in, take out or change.
func flat(text string) string {
	return strings.Map(func(c rune) rune {
		if unicode.IsSpace(c) || unicode.IsControl(c) || unicode.Is(unicode.Cf, c) || strings.ContainsRune(`"'\<>‹›`, c) || c == unicode.ReplacementChar {
			return -1
		}
		return unicode.ToLower(c)
	}, text)
}

// ordinary reports whether a value is a word or number that texts hold anyway: nobody keeps a secret by it, and its mask
// would spoil sentences.
func ordinary(value string) bool {
	lowered := strings.ToLower(value)
	if _, known := ordinaryWords[lowered]; known {
		return true
	}
	letters, digits := true, true
	for _, c := range lowered {
		letters = letters && c >= 'a' && c <= 'z'
		digits = digits && c >= '0' && c <= '9'
	}
	return len(value) < shortWord && (letters || digits)
}

// shortWord is the length from which a value of letters alone counts as a secret, unless it is one of the words.
const shortWord = 8

// ordinaryWords stand in Patchbay's own sentences, in providers' answers and in what people type to try something out.
var ordinaryWords = func() map[string]struct{} {
	const words = `access_token access-token accesstoken account activity administrator anonymous api-key api_key apikey application
		authorization authorized bearer changeme client_id client_secret client-id client-secret clientid clientsecret
		connection connections credential credentials customer customers default development disabled document documents
		endpoint enabled environment example function functions id_token integration integrations localhost metadata
		my-secret mysecret not_found organization password password1 password123 permission postgres private production provider
		provided providers public refresh_token refresh-token repository request resource response sandbox secret secrets
		service session settings staging string subdomain test-key test-secret testing token tokens undefined unknown
		username webhook webhooks workspace your-api-key your_api_key`
	list := map[string]struct{}{}
	for word := range strings.FieldsSeq(words) {
		list[word] = struct{}{}
	}
	return list
}()
