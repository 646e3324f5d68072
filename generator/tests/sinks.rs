//! Every place of a document whose text reaches the output (a sink), with every text that means something to somebody who
//! reads the output (a payload): rustc, rustdoc, cargo, a terminal, a file system.
//!
//! `sinks/table.txt` says what becomes of each: `.` a client, `w` a client and a warning, `e` an error. `UPDATE=1` writes
//! it anew. Whatever stands in a sink, the output parses, and holds nothing that the payload wanted to bring in. Modules with
//! a payload in every sink compile, with their docs and examples, where warnings are errors.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

use jackfield::settings::Runtime;
use jackfield::{FileSet, Target, generate};
use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag, TagEnd};
use serde_json::{Map, Value, json};
use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::process::Command;
use syn::visit::Visit;

/// Code that would be run, were it code: `pwned` is what must never be defined, called or named by an attribute.
const PAYLOADS: &[&str] = &[
    "",
    " ",
    "\t",
    "\n",
    "\r",
    "\r\n\r\n",
    "\u{0}",
    "\u{1b}[2J\u{7}",
    "\u{85}\u{2028}\u{2029}",
    "\u{202e}pwned\u{202c}",
    "\u{200b}\u{feff}",
    "\u{ffff}",
    "\u{1f980}",
    "e\u{301}",
    "ß",
    "ﬁ",
    "١",
    "ª",
    "名前",
    "/",
    "//",
    "///",
    "//!",
    "/*",
    "*/",
    "*/ fn pwned() {} /*",
    "\n}\nfn pwned() {}\n",
    "\nfn pwned() {}\n///",
    "\rfn pwned() {}",
    "\"",
    "\\",
    "\\\"",
    "\"; fn pwned() {} const A: &str = \"",
    "\"#; fn pwned() {} const A: &str = r#\"",
    "\"##",
    "r#\"",
    "b'x'",
    "'",
    "'a",
    "\\u{110000}",
    "\\n",
    "{}",
    "{pwned}",
    "{0}",
    "{:?}",
    "{{",
    "}",
    "%s%n",
    "$crate",
    "$(pwned)*",
    "pwned!()",
    "#[pwned]",
    "#![pwned]",
    "] #[pwned] [",
    "\")] #[pwned] #[doc(\"",
    "<pwned>",
    "</div>",
    "<script>pwned()</script>",
    "<!--",
    "&amp;",
    "&#10;fn pwned() {}",
    "[pwned]",
    "[`pwned`]",
    "[a](pwned)",
    "[a]: pwned",
    "![a](https://pwned.example/a.png)",
    "https://pwned.example/",
    "<https://pwned.example/>",
    "`",
    "``",
    "```\nfn pwned() {}\n```",
    "```rust\npwned();",
    "~~~\npwned();\n~~~",
    "    pwned();",
    "\tpwned();",
    "- a\n\n      pwned();",
    "> ```\n> pwned();\n> ```",
    "1. ```\n   pwned();",
    "# pwned",
    "| a |\n|---|\n| pwned |",
    "[^a]: pwned",
    "---",
    "\\",
    "..",
    ".",
    "../../pwned",
    "/pwned",
    "C:\\pwned",
    "a/../b",
    "aux",
    "CON",
    "nul.rs",
    "mod",
    "lib",
    "main",
    "self",
    "Self",
    "super",
    "crate",
    "_",
    "__",
    "async",
    "gen",
    "r#fn",
    "union",
    "'static",
    "into",
    "try_into",
    "clone",
    "drop",
    "new",
    "Option",
    "Vec",
    "String",
    "Result",
    "Some",
    "Box",
    "i64",
    "str",
    "std",
    "core",
    "0",
    "-1",
    "1e400",
    "9a",
    "a b",
    "a-b",
    "a=b&c=d",
    "a;b",
    "a,b",
    "a|b",
    "[dependencies]\npwned = \"1\"",
    "\"\"\"",
    "'''",
    "]]>",
    "%2e%2e%2f",
    "%00",
    "?pwned",
    "#pwned",
    "@pwned.example",
    "__proto__",
    "constructor",
];

