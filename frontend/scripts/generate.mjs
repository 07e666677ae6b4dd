// Writes src/api/schema.ts from src/api/openapi.json, which `go generate ./app/api` writes from the route table.
// With --check it changes nothing and ends with 1 when the file is out of date.
import { readFile, writeFile } from 'node:fs/promises'
import openapiTS, { astToString } from 'openapi-typescript'

const source = new URL('../src/api/openapi.json', import.meta.url)
const target = new URL('../src/api/schema.ts', import.meta.url)

const header = '// Made by `npm run generate` from openapi.json. Do not edit.\n\n'
const text = header + astToString(await openapiTS(source))

if (process.argv.includes('--check')) {
  if ((await readFile(target, 'utf8')) !== text) {
    console.error('src/api/schema.ts is out of date: run `npm run generate`.')
    process.exit(1)
  }
} else {
  await writeFile(target, text)
}
