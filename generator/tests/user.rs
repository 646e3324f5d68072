//! What a user does: a client in a repository of their own, as a crate, a member of a workspace and a module.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

use std::fs;
use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Output, Stdio};

const SPEC: &str = "
openapi: 3.0.3
info: { title: Lines, version: '1' }
servers: [{ url: 'https://example.com' }]
paths:
  /lines/{id}:
    get:
      operationId: getLine
      tags: [Lines]
      parameters:
        - { name: id, in: path, required: true, schema: { type: string } }
      responses:
        '200': { description: The line., content: { application/json: { schema: { $ref: '#/components/schemas/Line' } } } }
  /desks:
    get:
      operationId: listDesks
      tags: [Desks]
      security: [{ key: [] }]
      responses: { '204': { description: None. } }
components:
  securitySchemes: { key: { type: apiKey, in: header, name: x-key } }
  schemas:
    Line: { type: object, required: [number], properties: { number: { type: string }, id: { type: string, format: uuid } } }
";

fn jackfield(here: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_jackfield"))
        .args(arguments)
        .current_dir(here)
        .output()
        .unwrap()
}

/// Runs the command with a document by the standard input.
fn jackfield_given(here: &Path, arguments: &[&str], document: &str) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_jackfield"))
        .args(arguments)
        .current_dir(here)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut input = child.stdin.take().unwrap();
    input.write_all(document.as_bytes()).unwrap();
    drop(input);
    child.wait_with_output().unwrap()
}

fn succeed(output: &Output) {
    let (out, err) = (&output.stdout, &output.stderr);
    let (out, err) = (String::from_utf8_lossy(out), String::from_utf8_lossy(err));
    assert!(output.status.success(), "{out}{err}");
}

fn cargo(here: &Path, arguments: &[&str]) {
    let target = Path::new(env!("CARGO_TARGET_TMPDIR")).join("user-target");
    let output = Command::new(env!("CARGO"))
        .args(arguments)
        .current_dir(here)
        .env("CARGO_TARGET_DIR", target)
        .env("RUSTFLAGS", "-D warnings")
        .output()
        .unwrap();
    succeed(&output);
}

fn replace(path: &Path, from: &str, to: &str) {
    let text = fs::read_to_string(path).unwrap();
    assert!(text.contains(from), "{from}\n{text}");
    fs::write(path, text.replace(from, to)).unwrap();
}

/// A repository with a document.
fn repository() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("lines.yaml"), SPEC).unwrap();
    folder
}

#[test]
fn what_the_user_wrote_is_kept_and_check_says_what_differs() {
    let folder = repository();
    let here = folder.path();
    succeed(&jackfield(here, &["new", "lines.yaml", "clients/lines"]));
    let out = here.join("clients/lines");
    let manifest = out.join("Cargo.toml");
    assert!(
        fs::read_to_string(&manifest)
            .unwrap()
            .contains("\n[workspace]\n")
    );
    succeed(&jackfield(here, &["generate", "--check"]));

    replace(
        &manifest,
        "version = \"0.1.0\"\n",
        "version = \"7.1.0\" # ours\nlicense = \"MIT\"\n",
    );
    replace(
        &manifest,
        "[dependencies]\n",
        "[dependencies]\nanyhow = \"1\"\n",
    );
    fs::write(out.join("README.md"), "mine\n").unwrap();
    fs::write(out.join("src/mine.rs"), "// mine\n").unwrap();
    succeed(&jackfield(here, &["generate", "--check"]));

    // Another group: another feature.
    let document = SPEC.replace("Desks", "Rooms").replace("/desks", "/rooms");
    fs::write(here.join("lines.yaml"), document).unwrap();
    let check = jackfield(here, &["generate", "--check", "--diff"]);
    assert_eq!(check.status.code(), Some(1));
    let shown = String::from_utf8_lossy(&check.stdout).replace('\\', "/");
    for line in [
        "missing: clients/lines/src/rooms.rs",
        "stale: clients/lines/src/desks.rs",
        "changed: clients/lines/Cargo.toml",
        "+rooms = []",
    ] {
        assert!(shown.contains(line), "{line}\n{shown}");
    }
    assert!(out.join("src/desks.rs").exists());
    succeed(&jackfield(here, &["generate"]));
    let text = fs::read_to_string(&manifest).unwrap();
    for kept in ["version = \"7.1.0\" # ours", "anyhow = \"1\"", "rooms = []"] {
        assert!(text.contains(kept), "{kept}\n{text}");
    }
    assert!(!out.join("src/desks.rs").exists());
    assert_eq!(fs::read_to_string(out.join("README.md")).unwrap(), "mine\n");
    assert!(out.join("src/mine.rs").exists());

    fs::write(out.join("src/rooms.rs"), "// edited\n").unwrap();
    let check = jackfield(here, &["generate", "--check"]);
    assert_eq!(check.status.code(), Some(1));
    succeed(&jackfield(here, &["generate"]));

    // What is named twice is an error that says so, and nothing changes.
    replace(&manifest, "anyhow = \"1\"", "bytes = \"1\"");
    let clash = jackfield(here, &["generate"]);
    assert_eq!(clash.status.code(), Some(1));
    let shown = String::from_utf8_lossy(&clash.stderr).into_owned();
    assert!(
        shown.contains("bytes") && shown.contains("Cargo.toml"),
        "{shown}"
    );
}

