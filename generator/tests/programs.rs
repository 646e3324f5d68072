//! Programs as users write them, with a client of a small document of ours: each is compiled without a warning and runs
//! against servers within itself.

#![allow(clippy::unwrap_used, clippy::panic, missing_docs)]

use std::fs;
use std::path::Path;
use std::process::Command;

/// What the manifest of the client is given, as a user would.
const NEEDED: &str = "
[dev-dependencies]
futures-util = { version = \"0.3.34\", default-features = false, features = [\"std\"] }
reading-room = { path = \".\", features = [\"blocking\", \"oauth\", \"testing\"] }
tokio = { version = \"1.40\", features = [\"macros\", \"rt-multi-thread\"] }
";

/// Runs a command with warnings denied, and gives what it wrote.
fn run(here: &Path, program: &str, arguments: &[&str]) -> String {
    let output = Command::new(program)
        .args(arguments)
        .current_dir(here)
        .env(
            "CARGO_TARGET_DIR",
            Path::new(env!("CARGO_TARGET_TMPDIR")).join("user-target"),
        )
        .env("RUSTFLAGS", "-D warnings")
        .output()
        .unwrap();
    let [out, err] = [output.stdout, output.stderr].map(|text| String::from_utf8(text).unwrap());
    assert!(
        output.status.success(),
        "{program} {arguments:?}\n{out}{err}"
    );
    out
}

#[test]
fn programs_run_as_their_users_wrote_them() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/programs");
    let here = tempfile::tempdir().unwrap();
    let document = folder.join("openapi.yaml");
    let arguments = ["new", document.to_str().unwrap(), "reading-room"];
    run(here.path(), env!("CARGO_BIN_EXE_jackfield"), &arguments);
    let client = here.path().join("reading-room");
    let manifest = client.join("Cargo.toml");
    let text = fs::read_to_string(&manifest).unwrap();
    fs::write(&manifest, text + NEEDED).unwrap();
    fs::create_dir(client.join("examples")).unwrap();
    let mut names = Vec::new();
    for entry in fs::read_dir(&folder).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|extension| extension == "rs") {
            fs::copy(
                &path,
                client.join("examples").join(path.file_name().unwrap()),
            )
            .unwrap();
            names.push(path.file_stem().unwrap().to_str().unwrap().to_owned());
        }
    }
    names.sort();
    assert_eq!(
        names,
        [
            "borrow",
            "catalogue",
            "desk",
            "replay",
            "scan",
            "shelve",
            "watch"
        ]
    );
    let cargo = env!("CARGO");
    run(&client, cargo, &["build", "--quiet", "--examples"]);
    for name in names {
        run(&client, cargo, &["run", "--quiet", "--example", &name]);
    }
}
