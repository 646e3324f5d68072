//! The commands, one a file.

pub(crate) mod generate;
pub(crate) mod inspect;
pub(crate) mod new;

/// The file of settings.
pub(crate) const SETTINGS: &str = "jackfield.toml";
