// An OpenAPI document as the validators of Prism want its schemas.

import { createRequire } from "node:module";
import { readFileSync } from "node:fs";

const require = createRequire(import.meta.url);
const { convertToJsonSchema } = require("@stoplight/http-spec/oas");

export function read(path) {
  const document = JSON.parse(readFileSync(path, "utf8"));
  const isSwagger = document.swagger !== undefined;
  if (document.openapi?.startsWith("3.1")) {
    // What is assumed where nothing is said (OpenAPI 3.1, section 4.8.24.5); Prism assumes draft 07.
    document.jsonSchemaDialect ??= "https://json-schema.org/draft/2020-12/schema";
  }
  const named = namedSchemas();
  return { document, isSwagger, needed, resolved, tied, whole };

  // The named schemas as Prism's validator wants them, by the references that lead to them.
  function namedSchemas() {
    const place = isSwagger ? "#/definitions/" : "#/components/schemas/";
    const schemas = new Map();
    const given = target(place.slice(0, -1));
    for (const name of Object.keys(given)) {
      given[name] = tied(given[name]);
      const made = convertToJsonSchema(document, given[name]);
      delete made.$schema;
      schemas.set(name, { schema: made, references: references(made) });
    }
    return schemas;
  }

  // The named schemas that a schema needs, in the place where references look for them.
  function needed(schema) {
    const schemas = {};
    const pending = references(schema);
    while (pending.length > 0) {
      const name = pending.pop();
      const found = named.get(name);
      if (found !== undefined && !(name in schemas)) {
        schemas[name] = found.schema;
        pending.push(...found.references);
      }
    }
    return isSwagger ? { definitions: schemas } : { components: { schemas } };
  }

  // The names of the schemas that a schema refers to.
  function references(schema) {
    const found = [];
    const pending = [schema];
    while (pending.length > 0) {
      const node = pending.pop();
      if (typeof node?.$ref === "string") {
        found.push(names(node.$ref).at(-1));
      }
      pending.push(...Object.values(node ?? {}).filter((member) => typeof member === "object"));
    }
    return found;
  }

  function resolved(node) {
    return typeof node?.$ref === "string" ? resolved(target(node.$ref)) : node;
  }

  // What a reference inside the document leads to.
  function target(reference) {
    return names(reference).reduce((node, name) => node?.[name], document) ?? {};
  }

  // The names that a reference inside the document goes through.
  function names(reference) {
    const names = reference.startsWith("#/") ? decodeURIComponent(reference.slice(2)).split("/") : [];
    return names.map((name) => name.replaceAll("~1", "/").replaceAll("~0", "~"));
  }

  // A schema whose references lead to named schemas.
  function tied(schema) {
    return copied(schema, (reference) => /^#\/(components\/schemas|definitions)\/[^/]+$/.test(reference), []);
  }

  // A schema without references: Prism looks at what parameters and members of forms are, and takes them for texts where
  // that is said elsewhere. What contains itself is not judged there.
  function whole(schema) {
    return copied(schema, () => false, []);
  }

  function copied(node, stays, within) {
    if (Array.isArray(node)) {
      return node.map((item) => copied(item, stays, within));
    }
    if (typeof node !== "object" || node === null) {
      return node;
    }
    const { $ref: reference, ...rest } = node;
    if (typeof reference === "string" && !stays(reference)) {
      const inner = within.includes(reference) ? {} : copied(target(reference), stays, [...within, reference]);
      return { ...inner, ...copied(rest, stays, within) };
    }
    const made = Object.fromEntries(Object.entries(node).map(([name, value]) => [name, copied(value, stays, within)]));
    if (typeof made.nullable === "boolean" && (made.type === undefined || document.jsonSchemaDialect)) {
      // It means something beside a type only, and nothing in OpenAPI 3.1; Prism refuses the schema.
      delete made.nullable;
    }
    if (made.discriminator && made.oneOf && !made.anyOf) {
      // A value may fit several entries: the discriminator selects, in place of trying them all.
      made.anyOf = made.oneOf;
      delete made.oneOf;
    }
    if (Array.isArray(made.enum)) {
      // A value that is listed twice makes Prism refuse the schema.
      made.enum = [...new Map(made.enum.map((value) => [JSON.stringify(value), value])).values()];
      if (made.nullable === true) {
        // Prism adds it once more.
        made.enum = made.enum.filter((value) => value !== null);
      }
    }
    return made;
  }
}