/// Where a text goes: what the row of the table is called, and how it is put into a document.
type Sink = (&'static str, fn(&mut Value, &str));

/// A copy of the node at a pointer; null if another sink has moved it.
fn at(document: &Value, pointer: &str) -> Value {
    document.pointer(pointer).cloned().unwrap_or_default()
}

/// Sets a member, which need not be there yet, of an object that another sink may have moved.
fn set(document: &mut Value, pointer: &str, key: &str, value: impl Into<Value>) {
    if let Some(Value::Object(node)) = document.pointer_mut(pointer) {
        node.insert(key.to_owned(), value.into());
    }
}

/// Gives a member another name.
fn rename(document: &mut Value, pointer: &str, key: &str, name: &str) {
    if let Some(Value::Object(node)) = document.pointer_mut(pointer)
        && let Some(value) = node.remove(key)
    {
        node.insert(name.to_owned(), value);
    }
}

const GET: &str = "/paths/~1things~1{id}/get";
const POST: &str = "/paths/~1things~1{id}/post";
const THING: &str = "/components/schemas/Thing";

const SINKS: &[Sink] = &[
    ("info.title", |d, t| set(d, "/info", "title", t)),
    ("info.summary", |d, t| set(d, "/info", "summary", t)),
    ("info.description", |d, t| set(d, "/info", "description", t)),
    ("info.version", |d, t| set(d, "/info", "version", t)),
    ("info.termsOfService", |d, t| {
        set(d, "/info", "termsOfService", t);
    }),
    ("info.contact", |d, t| {
        set(
            d,
            "/info",
            "contact",
            json!({ "name": t, "url": t, "email": t }),
        );
    }),
    ("info.license", |d, t| {
        set(d, "/info", "license", json!({ "name": t, "identifier": t }));
    }),
    ("externalDocs", |d, t| {
        let docs = json!({ "description": t, "url": t });
        set(d, "", "externalDocs", docs.clone());
        set(d, GET, "externalDocs", docs.clone());
        set(d, THING, "externalDocs", docs);
    }),
    ("server.url", |d, t| set(d, "/servers/0", "url", t)),
    ("server.url, in it", |d, t| {
        set(
            d,
            "/servers/0",
            "url",
            format!("https://{{region}}.example/{t}"),
        );
    }),
    ("server.description", |d, t| {
        set(d, "/servers/0", "description", t);
    }),
    ("server.name", |d, t| set(d, "/servers/0", "name", t)),
    ("server variable", |d, t| {
        rename(d, "/servers/0/variables", "region", t);
        set(d, "/servers/0", "url", format!("https://{{{t}}}.example/"));
    }),
    ("server variable.default", |d, t| {
        set(d, "/servers/0/variables/region", "default", t);
    }),
    ("server variable.enum", |d, t| {
        set(d, "/servers/0/variables/region", "enum", json!(["a", t]));
    }),
    ("server variable.description", |d, t| {
        set(d, "/servers/0/variables/region", "description", t);
    }),
    ("tag.name", |d, t| set(d, "/tags/0", "name", t)),
    ("tag.description", |d, t| {
        set(d, "/tags/0", "description", t)
    }),
    ("tag.summary", |d, t| set(d, "/tags/0", "summary", t)),
    ("path", |d, t| {
        rename(d, "/paths", "/things/{id}", &format!("/{t}/{{id}}"));
    }),
    ("path.description", |d, t| {
        set(d, "/paths/~1things~1{id}", "description", t);
    }),
    ("method", |d, t| {
        let operation = at(d, GET);
        let more: Map<String, Value> = [(t.to_owned(), operation)].into_iter().collect();
        set(d, "/paths/~1things~1{id}", "additionalOperations", more);
    }),
    ("operation.operationId", |d, t| {
        set(d, GET, "operationId", t)
    }),
    ("operation.summary", |d, t| set(d, GET, "summary", t)),
    ("operation.description", |d, t| {
        set(d, GET, "description", t)
    }),
    ("operation.tags", |d, t| set(d, GET, "tags", json!([t]))),
    ("parameter.name, path", |d, t| {
        set(d, "/paths/~1things~1{id}/parameters/0", "name", t);
        rename(d, "/paths", "/things/{id}", &format!("/things/{{{t}}}"));
    }),
    ("parameter.name, query", |d, t| {
        set(d, &format!("{GET}/parameters/0"), "name", t);
    }),
    ("parameter.name, header", |d, t| {
        set(d, &format!("{GET}/parameters/1"), "name", t);
    }),
    ("parameter.name, cookie", |d, t| {
        set(d, &format!("{GET}/parameters/2"), "name", t);
    }),
    ("parameter.description", |d, t| {
        set(d, &format!("{GET}/parameters/0"), "description", t);
    }),
    ("parameter.example", |d, t| {
        set(d, &format!("{GET}/parameters/0"), "example", t);
    }),
    ("parameter.schema.default", |d, t| {
        set(d, &format!("{GET}/parameters/0/schema"), "default", t);
    }),
    ("parameter.schema.enum", |d, t| {
        set(
            d,
            &format!("{GET}/parameters/0/schema"),
            "enum",
            json!(["a", t]),
        );
    }),
    ("parameter.schema.const", |d, t| {
        set(d, &format!("{GET}/parameters/0/schema"), "const", t);
    }),
    ("requestBody.description", |d, t| {
        set(d, &format!("{POST}/requestBody"), "description", t);
    }),
    ("media type, request", |d, t| {
        rename(
            d,
            &format!("{POST}/requestBody/content"),
            "application/json",
            t,
        );
    }),
    ("media type, response", |d, t| {
        rename(
            d,
            &format!("{GET}/responses/200/content"),
            "application/json",
            t,
        );
    }),
    ("media type, parameter of it", |d, t| {
        let name = format!("application/json; a={t}");
        rename(
            d,
            &format!("{GET}/responses/200/content"),
            "application/json",
            &name,
        );
    }),
    ("example", |d, t| {
        let place = format!("{POST}/requestBody/content/application~1json");
        set(d, &place, "example", json!({ "name": t, t: t }));
    }),
    ("examples", |d, t| {
        let place = format!("{POST}/requestBody/content/application~1json");
        let one =
            json!({ "summary": t, "description": t, "value": { "name": t }, "externalValue": t });
        let more: Map<String, Value> = [(t.to_owned(), one)].into_iter().collect();
        set(d, &place, "examples", more);
    }),
    ("encoding", |d, t| {
        let schema = json!({ "type": "object", "properties": { t: { "type": "string" } } });
        let encoding: Map<String, Value> = [(
            t.to_owned(),
            json!({ "contentType": t, "headers": { t: { "schema": { "type": "string" } } } }),
        )]
        .into_iter()
        .collect();
        let content = json!({ "multipart/form-data": { "schema": schema, "encoding": encoding } });
        set(d, &format!("{POST}/requestBody"), "content", content);
    }),
    ("response, status", |d, t| {
        rename(d, &format!("{GET}/responses"), "404", t);
    }),
    ("response.description", |d, t| {
        set(d, &format!("{GET}/responses/200"), "description", t);
    }),
    ("response.headers", |d, t| {
        let headers: Map<String, Value> = [(
            t.to_owned(),
            json!({ "description": t, "schema": { "type": "string" } }),
        )]
        .into_iter()
        .collect();
        set(d, &format!("{GET}/responses/200"), "headers", headers);
    }),
    ("response.links", |d, t| {
        let links: Map<String, Value> =
            [(t.to_owned(), json!({ "operationId": t, "description": t }))]
                .into_iter()
                .collect();
        set(d, &format!("{GET}/responses/200"), "links", links);
    }),
    ("schema, name", |d, t| {
        let schema = at(d, THING);
        set(d, "/components/schemas", t, schema);
        let pointer = t.replace('~', "~0").replace('/', "~1").replace('%', "%25");
        let body = json!({ "$ref": format!("#/components/schemas/{pointer}") });
        set(
            d,
            &format!("{GET}/responses/200/content/application~1json"),
            "schema",
            body,
        );
    }),
    ("schema.title", |d, t| set(d, THING, "title", t)),
    ("schema.title, inline", |d, t| {
        set(d, &format!("{THING}/properties/inner"), "title", t);
    }),
    ("schema.description", |d, t| set(d, THING, "description", t)),
    ("schema.properties", |d, t| {
        rename(d, &format!("{THING}/properties"), "name", t);
        set(d, THING, "required", json!([t]));
    }),
    ("schema.properties, optional", |d, t| {
        rename(d, &format!("{THING}/properties"), "size", t);
    }),
    ("schema.properties, of an object", |d, t| {
        rename(d, &format!("{THING}/properties"), "inner", t);
    }),
    ("property.description", |d, t| {
        set(d, &format!("{THING}/properties/name"), "description", t);
    }),
    ("property.enum", |d, t| {
        set(
            d,
            &format!("{THING}/properties/colour"),
            "enum",
            json!(["red", t]),
        );
    }),
    ("property.const", |d, t| {
        set(d, &format!("{THING}/properties/kind"), "const", t);
    }),
    ("property.default", |d, t| {
        set(d, &format!("{THING}/properties/size"), "default", t);
        set(d, &format!("{THING}/properties/colour"), "default", t);
    }),
    ("property.pattern", |d, t| {
        set(d, &format!("{THING}/properties/name"), "pattern", t);
    }),
    ("property.format", |d, t| {
        set(d, &format!("{THING}/properties/name"), "format", t);
    }),
    ("property.example", |d, t| {
        set(d, &format!("{THING}/properties/name"), "example", t);
        set(
            d,
            &format!("{THING}/properties/colour"),
            "examples",
            json!([t]),
        );
    }),
    ("property.xml", |d, t| {
        let xml = json!({ "name": t, "prefix": t, "namespace": t });
        set(d, &format!("{THING}/properties/name"), "xml", xml);
        let body =
            json!({ "application/xml": { "schema": { "$ref": "#/components/schemas/Thing" } } });
        set(d, &format!("{POST}/requestBody"), "content", body);
    }),
    ("discriminator.propertyName", |d, t| {
        set(
            d,
            "/components/schemas/Pet/discriminator",
            "propertyName",
            t,
        );
    }),
    ("discriminator.mapping", |d, t| {
        rename(d, "/components/schemas/Pet/discriminator/mapping", "cat", t);
    }),
    ("discriminator.mapping, to", |d, t| {
        set(d, "/components/schemas/Pet/discriminator/mapping", "cat", t);
    }),
    ("$ref", |d, t| {
        let body = json!({ "$ref": t });
        set(d, &format!("{THING}/properties"), "name", body);
    }),
    ("union, title", |d, t| {
        set(d, "/components/schemas/Pet/oneOf/0", "title", t);
        set(d, "/components/schemas/Mixed/oneOf/0", "title", t);
    }),
    ("security scheme", |d, t| {
        rename(d, "/components/securitySchemes", "key", t);
        let needs: Map<String, Value> = [(t.to_owned(), json!([]))].into_iter().collect();
        set(d, "", "security", json!([needs]));
    }),
    ("security scheme.name", |d, t| {
        set(d, "/components/securitySchemes/key", "name", t);
    }),
    ("security scheme.description", |d, t| {
        set(d, "/components/securitySchemes/key", "description", t);
    }),
    ("security scheme.tokenUrl", |d, t| {
        let flows = json!({ "clientCredentials": { "tokenUrl": t, "scopes": { t: t } } });
        set(d, "/components/securitySchemes/oauth", "flows", flows);
    }),
    ("security, scope", |d, t| {
        set(d, "", "security", json!([{ "oauth": [t] }]));
    }),
    ("x-enum-varnames", |d, t| {
        let colour = format!("{THING}/properties/colour");
        set(d, &colour, "x-enum-varnames", json!([t, t]));
        set(d, &colour, "x-enum-descriptions", json!([t, t]));
    }),
    ("callback", |d, t| {
        let item = at(d, "/paths/~1things~1{id}");
        let callback: Map<String, Value> = [(t.to_owned(), item)].into_iter().collect();
        let callbacks: Map<String, Value> = [(t.to_owned(), Value::from(callback))]
            .into_iter()
            .collect();
        set(d, GET, "callbacks", callbacks);
    }),
    ("webhook", |d, t| {
        let item = json!({ "post": { "summary": t, "operationId": t, "responses": { "200": { "description": t } } } });
        let hooks: Map<String, Value> = [(t.to_owned(), item)].into_iter().collect();
        set(d, "", "webhooks", hooks);
    }),
    ("unknown key", |d, t| {
        set(d, "", t, t);
        set(d, THING, t, t);
        set(d, GET, t, t);
    }),
];

/// A document that has each of the sinks, with nothing in them.
fn document() -> Value {
    json!({
        "openapi": "3.2.0",
        "info": { "title": "Things", "version": "1" },
        "servers": [{ "url": "https://{region}.example/", "variables": { "region": { "default": "eu" } } }],
        "tags": [{ "name": "things" }],
        "security": [{ "key": [] }],
        "paths": { "/things/{id}": {
            "parameters": [{ "name": "id", "in": "path", "required": true, "schema": { "type": "string" } }],
            "get": {
                "operationId": "getThing",
                "tags": ["things"],
                "parameters": [
                    { "name": "q", "in": "query", "schema": { "type": "string" } },
                    { "name": "x-a", "in": "header", "schema": { "type": "string" } },
                    { "name": "c", "in": "cookie", "schema": { "type": "string" } }
                ],
                "responses": {
                    "200": { "description": "It.", "content": { "application/json": { "schema": { "$ref": "#/components/schemas/Thing" } } } },
                    "404": { "description": "None.", "content": { "application/json": { "schema": { "$ref": "#/components/schemas/Pet" } } } }
                }
            },
            "post": {
                "operationId": "setThing",
                "tags": ["things"],
                "requestBody": { "required": true, "content": { "application/json": { "schema": { "$ref": "#/components/schemas/Thing" } } } },
                "responses": { "204": { "description": "Done." } }
            }
        } },
        "components": {
            "securitySchemes": {
                "key": { "type": "apiKey", "in": "header", "name": "x-key" },
                "oauth": { "type": "oauth2", "flows": {} }
            },
            "schemas": {
                "Thing": { "type": "object", "required": ["name", "kind"], "properties": {
                    "name": { "type": "string" },
                    "kind": { "const": "thing" },
                    "size": { "type": "string" },
                    "colour": { "type": "string", "enum": ["red", "blue"] },
                    "inner": { "type": "object", "properties": { "a": { "type": "string" } } },
                    "mixed": { "$ref": "#/components/schemas/Mixed" }
                } },
                "Pet": {
                    "oneOf": [{ "$ref": "#/components/schemas/Cat" }, { "$ref": "#/components/schemas/Dog" }],
                    "discriminator": { "propertyName": "kind", "mapping": { "cat": "#/components/schemas/Cat" } }
                },
                "Cat": { "type": "object", "required": ["kind"], "properties": { "kind": { "type": "string" }, "claws": { "type": "integer" } } },
                "Dog": { "type": "object", "required": ["kind"], "properties": { "kind": { "type": "string" }, "tail": { "type": "integer" } } },
                "Mixed": { "oneOf": [
                    { "type": "object", "required": ["m"], "properties": { "m": { "type": "string" } } },
                    { "type": "array", "items": { "type": "string" } }
                ] }
            }
        }
    })
}

/// What is made of a document.
struct Made {
    files: Option<FileSet>,
    errors: usize,
    warnings: usize,
}

fn made(document: &Value, api: &str) -> Made {
    let target = Target::new(format!("jackfield_telephony::{api}"))
        .header("// A client of openapi.json.")
        .runtime(Runtime::Module);
    let made = generate("openapi.json", document.to_string(), &target);
    assert_eq!(made.files.is_some(), made.errors == 0, "{}", made.report);
    let shown = made.report.chars().find(|c| c.is_control() && *c != '\n');
    assert_eq!(shown, None, "{}", made.report.escape_debug());
    Made {
        files: made.files,
        errors: made.errors,
        warnings: made.warnings,
    }
}

/// Looks for what a payload wanted to bring in.
struct Look<'a> {
    found: Vec<String>,
    file: &'a str,
    /// The lines of the docs of the item that comes.
    docs: Vec<String>,
}

