//! Every word that means something to Rust or to the runtime, in every place of a document where names come from: it
//! compiles, and everything can be called.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    missing_docs
)]

use jackfield::settings::Runtime;
use jackfield::{Target, generate};
use serde_json::{Map, Value, json};
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use syn::visit::Visit;

/// Keywords (The Rust Reference, "Keywords": strict, weak and reserved), and names that the language or cargo know.
const KEYWORDS: &str = "as break const continue crate else enum extern false fn for if impl in let loop match mod move mut pub \
    ref return self Self static struct super trait true type unsafe use where while async await dyn abstract become box do final \
    macro override priv typeof unsized virtual yield try gen union static macro_rules raw safe auto default bool char str u8 u16 \
    u32 u64 u128 usize i8 i16 i32 i64 i128 isize f32 f64 std core alloc test proc_macro main lib build _ __ r#fn derive cfg doc \
    allow deny inline must_use non_exhaustive deprecated";

/// The names of the prelude (`std::prelude::rust_2024`), and the methods of its traits and of those that every type or
/// many have.
const PRELUDE: &str = "Copy Send Sized Sync Unpin Drop Fn FnMut FnOnce drop Box ToOwned Clone PartialEq PartialOrd Eq Ord AsRef AsMut \
    Into From Default Iterator Extend IntoIterator DoubleEndedIterator ExactSizeIterator Option Some None Result Ok Err String \
    ToString Vec TryFrom TryInto FromIterator Future IntoFuture to_owned clone_into clone clone_from eq ne partial_cmp lt le gt ge \
    cmp max min clamp as_ref as_mut into from default next size_hint count last nth map filter collect extend into_iter next_back \
    rev len is_empty to_string try_from try_into from_iter poll into_future fmt hash borrow borrow_mut type_id deref deref_mut \
    index add sub neg not call call_mut call_once source description cause from_str as_str parse serialize deserialize vec \
    format print panic assert todo unimplemented unreachable write matches env include concat stringify dbg line file column \
    Debug Display Hash Error Any Rc Arc Cow HashMap BTreeMap Duration Path Infallible Self Value Node Call Core Client";

/// Every public name of the runtime: of its types, functions, methods, macros and modules.
struct Names(BTreeSet<String>);

impl<'ast> Visit<'ast> for Names {
    fn visit_signature(&mut self, signature: &'ast syn::Signature) {
        self.0.insert(signature.ident.to_string());
    }

    fn visit_item(&mut self, item: &'ast syn::Item) {
        use syn::Item;
        let name = match item {
            Item::Struct(item) => Some(&item.ident),
            Item::Enum(item) => Some(&item.ident),
            Item::Trait(item) => Some(&item.ident),
            Item::Type(item) => Some(&item.ident),
            Item::Const(item) => Some(&item.ident),
            Item::Mod(item) => Some(&item.ident),
            Item::Macro(item) => item.ident.as_ref(),
            _ => None,
        };
        self.0.extend(name.map(ToString::to_string));
        syn::visit::visit_item(self, item);
    }
}

fn own() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn sources(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        match path.is_dir() {
            true => sources(&path, found),
            false => found.push(path),
        }
    }
}

fn words() -> Vec<String> {
    let mut names = Names(BTreeSet::new());
    let mut paths = Vec::new();
    sources(&own().join("runtime/src"), &mut paths);
    for path in paths {
        names.visit_file(&syn::parse_file(&fs::read_to_string(path).unwrap()).unwrap());
    }
    assert!(names.0.contains("max_body_size") && names.0.len() > 300);
    let known = format!("{KEYWORDS} {PRELUDE}");
    names
        .0
        .extend(known.split_whitespace().map(ToOwned::to_owned));
    names.0.into_iter().collect()
}

fn object(pairs: impl IntoIterator<Item = (String, Value)>) -> Value {
    Value::from(pairs.into_iter().collect::<Map<String, Value>>())
}

fn operation(id: &str, tag: &str) -> Value {
    json!({ "operationId": id, "tags": [tag], "responses": { "204": { "description": "Done." } } })
}

