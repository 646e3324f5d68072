// Answers to requests: those of a mock are judged by the document, and Prism's own mock gives others.

import { createRequire } from "node:module";

const require = createRequire(import.meta.url);
const { transformOas2Operations } = require("@stoplight/http-spec/oas2/operation");
const { transformOas3Operations } = require("@stoplight/http-spec/oas3/operation");
const { validateOutput } = require("@stoplight/prism-http/dist/validator");
const mock = require("@stoplight/prism-http/dist/mocker").default;

// What Prism's mock says while it works.
const silent = { child: () => silent };
for (const level of ["debug", "error", "info", "success", "trace", "warn"]) {
  silent[level] = () => {};
}

// The operations of a document, with nothing but their responses, by method and path.
export function operations({ document, isSwagger, resolved, tied, whole }) {
  for (const item of Object.values(document.paths ?? {})) {
    const inner = resolved(item);
    for (const [method, operation] of Object.entries(inner)) {
      if (operation?.responses) {
        const responses = Object.entries(operation.responses).map(([status, given]) => [status, response(given)]);
        const produces = operation.produces ?? document.produces;
        item[method] = { produces, deprecated: false, responses: Object.fromEntries(responses) };
      }
    }
    delete item.$ref;
    delete item.parameters;
  }
  const made = (isSwagger ? transformOas2Operations : transformOas3Operations)(document);
  const schemas = isSwagger ? { definitions: document.definitions } : { components: { schemas: document.components?.schemas } };
  return new Map(made.map((one) => [`${one.method.toUpperCase()} ${one.path}`, Object.assign(one, schemas)]));

  function response(given) {
    const { links, ...made } = resolved(given);
    if (made.schema) {
      made.schema = tied(made.schema);
    }
    for (const part of ["headers", "content"]) {
      const entries = Object.entries(made[part] ?? {}).map(([name, one]) => [name, { ...resolved(one) }]);
      for (const [, one] of entries) {
        one.schema &&= part === "headers" ? whole(one.schema) : tied(one.schema);
        const examples = Object.entries(one.examples ?? {}).map(([name, example]) => [name, resolved(example)]);
        one.examples &&= Object.fromEntries(examples);
      }
      made[part] &&= Object.fromEntries(entries);
    }
    return made;
  }
}

// What is wrong with an answer.
export function problems(resource, { status, headers, bytes }) {
  const type = headers["content-type"] ?? "";
  const element = { statusCode: status, headers, body: body(type, bytes) };
  if (bytes.length === 0 && type === "") {
    // Nothing is what a response without content has. Prism asks it for the media type all the same.
    const has = resource.responses.find(({ code }) => code === String(status))?.contents?.length > 0;
    if (!has) {
      return [];
    }
  }
  const result = validateOutput({ resource, element });
  return result._tag === "Left" ? result.left.filter(({ severity }) => !severity) : [];
}

function body(type, bytes) {
  const essence = type.split(";")[0].trim().toLowerCase();
  const isJson = essence === "application/json" || essence.endsWith("+json");
  return isJson ? JSON.parse(bytes.toString()) : bytes.toString();
}

// What Prism's mock answers.
export function mocked(resource, element) {
  const config = { dynamic: false, ignoreExamples: false };
  const result = mock({ resource, input: { data: element, validations: [] }, config })(silent);
  if (result._tag === "Left") {
    throw result.left;
  }
  const { statusCode, headers, body } = result.right;
  const type = headers["Content-type"] ?? "";
  const isText = typeof body === "string" && !type.includes("json");
  return { status: statusCode, headers, body: body === undefined || isText ? body : JSON.stringify(body) };
}