impl Look<'_> {
    fn name(&mut self, what: &str, name: &impl ToString) {
        let name = name.to_string();
        if name == "pwned" || name == "script" {
            self.found.push(format!("{}: {what} {name}", self.file));
        }
    }

    /// The docs of an item, as rustdoc reads them: no image is loaded, no HTML is let through, and the only code is that
    /// of our examples.
    fn docs(&mut self) {
        let lines = std::mem::take(&mut self.docs);
        let lines = lines
            .iter()
            .map(|line| line.strip_prefix(' ').unwrap_or(line));
        let text = lines.collect::<Vec<_>>().join("\n");
        let mut code = None;
        for event in Parser::new_ext(&text, Options::all()) {
            match (event, &mut code) {
                (Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(info))), _)
                    if &*info == "text" => {}
                (Event::Start(Tag::CodeBlock(_)), _) => code = Some(String::new()),
                (Event::Text(text), Some(code)) => code.push_str(&text),
                (Event::End(TagEnd::CodeBlock), _) => {
                    if let Some(code) = code.take() {
                        self.example(&code);
                    }
                }
                (Event::Html(text) | Event::InlineHtml(text), _) => {
                    self.found.push(format!("{}: HTML: {text}", self.file));
                }
                (Event::Start(Tag::Image { dest_url, .. }), _) => {
                    self.found
                        .push(format!("{}: an image: {dest_url}", self.file));
                }
                _ => {}
            }
        }
    }

    fn example(&mut self, code: &str) {
        let lines = code.lines().filter(|line| *line != "#");
        let lines = lines.map(|line| line.strip_prefix("# ").unwrap_or(line));
        let code = lines.collect::<Vec<_>>().join("\n");
        match syn::parse_str::<syn::Block>(&format!("{{{code}\n}}")) {
            Ok(block) => self.visit_block(&block),
            Err(error) => self.found.push(format!("{}: {error}\n{code}", self.file)),
        }
    }
}

