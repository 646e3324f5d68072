//! Types of the user's stand where the document has others.

use types::own::{Code, Moment, Money};
use types::types::Line;

const TEXT: &str = r#"{"number":"1","opened":"2020-01-01T00:00:00Z","closed":"2020-01-02T00:00:00Z","day":"2020-01-01","rate":{"amount":"1.50","currency":"EUR"},"code":"house","price":"0.10"}"#;

/// Compiles: a parameter and a body of such types.
pub async fn calls(client: types::Client, line: Line) -> types::Result<()> {
    client.sip_lines().create(&line).await?;
    client.calls().list("1").since(&jiff::Timestamp::UNIX_EPOCH).await?;
    Ok(())
}

#[test]
fn values_are_read_and_written_by_the_types() {
    let line: Line = serde_json::from_str(TEXT).unwrap();
    assert_eq!(line.opened.as_second(), 1_577_836_800);
    assert_eq!(line.day, chrono::NaiveDate::from_ymd_opt(2020, 1, 1));
    assert_eq!(line.code, Some(Code::House));
    assert_eq!(line.price, Some(rust_decimal::Decimal::new(10, 2)));
    let rate: Money = line.rate.clone().unwrap();
    assert_eq!(rate.amount.to_string(), "1.50");
    let closed = line.closed.clone().into_option().unwrap();
    assert_eq!(closed, Moment(time::OffsetDateTime::from_unix_timestamp(1_577_923_200).unwrap()));
    assert_eq!(serde_json::to_string(&line).unwrap(), TEXT);
}

#[test]
fn what_a_type_refuses_is_an_error_that_says_where() {
    let text = TEXT.replace("house", "castle");
    let error = serde_json::from_str::<Line>(&text).unwrap_err().to_string();
    assert!(error.contains("code"), "{error}");
}
