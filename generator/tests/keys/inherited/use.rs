//! A member takes from its workspace what that has.

#[test]
fn package_lints_and_dependencies_are_inherited() {
    assert_eq!(env!("CARGO_PKG_VERSION"), "3.1.4");
    let text = include_str!("../Cargo.toml");
    for line in [
        "version.workspace = true",
        "license.workspace = true",
        "[lints]\nworkspace = true",
        "bytes = { workspace = true }",
    ] {
        assert!(text.contains(line), "{line}\n{text}");
    }
    // The workspace has another version of it.
    assert!(text.contains("\nurl = \"2"), "{text}");
}
