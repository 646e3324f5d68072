//! The API to a Rust package: names, files, derives.
