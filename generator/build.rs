//! Puts the text of the runtime into this crate, so that it is there wherever the program is.

use std::env;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

fn main() -> io::Result<()> {
    let own = folder("CARGO_MANIFEST_DIR")?;
    // In the repository the runtime is a package below this one, which cargo leaves out of what it packs: a packed crate
    // has what the links in `embedded` lead to.
    let (sources, manifest) = match own.join("runtime/src") {
        sources if sources.is_dir() => (sources, own.join("runtime/Cargo.toml")),
        _ => (own.join("embedded/src"), own.join("embedded/manifest.toml")),
    };
    println!("cargo::rerun-if-changed={}", sources.display());
    println!("cargo::rerun-if-changed={}", manifest.display());
    let mut names = Vec::new();
    list(&sources, "", &mut names)?;
    names.sort();
    let mut text = format!("pub(crate) const MANIFEST: &str = include_str!({manifest:?});\n");
    text.push_str("pub(crate) const RUNTIME: &[(&str, &str)] = &[\n");
    for name in names {
        text.push_str(&format!(
            "    ({name:?}, include_str!({:?})),\n",
            sources.join(&name)
        ));
    }
    text.push_str("];\n");
    fs::write(folder("OUT_DIR")?.join("embedded.rs"), text)
}

fn folder(variable: &str) -> io::Result<PathBuf> {
    let value = env::var_os(variable).map(PathBuf::from);
    value.ok_or_else(|| io::Error::other(format!("cargo does not set {variable}")))
}

/// The files of Rust below a folder, by their paths with slashes.
fn list(folder: &Path, prefix: &str, names: &mut Vec<String>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let name = format!("{prefix}{}", entry.file_name().to_string_lossy());
        if entry.path().is_dir() {
            list(&entry.path(), &format!("{name}/"), names)?;
        } else if name.ends_with(".rs") {
            names.push(name);
        }
    }
    Ok(())
}
