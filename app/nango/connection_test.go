package nango_test

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"path/filepath"
	"strings"
	"testing"

	"patchbay/app/nango"
	"patchbay/app/settings"
	"patchbay/app/sqlite"
)

func TestTheConnection(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	for body, want := range map[string]string{
		`const c = await nango.getConnection(); return [c.connection_id, c.provider_config_key, c.provider, c.connection_config.subdomain, c.metadata.folder, c.credentials.type];`: `["c1","acme","acme","shop","inbox","API_KEY"]`,
		`return Object.keys(await nango.getConnection()).join();`:                                                                            `"id,connection_id,provider_config_key,provider,errors,end_user,tags,metadata,connection_config,webhook_url_override,created_at,updated_at,last_fetched_at,credentials"`,
		`return (await nango.getConnection()) === (await nango.getConnection('acme', 'c1'));`:                                                `true`,
		`const c = await nango.getConnection(); return c === (await nango.getConnection(undefined, undefined, { forceRefresh: true }));`:     `false`,
		`const m = await nango.getMetadata(); m.seen = true; return (await nango.getMetadata()).seen;`:                                       `true`,
		`return await nango.getFieldMapping();`:                                                                                              `{"a":"b"}`,
		`const i = await nango.getIntegration(); return [i.unique_key, i.provider, i.display_name, i.forward_webhooks, 'credentials' in i];`: `["acme","acme","Acme",true,false]`,
		`return (await nango.getIntegration({ include: ['credentials'] })).credentials;`:                                                     `null`,
		`return await nango.getWebhookURL();`:                                                                                                `null`,
		`try { await nango.getFlowAttributes(); return 'none'; } catch (e: any) { return e.message; }`:                                       `"There is no current sync to get attributes from"`,
		`try { await nango.getConnection('acme', 'nobody'); return 'found'; } catch (e: any) { return e.code; }`:                             `"unknown_connection"`,
	} {
		if got := w.do(body); got != want {
			t.Errorf("%s\ngot  %s\nwant %s", body, got, want)
		}
	}
}

func TestMetadataIsWritten(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	got := w.do(`await nango.getMetadata();
		const answer = await nango.updateMetadata({ folder: 'sent', n: 1 });
		const merged = { ...(await nango.getMetadata()) };
		await nango.setMetadata({ only: true });
		return { status: answer.status, merged, set: await nango.getMetadata() };`)
	if want := `{"status":200,"merged":{"fieldMapping":{"a":"b"},"folder":"sent","n":1},"set":{"only":true}}`; got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
	c, err := w.connect.Connection(context.Background(), w.env, "acme", "c1")
	if err != nil || string(c.Metadata) != `{"only":true}` {
		t.Errorf("stored: %s, %v", c.Metadata, err)
	}
}

func TestVariablesOfTheEnvironment(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.must(w.settings.SetVariable(context.Background(), w.env, settings.Variable{Name: "REGION", Value: "eu-west-region"}))
	r := w.run(action(t, `const all = await nango.getEnvironmentVariables(); await nango.log('region ' + all[0].value, { level: 'error' }); return all;`), nil)
	if string(r.Output) != `[{"name":"REGION","value":"eu-west-region"}]` {
		t.Errorf("%s", r.Output)
	}
	if strings.Contains(r.lines(), "eu-west-region") {
		t.Error("the variable's value is in the log")
	}
}