impl<'ast> Visit<'ast> for Look<'_> {
    fn visit_item_fn(&mut self, item: &'ast syn::ItemFn) {
        self.name("fn", &item.sig.ident);
        syn::visit::visit_item_fn(self, item);
    }

    fn visit_macro(&mut self, call: &'ast syn::Macro) {
        for segment in &call.path.segments {
            self.name("macro", &segment.ident);
        }
        syn::visit::visit_macro(self, call);
    }

    fn visit_attribute(&mut self, attribute: &'ast syn::Attribute) {
        for segment in &attribute.path().segments {
            self.name("attribute", &segment.ident);
        }
        if let syn::Meta::NameValue(pair) = &attribute.meta
            && let syn::Expr::Lit(literal) = &pair.value
            && let syn::Lit::Str(text) = &literal.lit
            && attribute.path().is_ident("doc")
        {
            self.docs.push(text.value());
        }
    }

    /// A name ends the attributes of what it names.
    fn visit_ident(&mut self, _: &'ast syn::Ident) {
        self.docs();
    }

    fn visit_expr_call(&mut self, call: &'ast syn::ExprCall) {
        // What a module or a type brings is ours: only a name that stands alone can be somebody else's.
        if let syn::Expr::Path(path) = &*call.func
            && let Some(name) = path.path.get_ident()
        {
            self.name("call", name);
        }
        syn::visit::visit_expr_call(self, call);
    }

    fn visit_item(&mut self, item: &'ast syn::Item) {
        use syn::Item;
        self.docs();
        let is_expected = matches!(
            item,
            Item::Struct(_)
                | Item::Enum(_)
                | Item::Impl(_)
                | Item::Use(_)
                | Item::Mod(_)
                | Item::Type(_)
                | Item::Const(_)
                | Item::Fn(_)
                | Item::Macro(_)
                | Item::Trait(_)
        );
        if !is_expected {
            self.found
                .push(format!("{}: an item of another kind", self.file));
        }
        syn::visit::visit_item(self, item);
    }
}

