//! What constructors take by place, and what by name.

use super::constructors::flights::{BookFlightRequired, DeleteFlightRequired, ListFlightsRequired};
use super::constructors::types::{
    Address, AddressRequired, AddressRequiredProperties, Branch, BranchRequired, FlagInput, Flags,
    FlagsRequired, Login, LoginRequired, Money, Point, Size, SizeRequired, Trip, TripRequired,
    Vehicle,
};
use super::server::{Reply, Server};
use serde_json::{Value, json};

fn sent(value: impl serde::Serialize) -> Value {
    serde_json::to_value(value).unwrap()
}

#[test]
fn what_could_change_places_is_named() {
    let address = Address::new(AddressRequiredProperties {
        city: "Berlin".into(),
        street: "Main St 1".into(),
        postcode: "10115".into(),
    });
    assert_eq!(
        sent(address.note("back door")),
        json!({"street": "Main St 1", "city": "Berlin", "postcode": "10115", "note": "back door"})
    );
    assert_eq!(sent(AddressRequired::new().why("so")), json!({"why": "so"}));
    let login = Login::new(LoginRequired {
        user: "u".into(),
        password: "hunter2".into(),
    });
    assert_eq!(sent(login), json!({"user": "u", "password": "hunter2"}));
    let size = Size::new(SizeRequired {
        width: 3,
        depth: 0.5.into(),
    });
    assert_eq!(sent(size), json!({"width": 3, "depth": 0.5}));
    let flags = Flags::new(FlagsRequired {
        first: FlagInput { on: true },
        second: FlagInput { on: false },
        all: vec![],
    });
    assert_eq!(
        sent(flags),
        json!({"first": {"on": true}, "second": {"on": false}, "all": []})
    );
}

#[test]
fn many_are_named() {
    let trip = Trip::new(TripRequired {
        to: "Kyiv".into(),
        r#type: Vehicle::Train,
        people: 2,
        returns: true,
    });
    assert_eq!(
        sent(trip),
        json!({"to": "Kyiv", "type": "train", "people": 2, "returns": true})
    );
}

#[test]
fn boxes_are_made_by_the_constructor() {
    let leaf = Branch::new(BranchRequired {
        left: None,
        right: None,
    });
    let node = Branch::new(BranchRequired {
        left: Some(Box::new(leaf.name("leaf"))),
        right: None,
    });
    assert_eq!(
        sent(node),
        json!({"left": {"left": null, "right": null, "name": "leaf"}, "right": null})
    );
}

#[test]
fn what_types_tell_apart_is_given_by_place() {
    assert_eq!(
        sent(Money::new(5, "EUR")),
        json!({"amount": 5, "currency": "EUR"})
    );
    let point = Point {
        x: 1.into(),
        y: 2.into(),
    };
    assert_eq!(sent(point), json!({"x": 1, "y": 2}));
}

#[tokio::test]
async fn parameters_are_named_where_they_could_change_places() {
    let server = Server::answering(vec![Reply::empty(204)]).await;
    let client = super::constructors::Client::builder()
        .base_url(&server.origin)
        .build()
        .unwrap();
    let flights = client.flights();
    let route = ListFlightsRequired {
        from: "CGN",
        to: "KBP",
        x_seats: 2,
    };
    flights.list("air", route).via("WAW").await.unwrap();
    let stops = ["a".to_owned(), "b".to_owned()];
    let booking = || BookFlightRequired {
        r#type: Vehicle::Bus,
        stops: &stops,
        price: 5.into(),
        required: true,
    };
    let money = Money::new(5, "EUR");
    flights.book("air", &money, booking()).await.unwrap();
    flights
        .book_as_form("air", &money, booking())
        .await
        .unwrap();
    let size = DeleteFlightRequired {
        width: 1,
        depth: 0.5,
    };
    flights.delete("air", size).await.unwrap();
    flights.r#move("air", "KBP", 3).await.unwrap();
    let requests = server.requests();
    assert_eq!(requests[0].header("x-seats"), "2");
    let lines: Vec<String> = requests.iter().map(|request| request.line()).collect();
    assert_eq!(
        lines,
        [
            "GET /flights/air?to=KBP&from=CGN&via=WAW",
            r#"POST /flights/air?type=bus&stops=a&stops=b&price=5&required=true {"amount":5,"currency":"EUR"}"#,
            "POST /flights/air?type=bus&stops=a&stops=b&price=5&required=true amount=5&currency=EUR",
            "DELETE /flights/air?width=1&depth=0.5",
            "PATCH /flights/air?to=KBP&days=3",
        ]
    );
}