// The secrets of the connection, as code may look for them (FN-11).
func TestCredentialsStayHidden(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.connected("oauth", "c2", map[string]any{"type": "OAUTH2", "access_token": canary + "-access", "refresh_token": canary + "-refresh",
		"raw": map[string]any{"id_token": canary + "-id"}})
	w.api.answers(func(rw http.ResponseWriter, r *http.Request) { // an API that echoes what it gets
		rw.Header().Set("Content-Type", "application/json")
		rw.Header().Set("X-Echo", r.Header.Get("Authorization"))
		if r.URL.Path == "/refused" {
			rw.WriteHeader(http.StatusForbidden)
		}
		fmt.Fprintf(rw, `{"echo":%q}`, r.Header.Get("Authorization"))
	})
	const look = `const found: any[] = [];
		const keep = (v: any) => { try { found.push(JSON.stringify(v)); } catch (e) { found.push(String(v)); } };
		for (const args of [[], ['oauth', 'c2']]) {
			const c = await nango.getConnection(...args); keep(c); keep({ ...c.credentials }); keep(c.credentials.raw);
			keep(await nango.getConnection(args[0], args[1], { refreshToken: true, forceRefresh: false }));
		}
		try { keep(await nango.getToken()); } catch (e: any) { keep([e.message, e.stack, e.code]); }
		keep(await nango.getIntegration({ include: ['credentials', 'webhook'] }));
		try { await nango.get({ endpoint: '/x', baseUrlOverride: 'http://127.0.0.1:1' }); } catch (e: any) { keep([e.message, e.config, e.stack, e.toJSON()]); }
		keep(Object.entries(nango).filter(([, v]) => typeof v !== 'function'));
		return found;`
	r := w.run(action(t, look), nil)
	if r.Failure != nil || strings.Contains(string(r.Output), "canary-token") {
		t.Errorf("code found the secret: %s %+v", r.Output, r.Failure)
	}
	for _, want := range []string{"•••", `This function may not read the connection's credentials`, "allow_credentials"} {
		if !strings.Contains(string(r.Output), want) {
			t.Errorf("%q is not in %s", want, r.Output)
		}
	}
	if !strings.Contains(r.lines(), "The code read credentials.apiKey of the connection and got •••") {
		t.Errorf("reading is not explained:\n%s", r.lines())
	}
	echo := w.run(action(t, `const a = await nango.get({ endpoint: '/x' }); await nango.log('echo', a.data); console.log(a.data.echo);
		const own = a.data.echo === 'Bearer `+canary+`';
		await nango.uncontrolledFetch({ url: new URL('`+w.api.URL+`/x'), headers: { authorization: a.data.echo } });
		try { await nango.get({ endpoint: '/refused' }); } catch (e: any) { await nango.log(e.message, e.response, { level: 'error' }); }
		return own;`), nil)
	if string(echo.Output) != "true" {
		t.Errorf("the answer was altered for the code: %s %+v", echo.Output, echo.Failure)
	}
	dry := w.run(action(t, `const c = await nango.getConnection(); await nango.getMetadata(); return (await nango.get({ endpoint: '/x' })).data;`),
		func(r *nango.Run) { r.Dry, r.AllowCredentials = &nango.DryRun{Record: true}, true })
	if dry.Failure != nil || dry.Dry.Fixture == "" || strings.Contains(dry.Dry.Fixture, "canary-token") {
		t.Errorf("fixture: %+v", dry.Dry)
	}
	w.nowhere("canary-token")
}

// nowhere fails when a text is anywhere in the log.
func (w *world) nowhere(text string) {
	w.t.Helper()
	w.must(w.logs.Flush(context.Background()))
	db, err := sqlite.Open(context.Background(), sqlite.Options{Path: filepath.Join(w.dir, "logs.db"), Migrations: sqlite.Migrations("logs")})
	w.must(err)
	defer db.Close()
	for _, query := range []string{`SELECT coalesce(text, '') || coalesce(exchange, '') || coalesce(meta, '') FROM messages`, `SELECT title || url || coalesce(error, '') FROM operations`} {
		rows, err := db.Reader().QueryContext(context.Background(), query)
		w.must(err)
		for rows.Next() {
			var row string
			w.must(rows.Scan(&row))
			if strings.Contains(row, text) {
				w.t.Errorf("the log holds the secret: %s", row)
			}
		}
		w.must(rows.Err())
		rows.Close()
	}
}

func TestAllowedCredentials(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.connected("oauth", "c2", map[string]any{"type": "OAUTH2", "access_token": canary + "-access", "refresh_token": canary + "-refresh"})
	allow := func(r *nango.Run) { r.AllowCredentials = true }
	r := w.run(action(t, `const c = await nango.getConnection(); const o = await nango.getConnection('oauth', 'c2');
		const whole = await nango.getConnection('oauth', 'c2', { refreshToken: true });
		return [c.credentials.apiKey, c.connection_config.signing_secret, o.credentials.access_token, o.credentials.refresh_token ?? null, whole.credentials.refresh_token,
			await nango.getToken()];`), allow)
	want, err := json.Marshal([]any{canary, canary + "-signing", canary + "-access", nil, canary + "-refresh", map[string]any{"apiKey": canary, "type": "API_KEY"}})
	w.must(err)
	var got, wanted any
	if json.Unmarshal(r.Output, &got) != nil || json.Unmarshal(want, &wanted) != nil || fmt.Sprint(got) != fmt.Sprint(wanted) {
		t.Errorf("got  %s\nwant %s (%+v)", r.Output, want, r.Failure)
	}
	if !strings.Contains(r.lines(), "was given the credentials of the connection c1, as its settings allow") {
		t.Errorf("no note:\n%s", r.lines())
	}
	token := w.run(action(t, `return await nango.getToken();`), func(r *nango.Run) {
		r.AllowCredentials = true
		r.Connection, err = w.connect.Connection(context.Background(), w.env, "oauth", "c2")
		w.must(err)
	})
	if string(token.Output) != `"`+canary+`-access"` {
		t.Errorf("token: %s", token.Output)
	}
	w.nowhere("canary-token")
}

