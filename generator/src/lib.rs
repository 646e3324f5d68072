//! Turns OpenAPI documents into Rust client modules.
