//! What a generation says of what changed, and the version and the changelog that follow: the command in real folders.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

const SPEC: &str = "openapi: 3.0.3
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
components:
  schemas:
    Line: { type: object, required: [number], properties: { number: { type: string }, note: { type: string } } }
";

/// Edits of the document: what is there, what takes its place, and what that is for its users.
const BREAKING: (&str, &str) = ("note: { type: string }", "note: { type: boolean }");
const ADDITION: (&str, &str) = (
    "note: { type: string }",
    "note: { type: string }, more: { type: string }",
);
const DOCS: (&str, &str) = (
    "note: { type: string }",
    "note: { type: string, description: A note. }",
);

fn jackfield(here: &Path, arguments: &[&str]) -> (Option<i32>, String) {
    let Output {
        status,
        stdout,
        stderr,
    } = Command::new(env!("CARGO_BIN_EXE_jackfield"))
        .args(arguments)
        .current_dir(here)
        .output()
        .unwrap();
    let said = [stdout, stderr].concat();
    (status.code(), String::from_utf8_lossy(&said).into_owned())
}

#[track_caller]
fn succeeds(here: &Path, arguments: &[&str]) -> String {
    let (code, said) = jackfield(here, arguments);
    assert_eq!(code, Some(0), "{said}");
    said
}

fn read(here: &Path, path: &str) -> String {
    fs::read_to_string(here.join(path)).unwrap()
}

fn edit(here: &Path, path: &str, (from, to): (&str, &str)) {
    let text = read(here, path);
    assert!(text.contains(from), "{from} is not in {text}");
    fs::write(here.join(path), text.replacen(from, to, 1)).unwrap();
}

/// A repository with a client that is generated, by settings with these lines.
fn repository(lines: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let here = folder.path();
    fs::write(here.join("lines.yaml"), SPEC).unwrap();
    let settings =
        format!("[client.lines]\ndocument = \"lines.yaml\"\noutput = \"client\"\n{lines}\n");
    fs::write(here.join("jackfield.toml"), settings).unwrap();
    let said = succeeds(here, &["generate"]);
    assert!(!said.contains("changed"), "nothing was there: {said}");
    folder
}

#[test]
fn a_generation_says_what_changed_for_users() {
    let folder = repository("");
    let here = folder.path();
    let said = succeeds(here, &["generate"]);
    assert!(
        !said.contains("changes"),
        "nothing is said of nothing: {said}"
    );
    edit(here, "lines.yaml", BREAKING);
    for arguments in [&["generate", "--check"][..], &["generate"]] {
        let (_, said) = jackfield(here, arguments);
        assert!(
            said.contains("client: major (before 1.0: minor): 1 breaking\n"),
            "{said}"
        );
    }
    let said = succeeds(here, &["generate"]);
    assert!(!said.contains("major"), "{said}");
    edit(
        here,
        "lines.yaml",
        ("boolean }", "boolean }, more: { type: string }"),
    );
    let said = succeeds(here, &["generate", "--message-format", "json"]);
    let line = said
        .lines()
        .find(|line| line.contains("\"verdict\""))
        .unwrap();
    let json: serde_json::Value = serde_json::from_str(line).unwrap();
    assert_eq!(json["reason"], "verdict");
    assert_eq!(json["verdict"], "minor");
    assert_eq!(json["counts"]["addition"], 1, "{said}");
    assert_eq!(
        read(here, "client/Cargo.toml")
            .matches("version = \"0.1.0\"")
            .count(),
        1
    );
    // A client of which nobody kept what it was.
    fs::remove_file(here.join("client/jackfield.surface")).unwrap();
    let said = succeeds(here, &["generate"]);
    assert!(said.contains("what changed is not known"), "{said}");
}

/// The version that a manifest states.
fn version(here: &Path) -> String {
    let manifest = read(here, "client/Cargo.toml");
    let line = manifest.lines().find(|line| line.starts_with("version"));
    line.unwrap().to_owned()
}

