//! Turns OpenAPI documents into Rust client modules.

pub mod api;
pub mod diagnostic;
pub mod document;
pub mod emit;
pub mod file_set;
pub mod lower;
pub mod package;
pub mod plan;
pub mod source;
