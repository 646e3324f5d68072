//! Calls the scenarios.
fn main() {}
