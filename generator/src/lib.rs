//! Turns OpenAPI documents into Rust clients that read as if written by hand.
//!
//! One straight line, each stage with a type of its own:
//!
//! ```text
//! text ─read─▶ Source ─dialect─▶ Document ─lower─▶ Api ─plan─▶ Package ─emit─▶ FileSet
//! ```
//!
//! The first three stages can report [`diagnostic::Diagnostics`]; the last two cannot fail. [`generate`] is
//! the whole line; this is what it does:
//!
//! ```
//! use jackfield::{diagnostic::Diagnostics, document, emit, lower, package::Target, plan, source};
//!
//! let text = "
//! openapi: 3.0.3
//! info: { title: Lines, version: '1' }
//! paths:
//!   /lines/{id}:
//!     get:
//!       operationId: getLine
//!       tags: [Lines]
//!       parameters: [{ name: id, in: path, required: true, schema: { type: string } }]
//!       responses: { '200': { description: The line., content: { text/plain: { schema: { type: string } } } } }
//! ";
//! let mut diagnostics = Diagnostics::default();
//! let source = source::read("lines.yaml", text.to_owned(), &mut diagnostics).ok_or("not YAML")?;
//! let document = document::dialect(&source, &mut diagnostics).ok_or("not OpenAPI")?;
//! let api = lower::lower(&document, &mut diagnostics);
//! let package = plan::plan(&api, &Target::new("lines"));
//! let files = emit::emit(&package);
//!
//! assert_eq!(diagnostics.render(), "");
//! assert!(files.0["lines.rs"].contains("pub fn get(&self, id: &str) -> GetLine"));
//! # Ok::<(), &str>(())
//! ```

pub mod api;
pub mod assemble;
mod build_script;
mod clients;
pub mod compare;
pub mod corrections;
pub mod diagnostic;
pub mod disk;
pub mod document;
pub mod emit;
mod expression;
pub mod file_set;
mod generate;
mod generator;
mod http_token;
pub mod limits;
pub mod lower;
pub mod maps;
mod options;
pub mod package;
mod parallel;
pub mod plan;
mod select;
pub mod settings;
pub mod source;
pub mod surface;
mod uri;

pub use self::clients::{check, update};
pub use self::file_set::FileSet;
pub use self::generate::{
    Described, Generated, describe, generate, generate_named, generate_source, generate_with,
};
pub use self::generator::{Change, Generator, LOCK, Made, Opened, SURFACE};
pub use self::options::Options;
pub use self::package::Target;
