//! Judges of whether a client breaks the users of another one: rustc, and cargo-semver-checks.

use super::uses;
use crate::limits::{self, End};
use crate::workspace::{self, at};
use jackfield::FileSet;
use serde_json::Value;
use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

/// More than a small client takes on a slow machine.
const LONGEST: Duration = Duration::from_secs(600);

/// What a compiler may hold, in bytes of address space.
const MOST_MEMORY: u64 = 14 << 30;

/// The libraries that clients use.
const LIBRARIES: [&str; 4] = ["jackfield_runtime", "bytes", "serde_json", "uuid"];

/// Where clients are compiled, and what with.
pub(super) struct Judge {
    work: PathBuf,
    /// The folder of all libraries.
    libraries: PathBuf,
    /// The libraries that clients name, each with its file.
    named: Vec<(String, PathBuf)>,
    semver_checks: Option<PathBuf>,
}

/// A client that was compiled.
pub(super) struct Compiled {
    folder: PathBuf,
    files: FileSet,
    features: BTreeSet<String>,
    /// What its users could have written; empty if nobody asked.
    program: String,
    /// The first error of rustc, if it does not compile.
    pub(super) error: Option<String>,
}

impl Judge {
    /// Compiles the libraries.
    pub(super) fn new(work: &Path, semver_checks: Option<&Path>) -> io::Result<Self> {
        let host = work.join("host");
        let root = workspace::root();
        fs::create_dir_all(host.join("src")).map_err(at(&host))?;
        let runtime = root.join("generator/runtime");
        let manifest = format!(
            "[package]\nname = \"host\"\nversion = \"0.0.0\"\nedition = \"2024\"\n[workspace]\n[dependencies]\nbytes = \"1\"\nserde_json = \"1\"\nuuid = \"1\"\njackfield-runtime = {{ path = {runtime:?}, default-features = false, features = [\"xml\"] }}\n"
        );
        let write = |name: &str, text: &str| {
            let path = host.join(name);
            fs::write(&path, text).map_err(at(&path))
        };
        write("Cargo.toml", &manifest)?;
        write("src/lib.rs", "")?;
        let lock = root.join("Cargo.lock");
        fs::copy(&lock, host.join("Cargo.lock")).map_err(at(&lock))?;
        let output = Command::new(env!("CARGO"))
            .args(["check", "--quiet", "--message-format=json", "--target-dir"])
            .arg(work.join("libraries"))
            .current_dir(&host)
            .env("CARGO_INCREMENTAL", "0")
            .env_remove("RUSTFLAGS")
            .output()?;
        if !output.status.success() {
            let text = String::from_utf8_lossy(&output.stderr).into_owned();
            return Err(io::Error::other(text));
        }
        let mut named = Vec::new();
        for line in String::from_utf8_lossy(&output.stdout).lines() {
            let message: Value = serde_json::from_str(line).unwrap_or_default();
            let name = message.pointer("/target/name").and_then(Value::as_str);
            let name = name.unwrap_or_default().replace('-', "_");
            let files = message.get("filenames").and_then(Value::as_array);
            let mut files = files.into_iter().flatten().filter_map(Value::as_str);
            let file = files.find(|file| file.ends_with(".rmeta"));
            if let Some(file) = file.filter(|_| LIBRARIES.contains(&name.as_str())) {
                named.push((name, PathBuf::from(file)));
            }
        }
        let libraries = named.first().and_then(|(_, file)| file.parent());
        let libraries = libraries.ok_or_else(|| io::Error::other("cargo named no libraries"))?;
        Ok(Self {
            work: work.to_owned(),
            libraries: libraries.to_owned(),
            named,
            semver_checks: semver_checks.map(Path::to_owned),
        })
    }

    /// Whether cargo-semver-checks judges too.
    pub(super) fn has_semver_checks(&self) -> bool {
        self.semver_checks.is_some()
    }

    /// Compiles a client.
    pub(super) fn compile(
        &self,
        name: &str,
        files: FileSet,
        features: BTreeSet<String>,
    ) -> io::Result<Compiled> {
        let folder = self.work.join(name);
        if folder.exists() {
            fs::remove_dir_all(&folder).map_err(at(&folder))?;
        }
        for (path, text) in &files.0 {
            let path = folder.join("src").join(path);
            let parent = path.parent().unwrap_or(&folder);
            fs::create_dir_all(parent).map_err(at(parent))?;
            let text = text.replace(
                "pub mod runtime;",
                "pub use ::jackfield_runtime as runtime;",
            );
            fs::write(&path, text).map_err(at(&path))?;
        }
        let mut compiled = Compiled {
            folder,
            files,
            features,
            program: String::new(),
            error: None,
        };
        let mut command = self.compiler("rustc", &compiled);
        command
            .args(["--emit=metadata", "--out-dir"])
            .arg(&compiled.folder);
        compiled.error = problem(command)?;
        Ok(compiled)
    }