#[test]
fn a_document_by_the_standard_input_is_kept_as_a_file() {
    let folder = tempfile::tempdir().unwrap();
    let here = folder.path();
    let inspected = jackfield_given(here, &["inspect", "-"], SPEC);
    succeed(&inspected);
    assert!(String::from_utf8_lossy(&inspected.stdout).contains("operations    2"));

    let broken = jackfield_given(here, &["new", "-"], "openapi: [");
    assert_eq!(broken.status.code(), Some(1));
    let said = String::from_utf8_lossy(&broken.stderr);
    assert!(said.contains("openapi.yaml:1:"), "{said}");
    assert_eq!(fs::read_dir(here).unwrap().count(), 0);

    succeed(&jackfield_given(here, &["new", "-", "lines"], SPEC));
    assert_eq!(fs::read_to_string(here.join("openapi.yaml")).unwrap(), SPEC);
    succeed(&jackfield(here, &["generate", "--check"]));
    // What the user has is not overwritten.
    let again = jackfield_given(
        here,
        &["new", "-", "other"],
        &SPEC.replace("Lines", "Others"),
    );
    assert_eq!(again.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&again.stderr).contains("openapi.yaml: the file is there"));
    assert_eq!(fs::read_to_string(here.join("openapi.yaml")).unwrap(), SPEC);
}

#[test]
fn a_broken_document_or_setting_writes_nothing() {
    let folder = repository();
    let here = folder.path();
    fs::write(
        here.join("jackfield.toml"),
        "[client.a]\ndocumnt = 'lines.yaml'\noutput = 'a'\n",
    )
    .unwrap();
    let output = jackfield(here, &["generate"]);
    assert_eq!(output.status.code(), Some(1));
    let shown = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(
        shown.contains("jackfield.toml:2:1: there is no key `documnt`: did you mean `document`?"),
        "{shown}"
    );
    assert_eq!(
        jackfield(here, &["generate", "--nonsense"]).status.code(),
        Some(2)
    );
    fs::write(
        here.join("jackfield.toml"),
        "[client.a]\ndocument = 'lines.yaml'\noutput = 'a'\n",
    )
    .unwrap();
    assert_eq!(jackfield(here, &["generate", "b"]).status.code(), Some(2));
    fs::write(here.join("lines.yaml"), SPEC.replace("3.0.3", "9.9")).unwrap();
    assert_eq!(jackfield(here, &["generate"]).status.code(), Some(1));
    assert!(!here.join("a").exists());
}

