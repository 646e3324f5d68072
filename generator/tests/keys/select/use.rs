//! Only what is selected is there.

use select::types::{Call, Line, Money, Unused};

/// Compiles.
pub async fn calls(client: select::Client) -> select::Result<Vec<Call>> {
    let lines: Vec<Line> = client.sip_lines().list().await?;
    let rate: Option<Money> = lines.into_iter().find_map(|line| line.rate);
    let id = rate.map(|rate| rate.amount).unwrap_or_default();
    Ok(client.calls().list(&id).await?)
}

#[test]
fn an_excluded_schema_is_any_value() {
    let text = r#"{"number":"1","opened":"2020-01-01T00:00:00Z","history":[1]}"#;
    let line: Line = serde_json::from_str(text).unwrap();
    let history = line.history.clone();
    assert_eq!(history, Some(serde_json::json!([1])).into());
    assert_eq!(Unused::new().never, None);
}
