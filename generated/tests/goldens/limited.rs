//! More of everything than a table might hold.

use crate::limits::Client;
use crate::limits::types::{Choice, Document, Lists, Named, Of5, Of6, Of9, Of70};
use crate::runtime::Field;
use crate::server::{Reply, Server};
use crate::through;
use serde_json::{Value, json};

/// A message of so many constants, of which the last tells what it is.
fn message(constants: usize, op: &str) -> Value {
    let same = (0..constants - 1).map(|index| (format!("c{index:02}"), json!("x")));
    same.chain([("op".to_owned(), json!(op))]).collect()
}

fn read<T: serde::de::DeserializeOwned>(value: Value) -> T {
    serde_json::from_value(value).unwrap()
}

#[test]
fn every_constant_counts() {
    assert!(matches!(read(message(5, "ping")), Of5::Ping5(_)));
    assert!(matches!(read(message(5, "pong")), Of5::Pong5(_)));
    assert!(matches!(read(message(6, "ping")), Of6::Ping6(_)));
    assert!(matches!(read(message(6, "pong")), Of6::Pong6(_)));
    assert!(matches!(read(message(9, "ping")), Of9::Ping9(_)));
    assert!(matches!(read(message(9, "pong")), Of9::Pong9(_)));
    assert!(matches!(read(message(70, "ping")), Of70::Ping70(_)));
    assert!(matches!(read(message(70, "pong")), Of70::Pong70(_)));
    assert!(matches!(read(message(5, "other")), Of5::Unknown(_)));
}

#[test]
fn tuples_keep_the_types_of_their_items() {
    let items = |count: usize| {
        let items = (0..count).map(|index| match index % 2 {
            0 => json!(index),
            _ => json!(index.to_string()),
        });
        items.collect::<Vec<Value>>()
    };
    let mut open = items(7);
    open.extend([json!(true), json!(false)]);
    let value = json!({"six": items(6), "seven": items(7), "twelve": items(12), "open": open});
    assert_eq!(through::<Lists>(&value), value);
    let lists: Lists = read(value);
    assert_eq!((lists.seven.6, lists.twelve.11.as_str()), (6, "11"));
    let short = json!({"six": items(6), "seven": items(6), "twelve": items(12)});
    let error = serde_json::from_value::<Lists>(short).unwrap_err();
    assert!(error.to_string().contains("seven items"), "{error}");
}

#[test]
fn unions_in_unions_are_told_apart_however_deep() {
    assert!(matches!(read(json!({"left": "x"})), Choice::Choice1(_)));
    assert!(matches!(read(json!({"at5": "x"})), Choice::Choice1(_)));
    assert!(matches!(read(json!({"right": "x"})), Choice::Right(_)));
    assert!(matches!(read(json!({"at6": "x"})), Choice::Unknown(_)));
}

#[tokio::test]
async fn names_of_xml_are_found_however_a_schema_is_referred_to() {
    let server = Server::answering(vec![Reply::empty(204)]).await;
    let client = Client::builder().base_url(&server.origin).build().unwrap();
    let named = |id: &str| Named::new().id(id.to_owned());
    let body = Document::new()
        .plain(named("1"))
        .described(named("2"))
        .composed(named("3"))
        .titled(named("4"))
        .nullable(Field::Value(named("5")))
        .aliased(named("6"))
        .again(named("7"))
        .chained(named("8"))
        .renamed(named("9"))
        .listed(vec![named("10")]);
    client.documents().replace(&body).await.unwrap();
    let written = server.request().body.clone();
    let element = |name: &str, id: usize| format!("<{name}><id>{id}</id></{name}>");
    let mut inner: String = (1..=8).map(|id| element("XmlNamed", id)).collect();
    inner += &element("Other", 9);
    inner += &element("XmlNamed", 10);
    assert!(
        written.ends_with(&format!(">{inner}</Document>")) && written.contains("<Document "),
        "{written}"
    );
}