#[cfg(unix)]
#[test]
fn no_link_below_the_folder_is_followed_and_no_pipe_waited_for() {
    let folder = repository();
    let here = folder.path();
    succeed(&jackfield(here, &["new", "lines.yaml", "a"]));
    let elsewhere = here.join("elsewhere");
    fs::create_dir(&elsewhere).unwrap();
    fs::write(elsewhere.join("lib.rs"), "theirs").unwrap();
    fs::remove_dir_all(here.join("a/src")).unwrap();
    std::os::unix::fs::symlink(&elsewhere, here.join("a/src")).unwrap();
    let output = jackfield(here, &["generate"]);
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(
        fs::read_to_string(elsewhere.join("lib.rs")).unwrap(),
        "theirs"
    );
    assert_eq!(fs::read_dir(&elsewhere).unwrap().count(), 1);

    let pipe = |path: &Path| {
        fs::remove_file(path).unwrap();
        succeed(&Command::new("mkfifo").arg(path).output().unwrap());
    };
    pipe(&here.join("a/.jackfield"));
    assert_eq!(jackfield(here, &["generate"]).status.code(), Some(1));

    for file in [
        "Cargo.toml",
        "README.md",
        "src/lib.rs",
        "jackfield.lock",
        "jackfield.surface",
    ] {
        let folder = repository();
        let here = folder.path();
        succeed(&jackfield(here, &["new", "lines.yaml", "a"]));
        let manifest = here.join("a/Cargo.toml");
        let before = fs::read_to_string(&manifest).unwrap();
        let path = here.join("a").join(file);
        assert!(path.is_file(), "{file}");
        pipe(&path);
        let checked = jackfield(here, &["generate", "--check", "--diff"]);
        // The README is the user's once it is there.
        let code = i32::from(file != "README.md");
        assert_eq!(checked.status.code(), Some(code), "{file}");
        // What is ours is written anew; what the user wrote is not, and nothing is then.
        let output = jackfield(here, &["generate"]);
        match file {
            "Cargo.toml" => assert_eq!(output.status.code(), Some(1), "{file}"),
            _ => assert_eq!(fs::read_to_string(&manifest).unwrap(), before, "{file}"),
        }
    }
}

/// Every file below a folder, by its path with slashes.
fn files(folder: &Path) -> std::collections::BTreeMap<String, String> {
    let mut found = std::collections::BTreeMap::new();
    let mut pending = vec![folder.to_owned()];
    while let Some(here) = pending.pop() {
        for entry in fs::read_dir(here).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                pending.push(path);
                continue;
            }
            let name = path.strip_prefix(folder).unwrap().to_string_lossy();
            found.insert(name.replace('\\', "/"), fs::read_to_string(&path).unwrap());
        }
    }
    found
}

#[test]
fn line_ends_of_windows_change_nothing() {
    let folder = repository();
    let here = folder.path();
    fs::write(here.join("crlf.yaml"), SPEC.replace('\n', "\r\n")).unwrap();
    succeed(&jackfield(
        here,
        &["new", "lines.yaml", "a", "--name", "lines"],
    ));
    fs::rename(here.join("jackfield.toml"), here.join("a.toml")).unwrap();
    succeed(&jackfield(
        here,
        &["new", "crlf.yaml", "b", "--name", "lines"],
    ));
    assert_eq!(files(&here.join("a")), files(&here.join("b")));
    // As git checks files out there, the settings too.
    for (name, text) in files(&here.join("b")) {
        fs::write(here.join("b").join(name), text.replace('\n', "\r\n")).unwrap();
    }
    replace(&here.join("jackfield.toml"), "\n", "\r\n");
    succeed(&jackfield(here, &["generate", "--check", "--diff"]));
    let document = SPEC.replace("Desks", "Rooms").replace("/desks", "/rooms");
    fs::write(here.join("crlf.yaml"), document).unwrap();
    succeed(&jackfield(here, &["generate"]));
    let manifest = fs::read_to_string(here.join("b/Cargo.toml")).unwrap();
    assert!(!manifest.replace("\r\n", "").contains('\n'), "{manifest:?}");
    assert!(manifest.contains("rooms = []"), "{manifest}");
}

