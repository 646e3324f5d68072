//! Discriminators with a default: what is read where the property is missing or unknown, and what is sent.

use crate::defaults::types::{Dog, Note, OtherPet, Pet, Vehicle};
use crate::through;
use serde_json::{Value, json};

fn read<T: serde::de::DeserializeOwned>(value: &Value) -> T {
    serde_json::from_value(value.clone()).unwrap()
}

#[test]
fn a_choice_has_a_default() {
    for (value, is_meant) in [
        (json!({"kind": "cat", "lives": 9}), "Cat"),
        (json!({"kind": "dog", "bark": "w"}), "Dog"),
        (json!({"name": "n"}), "OtherPet"),
        (json!({"kind": "fish", "name": "n"}), "OtherPet"),
        (json!({"kind": "OtherPet", "name": "n"}), "OtherPet"),
        (json!({"kind": "fish", "name": 3}), "Unknown"),
        (json!({"kind": 3}), "Unknown"),
    ] {
        let pet: Pet = read(&value);
        let is = format!("{pet:?}");
        assert!(is.starts_with(&format!("{is_meant}(")), "{value}: {is}");
        assert_eq!(through::<Pet>(&value), value);
    }
    let dog = Pet::Dog(Dog::new().bark("w"));
    let dog = serde_json::to_value(&dog).unwrap();
    assert_eq!(dog, json!({"kind": "dog", "bark": "w"}));
    let other = Pet::OtherPet(OtherPet::new("n"));
    let other = serde_json::to_value(&other).unwrap();
    assert_eq!(other, json!({"name": "n"}));
}

#[test]
fn a_hierarchy_has_a_default() {
    for (value, is_meant) in [
        (json!({"type": "bike", "wheels": 2, "gears": 7}), "Bike"),
        (json!({"wheels": 4, "doors": 5}), "Car"),
        (json!({"type": "van", "doors": 5}), "Car"),
        (json!({"type": "van", "doors": "many"}), "Unknown"),
    ] {
        let vehicle: Vehicle = read(&value);
        let is = format!("{vehicle:?}");
        assert!(is.starts_with(&format!("{is_meant}(")), "{value}: {is}");
        assert_eq!(through::<Vehicle>(&value), value);
    }
}

#[test]
fn the_default_may_be_mapped_too() {
    for (value, is_meant) in [
        (json!({"form": "text", "text": "t"}), "Text"),
        (json!({"text": "t"}), "Text"),
        (json!({"form": "dots", "width": 1}), "Sketch"),
    ] {
        let note: Note = read(&value);
        let is = format!("{note:?}");
        assert!(is.starts_with(&format!("{is_meant}(")), "{value}: {is}");
        assert_eq!(through::<Note>(&value), value);
    }
}
