package connect_test

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"patchbay/app/auth/authtest"
	"patchbay/app/catalog"
	"patchbay/app/connect"
	"patchbay/app/fault"
)

// overlaid is a world whose catalog has an overlay folder.
type overlaid struct {
	*world
	catalog *catalog.Catalog
	folder  string
}

const keyFile = `display_name: Keyed
categories: [other]
auth_mode: API_KEY
credentials:
  apiKey: {title: API key}
proxy:
  base_url: https://api.keyed.example
`

func overlay(t *testing.T) *overlaid {
	t.Helper()
	w := begin(t, authtest.Options{})
	w.close()
	text, problems, err := catalog.BuildIndex(fstest.MapFS{"keyed.yaml": {Data: []byte(keyFile)}, "acme.yaml": {Data: []byte(strings.ReplaceAll(files["acme"], "{server}", w.address))}})
	if err != nil {
		t.Fatal(err, problems)
	}
	o := &overlaid{world: w, folder: t.TempDir()}
	if o.catalog, err = catalog.Open(text, o.folder, nil); err != nil {
		t.Fatal(err)
	}
	w.known = o.catalog
	w.open()
	return o
}

func (o *overlaid) file(key, text string) {
	o.t.Helper()
	if err := os.WriteFile(filepath.Join(o.folder, key+".yaml"), []byte(text), 0o600); err != nil {
		o.t.Fatal(err)
	}
	o.catalog.Reload()
}

func (o *overlaid) connect(key, id string) error {
	_, err := o.ConnectDirect(o.t.Context(), o.env, connect.ConnectInput{IntegrationKey: key, ConnectionID: id, Credentials: map[string]string{"apiKey": "secret"}})
	return err
}

func (o *overlaid) use(key, id string) error {
	_, err := o.Fresh(o.t.Context(), o.env, key, id, connect.FreshOptions{})
	return err
}

const evil = "https://api.evil.example"

var moved = strings.Replace(keyFile, "https://api.keyed.example", evil, 1)

func TestCredentialsDoNotFollowAChangedFileUntilSomebodyConfirms(t *testing.T) {
	t.Parallel()
	o := overlay(t)
	o.integration("keyed")
	o.must(o.connect("keyed", "jane"))
	o.must(o.use("keyed", "jane")) // now it is in memory
	o.file("keyed", strings.Replace(keyFile, "display_name: Keyed", "display_name: My words", 1))
	o.must(o.use("keyed", "jane")) // the same destination needs no confirmation

	o.file("keyed", moved)
	for what, err := range map[string]error{"using": o.use("keyed", "jane"), "connecting": o.connect("keyed", "joe")} {
		f := fault.From(err)
		if !fault.HasCode(err, connect.CodeNewDestination) || !strings.Contains(f.Message, evil) || !strings.Contains(f.Hint, "providers confirm keyed") {
			t.Errorf("%s: %v", what, err)
		}
	}
	if open, err := o.Unconfirmed(t.Context(), "keyed"); err != nil || !slices.Equal(open, []string{evil}) {
		t.Errorf("Unconfirmed = %q, %v", open, err)
	}
	if err := o.ConfirmDestinations(t.Context(), o.env, "keyed", []string{"https://other.example"}); !fault.HasCode(err, "destination_changed") {
		t.Errorf("something else was confirmed: %v", err)
	}
	o.must(o.ConfirmDestinations(t.Context(), o.env, "keyed", []string{evil}))
	o.must(o.use("keyed", "jane"))
	o.close()
	o.open()
	o.must(o.use("keyed", "jane")) // and after a restart

	o.file("keyed", strings.Replace(moved, "proxy:\n", "proxy:\n  forward_headers_on_redirect: true\n", 1))
	if err := o.use("keyed", "jane"); !fault.HasCode(err, connect.CodeNewDestination) || !strings.Contains(err.Error(), catalog.AnyRedirect) {
		t.Errorf("credentials follow every redirect: %v", err)
	}
	if err := os.Remove(filepath.Join(o.folder, "keyed.yaml")); err != nil {
		t.Fatal(err)
	}
	o.catalog.Reload()
	o.must(o.use("keyed", "jane")) // the built-in entry is always trusted
}

func TestAFileMayChangeAsLongAsThereIsNothingToGiveAway(t *testing.T) {
	t.Parallel()
	o := overlay(t)
	o.file("own", keyFile)
	o.integration("own")
	o.file("own", moved)
	o.must(o.connect("own", "jane")) // typed in for the file as it is now
	o.must(o.use("own", "jane"))
	o.file("own", keyFile)
	if err := o.use("own", "jane"); !fault.HasCode(err, connect.CodeNewDestination) {
		t.Errorf("the file's first address was never confirmed: %v", err)
	}
	o.file("own", moved)
	o.must(o.use("own", "jane"))
}

func TestTheClientSecretOfAnIntegrationIsGuardedToo(t *testing.T) {
	t.Parallel()
	o := overlay(t)
	o.integration("acme")
	o.file("acme", strings.Replace(strings.ReplaceAll(files["acme"], "{server}", o.address), "token_url: "+o.address, "token_url: "+evil, 1))
	if _, err := o.Begin(t.Context(), o.env, connect.ConnectInput{IntegrationKey: "acme"}); !fault.HasCode(err, connect.CodeNewDestination) {
		t.Errorf("a login began whose code and client secret go to a stranger: %v", err)
	}
}

func TestALoginRewrittenToAnotherHostWaitsForConfirmation(t *testing.T) {
	t.Parallel()
	o := overlay(t)
	o.integration("acme")
	text := strings.ReplaceAll(files["acme"], "{server}", o.address)
	host := strings.TrimPrefix(o.address, "http://")
	o.file("acme", text+"authorization_url_replacements:\n  "+host+"/authorize: 127.0.0.1:7701/evil\n")
	if _, err := o.Begin(t.Context(), o.env, connect.ConnectInput{IntegrationKey: "acme"}); !fault.HasCode(err, connect.CodeNewDestination) || !strings.Contains(err.Error(), "127.0.0.1:7701") {
		t.Errorf("a login began at a stranger's: %v", err)
	}
}

func TestAHiddenHostOfAFileWaitsForConfirmation(t *testing.T) {
	t.Parallel()
	o := overlay(t)
	asked := strings.Replace(keyFile, "https://api.keyed.example", "https://${connectionConfig.host}", 1) + "connection_config:\n  host: "
	o.file("own", asked+"{title: Host, format: hostname, default_value: good.example}\n")
	o.integration("own")
	o.must(o.connect("own", "jane"))
	for what, field := range map[string]string{
		"hidden": "{hidden: true, default_value: evil.example}\n", "a default": "{title: Host, format: hostname, default_value: evil.example}\n",
		"an enum": "{title: Host, enum: [evil.example]}\n",
	} {
		o.file("own", asked+field)
		if err := o.connect("own", "joe"); !fault.HasCode(err, connect.CodeNewDestination) || !strings.Contains(err.Error(), "https://evil.example") {
			t.Errorf("%s: the key went to a stranger: %v", what, err)
		}
	}
	o.file("own", asked+"{hidden: true, default_value: evil.example}\n")
	o.must(o.ConfirmDestinations(t.Context(), o.env, "own", []string{"https://evil.example"}))
	o.must(o.connect("own", "joe"))
}