/// What is wrong with files that are not those of the harmless document.
fn problems(files: &FileSet, harmless: &FileSet) -> Vec<String> {
    let mut found = Vec::new();
    for (path, text) in &files.0 {
        let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '/' | '.');
        let is_inside = path.chars().all(plain)
            && path
                .split('/')
                .all(|part| !part.is_empty() && !part.starts_with('.'));
        if !is_inside || path.eq_ignore_ascii_case("aux.rs") || path.eq_ignore_ascii_case("con.rs")
        {
            found.push(format!("a file {path:?}"));
        }
        if harmless.0.get(path) == Some(text) || !path.ends_with(".rs") {
            continue;
        }
        let hidden =
            |c: char| c.is_control() && c != '\n' || "\u{202e}\u{202c}\u{2028}\u{2029}".contains(c);
        if let Some(line) = text.lines().find(|line| line.contains(hidden)) {
            found.push(format!(
                "{path}: hidden characters: {}",
                line.escape_debug()
            ));
        }
        match syn::parse_file(text) {
            Ok(file) => {
                let mut look = Look {
                    found: Vec::new(),
                    file: path,
                    docs: Vec::new(),
                };
                look.visit_file(&file);
                found.append(&mut look.found);
            }
            Err(error) => found.push(format!("{path}: {error}")),
        }
    }
    found
}

