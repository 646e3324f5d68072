//! Types that are received have `Default`, and it says nothing that is not so.

use super::received_defaults::types::{
    Boat, Bus, Found, Link, Position, Search, Stop, Tram, Trip, TripState, Vehicle,
};
use serde_json::{from_value, json, to_value};

/// Says whether a type has `Default`: what is found first is the function of those that have it.
macro_rules! has_default {
    ($ty:ty) => {{
        trait Otherwise {
            fn has(&self) -> bool {
                false
            }
        }
        struct Is<T>(std::marker::PhantomData<T>);
        impl<T: Default> Is<T> {
            fn has(&self) -> bool {
                true
            }
        }
        impl<T> Otherwise for Is<T> {}
        Is::<$ty>(std::marker::PhantomData).has()
    }};
}

#[test]
fn a_received_type_is_made_where_every_field_has_a_default() {
    let mut trip = Trip::default();
    trip.stops.push(Stop::new(
        "Iron Bridge",
        Position::new(super::received_defaults::types::PositionRequired {
            latitude: 52.6,
            longitude: -2.5,
        }),
    ));
    assert_eq!(trip.state, TripState::Unknown(String::new()));
    assert_eq!(trip.class.as_integer(), 0);
    // What is made is read as what it is.
    let sent = to_value(&trip).unwrap();
    assert_eq!(sent["stops"][0]["position"]["kind"], "point");
    assert_eq!(sent["last"]["position"]["kind"], "point");
    assert_eq!(from_value::<Trip>(sent).unwrap(), trip);
}

#[test]
fn what_tells_a_type_is_as_documented() {
    assert_eq!(
        to_value(Bus::default()).unwrap(),
        json!({"type": "bus", "seats": 0, "electric": true, "revision": 3})
    );
    assert_eq!(
        to_value(Tram::default()).unwrap(),
        json!({"type": "tram", "line": ""})
    );
    for vehicle in [Vehicle::Bus(Bus::default()), Vehicle::Tram(Tram::default())] {
        let value = to_value(&vehicle).unwrap();
        assert_eq!(from_value::<Vehicle>(value).unwrap(), vehicle);
    }
}

#[test]
fn no_default_says_what_nobody_said() {
    assert!(has_default!(Trip) && has_default!(Stop) && has_default!(Bus));
    // Only sent: it would leave out what must be given.
    assert!(!has_default!(Search));
    // Of two types, one of several types, and in itself.
    assert!(!has_default!(Boat) && !has_default!(Found) && !has_default!(Vehicle));
    assert!(!has_default!(Link));
}
