//! The types alone.

use types_only::types::{Call, Line, LineRequired, State, Unused};

#[test]
fn types_are_read_and_written() {
    let call: Call = serde_json::from_str(r#"{"seconds":3,"state":"ringing"}"#).unwrap();
    assert_eq!(call.state, Some(State::Ringing));
    assert_eq!(Unused::new().never, None);
    let _ = Line::new(LineRequired {
        number: "1".into(),
        opened: "2020-01-01T00:00:00Z".parse().unwrap(),
    });
}
