// Reads an array of Kubernetes objects as JSON, and writes what is wrong with their form: a JSON array, empty when nothing. Each is held against the type
// of its kind by the TypeScript compiler, which finds unknown keys, and by that type's own validation, which finds forbidden values.
import { readFileSync, writeFileSync, mkdtempSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import ts from "typescript";

const here = dirname(fileURLToPath(import.meta.url));
const objects = JSON.parse(readFileSync(0, "utf8"));
const errors = [];
const folder = mkdtempSync(join(here, "typed-"));
try {
  const file = join(folder, "objects.ts");
  writeFileSync(file, objects.map((o, i) =>
    `import type { I${o.kind} as T${i} } from "kubernetes-models/${o.apiVersion}";\nexport const o${i}: T${i} = ${JSON.stringify(o)};\n`).join(""));
  const program = ts.createProgram([file], { noEmit: true, strict: true, skipLibCheck: true, types: [], module: ts.ModuleKind.NodeNext, moduleResolution: ts.ModuleResolutionKind.NodeNext });
  for (const d of ts.getPreEmitDiagnostics(program)) errors.push(ts.flattenDiagnosticMessageText(d.messageText, "; "));
} finally {
  rmSync(folder, { recursive: true });
}

for (const o of objects) {
  try {
    const kinds = await import(`kubernetes-models/${o.apiVersion}`);
    new kinds[o.kind](o).validate();
  } catch (e) {
    errors.push(`${o.kind} ${o.metadata?.name}: ${e.message}`);
  }
}

console.log(JSON.stringify(errors));
