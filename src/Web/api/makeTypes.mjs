// Makes schema.d.ts from the OpenAPI document of a running service: npm run types [-- ADDRESS]. With --check nothing is written; it ends with 1 where they differ.
import { readFile, writeFile } from "node:fs/promises";
import openapiTS, { astToString, COMMENT_HEADER } from "openapi-typescript";

const file = new URL("schema.d.ts", import.meta.url);
const words = process.argv.slice(2);
const address = words.find(word => !word.startsWith("--")) ?? "http://127.0.0.1:5080/openapi/v1.json";

const answer = await fetch(address);
if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
const document = await answer.json();
// Pages and pictures are no part of what the console asks for, and a service without a console has fewer of them.
document.paths = Object.fromEntries(Object.entries(document.paths).filter(([path]) => path.startsWith("/api/")));
const types = COMMENT_HEADER + astToString(await openapiTS(document));

if (words.includes("--check")) {
  if ((await readFile(file, "utf8")) !== types) {
    console.error("api/schema.d.ts is not of this service's OpenAPI document: run it, and then npm run types");
    process.exitCode = 1;
  }
} else {
  await writeFile(file, types);
}