    /// The compiler, or another program that takes its arguments, for a client.
    fn compiler(&self, program: &str, client: &Compiled) -> Command {
        let mut command = Command::new(program);
        command
            .args([
                "--edition",
                "2024",
                "--crate-type",
                "lib",
                "--crate-name",
                "client",
            ])
            .args(["--cap-lints", "allow"])
            .arg(client.folder.join("src/lib.rs"))
            .env("CARGO_PKG_NAME", "client")
            .env("CARGO_PKG_VERSION", "1.0.0");
        for feature in &client.features {
            command.args(["--cfg", &format!("feature=\"{feature}\"")]);
        }
        self.with_libraries(&mut command);
        command
    }

    fn with_libraries(&self, command: &mut Command) {
        command.arg("-L").arg(dependency(&self.libraries));
        for (name, file) in &self.named {
            command
                .arg("--extern")
                .arg(format!("{name}={}", file.display()));
        }
    }

    /// Makes the program of a client's users, which compiles with it. Gives the first error if it does not.
    pub(super) fn write_program(&self, client: &mut Compiled) -> io::Result<Option<String>> {
        client.program = uses::program(&client.files)?;
        self.run_program(client, client)
    }

    /// The first error of the program that one client's users could have written, compiled with another.
    pub(super) fn run_program(&self, of: &Compiled, with: &Compiled) -> io::Result<Option<String>> {
        let gone: Vec<&String> = of.features.difference(&with.features).collect();
        if let Some(feature) = gone.first() {
            return Ok(Some(format!("there is no feature `{feature}`")));
        }
        let path = of.folder.join("uses.rs");
        fs::write(&path, &of.program).map_err(at(&path))?;
        let mut command = Command::new("rustc");
        command
            .args([
                "--edition",
                "2024",
                "--crate-type",
                "lib",
                "--crate-name",
                "uses",
            ])
            .args(["--emit=metadata", "--out-dir"])
            .arg(&of.folder)
            .arg(&path)
            .arg("--extern")
            .arg(format!(
                "client={}",
                with.folder.join("libclient.rmeta").display()
            ));
        self.with_libraries(&mut command);
        problem(command)
    }

    /// What cargo-semver-checks says breaks, each by the name of its lint.
    pub(super) fn semver(&self, old: &Compiled, new: &Compiled) -> io::Result<Vec<String>> {
        let Some(program) = &self.semver_checks else {
            return Ok(Vec::new());
        };
        let (old, new) = (self.described(old)?, self.described(new)?);
        let output = Command::new(program)
            .args(["semver-checks", "check-release", "--release-type", "minor"])
            .args(["--color", "never", "--baseline-rustdoc"])
            .arg(old)
            .arg("--current-rustdoc")
            .arg(new)
            .output()?;
        let said = String::from_utf8_lossy(&output.stdout).into_owned()
            + &String::from_utf8_lossy(&output.stderr);
        let lints: Vec<String> = said
            .lines()
            .filter_map(|line| line.strip_prefix("--- failure "))
            .map(|line| line.split(':').next().unwrap_or(line).to_owned())
            .collect();
        match output.status.success() || !lints.is_empty() {
            true => Ok(lints),
            false => Err(io::Error::other(format!("cargo-semver-checks: {said}"))),
        }
    }

    /// The description of a client's items by rustdoc.
    fn described(&self, client: &Compiled) -> io::Result<PathBuf> {
        let folder = client.folder.join("doc");
        let path = folder.join("client.json");
        if path.exists() {
            return Ok(path);
        }
        let mut command = self.compiler("rustdoc", client);
        command
            .args(["-Z", "unstable-options", "--output-format", "json"])
            .args(["--crate-version", "1.0.0", "--out-dir"])
            .arg(&folder)
            .env("RUSTC_BOOTSTRAP", "1");
        match problem(command)? {
            None => Ok(path),
            Some(error) => Err(io::Error::other(format!("rustdoc: {error}"))),
        }
    }
}

fn dependency(folder: &Path) -> String {
    format!("dependency={}", folder.display())
}

/// The first error of a compiler.
fn problem(command: Command) -> io::Result<Option<String>> {
    let outcome = limits::run(command, LONGEST, MOST_MEMORY)?;
    if outcome.end == End::Exited(0) {
        return Ok(None);
    }
    let mut lines = outcome.stderr.lines();
    let first = lines.find(|line| line.starts_with("error"));
    let first = first.unwrap_or("no error is given").to_owned();
    let place = lines.find(|line| line.trim_start().starts_with("-->"));
    let code = outcome.stderr.lines().find(|line| {
        let (number, _) = line.split_once('|').unwrap_or((" ", ""));
        number.trim().parse::<u32>().is_ok()
    });
    let _ = place;
    let code = code
        .and_then(|line| line.split_once('|'))
        .map_or("", |(_, code)| code.trim());
    let code: String = code.chars().take(160).collect();
    Ok(Some(format!("{first}: {code}")))
}
