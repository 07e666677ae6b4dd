// Drives the doors of MCP with the official TypeScript client, unmodified. Prints what it did, one word a line.
import assert from 'node:assert/strict';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';

const { PEER_HOST, PEER_KEY } = process.env;

async function open(door, headers = {}) {
    const client = new Client({ name: 'peer', version: '1.0.0' });
    await client.connect(
        new StreamableHTTPClientTransport(new URL(PEER_HOST + door), {
            requestInit: { headers: { Authorization: `Bearer ${PEER_KEY}`, ...headers } },
        }),
    );
    return client;
}

const actions = await open('/mcp', { 'Provider-Config-Key': 'bench', 'Connection-Id': 'c1' });
assert.deepEqual(actions.getServerVersion(), { name: 'Nango Connection Tools MCP server', version: '1.0.0' });
assert.deepEqual(actions.getServerCapabilities(), { tools: {} });
const { tools } = await actions.listTools();
assert.deepEqual(tools.map((tool) => tool.name).sort(), ['fail', 'fetch-small', 'noop']);
const said = await actions.callTool({ name: 'noop', arguments: { name: 'x' } });
assert.equal(said.content[0].text, '{\n  "greeting": "hello x"\n}');
await assert.rejects(actions.callTool({ name: 'fail', arguments: { how: 'action-error' } }), (error) => {
    assert.equal(error.code, -32603);
    assert.match(error.message, /asked to fail/);
    return true;
});
await assert.rejects(actions.listResources(), { code: -32601 });
await actions.close();
console.log('actions');

await assert.rejects(open('/mcp', { 'Provider-Config-Key': 'bench' }), /connection-id/);
console.log('refusal');

// The client checks every structured answer against the tool's output schema by itself.
const management = await open('/mcp/management');
assert.equal((await management.listTools()).tools.length, 11);
for (const [name, args] of [
    ['integrations_list', {}],
    ['integrations_get', { integration_id: 'bench', include: ['webhook', 'credentials'] }],
    ['connections_list', { limit: 10 }],
    ['connections_get', { connection_id: 'c1', integration_id: 'bench' }],
    ['proxy_request', { method: 'GET', path: '/echo', integration_id: 'bench', connection_id: 'c1', query_params: { a: [1, 'b'] } }],
    ['logs_list_operations', { limit: 5 }],
]) {
    const result = await management.callTool({ name, arguments: args });
    assert.ok(!result.isError, `${name}: ${result.content[0].text}`);
    assert.deepEqual(JSON.parse(result.content[0].text), result.structuredContent);
}
assert.equal((await management.callTool({ name: 'integrations_get', arguments: {} })).isError, true);
await management.close();
console.log('management');

const workbench = await open('/mcp/patchbay');
const names = (await workbench.listTools()).tools.map((tool) => tool.name);
for (const [name, args] of [
    ['providers_search', { query: 'git', limit: 2 }],
    ['provider_get', { provider: 'github' }],
    ['connections_list', {}],
    ['functions_list', {}],
    ['functions_compile', {}],
    ['function_dry_run', { integration_id: 'bench', name: 'noop', connection_id: 'c1', input: { name: 'y' } }],
    ['runs_list', {}],
    ['logs_list', {}],
    ['connection_get', { integration_id: 'bench', connection_id: 'c1' }],
    ['syncs_status', { integration_id: 'bench', connection_id: 'c1' }],
    ['records_models', {}],
    ['records_list', { integration_id: 'bench', connection_id: 'c1', model: 'BenchRecord' }],
]) {
    assert.ok(names.includes(name), name);
    const result = await workbench.callTool({ name, arguments: args });
    assert.ok(!result.isError, `${name}: ${result.content[0].text}`);
}
await workbench.close();
console.log('workbench');