#[test]
fn the_version_goes_up_as_the_change_needs_and_nothing_else_changes() {
    for (before, change, after) in [
        ("0.1.0", BREAKING, "0.2.0"),
        ("0.1.0", ADDITION, "0.1.1"),
        ("0.1.0", DOCS, "0.1.1"),
        ("0.0.7", BREAKING, "0.0.8"),
        ("0.0.7", ADDITION, "0.0.8"),
        ("1.4.2", BREAKING, "2.0.0"),
        ("1.4.2", ADDITION, "1.5.0"),
        ("1.4.2", DOCS, "1.4.3"),
        ("2.0.0-rc.1", BREAKING, "2.0.0-rc.1"),
    ] {
        let folder = repository("manifest.version = \"auto\"");
        let here = folder.path();
        assert_eq!(version(here), "version = \"0.1.0\"");
        // The user published another version since, and wrote more into the manifest.
        edit(
            here,
            "client/Cargo.toml",
            (
                "version = \"0.1.0\"",
                &format!("version = '{before}' # ours"),
            ),
        );
        edit(
            here,
            "client/jackfield.surface",
            ("version = \"0.1.0\"\n", ""),
        );
        succeeds(here, &["generate", "--check"]);
        let manifest = read(here, "client/Cargo.toml");
        edit(here, "lines.yaml", change);
        let said = succeeds(here, &["generate"]);
        assert_eq!(
            said.contains(&format!("; version {before} -> {after}")),
            before != after,
            "{said}"
        );
        let wanted = match before == after {
            true => manifest,
            false => manifest.replace(&format!("'{before}'"), &format!("\"{after}\"")),
        };
        assert_eq!(read(here, "client/Cargo.toml"), wanted);
        let manifest = wanted;
        let said = succeeds(here, &["generate"]);
        assert!(said.contains("0 files written"), "{said}");
        assert_eq!(read(here, "client/Cargo.toml"), manifest);
    }
}

#[test]
fn a_version_by_hand_that_is_high_enough_stays() {
    let folder = repository("manifest.version = \"auto\"");
    let here = folder.path();
    let set = |version: &str, to: &str| {
        let (version, to) = (
            format!("version = \"{version}\""),
            format!("version = \"{to}\""),
        );
        edit(here, "client/Cargo.toml", (&version, &to));
        // A version by hand is no difference.
        succeeds(here, &["generate", "--check"]);
    };
    set("0.1.0", "0.3.0");
    edit(here, "lines.yaml", BREAKING);
    succeeds(here, &["generate"]);
    assert_eq!(version(here), "version = \"0.3.0\"");
    // Now 0.3.0 is what the next change is counted from, and 0.3.9 is no new minor version.
    set("0.3.0", "0.3.9");
    edit(here, "lines.yaml", ("boolean", "integer"));
    succeeds(here, &["generate"]);
    assert_eq!(version(here), "version = \"0.4.0\"");
    // One that is too low is raised too.
    set("0.4.0", "0.2.0");
    edit(here, "lines.yaml", ("integer", "number"));
    succeeds(here, &["generate"]);
    assert_eq!(version(here), "version = \"0.5.0\"");
}

#[test]
fn the_version_of_a_workspace_is_left_to_the_user() {
    let folder = tempfile::tempdir().unwrap();
    let here = folder.path();
    fs::write(here.join("lines.yaml"), SPEC).unwrap();
    let workspace =
        "[workspace]\nmembers = [\"client\"]\n[workspace.package]\nversion = \"0.1.0\"\n";
    fs::write(here.join("Cargo.toml"), workspace).unwrap();
    let settings = "[client.lines]\ndocument = \"lines.yaml\"\noutput = \"client\"\nmanifest = { version = \"auto\", workspace = true }\n";
    fs::write(here.join("jackfield.toml"), settings).unwrap();
    succeeds(here, &["generate"]);
    assert_eq!(version(here), "version.workspace = true");
    edit(here, "lines.yaml", BREAKING);
    let said = succeeds(here, &["generate"]);
    assert!(
        said.contains("is that of the workspace: raise it there"),
        "{said}"
    );
    assert_eq!(version(here), "version.workspace = true");
    assert_eq!(read(here, "Cargo.toml"), workspace);
    let said = succeeds(here, &["generate"]);
    assert!(!said.contains("raise it"), "{said}");
}

