//! What was received is sent again, without what is never sent.

use crate::directions::types::{Account, AccountRequest, User, UserRequest};
use crate::directions::{self, Client};
use crate::server::{Reply, Server};
use serde_json::{Value, json};

/// Reads an account, changes it and writes it: what came, and what is sent with another name.
async fn read_change_write(came: Value) -> Value {
    let server =
        Server::answering(vec![Reply::json(200, came.to_string()), Reply::empty(204)]).await;
    let client: Client = directions::Client::builder()
        .base_url(&server.origin)
        .build()
        .unwrap();
    let account = client.accounts().get("1").await.unwrap();
    let mut body = AccountRequest::from(account);
    body.name = "other".to_owned();
    client.accounts().replace("1", &body).await.unwrap();
    server.requests().last().unwrap().json()
}

#[tokio::test]
async fn what_is_only_read_is_not_sent_and_nothing_else_is_lost() {
    for (came, sent) in [
        (
            json!({"id": "1", "made": "2026-11-28T09:00:00Z", "name": "a", "limit": 7,
                "owner": {"id": 1, "name": "o", "more": [1]}, "people": [{"id": 2, "name": "p", "x": null}],
                "roles": {"r": [{"id": 3, "name": "q", "y": 1}, {"serial": "s", "z": {}}, "text"]},
                "parent": {"id": "0", "name": "b", "owner": {"id": 4, "name": "o"}, "people": [], "u": 1},
                "unknown": {"a": "b"}}),
            json!({"name": "other", "limit": 7,
                "owner": {"name": "o", "more": [1]}, "people": [{"name": "p", "x": null}],
                "roles": {"r": [{"name": "q", "y": 1}, {"serial": "s", "z": {}}, "text"]},
                "parent": {"name": "b", "owner": {"name": "o"}, "people": [], "u": 1},
                "unknown": {"a": "b"}}),
        ),
        // Nothing that was left out is invented, and what was converted is as it came.
        (
            json!({"owner": {}, "limit": "7", "made": null, "roles": null, "people": [{"name": 5}]}),
            json!({"name": "other", "owner": {}, "limit": "7", "roles": null, "people": [{"name": 5}]}),
        ),
    ] {
        assert_eq!(read_change_write(came).await, sent);
    }
}

#[test]
fn what_is_never_received_is_given() {
    let user: User = serde_json::from_value(json!({"id": "1", "name": "a", "more": 1})).unwrap();
    let body = UserRequest::from_received(user, "secret".into(), None);
    assert_eq!(
        serde_json::to_value(&body).unwrap(),
        json!({"name": "a", "password": "secret", "more": 1})
    );
}

#[test]
fn a_form_is_made_of_its_type_by_from() {
    let account = json!({"id": "1", "name": "a", "owner": {"id": 1, "name": "o"}, "people": []});
    let account: Account = serde_json::from_value(account).unwrap();
    let body: AccountRequest = account.into();
    assert_eq!(body.pin, None);
}