/// The row of one sink.
fn row(sink: &Sink, harmless: &FileSet) -> (String, Vec<String>) {
    let (mut row, mut found) = (String::new(), Vec::new());
    let mut changed = document();
    sink.1(&mut changed, "pwned");
    assert_ne!(changed, document(), "{} takes nothing", sink.0);
    for payload in PAYLOADS {
        let mut changed = document();
        sink.1(&mut changed, payload);
        let made = made(&changed, "a");
        row.push(match (made.errors, made.warnings) {
            (0, 0) => '.',
            (0, _) => 'w',
            _ => 'e',
        });
        let files = made.files.unwrap_or_default();
        let problems = problems(&files, harmless);
        found.extend(
            problems
                .iter()
                .map(|problem| format!("{} {payload:?}: {problem}", sink.0)),
        );
    }
    (row, found)
}

/// Every row, each half on a processor.
fn rows() -> Vec<(String, Vec<String>)> {
    let harmless = made(&document(), "a");
    assert_eq!((harmless.errors, harmless.warnings), (0, 0));
    let harmless = harmless.files.unwrap();
    std::thread::scope(|scope| {
        let workers: Vec<_> = SINKS
            .chunks(SINKS.len().div_ceil(4))
            .map(|sinks| {
                scope.spawn(|| {
                    sinks
                        .iter()
                        .map(|sink| row(sink, &harmless))
                        .collect::<Vec<_>>()
                })
            })
            .collect();
        workers
            .into_iter()
            .flat_map(|worker| worker.join().unwrap())
            .collect()
    })
}

