//! One client, from its settings to the disk.

use crate::assemble::{self, manifest};
use crate::diagnostic::Messages;
use crate::disk::{self, Difference, at};
use crate::file_set::FileSet;
use crate::generate::{Generated, generate_with};
use crate::options::Options;
use crate::package::Target;
use crate::plan::{Lock, Naming};
use crate::settings::{Client, Reading, Runtime};
use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// Makes one client: for the command, for a `build.rs`, and for a program of the user's own.
///
/// ```no_run
/// let generator = jackfield::Generator::new("openapi.yaml")
///     .settings(|client| client.name = Some("lines-client".to_owned()))
///     .out_dir("clients/lines");
/// let made = generator.make()?;
/// eprint!("{}", made.generated.report);
/// let changes = generator.write(&made)?; // `check` gives the same, and touches nothing
/// # std::io::Result::Ok(())
/// ```
#[derive(Clone, Debug)]
pub struct Generator {
    base: PathBuf,
    client: Client,
    messages: Messages,
    header: String,
    takes_advice: bool,
}

/// A document that was read, and the name that its client gets.
pub struct Opened {
    read: assemble::Read,
    name: String,
    files: Vec<PathBuf>,
}

impl Opened {
    /// The files that were read, the document first.
    pub fn files(&self) -> &[PathBuf] {
        &self.files
    }

    /// The same document, its client under another name.
    pub(crate) fn renamed(mut self, name: String) -> Self {
        self.name = name;
        self
    }

    /// The name of the package, or the path of the module.
    pub fn name(&self) -> &str {
        &self.name
    }
}

/// A client that is made, and not written.
#[derive(Clone, Debug)]
pub struct Made {
    /// What became of the document. Its files are among those of the client.
    pub generated: Generated,
    /// The name of the package, or the path of the module.
    pub name: String,
    /// The files that are ours whole, by their paths from the output folder.
    owned: FileSet,
    /// The files that are the user's once they are there.
    first: FileSet,
    /// The dependencies and features that the client needs, as lines of a manifest.
    pub(crate) needs: manifest::Needs,
}

impl Made {
    /// The files that are ours whole, by their paths from the output folder.
    pub fn files(&self) -> &FileSet {
        &self.owned
    }

    /// The dependencies that a crate with the client as a module needs, as lines of its manifest.
    pub fn dependencies(&self) -> &str {
        &self.needs.dependencies
    }
}

/// What differs between the client and the disk.
#[derive(Clone, Debug)]
pub struct Change {
    /// The files that differ, by their paths from the output folder.
    pub difference: Difference,
    files: FileSet,
    folder: PathBuf,
}

impl Change {
    /// Whether all is as it should be.
    pub fn is_empty(&self) -> bool {
        self.difference.is_empty()
    }

    /// Each file that differs, and how.
    pub fn diff(&self) -> String {
        self.difference.render(&self.folder, &self.files)
    }
}

impl Generator {
    /// Begins with a document; what is made of it goes to the current folder unless [`out_dir`](Self::out_dir) says
    /// otherwise.
    pub fn new(document: impl Into<PathBuf>) -> Self {
        let client = Client {
            document: document.into().to_string_lossy().into_owned(),
            output: ".".to_owned(),
            ..Client::default()
        };
        Self {
            base: PathBuf::new(),
            client,
            messages: Messages::default(),
            header: HEADER.to_owned(),
            takes_advice: false,
        }
    }

    /// Begins with a client of `jackfield.toml`, which is in the folder `base`.
    pub fn from_settings(client: Client, base: impl Into<PathBuf>) -> Self {
        Self {
            base: base.into(),
            client,
            messages: Messages::default(),
            header: HEADER.to_owned(),
            takes_advice: false,
        }
    }

    /// Changes what `jackfield.toml` would say.
    #[must_use]
    pub fn settings(mut self, change: impl FnOnce(&mut Client)) -> Self {
        change(&mut self.client);
        self
    }

    /// Takes the names that would be made now, where the lock has others; the order of arguments stays.
    #[must_use]
    pub fn rename(mut self, takes_advice: bool) -> Self {
        self.takes_advice = takes_advice;
        self
    }

