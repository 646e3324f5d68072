//! The command `jackfield` as a user runs it.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// Runs the command in a folder.
fn jackfield(here: &Path, arguments: &[&Path]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_jackfield"))
        .args(arguments)
        .current_dir(here)
        .output()
        .unwrap()
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

/// The folder with documents that are not part of the repository; none if it is not named.
fn shared() -> Option<PathBuf> {
    let Some(path) = std::env::var_os("JACKFIELD_SHARED").map(PathBuf::from) else {
        assert!(
            std::env::var_os("CI").is_none(),
            "JACKFIELD_SHARED must name the folder with the documents"
        );
        println!("skipped: JACKFIELD_SHARED does not name the folder with the seed documents");
        return None;
    };
    assert!(
        path.join("seeds").is_dir(),
        "JACKFIELD_SHARED has no folder `seeds`"
    );
    Some(path)
}

#[test]
fn a_stand_alone_client_sends_the_documented_update() {
    let Some(shared) = shared() else { return };
    let target = Path::new(env!("CARGO_TARGET_TMPDIR"));
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("relay-rest");
    let document = shared.join("seeds/002-as-a-file.openapi.yaml");
    let output = jackfield(folder.path(), &["new".as_ref(), &document, &out]);
    assert!(output.status.success(), "{}", text(&output.stderr));

    // A user's program beside the generated files, and the lock file of this repository: no version is looked up.
    fs::create_dir_all(out.join("examples")).unwrap();
    fs::copy(
        Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/seed/update.rs"),
        out.join("examples/update.rs"),
    )
    .unwrap();
    fs::copy(
        Path::new(env!("CARGO_MANIFEST_DIR")).join("../Cargo.lock"),
        out.join("Cargo.lock"),
    )
    .unwrap();
    let manifest = fs::read_to_string(out.join("Cargo.toml")).unwrap();
    let development = "\n[dev-dependencies]\ntokio = { version = \"1\", features = [\"macros\", \"net\", \"rt\"] }\n";
    fs::write(out.join("Cargo.toml"), manifest + development).unwrap();
    let run = Command::new(env!("CARGO"))
        .args(["run", "--quiet", "--example", "update", "--target-dir"])
        .arg(target.join("relay-rest-target"))
        .current_dir(&out)
        .output()
        .unwrap();

    assert!(run.status.success(), "{}", text(&run.stderr));
    assert_eq!(text(&run.stderr), "", "no warning of rustc");
    let request = text(&run.stdout);
    let (head, body) = request.trim_end().split_once("\r\n\r\n").unwrap();
    assert!(
        head.starts_with(
            "PUT /api/relay/rest/endpoints/sip/3c90c3cc-0d44-4b50-8888-8dd25736052a HTTP/1.1\r\n"
        ),
        "{head}"
    );
    assert!(
        head.contains("authorization: Basic cHJvamVjdDp0b2tlbg=="),
        "{head}"
    );
    assert!(head.contains("content-type: application/json"), "{head}");
    assert_eq!(
        body,
        r#"{"username":"c3p0","ciphers":[],"call_handler":"laml_webhooks","call_request_url":"https://example.com/laml"}"#
    );
}

#[test]
fn a_broken_document_is_refused_and_nothing_is_written() {
    let folder = tempfile::tempdir().unwrap();
    let document = folder.path().join("broken.yaml");
    fs::write(
        &document,
        "openapi: 3.0.3\ninfo: { title: Broken, version: '1' }\npaths: [1, 2]\n",
    )
    .unwrap();
    let out = folder.path().join("out");
    let output = jackfield(folder.path(), &["new".as_ref(), &document, &out]);
    assert_eq!(output.status.code(), Some(1), "{}", text(&output.stderr));
    let shown = text(&output.stderr);
    assert!(shown.contains("broken.yaml:3:1"), "{shown}");
    assert!(!out.exists());
}

/// What a client told becomes an overlay of the document of the settings, after which the client has wider types.
#[test]
fn an_overlay_is_made_of_what_a_client_told() {
    let folder = tempfile::tempdir().unwrap();
    let here = folder.path();
    let document = r##"{ "openapi": "3.0.3", "info": { "title": "Lines", "version": "1" }, "paths": { "/lines": { "get": {
        "operationId": "getLine", "responses": { "200": { "description": "A line.", "content": { "application/json": {
        "schema": { "$ref": "#/components/schemas/Line" } } } } } } } }, "components": { "schemas": { "Line": { "type": "object",
        "required": ["id"], "properties": { "id": { "type": "string" } } } } } }"##;
    fs::write(here.join("lines.json"), document).unwrap();
    let settings =
        "[client.lines]\ndocument = \"lines.json\"\noutput = \"lines\"\nreading = \"strict\"\n";
    fs::write(here.join("jackfield.toml"), settings).unwrap();
    let line = r#"{"method":"GET","path":"/lines","status":200,"type":"application/json","count":1,"issues":[{"pointer":"/id","expected":"text","found":"nothing"}]}"#;
    fs::write(here.join("issues.jsonl"), format!("{line}\n{line}\n")).unwrap();
    let made = jackfield(
        here,
        &[
            "overlay".as_ref(),
            "--from".as_ref(),
            "issues.jsonl".as_ref(),
        ],
    );
    assert!(made.status.success(), "{}", text(&made.stderr));
    assert_eq!(text(&made.stderr), "1 action of 2 answers\n");
    let overlay = text(&made.stdout);
    assert!(overlay.contains("2 answers without `id`"), "{overlay}");
    fs::write(here.join("fixes.yaml"), overlay).unwrap();
    let settings = format!("{settings}overlays = [\"fixes.yaml\"]\n");
    fs::write(here.join("jackfield.toml"), settings).unwrap();
    let made = jackfield(here, &["generate".as_ref()]);
    assert!(made.status.success(), "{}", text(&made.stderr));
    let types = fs::read_to_string(here.join("lines/src/types/line.rs")).unwrap();
    assert!(types.contains("pub id: Option<String>"), "{types}");
    let root = fs::read_to_string(here.join("lines/src/lib.rs")).unwrap();
    assert!(root.contains("const IS_STRICT: bool = true;"), "{root}");
    // The same lines tell nothing new of the document as it is now.
    let made = jackfield(
        here,
        &[
            "overlay".as_ref(),
            "--from".as_ref(),
            "issues.jsonl".as_ref(),
        ],
    );
    assert_eq!(made.status.code(), Some(1), "{}", text(&made.stdout));
    // What the user has is not written over, and the settings are found from a folder below them.
    let out = [
        "overlay",
        "--from",
        "../issues.jsonl",
        "--out",
        "../fixes.yaml",
    ];
    let made = jackfield(&here.join("lines"), &out.map(str::as_ref));
    assert_eq!(made.status.code(), Some(1), "{}", text(&made.stderr));
    assert!(
        text(&made.stderr).contains("../fixes.yaml: "),
        "{}",
        text(&made.stderr)
    );
    let kept = fs::read_to_string(here.join("fixes.yaml")).unwrap();
    assert!(kept.contains("2 answers without `id`"), "{kept}");
    fs::write(here.join("issues.jsonl"), "{}\n").unwrap();
    let made = jackfield(
        here,
        &[
            "overlay".as_ref(),
            "--from".as_ref(),
            "issues.jsonl".as_ref(),
        ],
    );
    assert_eq!(made.status.code(), Some(1));
    assert!(
        text(&made.stderr).contains("issues.jsonl: line 1: "),
        "{}",
        text(&made.stderr)
    );
}

