//! What a user does, with the command installed from what cargo packs, and no checkout in reach: clients from documents as
//! frameworks emit them, as crates, as members of a workspace, as modules and from `build.rs`.
//!
//! All of it is compiled in one target folder, so that dependencies are compiled once; nothing is taken from the network
//! that the registry's cache does not have.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

#[path = "installed/workspace.rs"]
mod workspace;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// The documents of this folder, with names for their clients.
const DOCUMENTS: [(&str, &str); 3] = [
    ("fastapi.json", "warehouse"),
    ("springdoc.json", "bank"),
    ("swagger.yaml", "clinic"),
];

/// What frameworks emitted that is not in the repository, where it is there.
const EMITTED: [(&str, &str); 3] = [
    ("fastapi-warehouse.json", "emitted-fastapi"),
    ("springdoc-bank.json", "emitted-springdoc"),
    ("utoipa-jobs.json", "emitted-utoipa"),
];

fn own() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn succeed(what: &str, output: &Output) -> (String, String) {
    let (out, err) = (&output.stdout, &output.stderr);
    let out = String::from_utf8_lossy(out).into_owned();
    let err = String::from_utf8_lossy(err).into_owned();
    assert!(output.status.success(), "{what}\n{out}{err}");
    (out, err)
}

/// Runs cargo without the network, and gives what it says.
fn cargo(here: &Path, arguments: &[&str]) -> String {
    let target = Path::new(env!("CARGO_TARGET_TMPDIR")).join("user-target");
    let output = Command::new(env!("CARGO"))
        .args(arguments)
        .current_dir(here)
        .env("CARGO_TARGET_DIR", target)
        .env("CARGO_NET_OFFLINE", "true")
        .env("CARGO_PROFILE_DEV_DEBUG", "0")
        .env("RUSTFLAGS", "-D warnings")
        .env("RUSTDOCFLAGS", "-D warnings")
        .output()
        .unwrap();
    let (_, err) = succeed(&format!("cargo {}", arguments.join(" ")), &output);
    err
}

/// A temporary folder with what is packed, and the command installed from it.
struct Installed {
    folder: tempfile::TempDir,
    command: PathBuf,
}

impl Installed {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let here = folder.path();
        for package in ["jackfield", "jackfield-runtime"] {
            unpack(package, here);
        }
        let root = here.join("root");
        let target = Path::new(env!("CARGO_TARGET_TMPDIR")).join("installed-target");
        let output = Command::new(env!("CARGO"))
            .args([
                "install",
                "--debug",
                "--offline",
                "--locked",
                "--path",
                "jackfield",
                "--root",
            ])
            .arg(&root)
            .current_dir(here)
            .env("CARGO_TARGET_DIR", target)
            .env("CARGO_PROFILE_DEV_DEBUG", "0")
            .output()
            .unwrap();
        succeed("cargo install", &output);
        // The command must not need where it was built.
        fs::rename(here.join("jackfield"), here.join("library")).unwrap();
        fs::rename(here.join("jackfield-runtime"), here.join("runtime")).unwrap();
        let command = root
            .join("bin")
            .join(format!("jackfield{}", std::env::consts::EXE_SUFFIX));
        Self { folder, command }
    }

    fn path(&self) -> &Path {
        self.folder.path()
    }

    fn run(&self, here: &Path, arguments: &[&str]) -> Output {
        let mut command = Command::new(&self.command);
        command.args(arguments).current_dir(here).output().unwrap()
    }

    /// Runs the command, which must do what it is asked for.
    fn jackfield(&self, here: &Path, arguments: &[&str]) -> (String, String) {
        succeed(
            &format!("jackfield {}", arguments.join(" ")),
            &self.run(here, arguments),
        )
    }

    #[track_caller]
    fn is_up_to_date(&self, here: &Path, expected: bool) {
        let output = self.run(here, &["generate", "--check", "--diff"]);
        let shown = String::from_utf8_lossy(&output.stdout).into_owned();
        assert_eq!(output.status.code(), Some(i32::from(!expected)), "{shown}");
    }
}

/// Packs a package, and unpacks what is packed.
fn unpack(package: &str, here: &Path) {
    let target = here.join("packed");
    let output = Command::new(env!("CARGO"))
        .args([
            "package",
            "--no-verify",
            "--allow-dirty",
            "--offline",
            "--package",
            package,
            "--target-dir",
        ])
        .arg(&target)
        .current_dir(own())
        .output()
        .unwrap();
    succeed(&format!("cargo package {package}"), &output);
    let name = format!("{package}-{}", env!("CARGO_PKG_VERSION"));
    let output = Command::new("tar")
        .arg("--extract")
        .arg("--file")
        .arg(target.join("package").join(format!("{name}.crate")))
        .current_dir(here)
        .output()
        .unwrap();
    succeed("tar", &output);
    fs::rename(here.join(name), here.join(package)).unwrap();
}

