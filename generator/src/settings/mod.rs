//! `jackfield.toml`: which clients a repository has, and how each is made.
//!
//! ```toml
//! [client.lines]
//! document = "specs/lines.yaml"   # all paths are from the folder of this file, with slashes
//! overlays = ["specs/fixes.yaml"]
//! output = "clients/lines"        # the folder of the crate, or of the module
//! ```

mod read;
mod select;
mod shape;

pub use self::read::{Problem, read};
pub use self::select::{Rule, Select};
pub use self::shape::{Decoration, Features, Replacement};

/// The JSON schema of the file, for editors.
pub const SCHEMA: &str = include_str!("schema.json");

/// The contents of `jackfield.toml`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Settings {
    /// The clients, in the order of the file.
    pub clients: Vec<Client>,
}

/// How one client is made.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Client {
    /// The name of the client in the file: `lines` in `[client.lines]`.
    pub key: String,
    /// The OpenAPI document.
    pub document: String,
    /// Changes to the document, in order.
    pub overlays: Vec<String>,
    /// The folder below which the document may refer to files; its own folder if not given.
    pub root: Option<String>,
    /// The folder that is written.
    pub output: String,
    /// The name of the package; made of the document's title if not given.
    pub name: Option<String>,
    /// The path of the module in a crate of the user's: `shop::api::lines`. A crate is written if not given.
    pub module: Option<String>,
    /// The source of the client's runtime.
    pub runtime: Runtime,
    /// The settings of the package in a new manifest.
    pub manifest: Manifest,
    /// Whether warnings count as errors.
    pub strict: bool,
    /// How the client reads answers that are not as the document says, if its user does not say so.
    pub reading: Reading,
    /// Names that the user chose, by the entries of `jackfield.lock`.
    pub renames: Vec<(String, String)>,
    /// Which operations and schemas it has.
    pub select: Select,
    /// Types of the user's in place of those of the document.
    pub types: Vec<Replacement>,
    /// Attributes to add to the generated types, derives among them.
    pub decorations: Vec<Decoration>,
    /// Which features a crate has.
    pub features: Features,
    /// Whether changes of the client are added to the changelog of its crate.
    pub changelog: bool,
}

/// The settings of the package in the manifest of a new crate.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Manifest {
    /// Its version; `document` is that of the document, `auto` is raised as the changes of the client need it.
    pub version: Option<String>,
    /// Its licence, as SPDX has it.
    pub license: Option<String>,
    /// Whether it may be published; false writes `publish = false`.
    pub publish: Option<bool>,
    /// The edition of the package: one in which the client compiles.
    pub edition: Option<String>,
    /// Whether version, edition, licence and lints are inherited from the workspace where the workspace has them.
    pub workspace: bool,
}

/// How a client reads answers that are not as its document says.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Reading {
    /// Answers that lack required values are read all the same, and the differences are reported.
    #[default]
    Tolerant,
    /// Answers that are not as the document says are errors.
    Strict,
}

/// The source of a client's runtime.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Runtime {
    /// A copy is part of the client.
    #[default]
    Embedded,
    /// The crate `jackfield-runtime`, which several clients share.
    Crate,
    /// The module `runtime` at the root of the user's crate, which several modules share: `pub use jackfield_runtime as
    /// runtime;`.
    Module,
}