#[test]
fn no_two_files_have_names_that_differ_in_case_alone() {
    let folder = tempfile::tempdir().unwrap();
    let here = folder.path();
    let schemas: String = ["Line", "LINE", "line", "HTTPError", "HttpError", "Con", "aux"]
        .map(|name| format!("    {name}: {{ type: object, properties: {{ a: {{ type: string }}, {name}: {{ type: string }} }} }}\n"))
        .concat();
    let paths: String = ["Lines", "LINES", "Types", "MOD"]
        .map(|tag| format!("  /{tag}: {{ get: {{ tags: [{tag}], operationId: get{tag}, responses: {{ '204': {{ description: None. }} }} }} }}\n"))
        .concat();
    let document = format!(
        "openapi: 3.0.3\ninfo: {{ title: Case, version: '1' }}\npaths:\n{paths}components:\n  schemas:\n{schemas}"
    );
    fs::write(here.join("case.yaml"), document).unwrap();
    succeed(&jackfield(here, &["new", "case.yaml", "out"]));
    let mut names: Vec<String> = files(&here.join("out")).into_keys().collect();
    let types = names
        .iter()
        .filter(|name| name.starts_with("out/src/types/") || name.starts_with("src/types/"));
    assert!(types.count() >= 8, "{names:?}");
    let all = names.len();
    names
        .iter_mut()
        .for_each(|name| *name = name.to_lowercase());
    names.sort();
    names.dedup();
    assert_eq!(names.len(), all);
    // Names that Windows has for devices, with any ending.
    let devices = ["con", "aux", "nul", "prn"];
    let is_device = |name: &String| {
        let file = name.rsplit('/').next().unwrap_or_default();
        devices.contains(&file.split('.').next().unwrap_or_default())
    };
    assert_eq!(names.iter().find(|name| is_device(name)), None);
}

#[test]
fn members_a_module_and_clients_that_share_the_runtime_compile_in_one_workspace() {
    let folder = repository();
    let here = folder.path();
    let repository = Path::new(env!("CARGO_MANIFEST_DIR"));
    let runtime = repository.join("runtime");
    fs::write(
        here.join("Cargo.toml"),
        format!(
            "[workspace]\nresolver = \"3\"\nmembers = [\"app\", \"lines\", \"one\", \"two\"]\n\n\
             [workspace.package]\nversion = \"3.1.4\"\nlicense = \"MIT\"\n\n\
             [patch.crates-io]\njackfield-runtime = {{ path = {runtime:?} }}\n"
        ),
    )
    .unwrap();
    fs::copy(repository.join("../Cargo.lock"), here.join("Cargo.lock")).unwrap();
    succeed(&jackfield(
        here,
        &[
            "new",
            "lines.yaml",
            "lines",
            "--name",
            "lines",
            "--workspace",
        ],
    ));
    for name in ["one", "two"] {
        succeed(&jackfield(
            here,
            &[
                "new",
                "lines.yaml",
                name,
                "--name",
                name,
                "--shared-runtime",
            ],
        ));
    }
    let made = jackfield(
        here,
        &[
            "new",
            "lines.yaml",
            "app/src/wire/lines",
            "--module",
            "app::wire::wires",
        ],
    );
    succeed(&made);
    let manifest = fs::read_to_string(here.join("lines/Cargo.toml")).unwrap();
    assert!(
        manifest.contains("version.workspace = true") && !manifest.contains("\n[workspace]"),
        "{manifest}"
    );
    let dependencies = String::from_utf8(made.stdout).unwrap();
    fs::write(
        here.join("app/Cargo.toml"),
        format!(
            "[package]\nname = \"app\"\nversion = \"0.1.0\"\nedition = \"2024\"\n\n[dependencies]\n\
             one = {{ path = \"../one\" }}\ntwo = {{ path = \"../two\" }}\n{dependencies}"
        ),
    )
    .unwrap();
    let program = r#"//! A program with a module that was made, and two clients that share a runtime.

/// What is sent.
pub mod wire {
    #[rustfmt::skip]
    #[path = "lines/mod.rs"]
    pub mod wires;
}

/// One policy and one error for two clients.
pub async fn both(retry: one::RetryPolicy) -> Result<String, two::Error> {
    let one = one::Client::builder().retry(retry.clone()).build()?;
    let two = two::Client::builder().retry(retry).api_key("k").build()?;
    two.desks().list().await?;
    Ok(one.lines().get("1").await?.number)
}

/// The client that is a module.
pub async fn own() -> wire::wires::Result<String> {
    let client = wire::wires::Client::builder().api_key("k").build()?;
    Ok(client.lines().get("1").await?.number)
}
"#;
    fs::write(here.join("app/src/lib.rs"), program).unwrap();
    cargo(
        here,
        &["clippy", "--quiet", "--workspace", "--", "-D", "warnings"],
    );
    cargo(here, &["fmt", "--all", "--check"]);
}
