package providertest

import (
	"encoding/base64"
	"hash/fnv"
	"regexp"
	"regexp/syntax"
	"strings"
)

// sample makes a value that a field accepts: the default, the first choice, or what its format or pattern asks for.
// Values differ from field to field, so that two that are swapped on the way are noticed.
func (p *Play) sample(name string, f Field, use placement) string {
	switch {
	case f.Default != nil && *f.Default != "":
		return *f.Default
	case len(f.Enum) > 0 && f.Enum[0] != "":
		return f.Enum[0]
	case len(f.Enum) > 1:
		return f.Enum[1]
	}
	if text, ok := ownSamples[p.Facts.Key+"."+name]; ok {
		return text
	}
	if p.Facts.AliasOf == "zoho" || p.Facts.Key == "zoho" {
		if text, ok := ownSamples["zoho."+name]; ok {
			return text
		}
	}
	if p.Facts.Key == "streamline-ai" && name == "password" {
		return pkcs8(ring().ed)
	}
	if f.Pattern != "" {
		if text, ok := fromPattern(f.Pattern, p.seed(name)); ok {
			return text
		}
	}
	plain := strings.ToLower(strings.Map(alphanumeric, name))
	switch {
	case f.Format == "uuid":
		return "5f0c1d2e-3b4a-4968-8776-" + hex12(p.seed(name))
	case f.Format == "email":
		return plain + "@people.example"
	case use == asOrigin, f.Format == "uri":
		return "https://" + plain + ".vendor.example"
	case use == asHost, f.Format == "hostname":
		return plain + ".vendor.example"
	case use == asLabel:
		return "acme-" + plain
	}
	return "value-" + plain
}

// placement is where an address uses a value.
type placement int

const (
	nowhere   placement = iota
	elsewhere           // in a path or a query
	asOrigin            // the address starts with it
	asHost              // it is all of the host
	asLabel             // it is a part of the host
)

// placed finds out where the provider's addresses use a connection parameter.
func (f *Facts) placed(name string) placement {
	best := nowhere
	for _, template := range f.addresses() {
		before, after, found := strings.Cut(template, "${"+name+"}")
		switch {
		case !found:
		case before == "":
			return asOrigin
		case before != "https://" && before != "http://":
			if _, path, _ := strings.Cut(before, "://"); !strings.Contains(path, "/") {
				best = asLabel
			} else if best == nowhere {
				best = elsewhere
			}
		case after == "" || strings.ContainsAny(after[:1], "/:"):
			return asHost
		default:
			best = asLabel
		}
	}
	return best
}

// addresses are all templates of addresses, alternatives apart.
func (f *Facts) addresses() []string {
	all := []string{f.AuthorizationURL, f.TokenURL.One, f.RefreshURL}
	for _, one := range f.TokenURL.Several {
		all = append(all, one)
	}
	for _, step := range f.Steps {
		all = append(all, step.URL)
	}
	if f.Proxy != nil {
		all = append(all, f.Proxy.BaseURL)
	}
	var out []string
	for _, address := range all {
		for alternative := range strings.SplitSeq(address, "||") {
			out = append(out, strings.TrimSpace(alternative))
		}
	}
	return out
}

func alphanumeric(r rune) rune {
	if r >= '0' && r <= '9' || r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' {
		return r
	}
	return -1
}

func hex12(seed uint32) string {
	const digits = "0123456789abcdef"
	out := make([]byte, 12)
	for i := range out {
		out[i] = digits[(seed>>(uint(i)%8*4))&15]
	}
	return string(out)
}

func (p *Play) seed(name string) uint32 {
	h := fnv.New32a()
	_, _ = h.Write([]byte(p.Facts.Key + "/" + name))
	return h.Sum32()
}

