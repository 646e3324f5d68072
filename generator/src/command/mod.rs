//! The commands, one a file.

pub(crate) mod completions;
pub(crate) mod console;
pub(crate) mod diff;
pub(crate) mod explain;
pub(crate) mod generate;
pub(crate) mod inspect;
pub(crate) mod new;
pub(crate) mod overlay;
pub(crate) mod schema;

/// The file of settings.
pub(crate) const SETTINGS: &str = "jackfield.toml";
