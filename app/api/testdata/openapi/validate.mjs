// Checks an OpenAPI document with two validators that know nothing of Patchbay: the schemas that the OpenAPI Initiative
// publishes, and the rules of Redocly. Prints what is wrong; any finding ends the program with a non-zero code.
import { readFile } from "node:fs/promises";
import { createConfig, lintFromString } from "@redocly/openapi-core";
import { Validator } from "@seriousme/openapi-schema-validator";

const file = process.argv[2];
const text = await readFile(file, "utf8");
const found = [];

const bySchema = await new Validator().validate(JSON.parse(text));
if (!bySchema.valid) {
  found.push(`against the schema of OpenAPI: ${JSON.stringify(bySchema.errors, null, 1).slice(0, 4000)}`);
}

const config = await createConfig({
  rules: {
    struct: "error",
    "no-unresolved-refs": "error",
    "operation-operationId": "error",
    "operation-operationId-unique": "error",
    "operation-operationId-url-safe": "error",
    "operation-parameters-unique": "error",
    "operation-summary": "error",
    "path-parameters-defined": "error",
    "path-not-include-query": "error",
    "path-declaration-must-exist": "error",
    "security-defined": "error",
    "no-undefined-server-variable": "error",
    "no-invalid-parameter-examples": "error",
    "no-invalid-media-type-examples": "error",
    "no-enum-type-mismatch": "error",
    "tag-description": "error",
    "spec-components-invalid-map-name": "error",
  },
});
for (const problem of await lintFromString({ source: text, absoluteRef: file, config })) {
  const where = problem.location.map((place) => place.pointer ?? "").join(" ");
  found.push(`${problem.ruleId}: ${problem.message} ${where}`);
}

if (found.length > 0) {
  console.error(found.slice(0, 40).join("\n"));
  process.exit(1);
}
