//! CarrierX: the parameters and credentials that the other tests leave out.

use jackfield_telephony::carrierx::Client;
use jackfield_telephony::carrierx::types::{Endpoint, EndpointCreate, EndpointPatch, EndpointType};
use serde_json::json;

use crate::server::{Reply, Server};
use crate::values::ENDPOINT;

#[tokio::test]
async fn a_login_travels_as_basic() {
    let server = Server::answering(vec![Reply::json(200, ENDPOINT)]).await;
    let client = Client::builder()
        .base_url(&server.origin)
        .basic("Aladdin", "open sesame")
        .build()
        .unwrap();
    client.endpoints().get("sid").await.unwrap();
    assert_eq!(
        server.request().header("authorization"),
        "Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ=="
    );
}

#[tokio::test]
async fn cursors_and_fields_travel() {
    let page = r#"{"count":0,"has_more":false,"items":[],"limit":10,"offset":0,"pagination":{},"total":0}"#;
    let server = Server::answering(vec![Reply::json(200, page)]).await;
    let client = Client::builder()
        .base_url(&server.origin)
        .bearer("t")
        .build()
        .unwrap();
    client
        .endpoints()
        .list()
        .after("a=1&b")
        .include_fields("name,type")
        .await
        .unwrap();
    client
        .endpoints()
        .list()
        .before("z")
        .exclude_fields("addresses")
        .order("shuffle")
        .await
        .unwrap();
    let targets: Vec<String> = server
        .requests()
        .into_iter()
        .map(|request| request.target)
        .collect();
    assert_eq!(
        targets,
        [
            "/endpoints?after=a%3D1%26b&include_fields=name%2Ctype",
            "/endpoints?before=z&exclude_fields=addresses&order=shuffle",
        ]
    );
}

#[tokio::test]
async fn a_partner_comes_along_and_survives_a_replacement() {
    let mut with_partner: serde_json::Value = serde_json::from_str(ENDPOINT).unwrap();
    with_partner["partner"] = json!({"partner_sid": "p", "name": "Acme"});
    let server = Server::answering(vec![Reply::json(200, with_partner.to_string())]).await;
    let client = Client::builder()
        .base_url(&server.origin)
        .bearer("t")
        .build()
        .unwrap();
    let endpoint = client
        .endpoints()
        .get("sid")
        .with_related(true)
        .await
        .unwrap();
    client.endpoints().replace("sid", &endpoint).await.unwrap();
    let requests = server.requests();
    assert_eq!(requests[0].target, "/endpoints/sid?with_related=true");
    assert_eq!(requests[1].json(), with_partner);
}

#[test]
fn addresses_of_2018_are_read() {
    let mut old: serde_json::Value = serde_json::from_str(ENDPOINT).unwrap();
    old["addresses"] =
        json!([{"direction": "any", "ip": "1.1.2.13", "port": 5060, "transport": "udp"}]);
    let endpoint: Endpoint = serde_json::from_value(old.clone()).unwrap();
    assert_eq!(serde_json::to_value(&endpoint).unwrap(), old);
}

#[test]
fn passwords_among_properties_are_not_shown() {
    let mut whole: serde_json::Value = serde_json::from_str(ENDPOINT).unwrap();
    whole["properties"] = json!({"login": "u", "password": "hunter2", "container_sid": "null"});
    let endpoint: Endpoint = serde_json::from_value(whole.clone()).unwrap();
    let create =
        EndpointCreate::new(EndpointType::Conference).properties(endpoint.properties.clone());
    let patch = EndpointPatch::new().properties(endpoint.properties.clone());
    for text in [
        format!("{endpoint:?}"),
        format!("{create:?}"),
        format!("{patch:?}"),
    ] {
        assert!(!text.contains("hunter2"), "{text}");
    }
    assert_eq!(serde_json::to_value(&endpoint).unwrap(), whole);
}
