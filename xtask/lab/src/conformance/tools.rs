//! The npm packages of the suite, at the versions of our lock file.

use crate::workspace::at;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// The oldest Node.js that the suite runs with.
const OLDEST_NODE: u32 = 22;

/// What is installed, and where.
#[derive(Debug)]
pub(crate) struct Tools {
    /// The folder of `node_modules` and of all that is made with it.
    pub(crate) folder: PathBuf,
    /// The program that runs the packages.
    pub(super) node: PathBuf,
}

impl Tools {
    /// The specs of the suite, with the code of its server.
    pub(super) fn specs(&self) -> PathBuf {
        self.folder
            .join("node_modules/@typespec/http-specs")
            .join("specs")
    }

    /// Node.js, about to run in the folder.
    pub(crate) fn node(&self) -> Command {
        let mut command = Command::new(&self.node);
        command.current_dir(&self.folder).stdin(Stdio::null());
        command
    }
}

/// Installs the packages, if they are not there yet.
pub(crate) fn install(own: &Path, folder: &Path) -> io::Result<Tools> {
    fs::create_dir_all(folder).map_err(at(folder))?;
    let wanted = ["package.json", "package-lock.json"].map(|name| own.join(name));
    let mut state = String::new();
    for path in &wanted {
        state.push_str(&fs::read_to_string(path).map_err(at(path))?);
    }
    let stamp = folder.join("node_modules/.jackfield");
    if fs::read_to_string(&stamp).is_ok_and(|installed| installed == state) {
        return found(folder);
    }
    for path in &wanted {
        let name = path.file_name().unwrap_or_default();
        fs::copy(path, folder.join(name)).map_err(at(path))?;
    }
    let status = Command::new(npm())
        .args(["ci", "--no-audit", "--no-fund", "--loglevel=error"])
        .current_dir(folder)
        .stdout(Stdio::null())
        .status()
        .map_err(without_npm)?;
    if !status.success() {
        return Err(io::Error::other(format!(
            "`npm ci` failed in {}: the suite consists of npm packages, which come from the registry of npm",
            folder.display()
        )));
    }
    let tools = found(folder)?;
    fs::write(&stamp, state).map_err(at(&stamp))?;
    Ok(tools)
}

fn npm() -> &'static str {
    if cfg!(windows) { "npm.cmd" } else { "npm" }
}

fn without_npm(error: io::Error) -> io::Error {
    if error.kind() != io::ErrorKind::NotFound {
        return error;
    }
    let text = "`npm` was not found: the suite consists of npm packages. \
                Install Node.js, which brings npm, and run `cargo lab conformance` again";
    io::Error::new(io::ErrorKind::NotFound, text)
}

/// The packages in a folder, run by the Node.js among them or by that of the machine.
fn found(folder: &Path) -> io::Result<Tools> {
    let nodes = [folder.join("node_modules/.bin/node"), PathBuf::from("node")];
    let node = nodes
        .into_iter()
        .find(|node| version(node).is_some_and(|version| version >= OLDEST_NODE));
    let node = node.ok_or_else(|| {
        io::Error::other(format!(
            "there is no Node.js {OLDEST_NODE}: npm package `node` brings it by its install script, unless npm \
             is told to run none"
        ))
    })?;
    Ok(Tools {
        folder: folder.to_owned(),
        node,
    })
}

/// The first number of the version of a Node.js.
fn version(node: &Path) -> Option<u32> {
    let output = Command::new(node).arg("--version").output().ok()?;
    let text = String::from_utf8(output.stdout).ok()?;
    let (major, _) = text.trim().strip_prefix('v')?.split_once('.')?;
    major.parse().ok()
}
