//! The generation of one client, from its settings to the files on the disk.

mod changelog;
mod files;
mod location;
mod open;
mod release;
mod write;

pub(crate) use location::Location;
pub use open::Opened;
pub(crate) use release::{AUTO, FIRST};
pub use write::Change;

use crate::assemble::manifest;
use crate::assemble::needs::Needs;
use crate::diagnostic::Messages;
use crate::file_set::FileSet;
use crate::generate::{Described, Generated, describe, generate_with};
use crate::options::Options;
use crate::package::Target;
use crate::plan::{Lock, Naming};
use crate::settings::{Client, Runtime};
use std::io;
use std::path::PathBuf;

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
    is_offline: bool,
    /// The bytes of the document, if they were given by [`text`](Self::text) instead of a file or a URL.
    given: Option<Vec<u8>>,
}

/// A client that is made, and not written.
#[derive(Clone, Debug)]
pub struct Made {
    /// The result of generating from the document. Its files are moved to those of the client: [`files`](Self::files).
    pub generated: Generated,
    /// The name of the package, or the path of the module.
    pub name: String,
    /// The files that belong to the generator alone, by their paths from the output folder.
    owned: FileSet,
    /// The files of a new crate that belong to the user once they are there.
    first: FileSet,
    /// The dependencies and features that the client needs, as lines of a manifest.
    pub(crate) needs: Needs,
}

impl Made {
    /// The files that belong to the generator alone, by their paths from the output folder.
    pub fn files(&self) -> &FileSet {
        &self.owned
    }

    /// The dependencies that a crate with the client as a module needs, as lines of its manifest.
    pub fn dependencies(&self) -> String {
        let [(_, all), (keys, browser)] = self.needs.tables();
        let header = manifest::header(&keys);
        match browser {
            "" => all.to_owned(),
            browser => format!("{all}\n{header}\n{browser}"),
        }
    }
}

impl Generator {
    /// Begins with a document; the client is written to the current folder unless [`out_dir`](Self::out_dir) sets another.
    pub fn new(document: impl Into<PathBuf>) -> Self {
        let client = Client {
            document: document.into().to_string_lossy().into_owned(),
            output: ".".to_owned(),
            ..Client::default()
        };
        Self::from_settings(client, "")
    }

    /// Begins with a client of `jackfield.toml`, which is in the folder `base`.
    pub fn from_settings(client: Client, base: impl Into<PathBuf>) -> Self {
        Self {
            base: base.into(),
            client,
            messages: Messages::default(),
            header: HEADER.to_owned(),
            takes_advice: false,
            is_offline: false,
            given: None,
        }
    }

    /// Changes the settings of the client, which `jackfield.toml` would hold otherwise.
    #[must_use]
    pub fn settings(mut self, change: impl FnOnce(&mut Client)) -> Self {
        change(&mut self.client);
        self
    }

    /// Sets whether names of the lock are replaced where the rules would choose others now; the order of arguments stays.
    #[must_use]
    pub fn rename(mut self, takes_advice: bool) -> Self {
        self.takes_advice = takes_advice;
        self
    }

    /// Sets whether nothing may be fetched: where the document is a URL, the copy of the last fetch is read, which is kept
    /// beside the client.
    #[must_use]
    pub fn offline(mut self, is_offline: bool) -> Self {
        self.is_offline = is_offline;
        self
    }

    /// Gives the bytes of the document; its path in the settings is then only its name in messages.
    #[must_use]
    pub fn text(mut self, bytes: impl Into<Vec<u8>>) -> Self {
        self.given = Some(bytes.into());
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
    pub fn make_of(&self, opened: Opened) -> io::Result<Made> {
        let Opened {
            read,
            name,
            fetched,
            ..
        } = opened;
        let mut target = Target::new(&name).runtime(self.client.runtime);
        if self.client.runtime == Runtime::Module {
            target = target.header(&self.header);
        }
        let options = self.options(self.lock()?);
        let mut generated = generate_with(read.source, read.diagnostics, &target, &options);
        if self.client.strict && generated.warnings > 0 {
            generated.files = None;
        }
        let mut made = Made {
            needs: Needs::new(&generated, &self.client)?,
            name,
            owned: FileSet::default(),
            first: FileSet::default(),
            generated,
        };
        self.assemble(&mut made, fetched.as_deref());
        Ok(made)
    }
}

impl Generator {
    /// The choices of the user, with the names of an earlier generation.
    fn options(&self, lock: Lock) -> Options {
        let mut renames = Lock::default();
        for (entry, value) in &self.client.renames {
            renames.insert(entry.clone(), value.clone());
        }
        Options {
            naming: Some(Naming {
                renames,
                lock,
                takes_advice: self.takes_advice,
            }),
            select: self.client.select.clone(),
            types: self.client.types.clone(),
            decorations: self.client.decorations.clone(),
            features: self.client.features,
            reading: self.client.reading,
            messages: self.messages,
        }
    }

    /// Plans the client with the names of an earlier generation, as far as a comparison needs.
    ///
    /// # Errors
    ///
    /// A file cannot be read. What is wrong with the document is in the report.
    pub fn describe(&self, lock: Lock) -> io::Result<Described> {
        let read = self.open()?.read;
        Ok(describe(read.source, read.diagnostics, &self.options(lock)))
    }
}

/// The first line of a generated file, unless the user sets another.
const HEADER: &str = "// @generated by `jackfield generate`. Do not edit.";

/// The file that keeps names from one generation to the next.
pub const LOCK: &str = "jackfield.lock";

/// The file that keeps the surface of the client, against which users compile, for the next generation to compare with.
pub const SURFACE: &str = "jackfield.surface";