/// Each word is an operation, a group of one, a schema, a field, a value, a variant, an argument, a setter, a header, a
/// variable of the server and a scheme of authentication.
fn document(words: &[String]) -> Value {
    let text = json!({ "type": "string" });
    let texts = || object(words.iter().map(|word| (word.clone(), text.clone())));
    let mut paths = Map::new();
    for (at, word) in words.iter().enumerate() {
        paths.insert(
            format!("/a/{at}"),
            json!({ "get": operation(word, "all of them") }),
        );
        paths.insert(
            format!("/b/{at}"),
            json!({ "get": operation("ping it", word) }),
        );
    }
    let parameter = |word: &String, place: &str| json!({ "name": word, "in": place, "required": place == "path", "schema": text });
    let mut setters = operation("set_all", "places");
    let places = ["query", "cookie"].into_iter();
    let parameters = places.flat_map(|place| words.iter().map(move |word| parameter(word, place)));
    setters["parameters"] = parameters.collect();
    paths.insert("/setters".to_owned(), json!({ "get": setters }));
    // As many arguments as a path has.
    for (at, words) in words.chunks(4).enumerate() {
        let mut call = operation(&format!("with{at}"), "places");
        call["parameters"] = words.iter().map(|word| parameter(word, "path")).collect();
        let path: String = words.iter().map(|word| format!("/{{{word}}}")).collect();
        paths.insert(format!("/{at}/c{path}"), json!({ "get": call }));
    }
    let headers = words.iter().filter(|word| *word != "_" && *word != "__");
    let headers = object(headers.map(|word| (word.replace('#', ""), json!({ "schema": text }))));
    let mut read = operation("read", "places");
    read["responses"] = json!({ "200": {
        "description": "It.",
        "headers": headers,
        "content": { "application/json": { "schema": { "$ref": "#/components/schemas/Everything" } } }
    } });
    paths.insert("/read".to_owned(), json!({ "get": read }));
    let mut write = operation("write", "places");
    write["requestBody"] = json!({ "content": { "multipart/form-data": { "schema": { "type": "object", "properties": texts() } } } });
    paths.insert("/write".to_owned(), json!({ "post": write }));
    let mut schemas = Map::new();
    for word in words {
        schemas.insert(
            word.clone(),
            json!({ "type": "object", "properties": { word: text } }),
        );
    }
    let reference = |word: &String| json!({ "$ref": format!("#/components/schemas/{}", word.replace('#', "%23")) });
    // As many at once as a type may have, and as are compiled soon.
    let parts = words.chunks(100).enumerate().map(|(at, words)| {
        let texts = || object(words.iter().map(|word| (word.clone(), text.clone())));
        let variants: Vec<Value> = words.iter().map(reference).collect();
        let part = json!({ "type": "object", "properties": {
            "fields": { "type": "object", "required": words, "properties": texts() },
            "options": { "type": "object", "properties": texts() },
            "value": { "type": "string", "enum": words },
            "variants": { "oneOf": variants }
        } });
        (format!("part {at}"), part)
    });
    schemas.insert(
        "Everything".to_owned(),
        json!({ "type": "object", "properties": object(parts) }),
    );
    let variables = words
        .iter()
        .map(|word| (word.replace('#', ""), json!({ "default": "a" })));
    let url: String = words
        .iter()
        .map(|word| format!("/{{{}}}", word.replace('#', "")))
        .collect();
    let schemes = words.iter().map(|word| {
        (word.replace('#', ""), json!({ "type": "apiKey", "in": "header", "name": format!("x-{}", word.replace('#', "")) }))
    });
    let needs: Vec<Value> = words
        .iter()
        .map(|word| json!({ word.replace('#', ""): [] }))
        .collect();
    json!({
        "openapi": "3.1.0",
        "info": { "title": "Words", "version": "1" },
        "servers": [{ "url": format!("https://a.example{url}"), "variables": object(variables) }],
        "security": needs,
        "paths": paths,
        "components": { "schemas": schemas, "securitySchemes": object(schemes) }
    })
}

#[test]
fn every_word_is_a_name_in_every_place() {
    let words = words();
    let document = document(&words);
    let target = Target::new("jackfield_telephony::words")
        .header("// A client of openapi.json.")
        .runtime(Runtime::Module);
    let made = generate("openapi.json", document.to_string(), &target);
    assert_eq!(made.errors, 0, "{}", made.report);
    assert_eq!(made.operations, made.methods);
    let here = tempfile::tempdir().unwrap();
    let root = here.path();
    let runtime = own()
        .join("runtime")
        .display()
        .to_string()
        .replace('\\', "/");
    let manifest = format!(
        "[package]\nname = \"jackfield-telephony\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n[dependencies]\n\
         jackfield-runtime = {{ path = \"{runtime}\", features = [\"xml\"] }}\nserde_json = \"1\"\nuuid = \"1\"\n\n[workspace]\n"
    );
    fs::write(root.join("Cargo.toml"), manifest).unwrap();
    fs::copy(own().join("../Cargo.lock"), root.join("Cargo.lock")).unwrap();
    let lib = "//! Every word.\npub use jackfield_runtime as runtime;\npub use jackfield_runtime::*;\npub mod words;\n";
    fs::create_dir(root.join("src")).unwrap();
    fs::write(root.join("src/lib.rs"), lib).unwrap();
    for (path, text) in made.files.unwrap().0 {
        let path = root.join("src/words").join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text.as_str()).unwrap();
    }
    for arguments in [&["check"][..], &["doc", "--no-deps"]] {
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
        assert!(output.status.success(), "{arguments:?}\n{said}");
    }
}
