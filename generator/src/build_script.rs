//! Clients that are made when a crate is built, by its `build.rs`.

use crate::diagnostic::Messages;
use crate::disk::at;
use crate::generator::Generator;
use std::env;
use std::fs;
use std::io;
use std::path::PathBuf;

impl Generator {
    /// Makes a client as a module, in a `build.rs`: it goes to `OUT_DIR`, is made again when a file that was read changes,
    /// and problems of the document are warnings of cargo.
    ///
    /// ```no_run
    /// // build.rs
    /// fn main() -> std::io::Result<()> {
    ///     jackfield::Generator::new("openapi.yaml")
    ///         .settings(|client| client.name = Some("lines".to_owned()))
    ///         .build()
    /// }
    /// ```
    ///
    /// ```ignore
    /// // src/lib.rs; the module is `lines`, at the root of the crate
    /// include!(concat!(env!("OUT_DIR"), "/lines.rs"));
    /// ```
    ///
    /// Where it is included elsewhere, `settings` must say so: `client.module = Some("shop::api::lines".to_owned())`. The
    /// crate needs the dependencies that `jackfield new --module` prints. Names are kept from build to build by the lock in
    /// `OUT_DIR`, which a clean build does not have: a client whose names must never change is better checked in. Nothing is
    /// fetched: a document must be a file.
    ///
    /// # Errors
    ///
    /// The document has errors, a file cannot be read or written, or this is no `build.rs`.
    pub fn build(self) -> io::Result<()> {
        let variable = |name: &str| {
            let value = env::var_os(name).filter(|value| !value.is_empty());
            value.ok_or_else(|| {
                io::Error::other(format!("cargo sets no {name}: this is for a build.rs"))
            })
        };
        let out = PathBuf::from(variable("OUT_DIR")?);
        let own = variable("CARGO_PKG_NAME")?
            .to_string_lossy()
            .replace('-', "_");
        let generator = self.messages(Messages::Short).offline(true);
        for path in generator.inputs() {
            println!("cargo::rerun-if-changed={}", path.display());
        }
        let opened = generator.open()?;
        for path in opened.files() {
            println!("cargo::rerun-if-changed={}", path.display());
        }
        let name = opened.name().replace('-', "_");
        let is_module = name.contains("::");
        let module = if is_module {
            name
        } else {
            format!("{own}::{name}")
        };
        let last = module.rsplit("::").next().unwrap_or_default().to_owned();
        let folder = out.join(&last);
        let generator = generator
            .settings(|client| client.module = Some(module.clone()))
            .out_dir(&folder);
        let made = generator.make_of(opened.renamed(module))?;
        for line in made.generated.report.lines() {
            let kind = match line.contains("error[") {
                true => "error",
                false => "warning",
            };
            println!("cargo::{kind}={line}");
        }
        if made.generated.files.is_none() {
            return Err(io::Error::other("the document has errors"));
        }
        generator.write(&made)?;
        let root = folder.join("mod.rs");
        let text = format!(
            "#[rustfmt::skip]\n#[path = {:?}]\npub mod {last};\n",
            root.display().to_string()
        );
        let path = out.join(format!("{last}.rs"));
        fs::write(&path, text).map_err(at(&path))
    }
}
