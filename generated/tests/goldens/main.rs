//! The golden outputs of the generator, compiled and called.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    missing_docs,
    unreachable_pub,
    dead_code
)]

mod bodies;
mod constructed;
mod envelopes;
mod external;
mod fixed;
#[rustfmt::skip]
#[path = "../../../generator/tests/golden/constants/out/mod.rs"]
pub mod constants;
#[rustfmt::skip]
#[path = "../../../generator/tests/golden/constructors/out/mod.rs"]
pub mod constructors;
#[rustfmt::skip]
#[path = "../../../generator/tests/golden/credentials/out/mod.rs"]
pub mod credentials;
#[path = "defaults.rs"]
mod defaulting;
#[rustfmt::skip]
#[path = "../../../generator/tests/golden/defaults/out/mod.rs"]
pub mod defaults;
#[rustfmt::skip]
#[path = "../../../generator/tests/golden/dialects/out/mod.rs"]
pub mod dialects;
#[rustfmt::skip]
#[path = "../../../generator/tests/golden/directions/out/mod.rs"]
pub mod directions;
mod directed;
#[rustfmt::skip]
#[path = "../../../generator/tests/golden/extension_names/out/mod.rs"]
pub mod extension_names;
#[rustfmt::skip]
#[path = "../../../generator/tests/golden/forms/out/mod.rs"]
pub mod forms;
#[rustfmt::skip]
#[path = "../../../generator/tests/golden/hierarchies/out/mod.rs"]
pub mod hierarchies;
mod limited;
#[rustfmt::skip]
#[path = "../../../generator/tests/golden/limits/out/mod.rs"]
pub mod limits;
#[rustfmt::skip]
#[path = "../../../generator/tests/golden/identity/out/mod.rs"]
pub mod identity;
#[rustfmt::skip]
#[path = "../../../generator/tests/golden/media/out/mod.rs"]
pub mod media;
#[rustfmt::skip]
#[path = "../../../generator/tests/golden/members/out/mod.rs"]
pub mod members;
#[rustfmt::skip]
#[path = "../../../generator/tests/golden/methods/out/mod.rs"]
pub mod methods;
#[rustfmt::skip]
#[path = "../../../generator/tests/golden/multiparts/out/mod.rs"]
pub mod multiparts;
#[path = "nodes.rs"]
mod node_kinds;
#[rustfmt::skip]
#[path = "../../../generator/tests/golden/nodes/out/mod.rs"]
pub mod nodes;
#[rustfmt::skip]
#[path = "../../../generator/tests/golden/pages/out/mod.rs"]
pub mod pages;
#[path = "pages.rs"]
mod paging;
#[rustfmt::skip]
#[path = "../../../generator/tests/golden/positions/out/mod.rs"]
pub mod positions;
#[path = "positions.rs"]
mod positioned;
#[rustfmt::skip]
#[path = "../../../generator/tests/golden/queries/out/mod.rs"]
pub mod queries;
mod listed;
#[path = "queries.rs"]
mod querying;
mod received;
mod received_types;
#[rustfmt::skip]
#[path = "../../../generator/tests/golden/received_defaults/out/mod.rs"]
pub mod received_defaults;
#[rustfmt::skip]
#[path = "../../../generator/tests/golden/redirects/out/mod.rs"]
pub mod redirects;
#[rustfmt::skip]
#[path = "../../../generator/tests/golden/representations/out/mod.rs"]
pub mod representations;
#[path = "representations.rs"]
mod represented;
#[rustfmt::skip]
#[path = "../../../generator/tests/golden/requests/out/mod.rs"]
pub mod requests;
#[path = "requests.rs"]
mod requested;
pub use jackfield_runtime as runtime;
#[path = "../clients/server.rs"]
mod server;
#[rustfmt::skip]
#[path = "../../../generator/tests/golden/statuses/out/mod.rs"]
pub mod statuses;
#[rustfmt::skip]
#[path = "../../../generator/tests/golden/streams/out/mod.rs"]
pub mod streams;
#[rustfmt::skip]
#[path = "../../../generator/tests/golden/tagged/out/mod.rs"]
pub mod tagged;
mod samples;
mod tags;
#[rustfmt::skip]
#[path = "../../../generator/tests/golden/unions/out/mod.rs"]
pub mod unions;
#[rustfmt::skip]
#[path = "../../../generator/tests/golden/values/out/mod.rs"]
pub mod values;

mod xml;

use runtime::Field;
use serde_json::{Value, json};
use server::{Reply, Server};