fn folder() -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/sinks")
}

#[test]
fn no_text_becomes_code() {
    let rows = rows();
    let found: Vec<&String> = rows.iter().flat_map(|(_, found)| found).collect();
    let shown: Vec<_> = found.iter().take(40).collect();
    assert!(found.is_empty(), "{} problems\n{shown:#?}", found.len());
    let mut table = String::new();
    for (sink, (row, _)) in SINKS.iter().zip(&rows) {
        writeln!(table, "{:<32} {row}", sink.0).unwrap();
    }
    let path = folder().join("table.txt");
    if std::env::var_os("UPDATE").is_some() {
        fs::write(&path, &table).unwrap();
    }
    let expected = fs::read_to_string(&path)
        .unwrap_or_default()
        .replace("\r\n", "\n");
    assert!(
        table == expected,
        "it is otherwise than in {}\n{table}",
        path.display()
    );
}

/// How many modules are compiled.
const MODULES: usize = 24;

/// Modules with a payload in every sink: every payload stands in some sinks, and every sink has some of the payloads.
fn modules() -> Vec<(String, FileSet)> {
    let table = fs::read_to_string(folder().join("table.txt")).unwrap();
    let rows: Vec<&str> = table.lines().collect();
    let mut modules = Vec::new();
    for module in 0..MODULES {
        let mut all = document();
        for (sink, ((_, put), row)) in SINKS.iter().zip(&rows).enumerate() {
            let at = (module + sink * MODULES) % PAYLOADS.len();
            // The row ends with a cell for each payload.
            let cell = row.chars().rev().nth(PAYLOADS.len() - 1 - at);
            if let (Some('.' | 'w'), Some(payload)) = (cell, PAYLOADS.get(at)) {
                put(&mut all, payload);
            }
        }
        let name = format!("p{module}");
        if let Some(files) = made(&all, &name).files {
            modules.push((name, files));
        }
    }
    modules
}

