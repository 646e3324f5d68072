// Judges requests by an OpenAPI document with the validators of Prism. Called as
//
//     node server.mjs REQUESTS.json ANSWERS.json VERDICTS.json
//
// where the two documents are the same as it is meant for requests and for answers. It prints its port, answers with 204,
// and writes what it saw when its standard input ends: for each request the number in its header `x-judge-case`, the
// operation that its method and path lead to, what is wrong with it, and what could not be judged.
//
// A request may say in `x-judge-answer` who answers it: the mock at a URL, whose answer is judged too, or `prism`, the mock
// that Prism has, and the request is not judged once more then.

import http from "node:http";
import { createRequire } from "node:module";
import { writeFileSync } from "node:fs";
import * as answers from "./answers.mjs";
import { read } from "./document.mjs";

const require = createRequire(import.meta.url);
const { transformOas2Operations } = require("@stoplight/http-spec/oas2/operation");
const { transformOas3Operations } = require("@stoplight/http-spec/oas3/operation");
const { validateInput, validateSecurity } = require("@stoplight/prism-http/dist/validator");
const route = require("@stoplight/prism-http/dist/router").default;
const deserializers = require("@stoplight/prism-http/dist/validator/deserializers");
const Ajv = require("ajv/dist/core").default;

const [documentPath, answersPath, verdictsPath] = process.argv.slice(2);

// What Prism cannot judge it lets pass without a word: schemas that do not compile, and validators that fail.
let unjudged = [];
// The document that is judged by.
let judging;
const compile = Ajv.prototype.compile;
Ajv.prototype.compile = function (schema) {
  const validate = noting("compile", () => compile.call(this, { ...schema, ...judging.needed(schema) }));
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

// Prism looks for the members that the keyword `type` leads to, and so finds nothing in a choice, takes an optional
// object for there, and gives up on lists of objects. What is in brackets says it all.
deserializers.body = { ...deserializers.query };
for (const place of ["query", "body"]) {
  deserializers[place].deepObject = (name, parameters, schema) => {
    const value = bracketed(name, parameters);
    return place === "body" ? listOfTexts(value, schema) : value;
  };
}

// Prism reads the items of such a list as JSON itself.
function listOfTexts(value, schema) {
  const isMeant = Array.isArray(value) && schema.items?.type === "object";
  return isMeant ? value.map((item) => (typeof item === "string" ? item : JSON.stringify(item))) : value;
}

function bracketed(name, parameters) {
  const root = {};
  for (const [key, value] of Object.entries(parameters)) {
    if (key !== name && !key.startsWith(`${name}[`)) {
      continue;
    }
    const names = ["value", ...[...key.slice(name.length).matchAll(/\[([^\]]*)\]/g)].map(([, inner]) => inner)];
    const last = names.pop();
    const owner = names.reduce((node, inner) => (node[inner] ??= {}), root);
    owner[last] = value;
  }
  return listed(root.value);
}

// Members that are numbered from zero are the items of a list.
function listed(node) {
  if (typeof node !== "object" || node === null || Array.isArray(node)) {
    return node;
  }
  const entries = Object.entries(node).map(([name, value]) => [name, listed(value)]);
  const isList = entries.length > 0 && entries.every(([name], place) => name === String(place) || name === "");
  const items = ([name, value]) => (name === "" ? value : [value]);
  return isList ? entries.flatMap(items) : Object.fromEntries(entries);
}

const requests = read(documentPath);
const { document, isSwagger, resolved, tied, whole } = requests;
Object.values(document.paths ?? {}).forEach(prepare);
const operations = (isSwagger ? transformOas2Operations : transformOas3Operations)(document);
operations.forEach(fillIn);
const answering = read(answersPath);
const answered = answers.operations(answering);
const verdicts = [];

// Makes of a path what Prism reads well. It would put what references lead to in their places, which takes minutes and
// gigabytes where schemas are many and recursive, so they stay where they are understood: in bodies of JSON.
function prepare(item) {
  const inner = resolved(item);
  const shared = (inner.parameters ?? []).map(resolved);
  for (const [method, operation] of Object.entries(inner)) {
    if (!operation?.responses) {
      continue;
    }
    operation.responses = { default: { description: "" } };
    delete operation.callbacks;
    const own = (operation.parameters ?? []).map(resolved);
    const others = shared.filter((one) => !own.some((other) => other.name === one.name && other.in === one.in));
    operation.parameters = [...own, ...others].map(parameter);
    operation.requestBody = requestBody(operation.requestBody);
    item[method] = operation;
  }
  delete item.$ref;
  delete item.parameters;
}

function parameter(given) {
  if (given.in === "body") {
    return { ...given, schema: tied(given.schema) };
  }
  const made = given.schema ? { ...given, schema: whole(given.schema) } : { ...given };
  if (!isSwagger && ["query", "cookie"].includes(made.in) && (made.style ?? "form") === "form") {
    // The default of OpenAPI, which Prism takes for false.
    made.explode ??= true;
  }
  return made;
}