/// A reader that takes the first lines and closes the pipe is no fault of the command, whichever of its streams it is.
#[test]
fn a_reader_may_go_before_the_end() {
    let folder = tempfile::tempdir().unwrap();
    let document = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden/unions/openapi.yaml");
    let document = document.to_str().unwrap();
    for (arguments, code) in [
        (&["inspect", document][..], 0),
        (&["inspect", document, "--message-format", "json"], 0),
        (&["explain"], 0),
        (&["explain", "no-such-code"], 2),
        (&["schema"], 0),
        (&["completions", "bash"], 0),
        (&["diff", document, document], 0),
        (&["new", document, "client"], 0),
        (&["generate", "--check"], 0),
        (&["generate", "missing"], 2),
    ] {
        let closed = || {
            let (_, writer) = std::io::pipe().unwrap();
            writer
        };
        let status = Command::new(env!("CARGO_BIN_EXE_jackfield"))
            .args(arguments)
            .current_dir(folder.path())
            .stdout(closed())
            .stderr(closed())
            .status()
            .unwrap();
        assert_eq!(status.code(), Some(code), "{arguments:?}");
    }
}

/// Names of a document that would clear a terminal, colour it, or turn its lines, in all that quotes them.
const ESCAPES: &str = r##"{
  "openapi": "3.1.0", "info": { "title": "t", "version": "1" },
  "security": [{ "\u001b[31mk": [] }],
  "paths": { "/\u001b[2J\u0007/{id}": { "get": {
    "operationId": "\u001b]0;x\u0007", "tags": ["\u001b[31ma"],
    "parameters": [
      { "name": "id", "in": "path", "required": true, "schema": { "type": "string" } },
      { "name": "\u009b31mq", "in": "query", "required": true, "schema": { "type": "string" } }
    ],
    "responses": { "200": { "description": "a", "content": { "application/json": { "schema": { "$ref": "#/components/schemas/A\u001b[2J" } } } } }
  } } },
  "components": {
    "securitySchemes": { "\u001b[31mk": { "type": "apiKey", "in": "query", "name": "\u202ek" } },
    "schemas": { "A\u001b[2J": { "type": "object", "properties": { "\u202ep": { "enum": ["\u001b[1ma", "b"] } } } }
  }
}"##;

