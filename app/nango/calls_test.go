package nango_test

import (
	"encoding/json"
	"net/http"
	"strings"
	"testing"
	"time"

	"patchbay/app/fault"
	"patchbay/app/nango"
)

func TestCallingOtherFunctions(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	got := w.do(`const out = await nango.triggerAction('acme', 'c9', 'create', { a: 1 });
		await nango.triggerSync('acme', 'c9', 'issues');
		await nango.triggerSync('acme', 'c9', { name: 'issues', variant: 'eu' }, { reset: true, emptyCache: true });
		await nango.triggerSync('acme', 'c9', 'issues::us', 'full_refresh');
		await nango.triggerSync('acme', 'c9', 'issues', 'full_refresh_and_clear_cache');
		await nango.triggerSync('acme', 'c9', 'issues', true);
		await nango.startSync('acme', ['issues', { name: 'files', variant: 'x' }], 'c9');
		return out;`)
	want := strings.Join([]string{`action acme c9 create {"a":1}`, "sync acme c9 issues false false", "sync acme c9 issues::eu true true", "sync acme c9 issues::us true false",
		"sync acme c9 issues true true", "sync acme c9 issues true false", "start acme [issues files::x] c9"}, "\n")
	if calls := strings.Join(w.functions.calls, "\n"); got != `{"did":"it"}` || calls != want {
		t.Errorf("returned %s after\n%s", got, calls)
	}
}

func TestAFailedActionIsAnAxiosError(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.functions.fail = fault.New(fault.FailedDependency, "script_http_error", "A request failed").WithDetail(map[string]any{
		"status": 424, "payload": map[string]any{"why": "x"}, "upstream": map[string]any{"status": 418}})
	got := w.do(`try { await nango.triggerAction('acme', 'c9', 'create'); return 1; } catch (e: any) { return [e.isAxiosError, e.response.status, e.response.data]; }`)
	if want := `[true,424,{"error":{"code":"script_http_error","payload":{"why":"x"},"upstream":{"status":418}}}]`; got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}

func TestLocksOfRuns(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.services.Locks.Acquire(w.env, "taken", "somebody", time.Minute)
	got := w.do(`const out = [await nango.tryAcquireLock({ key: 'a', ttlMs: 1000 }), await nango.tryAcquireLock({ key: 'a', ttlMs: 1000 }),
			await nango.tryAcquireLock({ key: 'taken', ttlMs: 1 }), await nango.releaseLock({ key: 'a' }), await nango.releaseLock({ key: 'a' })];
		await nango.tryAcquireLock({ key: 'kept', ttlMs: 60000 });
		for (const bad of [{ key: '', ttlMs: 1 }, { key: 'a', ttlMs: 0 }]) { try { await nango.tryAcquireLock(bad); out.push(true); } catch (e) { out.push('refused' as any); } }
		return out;`)
	if want := `[true,true,false,true,false,"refused","refused"]`; got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
	if !w.services.Locks.Acquire(w.env, "kept", "next", time.Second) {
		t.Error("a lock outlived its run")
	}
}

func TestLocksRunOut(t *testing.T) {
	t.Parallel()
	now := time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)
	locks := nango.NewLocks(func() time.Time { return now })
	if !locks.Acquire(1, "k", "a", time.Second) || locks.Acquire(1, "k", "b", time.Second) || !locks.Acquire(2, "k", "b", time.Second) {
		t.Error("a held lock was given away, or another environment's was not")
	}
	now = now.Add(2 * time.Second)
	if !locks.Acquire(1, "k", "b", time.Second) || locks.Release(1, "k", "a") {
		t.Error("a lock does not run out")
	}
}

func TestCheckpoints(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	first := w.run(syncing(t, `const before = await nango.getCheckpoint();
		await nango.saveCheckpoint({ at: new Date(0), page: 1, done: false, skip: undefined });
		await nango.saveCheckpoint({ page: 2 });
		throw new nango.ActionError({ before, now: await nango.getCheckpoint() });`), nil)
	if got := string(first.Failure.Payload); got != `{"before":null,"now":{"page":2}}` {
		t.Errorf("%s", got)
	}
	if w.checkpoints.at("sync:issues:base") != `{"page":2}` || first.CheckpointFrom != nil || string(first.CheckpointTo) != `{"page":2}` {
		t.Errorf("stored %q, from %s to %s", w.checkpoints.at("sync:issues:base"), first.CheckpointFrom, first.CheckpointTo)
	}
	second := w.run(syncing(t, `const c = await nango.getCheckpoint(); await nango.clearCheckpoint(); if (c.page !== 2 || (await nango.getCheckpoint()) !== null) throw new Error('wrong');`), nil)
	if second.Failure != nil || string(second.CheckpointFrom) != `{"page":2}` || second.CheckpointTo != nil {
		t.Errorf("%+v from %s to %s", second.Failure, second.CheckpointFrom, second.CheckpointTo)
	}
	w.run(syncing(t, `await nango.saveCheckpoint({ v: 1 });`), func(r *nango.Run) { r.Variant = "eu" })
	w.run(action(t, `await nango.saveCheckpoint({ a: 'x' });`), nil)
	if w.checkpoints.at("sync:issues:eu") != `{"v":1}` || w.checkpoints.at("action:work") != `{"a":"x"}` {
		t.Errorf("%v", w.checkpoints.rows)
	}
}

func TestCheckpointsThatCannotBe(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	for value, want := range map[string]string{
		`null`:                     "it is not an object",
		`[1]`:                      "it is not an object",
		`{ a: { b: 1 } }`:          `"a" must be a text`,
		`{ a: null }`:              `"a" must be a text`,
		`{ a: NaN }`:               `"a" must be a text`,
		`{ a: 'x'.repeat(4001) }`:  `longer than 4000 characters`,
		`{ ['k'.repeat(256)]: 1 }`: `longer than 255 characters`,
		`Object.fromEntries(Array.from({ length: 17 }, (_, n) => ['k' + n, n]))`: "17 keys",
	} {
		got := w.do(`try { await nango.saveCheckpoint(` + value + `); return 'saved'; } catch (e: any) { return e.message; }`)
		if !strings.Contains(got, strings.ReplaceAll(want, `"`, `\"`)) || !strings.Contains(got, "Error saving checkpoint: ") {
			t.Errorf("%s: %s", value, got)
		}
	}
	ok := w.do(`await nango.saveCheckpoint({ ...Object.fromEntries(Array.from({ length: 15 }, (_, n) => ['k' + n, n])), t: 'x'.repeat(4000) }); return true;`)
	if ok != "true" {
		t.Error(ok)
	}
}

func TestACheckpointThatChangedMeanwhile(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	c, err := w.connect.Connection(t.Context(), w.env, "acme", "c1")
	w.must(err)
	key := nango.Key{EnvironmentID: w.env, ConnectionID: c.ID, Name: "action:work"}
	w.api.answers(func(http.ResponseWriter, *http.Request) {
		_, err := w.checkpoints.Save(t.Context(), key, json.RawMessage(`{"theirs":1}`), 0)
		w.must(err)
	})
	got := w.do(`await nango.getCheckpoint(); await nango.get({ endpoint: '/x' });
		try { await nango.saveCheckpoint({ mine: 1 }); return 'saved'; } catch (e: any) { return [e.code, e.message.slice(0, 25)]; }`)
	if got != `["checkpoint_conflict","Error saving checkpoint: "]` || w.checkpoints.at("action:work") != `{"theirs":1}` {
		t.Errorf("%s, stored %s", got, w.checkpoints.at("action:work"))
	}
}