#[test]
fn a_changelog_gets_a_section_once() {
    let folder = repository("manifest.version = \"auto\"\nchangelog = true");
    let here = folder.path();
    let path = here.join("client/CHANGELOG.md");
    assert!(!path.exists(), "there is nothing to say of the first one");
    edit(here, "lines.yaml", ADDITION);
    succeeds(here, &["generate"]);
    let first = "## 0.1.1\n\n- **Additions**: `types::Line.more`: the field is new. Nothing has to be done.\n";
    assert_eq!(
        read(here, "client/CHANGELOG.md"),
        format!("# Changelog\n\n{first}")
    );
    succeeds(here, &["generate"]);
    succeeds(here, &["generate", "--check"]);
    assert_eq!(
        read(here, "client/CHANGELOG.md"),
        format!("# Changelog\n\n{first}")
    );
    // What the user wrote stays, with the newest on top.
    fs::write(&path, format!("# Ours\n\nWords.\n\n{first}- And mine.\n")).unwrap();
    succeeds(here, &["generate", "--check"]);
    edit(
        here,
        "lines.yaml",
        (
            "more: { type: string }",
            "more: { type: boolean, description: More. }",
        ),
    );
    succeeds(here, &["generate"]);
    let text = read(here, "client/CHANGELOG.md");
    let start = "# Ours\n\nWords.\n\n## 0.2.0\n\n- **Breaks the build**: `types::Line.more`: its type was `Option<String>`, is `Option<bool>`.";
    assert!(text.starts_with(start), "{text}");
    assert!(
        text.contains("\n- The description of one item changed.\n"),
        "{text}"
    );
    assert!(
        text.ends_with(&format!("\n\n{first}- And mine.\n")),
        "{text}"
    );
}

#[test]
fn without_a_version_of_ours_changes_are_unreleased() {
    let folder = repository("changelog = true");
    let here = folder.path();
    for change in [
        ADDITION,
        (
            "more: { type: string }",
            "more: { type: string }, most: { type: string }",
        ),
    ] {
        edit(here, "lines.yaml", change);
        succeeds(here, &["generate"]);
    }
    let text = read(here, "client/CHANGELOG.md");
    let line = |name: &str| {
        format!(
            "- **Additions**: `types::Line.{name}`: the field is new. Nothing has to be done.\n"
        )
    };
    assert_eq!(
        text,
        format!(
            "# Changelog\n\n## Unreleased\n\n{}{}",
            line("more"),
            line("most")
        )
    );
}

#[cfg(unix)]
#[test]
fn a_changelog_that_is_a_link_is_not_followed() {
    let folder = repository("changelog = true");
    let here = folder.path();
    fs::write(here.join("elsewhere.md"), "secret").unwrap();
    std::os::unix::fs::symlink(here.join("elsewhere.md"), here.join("client/CHANGELOG.md"))
        .unwrap();
    let surface = read(here, "client/jackfield.surface");
    edit(here, "lines.yaml", ADDITION);
    let (code, said) = jackfield(here, &["generate"]);
    assert_eq!(code, Some(1), "{said}");
    assert!(
        said.contains("CHANGELOG.md: the changelog is no plain file"),
        "{said}"
    );
    assert_eq!(read(here, "elsewhere.md"), "secret");
    assert_eq!(
        read(here, "client/jackfield.surface"),
        surface,
        "nothing was written"
    );
}

