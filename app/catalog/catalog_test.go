package catalog_test

import (
	"bytes"
	"encoding/json"
	"log/slog"
	"strings"
	"sync"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"patchbay/app/catalog"
	"patchbay/app/fault"
)

func index(t *testing.T, files map[string]string) []byte {
	t.Helper()
	folder := fstest.MapFS{}
	for name, text := range files {
		folder[name] = &fstest.MapFile{Data: []byte(text)}
	}
	built, problems, err := catalog.BuildIndex(folder)
	if err != nil {
		t.Fatal(err, problems)
	}
	return built
}

func TestOpenListsTheIndexAndDecodesOnDemand(t *testing.T) {
	t.Parallel()
	built := index(t, map[string]string{"b-demo.yaml": good, "a-demo.yaml": strings.Replace(good, "[other]", "[crm, popular]", 1)})
	c, err := catalog.Open(built, "", nil)
	if err != nil {
		t.Fatal(err)
	}
	want := []catalog.Summary{
		{Key: "a-demo", DisplayName: "Demo", AuthMode: catalog.APIKey, Categories: []string{"crm", "popular"}},
		{Key: "b-demo", DisplayName: "Demo", AuthMode: catalog.APIKey, Categories: []string{"other"}},
	}
	if diff := cmp.Diff(want, c.All()); diff != "" {
		t.Error(diff)
	}
	var same sync.Map
	var group sync.WaitGroup
	for range 8 {
		group.Go(func() {
			p, ok := c.Get("b-demo")
			if !ok || p.Proxy.Headers["authorization"] != "Bearer ${apiKey}" {
				t.Errorf("Get = %+v, %v", p, ok)
			}
			same.Store(p, true)
		})
	}
	group.Wait()
	count := 0
	same.Range(func(any, any) bool { count++; return true })
	if count != 1 {
		t.Errorf("Get gave %d different providers for one key", count)
	}
	if _, ok := c.Get("nothing"); ok {
		t.Error("an unknown key is found")
	}
}

func TestWireFormKeepsOrderAndAddsTypes(t *testing.T) {
	t.Parallel()
	text := `display_name: Demo & <Co>
categories: [other]
auth_mode: BASIC
credentials:
  username: {title: Name, pattern: '^a&b$'}
proxy:
  base_url: https://a.com
token_params: {z: 1, a: true, n: {y: 1.5, b: null}}
`
	c, err := catalog.Open(index(t, map[string]string{"demo.yaml": text}), "", nil)
	if err != nil {
		t.Fatal(err)
	}
	p, _ := c.Get("demo")
	want := `{"display_name":"Demo & <Co>","categories":["other"],"auth_mode":"BASIC",` +
		`"credentials":{"username":{"type":"string","title":"Name","pattern":"^a&b$"}},"proxy":{"base_url":"https://a.com"},` +
		`"token_params":{"z":1,"a":true,"n":{"y":1.5,"b":null}},"docs":""}`
	if got := string(p.JSON()); got != want {
		t.Errorf("JSON() = %s\nwant     %s", got, want)
	}
	n, _ := p.TokenParams.Get("n")
	if p.TokenParams.Text("z") != "1" || p.TokenParams.Text("a") != "true" || n.(catalog.Params).Text("y") != "1.5" {
		t.Errorf("TokenParams = %v", p.TokenParams)
	}
	round, err := json.Marshal(p.TokenParams)
	if err != nil || string(round) != `{"z":1,"a":true,"n":{"y":1.5,"b":null}}` {
		t.Errorf("Params marshal to %s, %v", round, err)
	}
}

func TestOpenRefusesADamagedIndex(t *testing.T) {
	t.Parallel()
	built := string(index(t, map[string]string{"demo.yaml": good}))
	for name, damaged := range map[string]string{
		"empty": "", "cut": built[:len(built)-10], "tail": built + "x", "no lines": strings.ReplaceAll(built, "\n", ""), "other": "[]\n",
	} {
		if _, err := catalog.Open([]byte(damaged), "", nil); !fault.HasCode(err, "catalog_damaged") {
			t.Errorf("%s: got %v", name, err)
		}
	}
}

func TestOverlayAddsReplacesAndNeverBreaksTheRest(t *testing.T) {
	t.Parallel()
	built := index(t, map[string]string{"alpha.yaml": good, "gamma.yaml": good})
	dir := t.TempDir()
	write(t, dir, "beta.yaml", strings.Replace(good, "Demo", "Mine", 1))
	write(t, dir, "gamma.yaml", strings.Replace(good, "Demo", "Changed", 1))
	write(t, dir, "alpha.yaml", good+"colour: red\n")
	write(t, dir, "zeta.yaml", "}{")
	var log bytes.Buffer
	c, err := catalog.Open(built, dir, slog.New(slog.NewTextHandler(&log, nil)))
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, s := range c.All() {
		got = append(got, s.Key+"="+s.DisplayName)
	}
	if diff := cmp.Diff([]string{"alpha=Demo", "beta=Mine", "gamma=Changed"}, got); diff != "" {
		t.Error(diff)
	}
	if p, _ := c.Get("gamma"); p.DisplayName != "Changed" {
		t.Errorf("gamma is %s", p.DisplayName)
	}
	if p, ok := c.Get("beta"); !ok || p.Key != "beta" {
		t.Error("beta is missing")
	}
	if len(c.Problems()) != 2 || c.Problems()[0].Line != 8 {
		t.Errorf("Problems = %v", c.Problems())
	}
	for _, want := range []string{"alpha.yaml", "line=8", "zeta.yaml"} {
		if !strings.Contains(log.String(), want) {
			t.Errorf("the log does not tell %q: %s", want, log.String())
		}
	}
}

func TestOverlayFolderMayBeMissing(t *testing.T) {
	t.Parallel()
	c, err := catalog.Open(index(t, map[string]string{"demo.yaml": good}), t.TempDir()+"/none", slog.New(slog.DiscardHandler))
	if err != nil || len(c.All()) != 1 || len(c.Problems()) != 0 {
		t.Errorf("got %v, %v", c.Problems(), err)
	}
}

func TestBuildIndexNamesTheBadFile(t *testing.T) {
	t.Parallel()
	folder := fstest.MapFS{"demo.yaml": {Data: []byte(good + "colour: red\n")}}
	if _, _, err := catalog.BuildIndex(folder); err == nil || !strings.Contains(err.Error(), "demo.yaml:8:") {
		t.Errorf("got %v", err)
	}
}
