//! Overlays change the document.

#[test]
fn a_property_is_added() {
    let text = r#"{"number":"1","opened":"2020-01-01T00:00:00Z","colour":"red"}"#;
    let line: overlays::types::Line = serde_json::from_str(text).unwrap();
    assert_eq!(line.colour.as_deref(), Some("red"));
}