#[test]
fn a_module_has_neither_a_version_nor_a_changelog_of_its_own() {
    let folder = tempfile::tempdir().unwrap();
    let here = folder.path();
    fs::write(here.join("lines.yaml"), SPEC).unwrap();
    let settings = "[client.lines]\ndocument = \"lines.yaml\"\noutput = \"src/lines\"\nmodule = \"shop::lines\"\nchangelog = true\nmanifest = { version = \"auto\" }\n";
    fs::write(here.join("jackfield.toml"), settings).unwrap();
    let (code, said) = jackfield(here, &["generate"]);
    assert_eq!(code, Some(1), "{said}");
    for place in ["jackfield.toml:5:13:", "jackfield.toml:6:24:"] {
        assert!(said.contains(place), "{place} is not in {said}");
    }
}

/// Clients' folders on both sides of `jackfield diff`, and beside documents.
#[test]
fn folders_of_clients_are_compared() {
    let folder = repository("select.exclude = [{ path = \"/desks\" }]");
    let here = folder.path();
    let git = |arguments: &[&str]| {
        let identity = ["-c", "user.name=t", "-c", "user.email=t@example.com"];
        let mut command = Command::new("git");
        let output = command
            .args(identity)
            .args(arguments)
            .current_dir(here)
            .output()
            .unwrap();
        assert!(output.status.success(), "{output:?}");
    };
    git(&["init", "-q"]);
    git(&["add", "."]);
    git(&["commit", "-q", "-m", "old"]);
    assert_eq!(
        succeeds(here, &["diff", "client", "lines.yaml"]),
        "no changes\n"
    );
    assert_eq!(
        succeeds(here, &["diff", "lines.yaml", "client"]),
        "no changes\n"
    );

    // By the settings of the client: what is left out of it counts for nothing.
    edit(
        here,
        "lines.yaml",
        (
            "paths:\n",
            "paths:\n  /desks: { get: { operationId: listDesks, responses: { '204': { description: None. } } } }\n",
        ),
    );
    assert_eq!(
        succeeds(here, &["diff", "client", "lines.yaml"]),
        "no changes\n"
    );
    edit(here, "lines.yaml", BREAKING);
    let new = succeeds(here, &["diff", "client", "lines.yaml"]);
    assert!(
        new.contains("types::Line.note: its type was `Option<String>`, is `Option<bool>`"),
        "{new}"
    );
    assert!(
        new.contains("    client /components/schemas/Line/properties/note\n    lines.yaml:"),
        "{new}"
    );

    fs::create_dir(here.join("new")).unwrap();
    fs::copy(here.join("lines.yaml"), here.join("new/lines.yaml")).unwrap();
    let elsewhere = succeeds(here, &["diff", "client", "new/lines.yaml"]);
    assert_eq!(
        elsewhere,
        new.replace("    lines.yaml", "    new/lines.yaml")
    );

    succeeds(here, &["generate"]);
    let clients = succeeds(
        here,
        &["diff", "git:HEAD:client", "client", "--format", "json"],
    );
    let json: serde_json::Value = serde_json::from_str(&clients).unwrap();
    assert_eq!(json["verdict"], "major");
    assert_eq!(json["changes"][0]["item"], "types::Line.note");
    assert_eq!(json["changes"][0]["new"]["line"], serde_json::Value::Null);
    assert_eq!(
        succeeds(here, &["diff", "git:HEAD:client/", "git:HEAD:lines.yaml"]),
        "no changes\n"
    );

    let (code, said) = jackfield(here, &["diff", "new", "client"]);
    assert_eq!(code, Some(1));
    assert!(
        said.contains("new: there is no jackfield.surface in it"),
        "{said}"
    );
    edit(here, "client/jackfield.surface", ("{\"is\"", "{\"was\""));
    let (code, said) = jackfield(here, &["diff", "client", "lines.yaml"]);
    assert_eq!(code, Some(1));
    assert!(
        said.contains("client/jackfield.surface: line 3 says nothing"),
        "{said}"
    );
    let (code, said) = jackfield(here, &["generate"]);
    assert_eq!(code, Some(1));
    assert!(
        said.contains("client/jackfield.surface: line 3 says nothing"),
        "{said}"
    );
}
