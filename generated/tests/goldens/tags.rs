//! Discriminators that a server leaves out where the type is known anyway.

use crate::hierarchies::types::Cat;
use crate::server::{Reply, Server};
use crate::unions;
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

#[tokio::test]
async fn the_tag_is_sent_where_nothing_else_tells_the_type() {
    use unions::types::{Flag, Mark, Shape};
    let pin = r#"{"at":1,"next":{"at":2}}"#;
    let server = Server::answering(vec![
        Reply::json(200, r#"{"side":2,"more":null}"#),
        Reply::json(200, r#"{"side":2}"#),
        Reply::json(200, r#"{"shape":{"kind":"square","side":2},"label":"l"}"#),
        Reply::json(200, pin),
        Reply::empty(204),
        Reply::json(200, r#"{"at":3,"sort":null}"#),
        Reply::empty(204),
        Reply::empty(204),
    ])
    .await;
    let client = unions::Client::builder()
        .base_url(&server.origin)
        .build()
        .unwrap();
    let square = client.squares().get().await.unwrap();
    client.squares().set(&square).await.unwrap();
    let square = Shape::Square(square);
    client.shapes().create(&square).await.unwrap();
    let pin = client.pins().get().await.unwrap();
    client.pins().set(&pin).await.unwrap();
    let null = client.pins().get().await.unwrap();
    client.pins().set(&null).await.unwrap();
    let marks = [Mark::Pin(pin), Mark::Pin(null), Mark::Flag(Flag::new("f"))];
    client.pins().add_marks(&marks).await.unwrap();
    let sent: Vec<String> = server.requests().iter().map(|one| one.line()).collect();
    assert_eq!(
        sent,
        [
            "GET /squares",
            r#"PUT /squares {"side":2,"more":null}"#,
            r#"POST /shapes {"kind":"square","side":2,"more":null}"#,
            "GET /pins",
            r#"PUT /pins {"at":1,"next":{"at":2}}"#,
            "GET /pins",
            r#"PUT /pins {"at":3,"sort":null}"#,
            r#"POST /pins [{"at":1,"next":{"at":2},"sort":"Pin"},{"at":3,"sort":"Pin"},{"sort":"Flag","text":"f"}]"#,
        ]
    );
}

/// Null where the type is known is as good as nothing, but not as documented: it is told, sent back as it came, and
/// replaced where nothing else tells the type. A strict reader refuses it.
#[tokio::test]
async fn a_tag_that_is_null_is_told() {
    use crate::runtime::Operation as _;
    use unions::types::Shape;
    let json = r#"{"kind":null,"side":2}"#;
    let server = Server::answering(vec![Reply::json(200, json)]).await;
    let client = unions::Client::builder()
        .base_url(&server.origin)
        .build()
        .unwrap();
    let response = client.squares().get().response().await.unwrap();
    let shown: Vec<String> = response.issues().iter().map(ToString::to_string).collect();
    assert_eq!(shown, ["/kind: expected text, found null"]);
    let mut square = response.value;
    assert_eq!(square.kind, "square");
    client.squares().set(&square).await.unwrap();
    let error = client.squares().get().strict().await.unwrap_err();
    assert_eq!(error.decode_error().unwrap().pointer(), "/kind");
    // What comes is a square, and no shape with its label.
    let shape = Shape::Square(square.clone());
    client.shapes().create(&shape).await.unwrap_err();
    square.kind = "rhombus".to_owned();
    client.squares().set(&square).await.unwrap();
    let sent: Vec<String> = server.requests().iter().map(|one| one.line()).collect();
    assert_eq!(
        sent,
        [
            "GET /squares",
            r#"PUT /squares {"kind":null,"side":2}"#,
            "GET /squares",
            r#"POST /shapes {"kind":"square","side":2}"#,
            r#"PUT /squares {"kind":"rhombus","side":2}"#,
        ]
    );
}
