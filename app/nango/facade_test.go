package nango_test

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"patchbay/app/nango"
)

// The names of the object: every one that code may use (functions.md §3), and the flavour that has it.
var (
	everywhere = []string{"connectionId", "providerConfigKey", "provider", "environmentId", "environmentName", "accountId", "activityLogId", "nangoConnectionId",
		"scriptType", "isCLI", "runnerFlags", "syncConfig", "logger", "ActionError", "proxy", "get", "post", "put", "patch", "delete", "paginate",
		"getConnection", "getMetadata", "setMetadata", "updateMetadata", "setFieldMapping", "getFieldMapping", "getToken", "getIntegration", "getWebhookURL",
		"getEnvironmentVariables", "getFlowAttributes", "triggerAction", "triggerSync", "startSync", "tryAcquireLock", "releaseLock", "releaseAllLocks",
		"getCheckpoint", "saveCheckpoint", "clearCheckpoint", "log", "setLogger", "uncontrolledFetch", "getVariant", "zodValidateInput"}
	inSyncs = []string{"syncId", "syncJobId", "variant", "lastSyncDate", "track_deletes", "emptyCache", "batchSave", "batchSend", "batchUpdate", "batchDelete",
		"getRecordsByIds", "listRecords", "setMergingStrategy", "trackDeletesStart", "trackDeletesEnd", "deleteRecordsFromPreviousExecutions"}
	hidden = strings.Fields(`nango persistClient telemetryRecorder locking checkpointing checkpointKey integrationConfig memoizedConnections memoizedIntegration
		attributes telemetryBag abortSignal lifecycle getProxyConfig throwIfAbortedOrKilled throwIfInterrupted shouldLog validateRecords removeMetadata
		modelFullName sendLogToPersist logAPICall getMergingStrategy setMergingStrategyByModel trackDeletesKey fetchRecordsPage getCheckpointRange
		clearRecordsIfNeeded batchSize getRecordsBatchSize mergingByModel httpLogSample __proto__ constructor`)
)

// namesOf is an exec body that throws the object's names, so that a sync can tell them too.
const namesOf = `throw new nango.ActionError({ names: Object.keys(nango) });`

func names(t *testing.T, r ran) []string {
	t.Helper()
	var payload struct{ Names []string }
	if r.Failure == nil || json.Unmarshal(r.Failure.Payload, &payload) != nil {
		t.Fatalf("no names: %+v", r.Failure)
	}
	return payload.Names
}

func TestTheObjectHasEveryName(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	inAction, inSync := names(t, w.run(action(t, namesOf), nil)), names(t, w.run(syncing(t, namesOf), nil))
	for _, name := range everywhere {
		if !slices.Contains(inAction, name) || !slices.Contains(inSync, name) {
			t.Errorf("%s is missing", name)
		}
	}
	for _, name := range inSyncs {
		if !slices.Contains(inSync, name) {
			t.Errorf("%s is missing in syncs", name)
		}
		if name != "syncId" && name != "syncJobId" && slices.Contains(inAction, name) {
			t.Errorf("%s is in actions", name)
		}
	}
}

func TestTheFacade(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	text, err := json.Marshal(hidden)
	w.must(err)
	got := w.do(`
		const failures: string[] = [];
		for (const name of ` + string(text) + `) {
			if (name in nango) failures.push(name + ' is in it');
			try { nango[name]; failures.push(name + ' can be read'); } catch (e: any) {
				if (e.message !== 'Access to "' + name + '" is not allowed.') failures.push(name + ': ' + e.message);
			}
		}
		const { get, log } = nango;
		if (get !== nango.get) failures.push('get is another function each time');
		if (Object.getPrototypeOf(nango) !== null) failures.push('there is a prototype');
		nango.mine = 1; nango.provider = 'other';
		if (nango.mine !== 1 || nango.provider !== 'other') failures.push('own members cannot be written');
		if ('batchSave' in nango || nango.batchSave !== undefined) failures.push('actions have records');
		await log('destructured');
		return { failures, data: (await get({ endpoint: '/x' })).data };`)
	if got != `{"failures":[],"data":{"ok":true}}` {
		t.Error(got)
	}
}

func TestPropertiesTellOfTheRun(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	got := w.do(`const { connectionId, providerConfigKey, provider, environmentName, scriptType, isCLI, logger, syncId } = nango;
		return { connectionId, providerConfigKey, provider, environmentName, scriptType, isCLI, logger, syncId: syncId === undefined, id: nango.environmentId > 0,
			type: nango.syncConfig.type, variant: nango.getVariant() };`)
	want := `{"connectionId":"c1","providerConfigKey":"acme","provider":"acme","environmentName":"dev","scriptType":"action","isCLI":false,"logger":{"level":"warn"},` +
		`"syncId":true,"id":true,"type":"action","variant":"base"}`
	if got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}

// Inputs that are nothing arrive as an empty object (functions.md §4.1).
func TestInputs(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	f := action(t, `return { input, type: typeof input };`)
	for input, want := range map[string]string{
		"":          `{"input":{},"type":"object"}`,
		"null":      `{"input":{},"type":"object"}`,
		`""`:        `{"input":{},"type":"object"}`,
		`{}`:        `{"input":{},"type":"object"}`,
		`{"a":[1]}`: `{"input":{"a":[1]},"type":"object"}`,
		`7`:         `{"input":7,"type":"number"}`,
		`"<b>&"`:    `{"input":"<b>&","type":"string"}`,
	} {
		r := w.run(f, func(r *nango.Run) { r.Input = json.RawMessage(input) })
		if string(r.Output) != want {
			t.Errorf("%q arrives as %s, want %s", input, r.Output, want)
		}
	}
}