function requestBody(given) {
  if (given === undefined) {
    return undefined;
  }
  const body = { ...resolved(given) };
  const entries = Object.entries(body.content ?? {}).map(([mediaType, media]) => {
    const isForm = mediaType.startsWith("multipart/") || mediaType.startsWith("application/x-www-form-urlencoded");
    const { schema, ...rest } = resolved(media);
    return [mediaType, schema === undefined ? rest : { ...rest, schema: isForm ? whole(schema) : tied(schema) }];
  });
  return { ...body, content: Object.fromEntries(entries) };
}

// Prism reads the members of forms, and the parts of a body, as texts if no encoding says otherwise. OpenAPI says how they
// are written then: a pair or a part for each item of a list, and objects as JSON.
function fillIn({ request }) {
  for (const content of request?.body?.contents ?? []) {
    const isMultipart = content.mediaType.startsWith("multipart/");
    if (!isMultipart && content.mediaType !== "application/x-www-form-urlencoded") {
      continue;
    }
    const said = content.encodings ?? [];
    content.encodings = Object.keys(content.schema?.properties ?? {}).map((property) => {
      const encoding = said.find((one) => one.property === property);
      const isStyled = encoding && !isMultipart && !encoding.mediaType?.includes("json");
      return isStyled ? encoding : { property, style: "part", allowReserved: true };
    });
  }
}

deserializers.body.part = (name, parameters, schema) => {
  const text = parameters[name];
  const isList = schema.type === "array";
  if (text === undefined || (typeof schema.type === "string" && schema.type !== "object" && !isList)) {
    return text;
  }
  const isJson = isList ? text.startsWith("[") : text.startsWith("{") || text.startsWith("[");
  const value = isJson ? JSON.parse(text) : text;
  const items = Array.isArray(value) || !isList ? value : [value];
  return listOfTexts(items, schema);
};

// What every request has says nothing of the one at hand.
const USUAL = ["accept", "connection", "content-length", "host", "user-agent", "x-judge-answer", "x-judge-case"];

const server = http.createServer({ maxHeaderSize: 1 << 22 }, (request, response) => {
  const pieces = [];
  request.on("data", (piece) => pieces.push(piece));
  request.on("end", async () => {
    const bytes = Buffer.concat(pieces);
    const by = request.headers["x-judge-answer"];
    try {
      const answer = by === "prism" ? prism(request, bytes) : await judged(request, bytes, by);
      response.writeHead(answer.status, answer.headers).end(answer.body);
    } catch (error) {
      response.writeHead(599).end(`the judge fails: ${error.message}`);
    }
  });
});

// Judges a request, and what a mock answers to it.
async function judged(request, bytes, mock) {
  const said = verdict(request, bytes);
  verdicts.push(said);
  if (mock === undefined) {
    return { status: 204 };
  }
  const answer = await forwarded(request, bytes, mock);
  const resource = answered.get(said.operation);
  said.answer = { line: `${answer.status} ${answer.headers["content-type"] ?? ""}`, problems: [], unjudged: [] };
  said.answer.body = answer.bytes.subarray(0, 4000).toString();
  unjudged = [];
  judging = answering;
  try {
    // The answer to HEAD has the media type of a body that is not there.
    const isJudged = resource !== undefined && request.method !== "HEAD";
    const problems = isJudged ? answers.problems(resource, answer) : [];
    said.answer.problems.push(...problems.map(text));
  } catch (error) {
    said.answer.problems.push(`the judge fails: ${error.message}`);
  }
  said.answer.unjudged = [...new Set(unjudged)];
  return { status: answer.status, headers: answer.headers, body: answer.bytes };
}

function forwarded({ method, url, headers }, bytes, mock) {
  return new Promise((resolve, reject) => {
    const { host, ...others } = headers;
    const sent = http.request(new URL(url, mock), { method, headers: others }, (answer) => {
      const pieces = [];
      answer.on("data", (piece) => pieces.push(piece));
      answer.on("error", reject);
      answer.on("end", () => {
        const { connection, "transfer-encoding": encoding, ...kept } = answer.headers;
        resolve({ status: answer.statusCode, headers: kept, bytes: Buffer.concat(pieces) });
      });
    });
    sent.on("error", reject);
    sent.end(bytes);
  });
}

// What Prism's mock answers to a request.
function prism(request, bytes) {
  const found = route({ resources: operations, input: elementOf(request, bytes) });
  if (found._tag === "Left") {
    throw new Error("no operation");
  }
  judging = answering;
  const { method, path } = found.right;
  return answers.mocked(answered.get(`${method.toUpperCase()} ${path}`), elementOf(request, bytes));
}

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

// A request as Prism sees it.
function elementOf({ method, url, headers }, bytes) {
  const { pathname, searchParams } = new URL(url, "http://localhost");
  const query = {};
  for (const name of searchParams.keys()) {
    const values = searchParams.getAll(name);
    query[name] = values.length === 1 ? values[0] : values;
  }
  return {
    method: method.toLowerCase(),
    url: { path: pathname, query },
    headers,
    body: bodyOf(headers, bytes),
  };
}

function judge(said, request, bytes) {
  const element = elementOf(request, bytes);
  judging = requests;
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
function bodyOf(headers, bytes) {
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