// uncontrolledFetch is the web's fetch without the connection.
func TestUncontrolledFetch(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	other := newAPI(t)
	w.allow(strings.TrimPrefix(other.URL, "http://"))
	other.answers(func(rw http.ResponseWriter, r *http.Request) {
		fmt.Fprintf(rw, "%s %s", r.Method, r.Header.Get("Authorization"))
	})
	w.api.answers(func(rw http.ResponseWriter, r *http.Request) {
		switch r.URL.Path {
		case "/see-other":
			http.Redirect(rw, r, "/echo", http.StatusSeeOther)
		case "/keep":
			http.Redirect(rw, r, "/echo", http.StatusTemporaryRedirect)
		case "/away":
			http.Redirect(rw, r, other.URL+"/", http.StatusFound)
		case "/loop":
			http.Redirect(rw, r, "/loop", http.StatusFound)
		case "/mail":
			rw.Header().Set("Location", "mailto:a@b.c")
			rw.WriteHeader(http.StatusFound)
		case "/private":
			http.Redirect(rw, r, "http://169.254.169.254/", http.StatusFound)
		default:
			body, _ := io.ReadAll(r.Body)
			rw.Header().Set("X-A", "1")
			rw.WriteHeader(http.StatusAccepted)
			fmt.Fprintf(rw, `{"method":%q,"auth":%q,"body":%q}`, r.Method, r.Header.Get("Authorization"), body)
		}
	})
	fetch := func(path, options string) string {
		return `await nango.uncontrolledFetch({ url: new URL('` + w.api.URL + path + `'), ` + options + ` })`
	}
	for body, want := range map[string]string{
		`const r = ` + fetch("/echo", "") + `; return [r.ok, r.status, r.statusText, r.headers.get('X-A'), r.headers.has('nope'), r.redirected, await r.json(), r.bodyUsed];`: `[true,202,"Accepted","1",false,false,{"method":"GET","auth":"","body":""},true]`,
		`const r = ` + fetch("/echo", "method: 'POST', body: 'b', headers: { Authorization: 'mine' }") + `; return await r.text();`:                                           `"{\"method\":\"POST\",\"auth\":\"mine\",\"body\":\"b\"}"`,
		`const r = ` + fetch("/echo", "") + `; return (await r.arrayBuffer()).byteLength;`:                                                                                    `36`,
		`const r = ` + fetch("/see-other", "method: 'POST', body: 'b'") + `; return [r.redirected, (await r.json()).method];`:                                                 `[true,"GET"]`,
		`const r = ` + fetch("/keep", "method: 'POST', body: 'b'") + `; return await r.json();`:                                                                               `{"method":"POST","auth":"","body":"b"}`,
		`const r = ` + fetch("/away", "headers: { Authorization: 'mine' }") + `; return await r.text();`:                                                                      `"GET "`,
		`try { ` + fetch("/loop", "") + `; return 1; } catch (e: any) { return [e instanceof nango.ActionError, e.payload.code]; }`:                                           `[true,"too_many_redirects"]`,
		`try { ` + fetch("/mail", "") + `; return 1; } catch (e: any) { return e.payload.code; }`:                                                                             `"invalid_redirect"`,
		`try { ` + fetch("/private", "") + `; return 1; } catch (e: any) { return e.payload.code; }`:                                                                          `"url_not_allowed"`,
		`try { await nango.uncontrolledFetch({ url: new URL('http://127.0.0.1:1/') }); return 1; } catch (e: any) { return [e instanceof TypeError, e.message]; }`:            `[true,"fetch failed"]`,
	} {
		if got := w.do(body); got != want {
			t.Errorf("%s\ngot  %s\nwant %s", body, got, want)
		}
	}
}
