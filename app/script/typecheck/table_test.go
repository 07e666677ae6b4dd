//go:build !race

package typecheck_test

// The bodies below stand in the exec of the action, the sync or the on-event function declared by wrap.

type snippet struct {
	name string
	in   string // "action", "sync", "event", "module" (a whole file) or "props" (keys of a createSync)
	text string
	want string // findings as "line:TScode", lines counted in text; "" for none
}

// snippets were also given to typescript 5.8.3 in a folder made by the official init (nango 0.71.10, zod 4.3.6): it finds
// something on exactly the same lines. The codes are the same but for arguments that lack a property, where the newer
// compiler linked here names the property (TS2741) and the older one the argument (TS2345).
var snippets = []snippet{
	// The nango object.
	{"request and answer", "action", `const res = await nango.get<{ id: number }>({ endpoint: '/me', retries: 3 });
return { ok: res.data.id > 0 && res.status === 200 };`, ""},
	{"untyped answer", "action", `const res = await nango.post({ endpoint: '/me', data: { a: 1 } });
return { ok: res.data.anything.at.all, link: res.headers['link'] };`, ""},
	{"unknown method", "action", `await nango.fetch({ endpoint: '/me' });
return { ok: true };`, "1:TS2339"},
	{"misspelled option", "action", `await nango.get({ endpoint: '/me', retry: 3 });
return { ok: true };`, "1:TS2561"},
	{"no endpoint", "action", `await nango.get({ retries: 3 });
return { ok: true };`, "1:TS2741"},
	{"retries as text", "action", `await nango.get({ endpoint: '/me',
  retries: '3' });
return { ok: true };`, "2:TS2322"},
	{"method of get", "action", `await nango.get({ endpoint: '/me', method: 'POST' });
return { ok: true };`, "1:TS2353"},
	{"unknown method of proxy", "action", `await nango.proxy({ endpoint: '/me', method: 'FETCH' });
return { ok: true };`, "1:TS2322"},
	{"lower case method", "action", `await nango.proxy({ endpoint: '/me', method: 'delete' });
return { ok: true };`, ""},
	{"boolean parameter", "action", `await nango.get({ endpoint: '/me', params: { all: true } });
return { ok: true };`, "1:TS2322"},
	{"undefined parameter", "action", `const cursor: string | undefined = input.cursor;
await nango.get({ endpoint: '/me', params: { cursor } });
return { ok: true };`, "2:TS2322"},
	{"undefined retries", "action", `await nango.get({ endpoint: '/me', retries: undefined });
return { ok: true };`, "1:TS2379"},
	{"undefined base url", "action", `await nango.get({ endpoint: '/me', baseUrlOverride: undefined });
return { ok: true };`, ""},
	{"number header", "action", `await nango.get({ endpoint: '/me', headers: { 'x-page': 1 } });
return { ok: true };`, "1:TS2322"},
	{"answer field", "action", `const res = await nango.get<{ id: number }>({ endpoint: '/me' });
return { ok: res.data.name };`, "2:TS2339"},
	{"missing await", "action", `const res = nango.get({ endpoint: '/me' });
return { ok: res.data };`, "2:TS2339"},
	{"header by dot", "action", `const res = await nango.get({ endpoint: '/me' });
return { ok: res.headers.link === 'x' };`, "2:TS4111"},
	{"action error", "action", `throw new nango.ActionError({ type: 'bad', message: 'no', list: [1] });`, ""},
	{"action error without new", "action", `throw nango.ActionError({ type: 'bad' });`, "1:TS2348"},
	{"error payload", "action", `const e = new nango.ActionError();
return { ok: e.payload === undefined && e instanceof Error };`, ""},
	{"log", "action", `await nango.log('a'); await nango.log('a', { level: 'warn' }); await nango.log('a', { b: 1 }, { level: 'error' });
return { ok: true };`, ""},
	{"token", "action", `const token = await nango.getToken();
return { ok: token.length > 0 };`, "2:TS2339"},
	{"credentials by field", "action", `const c = await nango.getConnection();
const key = 'apiKey' in c.credentials ? c.credentials.apiKey : '';
return { ok: key === '' };`, ""},
	{"credentials by type", "action", `const { credentials } = await nango.getConnection();
if (credentials.type === 'OAUTH2') return { ok: credentials.access_token.length > 0 };
return { ok: credentials.access_token };`, "3:TS2339"},
	{"connection config", "action", `const c = await nango.getConnection();
return { ok: c.connection_config['subdomain'] === 'x' };`, ""},
	{"connection config by dot", "action", `const c = await nango.getConnection();
return { ok: c.connection_config.subdomain === 'x' };`, "2:TS4111"},
	{"connection field", "action", `const c = await nango.getConnection();
return { ok: c.connectionId };`, "2:TS2551"},
	{"metadata without a schema", "action", `const m = await nango.getMetadata();
return { ok: m.region === 'eu' };`, "2:TS2339"},
	{"metadata with a type", "action", `const m = await nango.getMetadata<{ region: string }>();
return { ok: m.region === 'eu' };`, ""},
	{"records in an action", "action", `await nango.batchSave([{ id: '1' }], 'Issue');
return { ok: true };`, "1:TS2339"},
	{"validate input", "action", `const v = await nango.zodValidateInput({ zodSchema: z.object({ a: z.string() }), input });
return { ok: v.data.a.length > 0 };`, ""},
	{"validated field", "action", `const v = await nango.zodValidateInput({ zodSchema: z.object({ a: z.string() }), input });
return { ok: v.data.b };`, "2:TS2339"},
	{"fetch without credentials", "action", `const res = await nango.uncontrolledFetch({ url: new URL('https://example.com') });
return { ok: res.ok && (await res.json()) };`, ""},
	{"fetch of text", "action", `await nango.uncontrolledFetch({ url: 'https://example.com' });
return { ok: true };`, "1:TS2322"},
	{"trigger", "action", `const out = await nango.triggerAction<{ a: 1 }, { b: number }>('github', 'c', 'go', { a: 1 });
await nango.triggerSync('github', 'c', 'issues', 'incremental'); await nango.startSync('github', ['a', { name: 'b', variant: 'c' }]);
return { ok: out.b > 0 };`, ""},
	{"trigger with two arguments", "action", `await nango.triggerAction('go', { a: 1 });
return { ok: true };`, "1:TS2554"},
	{"lock", "action", `const got: boolean = await nango.tryAcquireLock({ key: 'a', ttlMs: 10 });
return { ok: got && (await nango.releaseLock({ key: 'a' })) };`, ""},
	{"lock without time", "action", `await nango.tryAcquireLock({ key: 'a' });
return { ok: true };`, "1:TS2741"},
	{"environment", "action", `const vars = await nango.getEnvironmentVariables();
return { ok: vars[0].value === 'x' };`, "2:TS18047 2:TS2532"},
	{"properties", "action", `return { ok: nango.connectionId === nango.providerConfigKey && nango.environmentId > 0 && nango.isCLI === true };`, ""},
	{"pagination", "action", `for await (const page of nango.paginate<{ id: string }>({ endpoint: '/a', paginate: { type: 'cursor', cursor_path_in_response: 'next', limit: 5, on_page: async ({ nextPageParam, response }) => { await nango.log(String(nextPageParam) + response.status); } } })) {
  for (const item of page) { if (item.id === '') return { ok: false }; }
}
return { ok: true };`, ""},
	{"pagination by cursor and offset", "action", `nango.paginate({ endpoint: '/a', paginate: { type: 'cursor', offset_name_in_request: 'x' } });
return { ok: true };`, "1:TS2353"},
	{"unknown pagination", "action", `nango.paginate({ endpoint: '/a', paginate: { type: 'page' } });
return { ok: true };`, "1:TS2322"},
	{"page items", "action", `for await (const page of nango.paginate<{ id: string }>({ endpoint: '/a' })) {
  page.map((i) => i.name);
}
return { ok: true };`, "2:TS2339"},
	{"read-only is free", "action", `const spread = { endpoint: '/a', retries: 1 } satisfies ProxyConfiguration;
await nango.get({ ...spread, params: { a: ['x'] } });
return { ok: true };`, ""},

	// Input and output.
	{"input field", "action", `return { ok: input.login.length > 0 };`, ""},
	{"unknown input field", "action", `return { ok: input.user };`, "1:TS2339"},
	{"missing output", "action", `return {};`, "0:TS2322"},
	{"wrong output", "action", `return { ok: 'yes' };`, "0:TS2322"},
	{"further output", "action", `return { ok: true, more: 1 };`, ""},
	{"no return", "action", `await nango.log(input.login);`, "0:TS2322"},

	// Syncs.
	{"a whole sync", "sync", `const { repo } = await nango.getMetadata();
const from = await nango.getCheckpoint();
await nango.trackDeletesStart('Issue');
await nango.batchSave([{ id: repo, title: from ? from.since : '' }], 'Issue');
await nango.saveCheckpoint({ since: '' });
await nango.clearCheckpoint();
const { deletedKeys } = await nango.trackDeletesEnd('Issue');
await nango.log(deletedKeys.length);`, ""},
	{"unknown model", "sync", `await nango.batchSave([{ id: '1', title: '' }], 'Issues');`, "1:TS2345"},
	{"record without id", "sync", `await nango.batchSave([{ title: 'a' }], 'Issue');`, "1:TS2741"},
	{"record with a number for id", "sync", `await nango.batchSave([{ id: 1, title: 'a' }], 'Issue');`, "1:TS2322"},
	{"one record", "sync", `await nango.batchSave({ id: '1', title: 'a' }, 'Issue');`, "1:TS2353"},
	{"record without title", "sync", `await nango.batchSave([{ id: '1' }], 'Issue');`, ""},
	{"record with a wrong title", "sync", `await nango.batchSave([{ id: '1', title: 5 }], 'Issue');`, ""},
	{"records of any", "sync", `const res = await nango.get({ endpoint: '/a' });
await nango.batchSave(res.data, 'Issue');`, ""},
	{"records of unknown", "sync", `const list: unknown[] = [];
await nango.batchSave(list, 'Issue');`, "2:TS2345"},
	{"records as an interface", "sync", `interface Row { id: string; n: number }
const rows: Row[] = [];
await nango.batchSave(rows, 'Issue'); await nango.batchDelete(rows, 'Issue');`, "3:TS2345"},
	{"delete by id", "sync", `await nango.batchDelete([{ id: '1' }], 'Issue');`, ""},
	{"delete by text", "sync", `await nango.batchDelete(['1'], 'Issue');`, "1:TS2322"},
	{"metadata field", "sync", `const m = await nango.getMetadata();
await nango.log(m.region);`, "2:TS2339"},
	{"set metadata", "sync", `await nango.setMetadata({ repo: 'a' });
await nango.updateMetadata({});`, ""},
	{"set wrong metadata", "sync", `await nango.setMetadata({ repo: 5 });`, "1:TS2322"},
	{"checkpoint may be null", "sync", `const c = await nango.getCheckpoint();
await nango.log(c.since);`, "2:TS18047"},
	{"checkpoint of another shape", "sync", `await nango.saveCheckpoint({ until: 'x' });`, "1:TS2353"},
	{"last sync date", "sync", `await nango.log(nango.lastSyncDate?.toISOString() ?? 'never');`, ""},
	{"last sync date may be undefined", "sync", `await nango.log(nango.lastSyncDate.toISOString());`, "1:TS18048"},
	{"stored records", "sync", `const map = await nango.getRecordsByIds(['1'], 'Issue');
await nango.log(map.get('1')?.title ?? '');
for await (const r of nango.listRecords('Issue')) { await nango.log(r.title.length); }`, ""},
	{"stored field", "sync", `const map = await nango.getRecordsByIds(['1'], 'Issue');
await nango.log(map.get('1')?.name);`, "2:TS2339"},
	{"merging", "sync", `await nango.setMergingStrategy({ strategy: 'ignore_if_modified_after' }, 'Issue');`, ""},
	{"unknown merging", "sync", `await nango.setMergingStrategy({ strategy: 'newest' }, 'Issue');`, "1:TS2322"},
	{"sync returns a value", "sync", `return 5;`, "0:TS2322"},
	{"internal members", "sync", `nango.trackDeletesKey('Issue');`, "1:TS2551"},

	// Properties of declarations.
	{"smallest sync", "props", `description: 'd', frequency: 'every hour', models: { Issue }, exec: async () => {}`, ""},
	{"no frequency", "props", `description: 'd', models: { Issue }, exec: async () => {}`, "0:TS2741"},
	{"no description", "props", `frequency: 'every hour', models: { Issue }, exec: async () => {}`, "0:TS2741"},
	{"model without id", "props", `description: 'd', frequency: 'every hour', models: { A: z.object({ name: z.string() }) }, exec: async () => {}`, "1:TS2375"},
	{"model with a number id", "props", `description: 'd', frequency: 'every hour', models: { A: z.object({ id: z.number() }) }, exec: async () => {}`, "1:TS2375"},
	{"model with a uuid", "props", `description: 'd', frequency: 'every hour', models: { A: z.object({ id: z.string().uuid() }) }, exec: async () => {}`, ""},
	{"model with the new uuid", "props", `description: 'd', frequency: 'every hour', models: { A: z.object({ id: z.uuid() }) }, exec: async () => {}`, "1:TS2375"},
	{"model with an optional id", "props", `description: 'd', frequency: 'every hour', models: { A: z.object({ id: z.string().optional() }) }, exec: async () => {}`, "1:TS2375"},
	{"model with a coerced id", "props", `description: 'd', frequency: 'every hour', models: { A: z.object({ id: z.coerce.string() }) }, exec: async () => {}`, "1:TS2375"},
	{"loose model", "props", `description: 'd', frequency: 'every hour', models: { A: Issue.passthrough(), B: z.looseObject({ id: z.string() }), C: Issue.extend({ n: z.number() }) }, exec: async () => {}`, ""},
	{"model that is no object", "props", `description: 'd', frequency: 'every hour', models: { A: z.string() }, exec: async () => {}`, "1:TS2375"},
	{"unknown sync type", "props", `description: 'd', frequency: 'every hour', models: { Issue }, syncType: 'delta', exec: async () => {}`, "1:TS2322"},
	{"misspelled property", "props", `description: 'd', frequency: 'every hour', models: { Issue }, autostart: true, exec: async () => {}`, "1:TS2561"},
	{"endpoint of a sync", "props", `description: 'd', frequency: 'every hour', models: { Issue }, endpoint: { method: 'GET', path: '/x' }, exec: async () => {}`, "1:TS2561"},
	{"endpoints", "props", `description: 'd', frequency: 'every hour', models: { Issue }, endpoints: [{ method: 'GET', path: '/x', group: 'g' }], exec: async () => {}`, ""},
	{"endpoint method", "props", `description: 'd', frequency: 'every hour', models: { Issue }, endpoints: [{ method: 'HEAD', path: '/x' }], exec: async () => {}`, "1:TS2322"},
	{"old endpoint", "props", `description: 'd', frequency: 'every hour', models: { Issue }, endpoints: ['GET /x'], exec: async () => {}`, "1:TS2322"},
	{"metadata as text", "props", `description: 'd', frequency: 'every hour', models: { Issue }, metadata: z.string(), exec: async () => {}`, "1:TS2322"},
	{"no metadata", "props", `description: 'd', frequency: 'every hour', models: { Issue }, metadata: z.void(), exec: async () => {}`, ""},
	{"checkpoint of a date", "props", `description: 'd', frequency: 'every hour', models: { Issue }, checkpoint: z.object({ a: z.date() }), exec: async () => {}`, "1:TS2322"},
	{"nested checkpoint", "props", `description: 'd', frequency: 'every hour', models: { Issue }, checkpoint: z.object({ a: z.object({ b: z.string() }) }), exec: async () => {}`, "1:TS2322"},
	{"checkpoint of an optional", "props", `description: 'd', frequency: 'every hour', models: { Issue }, checkpoint: z.object({ a: z.string().optional() }), exec: async () => {}`, "1:TS2322"},
	{"checkpoint of a nullable", "props", `description: 'd', frequency: 'every hour', models: { Issue }, checkpoint: z.object({ a: z.string().nullable() }), exec: async () => {}`, "1:TS2322"},
	{"checkpoint of a default", "props", `description: 'd', frequency: 'every hour', models: { Issue }, checkpoint: z.object({ a: z.string().default('') }), exec: async () => {}`, "1:TS2322"},
	{"checkpoint of an enum", "props", `description: 'd', frequency: 'every hour', models: { Issue }, checkpoint: z.object({ a: z.enum(['x']), b: z.literal('y') }), exec: async () => {}`, "1:TS2322"},
	{"checkpoint of an integer", "props", `description: 'd', frequency: 'every hour', models: { Issue }, checkpoint: z.object({ a: z.number().int(), b: z.int(), c: z.iso.datetime() }), exec: async () => {}`, "1:TS2322"},
	{"checkpoint of a union", "props", `description: 'd', frequency: 'every hour', models: { Issue }, checkpoint: z.object({ a: z.union([z.string(), z.number()]) }), exec: async () => {}`, "1:TS2322"},
	{"checkpoint of any", "props", `description: 'd', frequency: 'every hour', models: { Issue }, checkpoint: z.object({ a: z.any() }), exec: async () => {}`, "1:TS2322"},
	{"webhook", "props", `description: 'd', frequency: 'every hour', models: { Issue }, webhookSubscriptions: ['*'], exec: async () => {}, onWebhook: async (nango, payload) => { await nango.batchSave(payload.items, 'Issue'); }`, ""},
	{"exec is missing", "props", `description: 'd', frequency: 'every hour', models: { Issue }`, "0:TS2741"},
	{"no checkpoint declared", "props", `description: 'd', frequency: 'every hour', models: { Issue }, exec: async (nango) => {
  const c = await nango.getCheckpoint();
  await nango.saveCheckpoint({ a: 1 });
  await nango.log(c.a);
}`, "3:TS2345 4:TS18047"},
	{"exec as a method", "props", `description: 'd', frequency: 'every hour', models: { Issue }, async exec(nango) { await nango.batchSave([{ id: 'a' }], 'Issue'); }`, ""},

	{"action without input", "module", `import { createAction } from 'nango';
import { z } from 'zod';
export default createAction({ description: '', output: z.void(), exec: async () => {} });`, "3:TS2741"},
	{"action without description", "module", `import { createAction } from 'nango';
import { z } from 'zod';
export default createAction({ input: z.void(), output: z.void(), exec: async () => {} });`, "3:TS2741"},
	{"action of nothing", "module", `import { createAction } from 'nango';
import { z } from 'zod';
export default createAction({ description: '', input: z.void(), output: z.void(), exec: async () => {} });`, ""},
	{"output with a default", "module", `import { createAction } from 'nango';
import { z } from 'zod';
export default createAction({ description: '', input: z.object({ n: z.coerce.number() }), output: z.object({ n: z.number().default(1), d: z.date().nullish() }), exec: (_, input) => ({ n: input.n }) });`, ""},
	{"unknown event", "module", `import { createOnEvent } from 'nango';
export default createOnEvent({ description: '', event: 'post-creation', exec: async () => {} });`, "2:TS2322"},
	{"event", "module", `import { createOnEvent } from 'nango';
export default createOnEvent({ description: '', event: 'validate-connection', exec: async (nango) => { await nango.log(nango.connectionId); } });`, ""},
	{"records in an event", "event", `await nango.batchSave([], 'Issue');`, "1:TS2339"},

	// Helpers.
	{"helper with the local type", "module", `import { createSync } from 'nango';
import { z } from 'zod';
const sync = createSync({ description: '', frequency: 'every hour', models: { A: z.object({ id: z.string() }) }, checkpoint: z.object({ a: z.string() }), exec: async (nango) => { await help(nango); } });
export type NangoSyncLocal = Parameters<(typeof sync)['exec']>[0];
export default sync;
async function help(nango: NangoSyncLocal): Promise<void> { await nango.batchSave([{ id: '' }], 'A'); }`, ""},
	{"helper with the general types", "module", `import { createSync, createAction } from 'nango';
import type { NangoSync, NangoAction, ProxyConfiguration } from 'nango';
import { z } from 'zod';
const config: ProxyConfiguration = { endpoint: '/a', retries: 1 };
async function a(nango: NangoSync): Promise<void> { await nango.get(config); }
async function b(nango: NangoAction): Promise<void> { await nango.get(config); }
async function c(nango: NangoSync | NangoAction): Promise<void> { await nango.get(config); }
export const sync = createSync({ description: '', frequency: 'every hour', models: { A: z.object({ id: z.string() }) }, exec: async (nango) => { await a(nango); await b(nango); await c(nango); } });
export default createAction({ description: '', input: z.void(), output: z.void(), exec: async (nango) => { await b(nango); await c(nango); } });`, ""},
	{"general types with metadata and checkpoint", "module", `import { createSync, createAction } from 'nango';
import type { NangoSync, NangoAction } from 'nango';
import { z } from 'zod';
async function a(nango: NangoSync): Promise<void> { await nango.log(''); }
async function b(nango: NangoAction): Promise<void> { await nango.log(''); }
export const s = createSync({ description: '', frequency: 'every hour', models: { A: z.object({ id: z.string() }) }, metadata: z.object({ r: z.string() }), exec: async (nango) => {
  await a(nango);
  await b(nango);
} });
export const t = createSync({ description: '', frequency: 'every hour', models: { A: z.object({ id: z.string() }) }, checkpoint: z.object({ r: z.string() }), exec: async (nango) => {
  await a(nango);
  await b(nango);
} });
export default createAction({ description: '', input: z.void(), output: z.void(), metadata: z.object({ r: z.string() }), exec: async (nango) => {
  await b(nango);
  await a(nango);
} });`, "12:TS2379 16:TS2740"},

	// What the strictness of the official project finds.
	{"unused import", "module", `import { z } from 'zod';
export const a = 1;`, "1:TS6133"},
	{"unused local", "action", `const a = 1;
return { ok: true };`, "1:TS6133"},
	{"unused parameter", "module", `export function f(a: string): void {}`, "1:TS6133"},
	{"import without extension", "module", `import { helper } from './helper';
export const a = helper;`, "1:TS2834"},
	{"index may be missing", "action", `const list: string[] = [];
return { ok: list[0].length > 0 };`, "2:TS2532"},
	{"property of an index", "action", `const map: Record<string, string> = {};
return { ok: map.a === '' };`, "2:TS4111"},
	{"not every path returns", "module", `export function f(a: boolean): number | undefined {
  if (a) return 1;
}`, "1:TS7030"},
	{"fallthrough", "module", `export function f(a: number): number {
  switch (a) {
    case 1: a++;
    case 2: return 2;
    default: return 3;
  }
}`, "3:TS7029"},
	{"unreachable", "module", `export function f(): number {
  return 1;
  f();
}`, "3:TS7027"},
	{"override", "module", `class A { f(): void {} }
export class B extends A { f(): void {} }`, "2:TS4114"},
	{"implicit any", "module", `export const f = (a) => a;`, "1:TS7006"},
	{"caught unknown", "module", `export function f(): string { try { return ''; } catch (e) { return e.message; } }`, "1:TS18046"},
	{"exact optional", "module", `const a: { b?: string } = { b: undefined };
export default a;`, "1:TS2375"},
	{"possibly null", "module", `export const f = (a: string | null): number => a.length;`, "1:TS18047"},
	{"syntax", "module", `export const a = ;
export const b: number = 'x';`, "1:TS1109 2:TS2322"},
	{"unknown name", "module", `export const a = nothing;`, "1:TS2304"},
	{"zod misuse", "module", `import { z } from 'zod';
export const a: number = z.string().parse('');
z.string().positive();`, "2:TS2322 3:TS2339"},
	{"inferred type", "module", `import { z } from 'zod';
const A = z.object({ a: z.string(), b: z.array(z.number()).optional() });
export const a: z.infer<typeof A> = { a: 'x', b: ['y'] };`, "3:TS2322"},
	{"unknown module", "module", `import { a } from 'left-pad';
export const b = a;`, "1:TS2307"},

	// Globals and modules.
	{"declared globals", "module", `fetch; new Headers(); new FormData(); new Blob(); btoa(''); structuredClone(1); queueMicrotask(() => {});
setInterval(() => {}, 1); clearTimeout(1); crypto.randomUUID(); performance.now(); process.env['A']; global; new TextEncoder();
new AbortController(); console.log(''); Buffer.from('').toString('base64'); new URL('').searchParams.get('a'); require('zod'); setImmediate(() => {});
export const t: NodeJS.Timeout = setTimeout(() => {}, 5);
export const wait = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms));`, ""},
	{"environment by dot", "module", `export const a = process.env.A;`, "1:TS4111"},
	{"modules", "module", `import crypto, { createHash, createHmac, randomUUID, timingSafeEqual, createSign, randomBytes } from 'crypto';
import * as c from 'node:crypto';
import { URL as U, URLSearchParams } from 'url';
import url from 'node:url';
import { Buffer as B } from 'buffer';
import type { AxiosResponse, AxiosError } from 'axios';
export const a: string = createHash('md5').update('').digest('hex') + createHmac('sha256', B.from('')).update('').digest('base64') + randomUUID() + crypto.randomUUID();
export const b: Buffer = randomBytes(4); export const d: boolean = timingSafeEqual(b, b);
export const e: string = createSign('RSA-SHA256').update('').sign('', 'base64'); export const f = new U('').href + new URLSearchParams({ a: '' }).toString(); export const g = [c.randomUUID, url.URL];
export const h = (r: AxiosResponse<{ a: 1 }>, e: AxiosError): number => r.data.a + (e.response?.status ?? 0);`, ""},
	{"bad encoding", "module", `export const a = Buffer.from('', 'base32');`, "1:TS2769"},
	{"digest of nothing", "module", `import { createHash } from 'crypto';
export const a: string = createHash('md5').update('').digest();`, "2:TS2322"},
	{"unknown crypto function", "module", `import { md5 } from 'crypto';
export const a = md5;`, "1:TS2305"},
	{"search parameters", "module", `export const a = new URLSearchParams({ a: 1 });`, "1:TS2345"},
	{"new language", "module", `export const a = Object.groupBy([1], (n) => (n > 1 ? 'a' : 'b')); export const b = [1].toSorted(); export const c = Promise.withResolvers<number>(); export const d = new Set([1]).union(new Set([2])); export const e = [1].values().map((n) => n + 1);`, ""},
}

