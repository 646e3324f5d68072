//! SignalWire's Fabric: an explicit null, open enums, and another kind of 422.

use jackfield::signalwire_fabric::Client;
use jackfield::signalwire_fabric::sip_endpoints::UpdateSipEndpointError;
use jackfield::signalwire_fabric::types::{
    AddressChannel, CallHandler, Codec, SipEndpointUpdateRequest,
};

use crate::server::{Reply, Server};
use crate::values::{RESOURCE, id};

fn client(server: &Server) -> Client {
    // The API is served below a path that ends with a slash.
    Client::builder()
        .base_url(format!("{}/api/fabric/", server.origin))
        .basic("project", "token")
        .build()
        .unwrap()
}

#[tokio::test]
async fn a_required_null_is_sent() {
    let server = Server::answering(vec![Reply::json(200, RESOURCE)]).await;
    let client = client(&server);
    client
        .sip_endpoints()
        .update(id(), &SipEndpointUpdateRequest::new(None))
        .await
        .unwrap();
    let set = SipEndpointUpdateRequest::new(Some(id())).call_handler(CallHandler::Resource);
    client.sip_endpoints().update(id(), &set).await.unwrap();
    let lines: Vec<String> = server
        .requests()
        .iter()
        .map(|request| request.line())
        .collect();
    assert_eq!(
        lines,
        [
            r#"PUT /api/fabric/resources/sip_endpoints/3c90c3cc-0d44-4b50-8888-8dd25736052a {"calling_handler_resource_id":null}"#,
            r#"PUT /api/fabric/resources/sip_endpoints/3c90c3cc-0d44-4b50-8888-8dd25736052a {"call_handler":"resource","calling_handler_resource_id":"3c90c3cc-0d44-4b50-8888-8dd25736052a"}"#,
        ]
    );
}

#[tokio::test]
async fn what_is_not_known_yet_is_kept() {
    let server = Server::answering(vec![Reply::json(200, RESOURCE)]).await;
    let resource = client(&server).sip_endpoints().get(id()).await.unwrap();
    let endpoint = resource.sip_endpoint;
    assert_eq!(
        endpoint.codecs,
        [Codec::Opus48000h20i, Codec::Unknown("LYRA".to_owned())]
    );
    assert_eq!(endpoint.call_handler, CallHandler::BlockPstn);
    assert_eq!(endpoint.calling_handler_resource_id, None);
    assert_eq!(resource.updated_at.as_str(), "2026-03-01T12:00:00+01:00");
}

#[tokio::test]
async fn a_request_that_is_not_valid() {
    let body = r#"{"errors":[{"type":"validation_error","code":"invalid","message":"encryption is unknown","attribute":null,"url":"https://a.example"}]}"#;
    let server = Server::answering(vec![Reply::json(422, body)]).await;
    let error = client(&server)
        .sip_endpoints()
        .update(id(), &SipEndpointUpdateRequest::new(None))
        .await
        .unwrap_err();
    match error.documented() {
        Some(UpdateSipEndpointError::UnprocessableEntity(body)) => {
            assert_eq!(body.errors[0].message, "encryption is unknown");
            assert_eq!(body.errors[0].attribute, jackfield::Field::Null);
        }
        other => panic!("{other:?}"),
    }
}

#[test]
fn channels_are_told_apart_by_their_members() {
    let cases = [
        (r#"{"audio":"/a"}"#, "Audio"),
        (r#"{"messaging":"/m"}"#, "Messaging"),
        (r#"{"video":"/v","extra":1}"#, "Video"),
        (r#"{"hologram":"/h"}"#, "Unknown"),
    ];
    for (text, expected) in cases {
        let channel: AddressChannel = serde_json::from_str(text).unwrap();
        assert!(format!("{channel:?}").starts_with(expected), "{channel:?}");
    }
    let unknown: AddressChannel = serde_json::from_str(r#"{"hologram":"/h"}"#).unwrap();
    assert_eq!(
        serde_json::to_string(&unknown).unwrap(),
        r#"{"hologram":"/h"}"#
    );
}