// ownSamples are values that no pattern describes well enough, by provider and field.
var ownSamples = map[string]string{
	"salesforce.hostname": "acme.my.salesforce.com", "salesforce-sandbox.hostname": "acme--test.sandbox.my.salesforce.com",
	"salesforce-cc.hostname": "acme.my.salesforce.com",
	"aws-scim.scimEndpoint":  "https://scim.us-east-1.amazonaws.com/tenant-1/scim/v2",
	"zoho.api_domain":        "https://www.zohoapis.eu", "zoho.accounts-server": "https://accounts.zoho.eu",
	"aws-iam.username": "AKIDWALKIAM", "aws-inspector2.username": "AKIDWALKINSPECTOR", "aws-multi-service.username": "AKIDWALKSERVICES",
	"bigcommerce.accountUuid": "5f0c1d2e-3b4a-4968-8776-0123456789ab",
	"veeva-vault.version":     "v25.2", "veeva-vault-oauth.tokenUrl": "login.vendor.example/oauth2/token",
	"jira-data-center.endpointURL": "jira.vendor.example:8443/jira",
	"practicefusion.baseUrl":       "static.practicefusion.com/smart/9f2",
}

// fromPattern writes a text that a regular expression matches: the first alternative, a few repetitions, letters and
// digits that depend on the seed. False when the expression does not compile as RE2 or its text does not match it.
func fromPattern(pattern string, seed uint32) (string, bool) {
	compiled, err := regexp.Compile(pattern)
	if err != nil {
		return "", false
	}
	tree, err := syntax.Parse(pattern, syntax.Perl)
	if err != nil {
		return "", false
	}
	g := &generator{state: seed | 1}
	g.write(tree.Simplify())
	text := g.out.String()
	return text, compiled.MatchString(text) && text != ""
}

type generator struct {
	out   strings.Builder
	state uint32
}

func (g *generator) next(n int) int {
	g.state = g.state*1664525 + 1013904223
	return int(g.state>>8) % n
}

func (g *generator) write(re *syntax.Regexp) {
	switch re.Op {
	case syntax.OpLiteral:
		g.out.WriteString(string(re.Rune))
	case syntax.OpCharClass:
		g.out.WriteRune(g.pick(re.Rune))
	case syntax.OpAnyChar, syntax.OpAnyCharNotNL:
		g.out.WriteByte("abcdefghij"[g.next(10)])
	case syntax.OpCapture, syntax.OpConcat:
		for _, sub := range re.Sub {
			g.write(sub)
		}
	case syntax.OpAlternate:
		g.write(re.Sub[0])
	case syntax.OpPlus:
		g.repeat(re.Sub[0], 8)
	case syntax.OpStar:
		if s := re.Sub[0]; s.Op == syntax.OpCharClass || s.Op == syntax.OpAnyCharNotNL {
			g.repeat(s, 4)
		}
	case syntax.OpQuest:
		if re.Sub[0].Op == syntax.OpLiteral {
			g.write(re.Sub[0])
		}
	case syntax.OpRepeat:
		g.repeat(re.Sub[0], max(re.Min, 1))
	}
}

func (g *generator) repeat(re *syntax.Regexp, n int) {
	for range n {
		g.write(re)
	}
}

// pick takes a letter or digit of a class where there is one.
func (g *generator) pick(ranges []rune) rune {
	var good, all []rune
	for i := 0; i+1 < len(ranges); i += 2 {
		for r := ranges[i]; r <= ranges[i+1] && r < 127; r++ {
			if r > ' ' {
				all = append(all, r)
			}
			if alphanumeric(r) > 0 {
				good = append(good, r)
			}
		}
	}
	switch {
	case len(good) > 0:
		return good[g.next(len(good))]
	case len(all) > 0:
		return all[g.next(len(all))]
	}
	return ' '
}

// awkward is a secret with what forms, queries and Basic headers must encode.
func awkward(name string) string {
	return "s3cr+t/" + base64.RawURLEncoding.EncodeToString([]byte(name)) + "=&%~!"
}