#[test]
fn nothing_that_a_document_says_reaches_the_terminal() {
    let folder = tempfile::tempdir().unwrap();
    let here = folder.path();
    let edited = ESCAPES
        .replace("\\u009b31mq", "\\u009b32mz")
        .replace("\"b\"]", "\"\\u001b[7mc\"]")
        .replace("A\\u001b", "B\\u001b");
    assert_ne!(edited, ESCAPES);
    fs::write(here.join("old.json"), ESCAPES).unwrap();
    fs::write(here.join("new.json"), edited).unwrap();
    let quiet = |arguments: &[&str]| {
        let arguments: Vec<&Path> = arguments.iter().map(Path::new).collect();
        let made = jackfield(here, &arguments);
        let said = text(&made.stdout) + &text(&made.stderr);
        let acts = |c: char| c.is_control() && c != '\n' || c == '\u{202e}';
        let found = said.lines().find(|line| line.contains(acts));
        assert_eq!(found, None, "{arguments:?}");
        said
    };
    quiet(&["inspect", "old.json"]);
    for format in ["text", "json", "markdown", "github"] {
        let said = quiet(&["diff", "old.json", "new.json", "--format", format]);
        let has_pointers = matches!(format, "text" | "json");
        assert_eq!(said.contains("[2J"), has_pointers, "{said}");
    }
    quiet(&["new", "old.json", "client"]);
    quiet(&["diff", "client", "new.json"]);
    fs::copy(here.join("new.json"), here.join("old.json")).unwrap();
    // What lies where files are written need not be of this program.
    let file = here.join("client/src/lib.rs");
    let foreign = fs::read_to_string(&file).unwrap() + "// foreign \u{1b}[2J\u{202e}\n";
    fs::write(&file, &foreign).unwrap();
    let said = quiet(&["generate", "--check", "--diff"]);
    assert!(said.contains("-// foreign \\u{1b}[2J\\u{202e}"), "{said}");
    for more in [
        &["--check", "--diff"][..],
        &["--dry-run"],
        &["--diff"],
        &["--rename"],
    ] {
        quiet(&[&["generate"][..], more].concat());
    }
    // Settings are not always the user's own.
    fs::write(
        here.join("jackfield.toml"),
        "[client.\"\\u001b[2J\"]\n\"\\u009b31m\" = 1\n",
    )
    .unwrap();
    assert!(quiet(&["generate"]).contains("\\u{9b}31m"));
}
