// Judges requests by an OpenAPI document with the validators of Prism. Called as
//
//     node server.mjs DOCUMENT.json VERDICTS.json
//
// It prints its port, answers everything with 204, and writes what it saw when its standard input ends: for each
// request the number in its header `x-judge-case`, the operation that its method and path lead to, what is wrong with
// it, and what could not be judged.

import http from "node:http";
import { createRequire } from "node:module";
import { readFileSync, writeFileSync } from "node:fs";

const require = createRequire(import.meta.url);
const { getHttpOperationsFromSpec } = require("@stoplight/prism-http");
const { validateInput, validateSecurity } = require("@stoplight/prism-http/dist/validator");
const route = require("@stoplight/prism-http/dist/router").default;
const Ajv = require("ajv/dist/core").default;

const [documentPath, verdictsPath] = process.argv.slice(2);

// What Prism cannot judge it lets pass without a word: schemas that do not compile, and validators that fail.
let unjudged = [];
const compile = Ajv.prototype.compile;
Ajv.prototype.compile = function (...schema) {
  const validate = noting("compile", () => compile.apply(this, schema));
  const noted = (value) => {
    const result = noting("validate", () => validate(value));
    noted.errors = validate.errors;
    return result;
  };
  return noted;
};

function noting(what, work) {
  try {
    return work();
  } catch (error) {
    unjudged.push(`cannot ${what}: ${error.message}`);
    throw error;
  }
}

const document = requestsOnly(JSON.parse(readFileSync(documentPath, "utf8")));
const operations = await getHttpOperationsFromSpec(document);
operations.forEach(fillIn);
const verdicts = [];

// The document without what is said of responses: Prism puts what references lead to in their places before it looks at
// anything, and takes minutes where that is much.
function requestsOnly(document) {
  delete document.webhooks;
  const items = [document.paths, document.components?.pathItems].flatMap((paths) => Object.values(paths ?? {}));
  for (const item of items) {
    for (const operation of Object.values(item).filter((member) => member?.responses)) {
      operation.responses = { default: { description: "" } };
      delete operation.callbacks;
    }
  }
  const seen = new Set();
  const needed = new Set();
  const pending = [document.paths];
  while (pending.length > 0) {
    const node = pending.pop();
    if (typeof node?.$ref === "string" && !seen.has(node.$ref)) {
      const names = pointer(node.$ref);
      seen.add(node.$ref);
      // A reference may lead to a place inside of what is needed.
      needed.add(JSON.stringify(names.slice(0, names[0] === "components" ? 3 : 2)));
      pending.push(names.reduce((inner, name) => inner?.[name], document));
    }
    pending.push(...Object.values(node ?? {}).filter((member) => typeof member === "object"));
  }
  const sections = Object.keys(document.components ?? {}).filter((section) => section !== "securitySchemes");
  for (const place of [...sections.map((section) => ["components", section]), ["definitions"], ["responses"]]) {
    const members = place.reduce((inner, name) => inner?.[name], document) ?? {};
    for (const name of Object.keys(members)) {
      if (!needed.has(JSON.stringify([...place, name]))) {
        delete members[name];
      }
    }
  }
  return document;
}

// The names that a reference inside the document goes through.
function pointer(reference) {
  const names = reference.startsWith("#/") ? decodeURIComponent(reference.slice(2)).split("/") : [];
  return names.map((name) => name.replaceAll("~1", "/").replaceAll("~0", "~"));
}

// Prism takes a member of a form that is a list for one only if an encoding says so. OpenAPI says how lists are written
// where nothing is said: one pair for each item.
function fillIn({ request }) {
  for (const content of request?.body?.contents ?? []) {
    if (content.mediaType !== "application/x-www-form-urlencoded") {
      continue;
    }
    content.encodings ??= [];
    for (const [property, schema] of Object.entries(content.schema?.properties ?? {})) {
      if (schema.type === "array" && !content.encodings.some((one) => one.property === property)) {
        content.encodings.push({ property, style: "form", explode: true });
      }
    }
  }
}

// What every request has says nothing of the one at hand.
const USUAL = ["accept", "connection", "content-length", "host", "user-agent", "x-judge-case"];

const server = http.createServer({ maxHeaderSize: 1 << 22 }, (request, response) => {
  const pieces = [];
  request.on("data", (piece) => pieces.push(piece));
  request.on("end", () => {
    verdicts.push(verdict(request, Buffer.concat(pieces)));
    response.writeHead(204).end();
  });
});

function verdict(request, bytes) {
  const { method, url, headers } = request;
  const own = Object.entries(headers).filter(([name]) => !USUAL.includes(name));
  const said = {
    case: Number(headers["x-judge-case"]),
    line: [`${method} ${url}`, ...own.map(([name, value]) => `${name}: ${value}`)].join("\n"),
    problems: [],
  };
  if (bytes.length > 0) {
    said.body = bytes.subarray(0, 4000).toString();
  }
  unjudged = [];
  try {
    judge(said, request, bytes);
  } catch (error) {
    said.problems.push(`the judge fails: ${error.message}`);
  }
  said.unjudged = [...new Set(unjudged)];
  return said;
}

function judge(said, { method, url, headers }, bytes) {
  const { pathname, searchParams } = new URL(url, "http://localhost");
  const query = {};
  for (const name of searchParams.keys()) {
    const values = searchParams.getAll(name);
    query[name] = values.length === 1 ? values[0] : values;
  }
  const element = {
    method: method.toLowerCase(),
    url: { path: pathname, query },
    headers,
    body: read(headers, bytes),
  };
  const found = route({ resources: operations, input: element });
  if (found._tag === "Left") {
    said.problems.push(`no operation: ${found.left.detail ?? found.left.message}`);
    return;
  }
  const resource = found.right;
  said.operation = `${resource.method.toUpperCase()} ${resource.path}`;
  for (const validate of [validateInput, validateSecurity]) {
    const result = validate({ resource, element });
    const problems = result._tag === "Left" ? result.left : [];
    // The severity 0 is that of errors; a deprecated parameter is a warning.
    said.problems.push(...problems.filter(({ severity }) => !severity).map(text));
  }
}

function text({ code, message, path }) {
  return `${(path ?? []).join(".")} [${code}]: ${message}`;
}

// A body as Prism's own server hands it to the validators.
function read(headers, bytes) {
  if (bytes.length === 0) {
    return null;
  }
  const type = (headers["content-type"] ?? "").split(";")[0].trim().toLowerCase();
  const isJson = type === "application/json" || type.endsWith("+json");
  return isJson ? JSON.parse(bytes.toString()) : bytes.toString();
}

server.listen(0, "127.0.0.1", () => console.log(server.address().port));
process.stdin.resume().on("end", () => {
  writeFileSync(verdictsPath, JSON.stringify(verdicts));
  process.exit(0);
});