/// A value read and written again.
fn through<T: serde::de::DeserializeOwned + serde::Serialize>(value: &Value) -> Value {
    let read: T = serde_json::from_value(value.clone()).unwrap();
    serde_json::to_value(read).unwrap()
}

#[tokio::test]
async fn members_of_every_presence() {
    use members::types::{Thing, ThingPatch, ThingRequired};
    let id = "3c90c3cc-0d44-4b50-8888-8dd25736052a";
    for value in [
        json!({"type": "t", "self": "/t", "parent_id": null}),
        json!({"type": "t", "self": "/t", "parent_id": id, "size": 3, "note": null, "anything": null, "parts": []}),
        json!({"type": "t", "self": "/t", "parent_id": null, "anything": [1], "unknown": {"a": null}, "counts": {"a": 1},
            "seen_at": "2026-03-01T12:00:00.5+02:00", "address": {"city": "c", "zip-code": "1"},
            "inner": {"type": "t", "self": "/t", "parent_id": null}}),
    ] {
        assert_eq!(through::<Thing>(&value), value);
    }
    let absent: Thing = serde_json::from_value(json!({"type": "t", "self": "/t"})).unwrap();
    assert_eq!(absent.parent_id, None);
    assert_eq!(
        through::<Thing>(&json!({"type": "t", "self": "/t"})),
        json!({"type": "t", "self": "/t"})
    );
    assert!(serde_json::from_value::<Thing>(json!({"type": "t", "parent_id": null})).is_err());

    let server = Server::answering(vec![Reply::json(
        200,
        r#"{"type":"t","self":"/t","parent_id":null}"#,
    )])
    .await;
    let client = members::Client::builder()
        .base_url(&server.origin)
        .build()
        .unwrap();
    let thing = Thing::new(ThingRequired {
        r#type: "t".into(),
        self_: "/t".into(),
        parent_id: None,
    })
    .note(None)
    .size(3);
    let trace = ["a b".to_owned(), "c".to_owned()];
    client
        .things()
        .replace("t", &thing)
        .send_param(&trace)
        .x_trace("7")
        .await
        .unwrap();
    let request = server.request();
    assert_eq!(
        request.line(),
        r#"PUT /things/t?send=a%20b,c {"type":"t","self":"/t","parent_id":null,"size":3,"note":null}"#
    );
    assert_eq!(request.header("x-trace"), "7");

    let server = Server::answering(vec![Reply::empty(204)]).await;
    let client = members::Client::builder()
        .base_url(&server.origin)
        .build()
        .unwrap();
    client
        .things()
        .update("t")
        .body(&ThingPatch::new().note(Field::Null))
        .await
        .unwrap();
    client.things().update("t").await.unwrap();
    let requests = server.requests();
    assert_eq!(requests[0].line(), r#"PATCH /things/t {"note":null}"#);
    assert_eq!(
        requests[0].header("content-type"),
        "application/merge-patch+json"
    );
    assert_eq!(
        (
            requests[1].line().as_str(),
            requests[1].header("content-type")
        ),
        ("PATCH /things/t", "")
    );
}

#[test]
fn unions_and_enums() {
    use unions::types::{Colour, Labelled, LabelledLabel, Shape, Sign};
    for value in [
        json!({"shape": {"kind": "round", "radius": 2.5}, "label": "a", "colour": "red"}),
        json!({"shape": {"kind": "square", "side": 1, "sign": ">="}, "label": 7, "colour": "RED"}),
        json!({"shape": {"kind": "heart", "size": 1}, "label": ["a", "b"], "colour": null}),
        json!({"shape": {"kind": "square", "side": 1, "sign": "~"}, "label": {"text": "a"}, "colour": "mauve"}),
        json!({"shape": 7, "label": true}),
    ] {
        assert_eq!(through::<Labelled>(&value), value);
    }
    let read = |value: Value| serde_json::from_value::<Labelled>(value).unwrap();
    let labelled =
        read(json!({"shape": {"kind": "round", "radius": 2.5}, "label": ["a"], "colour": ""}));
    assert!(matches!(labelled.shape, Shape::Circle(circle) if circle.radius == 2.5));
    assert_eq!(labelled.label, LabelledLabel::Array(vec!["a".to_owned()]));
    assert_eq!(labelled.colour, Field::Value(Colour::Empty));
    let names = [
        Sign::Plus,
        Sign::Minus,
        Sign::GreaterEqual,
        Sign::Minus1,
        Sign::Plus1,
    ];
    assert_eq!(
        names.map(|sign| sign.as_str().to_owned()),
        ["+", "-", ">=", "-1", "+1"]
    );
}

#[tokio::test]
async fn statuses_of_every_kind() {
    use statuses::jobs::{ReportJobError, StartJobOutput};
    let client = |server: &Server| {
        statuses::Client::builder()
            .base_url(&server.origin)
            .api_key("k3y")
            .build()
            .unwrap()
    };
    #[allow(deprecated)]
    for (status, body, expected) in [
        (200, r#"{"id":7}"#, "Ok(Job { id: 7 })"),
        (202, "", "Accepted"),
        (299, r#"{"id":7}"#, "Ok(Job { id: 7 })"),
    ] {
        let server = Server::answering(vec![Reply::json(status, body)]).await;
        let output: StartJobOutput = client(&server).jobs().start().await.unwrap();
        assert_eq!(format!("{output:?}"), expected);
        assert_eq!(server.request().header("x-key"), "k3y");
    }
    let server = Server::answering(vec![
        Reply::of(200, "text/csv", "a,b"),
        Reply::empty(404),
        Reply::json(409, r#"{"title":"busy"}"#),
        Reply::of(501, "text/plain", "no"),
    ])
    .await;
    let client = client(&server);
    assert_eq!(client.jobs().report().await.unwrap(), "a,b");
    assert_eq!(server.request().header("x-key"), "");
    assert_eq!(
        client.jobs().report().await.unwrap_err().documented(),
        Some(&ReportJobError::NotFound)
    );
    let error = client.jobs().report().await.unwrap_err();
    let Some(ReportJobError::ClientError(problem)) = error.documented() else {
        panic!("{error:?}")
    };
    assert_eq!(problem.title.as_deref(), Some("busy"));
    let error = client.jobs().report().await.unwrap_err();
    assert_eq!(
        error.documented(),
        Some(&ReportJobError::Other("no".to_owned()))
    );

    let server = Server::answering(vec![Reply::of(
        200,
        "application/octet-stream",
        "\u{1}\u{2}",
    )])
    .await;
    let client = statuses::Client::builder()
        .base_url(&server.origin)
        .build()
        .unwrap();
    assert_eq!(client.jobs().log(7).await.unwrap().as_ref(), [1, 2]);
    assert_eq!(server.request().target, "/jobs/7/log");
}

#[tokio::test]
async fn each_direction_has_its_form() {
    use directions::types::{UserRequest, UserRequestRequired};
    let server = Server::answering(vec![Reply::json(201, r#"{"id":"7","name":"a"}"#)]).await;
    let client = directions::Client::builder()
        .base_url(&server.origin)
        .build()
        .unwrap();
    let named = |name: &str| {
        UserRequest::new(UserRequestRequired {
            name: name.into(),
            password: "hunter2".into(),
        })
    };
    let user = client
        .users()
        .create(&named("a").manager(named("b")))
        .await
        .unwrap();
    assert_eq!((user.id.as_str(), user.name.as_str()), ("7", "a"));
    let body = r#"{"name":"a","password":"hunter2","manager":{"name":"b","password":"hunter2"}}"#;
    assert_eq!(server.request().body, body);
}

#[test]
fn dialects_that_say_the_same() {
    for value in [
        json!({"text": null, "more": null, "b": null}),
        json!({"text": "a", "more": 2, "b": {"c": true}, "only": "one"}),
    ] {
        assert_eq!(through::<dialects::types::A>(&value), value);
    }
}

#[tokio::test]
async fn methods_of_every_name() {
    let server = Server::answering(vec![Reply::json(200, r#"["a"]"#), Reply::empty(201)]).await;
    let client = methods::Client::builder()
        .base_url(&server.origin)
        .build()
        .unwrap();
    let found = client
        .files()
        .query("7", &[("name".to_owned(), "a".to_owned())].into())
        .await
        .unwrap();
    assert_eq!(found, ["a"]);
    client.files().copy("7").await.unwrap();
    let lines: Vec<String> = server
        .requests()
        .iter()
        .map(|request| request.line())
        .collect();
    assert_eq!(lines, [r#"QUERY /files/7 {"name":"a"}"#, "COPY /files/7"]);
}

#[test]
fn values_of_certain_kinds() {
    use values::types::{
        Level, Sample, SampleEntry, SampleNested, SamplePair, SampleSize, SampleState,
    };
    let read = |value: Value| serde_json::from_value::<Sample>(value);
    for value in [
        json!({"version": 2, "mode": "auto"}),
        json!({"version": 2.0, "mode": {"on": true}, "level": 7, "size": "s", "nothing": null}),
        json!({"version": 2, "mode": [1, 2], "level": -1, "size": 3, "points": [1.5]}),
        json!({"version": 2, "mode": 1, "points": "none", "nested": {"value": 7}}),
        json!({"version": 2, "mode": true, "nested": [7, 8]}),
        json!({"version": 2, "mode": true, "nested": {"deep": true}}),
        json!({"version": 2, "mode": true, "nested": {"deep": {"deeper": 1}}}),
        json!({"version": 2, "mode": true, "range": ["a", 0.5], "pair": ["a", 1]}),
        json!({"version": 2, "mode": true, "range": ["a", 0.5, 1, 2], "pair": ["a"]}),
        json!({"version": 2, "mode": true, "pair": []}),
    ] {
        let kept = serde_json::to_value(read(value.clone()).unwrap()).unwrap();
        for name in ["mode", "nested", "range", "pair"] {
            assert_eq!(kept[name], value[name]);
        }
        assert_eq!(
            kept.as_object().unwrap().len(),
            value.as_object().unwrap().len()
        );
    }
    let sample =
        read(json!({"version": 2, "mode": 1, "level": 10, "size": 3, "nested": {"value": 7}}))
            .unwrap();
    assert_eq!(sample.level, Some(Level::Loud));
    for (text, state) in [
        ("unknown", SampleState::Unknown),
        ("off", SampleState::UnknownValue("off".to_owned())),
    ] {
        let sample = read(json!({"version": 2, "mode": 1, "state": text})).unwrap();
        assert_eq!(sample.state, Some(state));
    }
    assert_eq!(sample.size, Some(SampleSize::Integer(3)));
    assert!(
        matches!(sample.nested, Some(SampleNested::IntegerValue(found)) if found.value == Some(7))
    );
    let sample =
        read(json!({"version": 2, "mode": 1, "range": ["a", 0.5, 1, 2], "pair": ["a", 1]}))
            .unwrap();
    let range = sample.range.unwrap();
    assert_eq!(
        (range.first, range.rest),
        (("a".to_owned(), 0.5.into()), vec![1, 2])
    );
    assert_eq!(sample.pair, Some(SamplePair::Tuple(("a".to_owned(), 1))));
    let entry = |entry: Value| {
        let sample = read(json!({"version": 2, "mode": 1, "entry": entry}));
        sample.unwrap().entry.unwrap()
    };
    let closed = entry(json!(["a", 1]));
    assert_eq!(closed, SampleEntry::StringIntegerTuple(("a".to_owned(), 1)));
    let open = entry(json!(["a", true, "b"]));
    assert!(matches!(open, SampleEntry::StringBooleanTuple(found) if found.rest == ["b"]));
    let list = entry(json!(["a", "b"]));
    assert!(matches!(list, SampleEntry::StringArray(found) if found == ["a", "b"]));
    for refused in [
        json!({"version": 3, "mode": 1}),
        json!({"version": 2, "mode": 2}),
        json!({"version": 2, "mode": {"on": false}}),
        json!({"version": 2, "mode": 1, "size": 1.5}),
        json!({"version": 2, "mode": 1, "nothing": 0}),
        json!({"version": 2, "mode": 1, "points": ["a"]}),
        json!({"version": 2, "mode": 1, "range": ["a"]}),
        json!({"version": 2, "mode": 1, "pair": [1, 2]}),
        json!({"version": 2, "mode": 1, "range": ["a", 1, "b"]}),
    ] {
        assert!(read(refused.clone()).is_err(), "{refused}");
    }
}

#[test]
fn heirs_are_told_apart_by_the_discriminator_of_their_base() {
    use hierarchies::types::{Owner, Pet};
    let value = json!({
        "pets": [
            {"kind": "meow", "name": "Tom", "lives": 9},
            {"kind": "pup", "name": "Rex", "age": 1, "friend": {"kind": "Dog", "name": "Bo"}},
            {"kind": "goldfish", "name": "Finn", "fins": 3},
        ],
        "best": {"kind": "Dog", "name": "Bo"},
    });
    assert_eq!(through::<Owner>(&value), value);
    let owner: Owner = serde_json::from_value(value).unwrap();
    let [Pet::Cat(cat), Pet::Puppy(puppy), Pet::Pet(other)] = owner.pets.as_deref().unwrap() else {
        panic!("{:?}", owner.pets);
    };
    assert_eq!((cat.lives, puppy.age), (Some(9), 1));
    assert!(matches!(puppy.friend.as_deref(), Some(Pet::Dog(_))));
    assert_eq!(other.additional_properties["fins"], 3);
    assert!(matches!(owner.best, Some(Pet::Dog(_))));
}