// wrap makes a whole file of a snippet, and says how many lines stand before its text.
func (s snippet) wrap() (file string, before int) {
	const imports = "import { createAction, createOnEvent, createSync, type ProxyConfiguration } from 'nango';\n" +
		"import { z } from 'zod';\nexport type Used = [typeof createAction, typeof createOnEvent, typeof createSync, ProxyConfiguration, z.ZodString];\n"
	const issue = "const Issue = z.object({ id: z.string(), title: z.string() });\n"
	switch s.in {
	case "module":
		return s.text + "\n", 0
	case "action":
		return imports + "export default createAction({ description: '', input: z.object({ login: z.string(), cursor: z.string().optional() }), output: z.object({ ok: z.boolean() }), exec: async (nango, input) => { void nango; void input;\n" +
			s.text + "\n} });\n", 4
	case "event":
		return imports + "export default createOnEvent({ description: '', event: 'post-connection-creation', exec: async (nango) => {\n" + s.text + "\n} });\n", 4
	case "sync":
		return imports + issue + "export default createSync({ description: '', frequency: 'every hour', models: { Issue }, metadata: z.object({ repo: z.string() }), checkpoint: z.object({ since: z.string() }), exec: async (nango) => { void nango;\n" +
			s.text + "\n} });\n", 5
	default:
		return imports + issue + "export default createSync({\n" + s.text + "\n});\nexport const used = Issue;\n", 5
	}
}