    /// Sets how problems of the document are written in the report.
    #[must_use]
    pub fn messages(mut self, messages: Messages) -> Self {
        self.messages = messages;
        self
    }

    /// Sets the first line of the files of a module that shares its runtime: a comment that says who makes them.
    #[must_use]
    pub fn header(mut self, line: impl Into<String>) -> Self {
        self.header = line.into();
        self
    }

    /// Sets the folder that is written.
    #[must_use]
    pub fn out_dir(mut self, folder: impl Into<PathBuf>) -> Self {
        self.client.output = folder.into().to_string_lossy().into_owned();
        self
    }

    /// Reads the document, and finds the name that its client gets.
    ///
    /// # Errors
    ///
    /// A file cannot be read. What is wrong with the document is in the report of what is made of it.
    pub fn open(&self) -> io::Result<Opened> {
        let path = |text: &str| self.base.join(text);
        let overlays: Vec<PathBuf> = self.client.overlays.iter().map(|name| path(name)).collect();
        let root = self.client.root.as_deref().map(path);
        let read = assemble::read(&path(&self.client.document), root.as_deref(), &overlays)?;
        let name = match (&self.client.module, &self.client.name) {
            (Some(module), _) => module.clone(),
            (None, Some(name)) => assemble::package_name(name),
            (None, None) => assemble::package_name(&assemble::title(read.source.as_ref())),
        };
        let mut files = self.inputs();
        let document = path(&self.client.document);
        let root = root
            .as_deref()
            .or(document.parent())
            .unwrap_or(Path::new(""));
        let source = read.source.as_ref();
        let count = source.map_or(0, |source| source.files().len());
        for index in 1..count {
            files.extend(source.map(|source| root.join(source.path(index))));
        }
        Ok(Opened { read, name, files })
    }

    /// The files that the settings name: the document, and the overlays.
    pub(crate) fn inputs(&self) -> Vec<PathBuf> {
        let names = std::iter::once(&self.client.document).chain(&self.client.overlays);
        names.map(|name| self.base.join(name)).collect()
    }

    /// Makes the client, and touches nothing.
    ///
    /// # Errors
    ///
    /// A file cannot be read, or the user's manifest has no place for what the client needs. What is wrong with the
    /// document is in the report, and there are no files then.
    pub fn make(&self) -> io::Result<Made> {
        self.make_of(self.open()?)
    }

    /// Makes the client of a document that was read by a generator of the same settings.
    ///
    /// # Errors
    ///
    /// As those of [`make`](Self::make).
    pub fn make_of(&self, Opened { read, name, .. }: Opened) -> io::Result<Made> {
        let target = match &self.client.module {
            Some(module) if self.client.runtime == Runtime::Module => Target::Shared {
                path: module.clone(),
                header: self.header.clone(),
            },
            Some(module) => Target::Within {
                path: module.clone(),
            },
            None => Target::Crate {
                name: name.replace('-', "_"),
            },
        };
        let mut renames = Lock::default();
        for (entry, value) in &self.client.renames {
            renames.insert(entry.clone(), value.clone());
        }
        let lock = self.lock()?;
        let options = Options {
            naming: Some(Naming {
                renames,
                lock,
                takes_advice: self.takes_advice,
            }),
            select: self.client.select.clone(),
            types: self.client.types.clone(),
            decorations: self.client.decorations.clone(),
            features: self.client.features,
            messages: self.messages,
        };
        let mut generated = generate_with(read.source, read.diagnostics, &target, &options);
        if self.client.strict && generated.warnings > 0 {
            generated.files = None;
        }
        let mut made = Made {
            needs: manifest::Needs::new(&generated, &self.client)?,
            name,
            owned: FileSet::default(),
            first: FileSet::default(),
            generated,
        };
        self.assemble(&mut made);
        Ok(made)
    }

