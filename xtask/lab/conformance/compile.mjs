// Compiles every spec of the suite to OpenAPI 3.0 and 3.1, in one process: what `tsp compile SPEC/main.tsp` does.
//
// node compile.mjs SPECS EDITS OUT. Prints one line for each spec. A spec in EDITS is compiled from a copy that
// leaves out what @typespec/openapi3 refuses.
import { compile, NodeHost, formatDiagnostic } from "@typespec/compiler";
import { cpSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

const [specs, editsFile, out] = process.argv.slice(2);
const edits = JSON.parse(readFileSync(editsFile, "utf8"));

const mains = readdirSync(specs, { recursive: true })
  .filter((path) => path.split(/[\\/]/).at(-1) === "main.tsp")
  .map((path) => dirname(path).replaceAll("\\", "/"))
  .sort();

/** The main file of a spec, edited where it must be. */
function mainOf(spec) {
  const main = join(specs, spec, "main.tsp");
  const wanted = edits.filter((edit) => edit.spec === spec);
  if (wanted.length === 0) return main;
  let text = readFileSync(main, "utf8");
  for (const { find, replace } of wanted) {
    if (!text.includes(find)) throw new Error(`${spec}: nothing to edit: ${find}`);
    text = text.replaceAll(find, replace);
  }
  const copy = join(out, "edited", spec, "main.tsp");
  cpSync(join(specs, spec), dirname(copy), { recursive: true });
  writeFileSync(copy, text);
  return copy;
}

let failed = false;
for (const spec of mains) {
  const program = await compile(NodeHost, mainOf(spec), {
    emit: ["@typespec/openapi3"],
    outputDir: out,
    options: {
      "@typespec/openapi3": {
        "emitter-output-dir": join(out, "openapi", spec),
        "openapi-versions": ["3.0.0", "3.1.0"],
        "file-type": "json",
      },
    },
  });
  const errors = program.diagnostics.filter((diagnostic) => diagnostic.severity === "error");
  for (const error of errors) console.error(formatDiagnostic(error));
  failed ||= errors.length > 0;
  console.log(spec);
}
process.exit(failed ? 1 : 0);
