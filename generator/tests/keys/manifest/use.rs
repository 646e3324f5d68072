//! The manifest says what the settings say.

#[test]
fn version_and_licence_are_there() {
    assert_eq!(env!("CARGO_PKG_VERSION"), "2.4.0");
    assert_eq!(env!("CARGO_PKG_LICENSE"), "MIT");
    let text = include_str!("../Cargo.toml");
    assert!(text.contains("\npublish = false\n") && text.contains("\nedition = \"2024\"\n"));
}