    /// Puts the files of the document, the runtime and what goes with them together.
    fn assemble(&self, made: &mut Made) {
        let Some(files) = made.generated.files.as_mut().map(std::mem::take) else {
            return;
        };
        let owned = &mut made.owned;
        let xml = made.generated.uses_xml;
        let is_module = self.client.module.is_some();
        let folder = if is_module { "" } else { "src/" };
        // The path of the runtime in its crate, the crate itself left out.
        let inner = made.name.split("::").skip(1).collect::<Vec<_>>();
        let inner = [&inner[..], &["runtime"]].concat().join("::");
        for (path, text) in files.0 {
            let text = match is_module && self.client.runtime != Runtime::Module {
                true => text.replace("crate::runtime", &format!("crate::{inner}")),
                false => text,
            };
            owned.0.insert(format!("{folder}{path}"), text);
        }
        let root = format!("{folder}{}", if is_module { "mod.rs" } else { "lib.rs" });
        let is_shared = self.client.runtime == Runtime::Module;
        if let Some(text) = owned.0.get_mut(&root).filter(|_| !is_shared) {
            *text = with_lints(text);
        }
        if self.client.reading == Reading::Strict
            && let Some(text) = owned.0.get_mut(&root)
        {
            // What a client says of itself is in its root, and begins so.
            let first = "    type Builder = ClientBuilder;\n";
            *text = text.replacen(
                first,
                &format!("{first}    const IS_STRICT: bool = true;\n"),
                1,
            );
        }
        if !is_module && let Some(text) = owned.0.get_mut(&root) {
            for module in self.own_modules() {
                text.push_str(&format!("\n/// Types of your own.\npub mod {module};\n"));
            }
        }
        match self.client.runtime {
            Runtime::Embedded => {
                let users = made.name.replace('-', "_");
                let inner = if is_module { &inner } else { "runtime" };
                assemble::runtime(owned, folder, inner, &users, xml);
                if is_module {
                    for text in owned.0.values_mut() {
                        *text = assemble::without_features(text);
                    }
                }
                let text = owned.0.get_mut(&format!("{folder}runtime/mod.rs"));
                if let Some(text) = text.filter(|_| is_module) {
                    // Features of the runtime as a crate, which this crate need not have.
                    text.insert_str(0, "#![allow(unexpected_cfgs)]\n");
                }
            }
            Runtime::Module => {}
            Runtime::Crate => {
                if let Some(text) = owned.0.get_mut(&root) {
                    *text = text.replace(
                        "pub mod runtime;",
                        "pub use ::jackfield_runtime as runtime;",
                    );
                }
            }
        }
        if !is_module {
            // The files are as the generator's formatter has them, which is not rustfmt's way in all.
            let text = "# @generated by `jackfield generate`. Do not edit.\ndisable_all_formatting = true\n";
            owned.0.insert("rustfmt.toml".to_owned(), text.to_owned());
            made.first
                .0
                .insert(".gitignore".to_owned(), "/target\n".to_owned());
            let readme = assemble::readme(&made.name, &made.generated);
            made.first.0.insert("README.md".to_owned(), readme);
        }
        owned
            .0
            .insert(LOCK.to_owned(), made.generated.names.lock.render());
    }

    /// The modules of the user's in a crate of ours, which its root names: those that types are in.
    fn own_modules(&self) -> BTreeSet<&str> {
        let types = self.client.types.iter();
        let inner = types.filter_map(|one| one.path.strip_prefix("crate::"));
        inner
            .filter_map(|path| path.split_once("::").map(|(module, _)| module))
            .collect()
    }

    /// Refuses modules of the user's that have the names of ours.
    fn are_free(&self, made: &Made) -> io::Result<()> {
        let is_ours = |module: &&str| {
            let paths = [format!("src/{module}.rs"), format!("src/{module}/mod.rs")];
            paths.iter().any(|path| made.owned.0.contains_key(path))
        };
        let is_crate = self.client.module.is_none();
        match self
            .own_modules()
            .into_iter()
            .find(is_ours)
            .filter(|_| is_crate)
        {
            None => Ok(()),
            Some(module) => Err(io::Error::other(format!(
                "client.{}: `types` names a type of your module `{module}`, but `src/{module}` is a module of ours: call yours \
                 otherwise",
                self.client.key
            ))),
        }
    }

    /// Brings the output folder up to date.
    ///
    /// # Errors
    ///
    /// The document has errors, the folder has files of somebody else where the client's belong, or a file cannot be
    /// written. Nothing is changed then.
    pub fn write(&self, made: &Made) -> io::Result<Change> {
        self.apply(self.check(made)?)
    }