#[test]
fn all_of_them_compile_with_docs_and_examples() {
    let modules = modules();
    // What two sinks do together can be an error; it must not be the rule.
    assert!(modules.len() * 10 > MODULES * 9, "{}", modules.len());
    let here = tempfile::tempdir().unwrap();
    let root = here.path();
    let own = Path::new(env!("CARGO_MANIFEST_DIR"));
    let runtime = own.join("runtime").display().to_string().replace('\\', "/");
    let manifest = format!(
        "[package]\nname = \"jackfield-telephony\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n[dependencies]\n\
         jackfield-runtime = {{ path = \"{runtime}\", features = [\"xml\"] }}\nserde_json = \"1\"\nuuid = \"1\"\n\n\
         [dev-dependencies]\ntokio = {{ version = \"1\", features = [\"rt\"] }}\nfutures-util = {{ version = \"0.3\", default-features = false, features = [\"std\"] }}\n\n[workspace]\n"
    );
    fs::write(root.join("Cargo.toml"), manifest).unwrap();
    fs::copy(own.join("../Cargo.lock"), root.join("Cargo.lock")).unwrap();
    let mut lib = "//! Every payload.\npub use jackfield_runtime as runtime;\npub use jackfield_runtime::*;\n".to_owned();
    for (name, FileSet(files)) in &modules {
        writeln!(lib, "pub mod {name};").unwrap();
        for (path, text) in files {
            let path = root.join("src").join(name).join(path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text.as_str()).unwrap();
        }
    }
    fs::write(root.join("src/lib.rs"), lib).unwrap();
    for arguments in [&["check"][..], &["doc", "--no-deps"], &["test", "--doc"]] {
        let output = Command::new(env!("CARGO"))
            .args(arguments)
            .arg("--offline")
            .current_dir(root)
            .env(
                "CARGO_TARGET_DIR",
                Path::new(env!("CARGO_TARGET_TMPDIR")).join("sinks"),
            )
            .env("RUSTFLAGS", "-D warnings")
            .env("RUSTDOCFLAGS", "-D warnings")
            .output()
            .unwrap();
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(
            output.status.success(),
            "{arguments:?}\n{said}\n{}",
            String::from_utf8_lossy(&output.stdout)
        );
    }
}
