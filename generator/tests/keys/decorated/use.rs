//! Types have the derives and attributes of the settings.

use decorated::types::{Call, State};
use std::collections::BTreeSet;

#[test]
fn states_have_an_order() {
    let states = BTreeSet::from([State::Answered, State::Ringing]);
    assert_eq!(states.first(), Some(&State::Ringing));
}

#[test]
fn attributes_stand_on_the_types_that_are_named() {
    let text = |name| std::fs::read_to_string(format!("{}/src/types/{name}.rs", env!("CARGO_MANIFEST_DIR"))).unwrap();
    assert!(text("money").contains("#[doc(alias = \"price\")]\npub struct Money"));
    assert!(text("unused").contains("#[must_use]\npub struct Unused"));
    assert!(!text("call").contains("must_use]\npub struct"));
}

#[test]
fn what_the_settings_derive_is_not_derived_twice() {
    assert_eq!(Call::default(), Call::default().clone());
}

#[test]
fn what_the_runtime_gives_a_type_is_not_derived_besides() {
    let text = std::fs::read_to_string(format!("{}/src/types/state.rs", env!("CARGO_MANIFEST_DIR"))).unwrap();
    assert!(!text.contains("derive(Hash)"));
    assert_eq!(std::collections::HashSet::from([State::Ringing, "ringing".into()]).len(), 1);
}