    /// Makes the disk as a change says.
    pub(crate) fn apply(&self, change: Change) -> io::Result<Change> {
        fs::create_dir_all(&change.folder).map_err(at(&change.folder))?;
        disk::apply(&change.folder, &change.files, &[])?;
        for path in &change.difference.stale {
            let path = change.folder.join(path);
            fs::remove_file(&path).map_err(at(&path))?;
        }
        Ok(change)
    }

    /// What the crate that a module is in lacks of the dependencies that it needs; none for a crate of its own, and where
    /// there is no crate.
    ///
    /// # Errors
    ///
    /// The manifest of that crate cannot be read.
    pub fn lack(&self, made: &Made) -> io::Result<Option<assemble::Lack>> {
        match self.client.module {
            Some(_) => assemble::add::lack(&self.folder(), made.dependencies()),
            None => Ok(None),
        }
    }

    /// Says what [`write`](Self::write) would change.
    ///
    /// # Errors
    ///
    /// As those of [`write`](Self::write), but for writing.
    pub fn check(&self, made: &Made) -> io::Result<Change> {
        if made.generated.files.is_none() {
            return Err(io::Error::other("the document has errors"));
        }
        let folder = self.folder();
        self.are_free(made)?;
        let mut files = made.owned.clone();
        let list: String = files.0.keys().map(|path| format!("{path}\n")).collect();
        files.0.insert(assemble::MANIFEST.to_owned(), list);
        let written = assemble::written(&folder)?;
        self.is_free(&folder, written.is_some(), &files)?;
        let stale = assemble::stale(&folder, &written.unwrap_or_default(), &files)?;
        for (path, text) in &made.first.0 {
            if fs::symlink_metadata(folder.join(path)).is_err() {
                files.0.insert(path.clone(), text.clone());
            }
        }
        if self.client.module.is_none() {
            let text = manifest::write(&folder, made, &self.client)?;
            files.0.insert("Cargo.toml".to_owned(), text);
        }
        let mut difference = disk::compare(&folder, &files, &[])?;
        difference.stale = stale;
        Ok(Change {
            difference,
            files,
            folder,
        })
    }

    /// The folder that is written.
    pub fn folder(&self) -> PathBuf {
        self.base.join(&self.client.output)
    }

    /// Refuses a folder that was not written by us and where something is in the way.
    fn is_free(&self, folder: &Path, is_ours: bool, files: &FileSet) -> io::Result<()> {
        let taken = |path: &&String| fs::symlink_metadata(folder.join(path)).is_ok();
        match files.0.keys().find(taken).filter(|_| !is_ours) {
            None => Ok(()),
            Some(path) => Err(io::Error::new(
                io::ErrorKind::AlreadyExists,
                format!(
                    "{}: the file is there and was not written by jackfield",
                    folder.join(path).display()
                ),
            )),
        }
    }

    /// The names of the generation before.
    fn lock(&self) -> io::Result<Lock> {
        let folder = self.folder();
        if !disk::is_plain(&folder, LOCK)? {
            return Ok(Lock::default());
        }
        let path = folder.join(LOCK);
        let text = fs::read_to_string(&path).map_err(at(&path))?;
        Lock::parse(&text).map_err(|error| io::Error::other(format!("{}: {error}", path.display())))
    }
}

/// A root whose code is not linted: it is generated, and the lints of a workspace are for what people write.
fn with_lints(text: &str) -> String {
    let end = text.find("\n\n").map_or(0, |end| end + 2);
    let (header, rest) = text.split_at_checked(end).unwrap_or(("", text));
    format!("{header}{LINTS}{rest}")
}

/// The lints that are not for generated code: all of clippy's, and those of rustc that are off by default.
const LINTS: &str = "#![allow(clippy::all, clippy::pedantic, clippy::nursery, clippy::restriction, clippy::cargo)]\n\
                     #![allow(missing_debug_implementations, unused_qualifications, unused_results, unreachable_pub)]\n\n";

/// The first line of a file where nobody says another.
const HEADER: &str = "// @generated by `jackfield generate`. Do not edit.";

/// The file that keeps names from one generation to the next.
const LOCK: &str = "jackfield.lock";
