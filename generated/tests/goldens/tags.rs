//! Discriminators that a server leaves out where the type is known anyway.

use crate::hierarchies::types::Cat;
use serde_json::json;

#[test]
fn what_the_position_says_is_not_missed() {
    let cat: Cat = serde_json::from_value(json!({"name": "Tom", "lives": 9})).unwrap();
    assert_eq!((cat.kind.as_str(), cat.name.as_str()), ("meow", "Tom"));
    for wrong in [json!({"lives": 9}), json!({"kind": 7, "name": "Tom"})] {
        assert!(
            serde_json::from_value::<Cat>(wrong.clone()).is_err(),
            "{wrong}"
        );
    }
}
