//! `cargo xtask codegen` as a developer runs it.

#![allow(clippy::unwrap_used, missing_docs)]

use std::process::Command;

#[test]
fn wrong_use_has_a_code_of_its_own() {
    let output = Command::new(env!("CARGO_BIN_EXE_xtask"))
        .args(["codegen", "no-such-api"])
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(2));
    let shown = String::from_utf8_lossy(&output.stderr);
    assert!(shown.contains("there are: carrierx"), "{shown}");
}
