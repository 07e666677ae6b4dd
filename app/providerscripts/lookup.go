package providerscripts

import (
	"context"
	"net/http"
	"strings"
)

// lookup is the commonest script: one call, from whose answer some values are kept as text. Numbers become text because
// that is how addresses and headers need them.
type lookup struct {
	base     string // in place of the provider's base address
	endpoint string
	graphQL  string // makes it a POST of this query
	picks    string // "config=path" or "name" for both, separated by spaces
	unless   string // nothing is asked when the config has this already
}

func (l lookup) run(ctx context.Context, a *account) (facts, error) {
	if l.unless != "" && a.config(l.unless) != "" {
		return nil, nil
	}
	q := question{base: l.base, endpoint: l.endpoint}
	if l.graphQL != "" {
		q.method, q.body = http.MethodPost, map[string]string{"query": l.graphQL}
	}
	answer, err := a.ask(ctx, q)
	if err != nil {
		return nil, err
	}
	found := facts{}
	for pick := range strings.FieldsSeq(l.picks) {
		name, path, renamed := strings.Cut(pick, "=")
		if !renamed {
			path = name
		}
		value := text(at(answer, path))
		if value == "" {
			return found, a.unexpected(path)
		}
		found[name] = value
	}
	return found, nil
}

// credentialToConfig copies a value that is no secret from the credentials to where the provider's headers look for it.
func credentialToConfig(name, credential string) script {
	return func(_ context.Context, a *account) (facts, error) {
		value := a.credential(credential)
		if value == "" {
			return nil, a.unexpected(credential)
		}
		return facts{name: value}, nil
	}
}
