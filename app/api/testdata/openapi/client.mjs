// Calls operations of a document as generated clients do: openapi-fetch is the runtime of those that openapi-typescript
// types. Reads a list of {method, path, init} from standard input and prints [status, answer] of each.
import createClient from "openapi-fetch";

const [address, key] = process.argv.slice(2);
const client = createClient({ baseUrl: address, headers: { Authorization: `Bearer ${key}` } });

let input = "";
for await (const piece of process.stdin) input += piece;
const answers = [];
for (const { method, path, init } of JSON.parse(input)) {
  const { data, error, response } = await client.request(method, path, init);
  answers.push([response.status, data ?? error]);
}
console.log(JSON.stringify(answers));
