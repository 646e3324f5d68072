//! Names are those of the settings.

#[test]
fn a_type_has_the_name_that_the_user_chose() {
    let text = r#"{"number":"1","opened":"2020-01-01T00:00:00Z"}"#;
    let wire: names::types::Wire = serde_json::from_str(text).unwrap();
    assert_eq!(wire.number, "1");
}