/// Copies the documents into a folder, and gives their names with those of their clients.
fn documents(here: &Path) -> Vec<(&'static str, &'static str)> {
    let folder = own().join("tests/installed");
    let mut found = Vec::new();
    let shared = std::env::var_os("JACKFIELD_SHARED").map(PathBuf::from);
    let shared = shared.map(|folder| folder.join("faults/emitted"));
    let own = DOCUMENTS
        .iter()
        .map(|(name, client)| (folder.join(name), *name, *client));
    let others = EMITTED
        .iter()
        .filter_map(|(name, client)| Some((shared.as_ref()?.join(name), *name, *client)));
    for (path, name, client) in own.chain(others) {
        if path.is_file() {
            fs::copy(path, here.join(name)).unwrap();
            found.push((name, client));
        }
    }
    found
}

fn edit(path: &Path, from: &str, to: &str) {
    let text = fs::read_to_string(path).unwrap();
    assert!(text.contains(from), "{from} is not in\n{text}");
    fs::write(path, text.replacen(from, to, 1)).unwrap();
}

fn lock(here: &Path) {
    fs::copy(own().join("../Cargo.lock"), here.join("Cargo.lock")).unwrap();
}

/// The blocks of Rust in a README, as a test that compiles.
fn readme_test(readme: &str) -> String {
    let blocks = readme.split("```rust,no_run\n").skip(1);
    let blocks: String = blocks
        .map(|block| block.split("```").next().unwrap())
        .collect();
    assert!(blocks.contains("Client::builder()"), "{readme}");
    format!("//! The examples of the README.\n\n#![allow(dead_code, missing_docs)]\n\n{blocks}")
}

/// A crate of its own, which the user edits.
fn a_crate_is_the_users(installed: &Installed) {
    let here = installed.path().join("alone");
    fs::create_dir(&here).unwrap();
    documents(&here);
    installed.jackfield(
        &here,
        &["new", "fastapi.json", "client", "--name", "warehouse"],
    );
    installed.is_up_to_date(&here, true);
    let client = here.join("client");
    let manifest = client.join("Cargo.toml");
    edit(
        &manifest,
        "version = \"0.1.0\"\n",
        "version = \"2.0.0\" # ours\nlicense = \"MIT\"\nrepository = \"https://example.com/warehouse\"\n",
    );
    let end = "# end: written by `jackfield generate`\n\n# A workspace";
    edit(
        &manifest,
        end,
        "# end: written by `jackfield generate`\nserde_json_path = { version = \"0.7\", optional = true }\n\n# A workspace",
    );
    let readme = client.join("README.md");
    fs::create_dir_all(client.join("tests")).unwrap();
    fs::write(
        client.join("tests/readme.rs"),
        readme_test(&fs::read_to_string(&readme).unwrap()),
    )
    .unwrap();
    edit(&readme, "## A call", "## A call of ours");
    lock(&client);
    cargo(&client, &["check", "--quiet"]);
    // The README shows a test of a program.
    cargo(
        &client,
        &["check", "--quiet", "--tests", "--features", "testing"],
    );
    cargo(&client, &["fmt", "--check"]);
    cargo(
        &client,
        &[
            "clippy",
            "--quiet",
            "--all-targets",
            "--features",
            "testing",
            "--",
            "-D",
            "warnings",
            "-W",
            "clippy::pedantic",
        ],
    );
    cargo(&client, &["doc", "--quiet", "--no-deps"]);
    let said = cargo(&client, &["package", "--allow-dirty"]);
    assert!(!said.contains("warning"), "{said}");

    installed.jackfield(&here, &["generate"]);
    installed.is_up_to_date(&here, true);
    for kept in [
        "version = \"2.0.0\" # ours",
        "license = \"MIT\"",
        "serde_json_path = { version = \"0.7\", optional = true }",
    ] {
        assert!(
            fs::read_to_string(&manifest).unwrap().contains(kept),
            "{kept}"
        );
    }
    assert!(
        fs::read_to_string(&readme)
            .unwrap()
            .contains("## A call of ours")
    );

    edit(
        &here.join("fastapi.json"),
        "\"sku\": {",
        "\"shelf\": { \"type\": \"string\" }, \"sku\": {",
    );
    installed.is_up_to_date(&here, false);
    installed.jackfield(&here, &["generate"]);
    installed.is_up_to_date(&here, true);
    edit(
        &client.join("src/types/item.rs"),
        "pub struct Item",
        "pub  struct Item",
    );
    installed.is_up_to_date(&here, false);
}

#[test]
fn the_installed_command_does_what_a_user_needs() {
    let installed = Installed::new();
    a_crate_is_the_users(&installed);
    workspace::a_workspace_of_all(&installed);
}
