//! What the document leaves no choice about is written by the client.

use super::constants::Client;
use super::constants::types::{
    Card, Cash, Fish, Form, Payment, Round, Salmon, SawShark, SawSharkRequired, Shape, Shark,
    SharkBase, SharkBaseRequired, Square,
};
use super::server::{Reply, Server};
use serde_json::json;

async fn client(answer: &str) -> (Server, Client) {
    let server = Server::answering(vec![Reply::json(200, answer)]).await;
    let client = Client::builder().base_url(&server.origin).build().unwrap();
    (server, client)
}

#[tokio::test]
async fn constants_are_sent_and_not_asked_for() {
    for (payment, sent) in [
        (
            Payment::Cash(Cash::new(7)),
            json!({"method": "cash", "amount": 7}),
        ),
        (
            Payment::Card(Card::new("4242")),
            json!({"method": "card", "version": 2, "secure": true, "number": "4242"}),
        ),
    ] {
        let (server, client) = client(&sent.to_string()).await;
        let received = client.payments().create("a", &payment).await.unwrap();
        assert_eq!(serde_json::to_value(&received).unwrap(), sent);
        let request = server.request();
        assert_eq!(
            request.target,
            "/payments/v2?api-version=2026-01-01&expand=true"
        );
        assert_eq!(request.header("x-depth"), "3");
        assert_eq!(request.header("x-account"), "a");
        assert_eq!(request.json(), sent);
    }
}

#[tokio::test]
async fn discriminators_are_written_from_the_mapping() {
    let saw = SawShark::new(SawSharkRequired {
        length: 2.into(),
        age: 30,
    })
    .teeth(40);
    let shark = SharkBase::new(SharkBaseRequired {
        length: 2.into(),
        age: 30,
    });
    for (fish, kind) in [
        (Fish::Salmon(Salmon::new(1)), "salmon"),
        (Fish::Shark(Shark::Shark(shark)), "shark"),
        (Fish::Shark(Shark::SawShark(saw.clone())), "saw"),
        (Fish::SawShark(saw), "saw"),
    ] {
        let (server, client) =
            client(r#"{"kind": "saw", "length": 1, "age": 2, "teeth": 3}"#).await;
        let received = client.fish().update(&fish).await.unwrap();
        assert!(
            matches!(received, Fish::SawShark(ref saw) if saw.teeth == Some(3)),
            "{received:?}"
        );
        assert_eq!(server.request().json()["kind"], kind);
    }
}

#[test]
fn what_came_is_kept() {
    for value in [
        json!({"method": "cash", "amount": 1}),
        json!({"method": "cheque", "amount": 1}),
    ] {
        let cash: Cash = serde_json::from_value(value.clone()).unwrap();
        assert_eq!(serde_json::to_value(cash).unwrap(), value);
    }
    let round = Shape::Round(Round::new().radius(2));
    assert_eq!(
        serde_json::to_value(round).unwrap(),
        json!({"form": "round", "radius": 2})
    );
    assert_eq!(Round::default(), Round::new());
    // Two values stand for it: the user says which.
    let square = Shape::Square(Square::new(Form::Box));
    assert_eq!(
        serde_json::to_value(square).unwrap(),
        json!({"form": "box"})
    );
}
