package providers_test

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"

	"patchbay/app/catalog"
	"patchbay/providers"
)

// Each benchmark stands beside a bare baseline that does the least work imaginable for the same end.

func BenchmarkOpen(b *testing.B) {
	b.Run("catalog", func(b *testing.B) {
		for b.Loop() {
			c, err := catalog.Open(providers.Index, "", nil)
			if err != nil || len(c.All()) != known {
				b.Fatal(err)
			}
		}
	})
	b.Run("bare-count-lines", func(b *testing.B) {
		for b.Loop() {
			if bytes.Count(providers.Index, []byte("\n")) < known {
				b.Fatal("too few lines")
			}
		}
	})
	b.Run("bare-parse-all", func(b *testing.B) {
		for b.Loop() {
			var all map[string]json.RawMessage
			if err := json.Unmarshal(providers.Index, &all); err != nil || len(all) != known {
				b.Fatal(err)
			}
		}
	})
}

func BenchmarkGet(b *testing.B) {
	b.Run("cold", func(b *testing.B) {
		for b.Loop() {
			b.StopTimer()
			c := open(b)
			b.StartTimer()
			if _, ok := c.Get("github"); !ok {
				b.Fatal("no github")
			}
		}
	})
	b.Run("warm", func(b *testing.B) {
		c := open(b)
		for b.Loop() {
			if _, ok := c.Get("github"); !ok {
				b.Fatal("no github")
			}
		}
	})
	b.Run("bare-decode", func(b *testing.B) {
		p, _ := open(b).Get("github")
		for b.Loop() {
			var into map[string]any
			if err := json.Unmarshal(p.JSON(), &into); err != nil {
				b.Fatal(err)
			}
		}
	})
}

func BenchmarkExpand(b *testing.B) {
	scope := catalog.Scope{Values: map[string]any{
		"apiKey": "key-1", "connectionConfig": map[string]any{"subdomain": "acme", "region": "eu"},
	}}
	const address = "https://${connectionConfig.subdomain}.${connectionConfig.region}.example.com/api"
	b.Run("header", func(b *testing.B) {
		for b.Loop() {
			catalog.Expand("Bearer ${apiKey}", scope)
		}
	})
	b.Run("base-url", func(b *testing.B) {
		for b.Loop() {
			if _, err := catalog.ExpandBase(address, scope); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("no-placeholder", func(b *testing.B) {
		for b.Loop() {
			catalog.Expand("application/json", scope)
		}
	})
	b.Run("bare-replacer", func(b *testing.B) {
		for b.Loop() {
			r := strings.NewReplacer("${connectionConfig.subdomain}", "acme", "${connectionConfig.region}", "eu")
			r.Replace(address)
		}
	})
}
