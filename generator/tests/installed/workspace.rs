//! All documents as members of one workspace, as modules of a crate and from a `build.rs`.

use super::{Installed, cargo, documents, lock, own};
use std::fs;
use std::path::Path;

const WORKSPACE: &str = "[workspace.package]
version = \"3.1.4\"
edition = \"2024\"
license = \"MIT\"
repository = \"https://example.com/shop\"

[workspace.lints.rust]
missing_docs = \"warn\"
unreachable_pub = \"warn\"
unused_qualifications = \"warn\"

[workspace.lints.clippy]
pedantic = { level = \"warn\", priority = -1 }
unwrap_used = \"warn\"

[workspace.dependencies]
bytes = \"1.7\"
serde_json = \"1\"
";

/// All documents as members of one workspace, as modules of a crate and from a `build.rs`, and two clients that share the
/// runtime in one program.
pub(super) fn a_workspace_of_all(installed: &Installed) {
    let here = installed.path().join("shop");
    fs::create_dir(&here).unwrap();
    let documents = documents(&here);
    let mut members = vec!["app".to_owned(), "built".to_owned()];
    members.extend(
        documents
            .iter()
            .map(|(_, client)| format!("clients/{client}")),
    );
    members.extend(["shared-bank", "shared-clinic"].map(|name| format!("clients/{name}")));
    let runtime = installed.path().join("runtime");
    fs::write(
        here.join("Cargo.toml"),
        format!(
            "[workspace]\nresolver = \"3\"\nmembers = {members:?}\n\n{WORKSPACE}\n[patch.crates-io]\njackfield-runtime = {{ path = {runtime:?} }}\n"
        ),
    )
    .unwrap();
    lock(&here);
    for (document, client) in &documents {
        let folder = format!("clients/{client}");
        installed.jackfield(
            &here,
            &["new", document, &folder, "--name", client, "--workspace"],
        );
    }
    for (document, client) in [
        ("springdoc.json", "shared-bank"),
        ("swagger.yaml", "shared-clinic"),
    ] {
        let folder = format!("clients/{client}");
        installed.jackfield(
            &here,
            &[
                "new",
                document,
                &folder,
                "--name",
                client,
                "--workspace",
                "--shared-runtime",
            ],
        );
    }
    app(installed, &here, &documents);
    built(installed, &here, &documents);
    installed.is_up_to_date(&here, true);
    let manifest = fs::read_to_string(here.join("clients/bank/Cargo.toml")).unwrap();
    for line in [
        "version.workspace = true",
        "edition.workspace = true",
        "[lints]\nworkspace = true",
        "bytes = { workspace = true }",
    ] {
        assert!(manifest.contains(line), "{line} is not in\n{manifest}");
    }
    cargo(
        &here,
        &[
            "clippy",
            "--quiet",
            "--workspace",
            "--all-targets",
            "--",
            "-D",
            "warnings",
        ],
    );
    cargo(&here, &["fmt", "--all", "--check"]);
    cargo(&here, &["doc", "--quiet", "--workspace", "--no-deps"]);
    cargo(
        &here,
        &["test", "--quiet", "--package", "app", "--lib", "--tests"],
    );
}

/// A crate with a module for each document, and a test of two clients that share a runtime.
fn app(installed: &Installed, here: &Path, documents: &[(&str, &str)]) {
    let app = here.join("app");
    fs::create_dir_all(app.join("src/wire")).unwrap();
    fs::write(
        app.join("Cargo.toml"),
        "[package]\nname = \"app\"\nversion.workspace = true\nedition.workspace = true\n\n[lints]\nworkspace = true\n\n\
         [dependencies]\n# What both clients share.\nshared-bank = { path = \"../clients/shared-bank\" }\n\
         shared-clinic = { path = \"../clients/shared-clinic\" }\n\n\
         [dev-dependencies]\ntokio = { version = \"1\", features = [\"macros\", \"rt\", \"time\"] }\n",
    )
    .unwrap();
    let mut modules = String::new();
    for (document, client) in documents {
        let module = client.replace('-', "_");
        let folder = format!("app/src/wire/{module}");
        let path = format!("app::wire::{module}");
        installed.jackfield(
            here,
            &["new", document, &folder, "--module", &path, "--add-deps"],
        );
        modules.push_str(&format!("    #[rustfmt::skip]\n    pub mod {module};\n"));
    }
    let manifest = fs::read_to_string(app.join("Cargo.toml")).unwrap();
    for line in ["# What both clients share.", "bytes = { workspace = true }"] {
        assert!(manifest.contains(line), "{line} is not in\n{manifest}");
    }
    let (_, said) = installed.jackfield(here, &["generate", "--add-deps"]);
    assert!(!said.contains("dependencies added"), "{said}");
    fs::write(
        app.join("src/lib.rs"),
        format!("//! A program.\n\n/// The clients.\npub mod wire {{\n{modules}}}\n"),
    )
    .unwrap();
    fs::create_dir(app.join("tests")).unwrap();
    fs::copy(
        own().join("tests/installed/shared.rs"),
        app.join("tests/shared.rs"),
    )
    .unwrap();
}

/// A crate whose clients are made by its `build.rs`.
fn built(installed: &Installed, here: &Path, documents: &[(&str, &str)]) {
    let built = here.join("built");
    fs::create_dir_all(built.join("src")).unwrap();
    let library = installed.path().join("library");
    let manifest = fs::read_to_string(here.join("app/Cargo.toml")).unwrap();
    let dependencies = manifest.split("[dependencies]\n").nth(1).unwrap();
    let dependencies = dependencies.split("\n[dev-dependencies]").next().unwrap();
    let ours = |line: &&str| !line.starts_with("shared-") && !line.starts_with('#');
    let dependencies: Vec<&str> = dependencies.lines().filter(ours).collect();
    fs::write(
        built.join("Cargo.toml"),
        format!(
            "[package]\nname = \"built\"\nversion.workspace = true\nedition.workspace = true\n\n[dependencies]\n{}\n\n\
             [build-dependencies]\njackfield = {{ path = {library:?}, default-features = false }}\n\n[lints]\nworkspace = true\n",
            dependencies.join("\n")
        ),
    )
    .unwrap();
    let (mut script, mut program) = (
        String::new(),
        "//! Clients that are made when this is built.\n".to_owned(),
    );
    for (document, client) in documents {
        let module = client.replace('-', "_");
        script.push_str(&format!(
            "    Generator::new(\"../{document}\")\n        .settings(|client| client.name = Some(\"{module}\".to_owned()))\n        .build()?;\n"
        ));
        program.push_str(&format!(
            "\ninclude!(concat!(env!(\"OUT_DIR\"), \"/{module}.rs\"));\n"
        ));
    }
    program.push_str(
        "\n/// A call.\n///\n/// # Errors\n///\n/// As those of the clinic.\npub async fn pets(client: &clinic::Client) -> clinic::Result<usize> {\n    Ok(client.pets().list().await?.len())\n}\n",
    );
    fs::write(
        built.join("build.rs"),
        format!("//! Makes the clients.\n\nuse jackfield::Generator;\n\nfn main() -> std::io::Result<()> {{\n{script}    Ok(())\n}}\n"),
    )
    .unwrap();
    fs::write(built.join("src/lib.rs"), program).unwrap();
}
