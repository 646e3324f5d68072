//! The types alone.

use types_only::types::{Call, Line, State, Unused};

#[test]
fn types_are_read_and_written() {
    let call: Call = serde_json::from_str(r#"{"seconds":3,"state":"ringing"}"#).unwrap();
    assert_eq!(call.state, Some(State::Ringing));
    assert_eq!(Unused::new().never, None);
    let _ = Line::new("2020-01-01T00:00:00Z", "1");
}
