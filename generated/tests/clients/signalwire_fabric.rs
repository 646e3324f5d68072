//! SignalWire's Fabric: an explicit null, open enums, and another kind of 422.

use jackfield_telephony::signalwire_fabric::Client;
use jackfield_telephony::signalwire_fabric::sip_endpoints::UpdateSipEndpointError;
use jackfield_telephony::signalwire_fabric::types::{
    AddressChannel, CallHandler, Codec, SipEndpointUpdateRequest,
    SubscriberSipEndpointCreateRequest, SubscriberSipEndpointCreateRequestRequired,
    SubscriberSipEndpointUpdateRequest,
};
use jackfield_telephony::{Operation as _, signalwire_fabric, signalwire_rest};
use serde_json::{Value, json};

use crate::server::{Reply, Request, Server};
use crate::values::{RESOURCE, SIP_ENDPOINT, SUBSCRIBER_ENDPOINT, id};

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
            assert_eq!(body.errors[0].attribute, jackfield_telephony::Field::Null);
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

#[test]
fn several_channels_stand_beside_each_other() {
    let text = r#"{"audio":"/a","messaging":"/m","video":"/v"}"#;
    let channel: AddressChannel = serde_json::from_str(text).unwrap();
    assert_eq!(serde_json::to_string(&channel).unwrap(), text);
}

#[tokio::test]
async fn what_is_not_known_yet_is_sent_as_it_came() {
    let text = RESOURCE.replace("block-pstn", "hologram");
    let server = Server::answering(vec![Reply::json(200, &text)]).await;
    let client = client(&server);
    let endpoint = client.sip_endpoints().get(id()).await.unwrap().sip_endpoint;
    let request = SipEndpointUpdateRequest::new(endpoint.calling_handler_resource_id)
        .codecs(endpoint.codecs)
        .call_handler(endpoint.call_handler);
    client.sip_endpoints().update(id(), &request).await.unwrap();
    assert_eq!(
        server.requests()[1].body,
        r#"{"codecs":["OPUS@48000H@20I","LYRA"],"call_handler":"hologram","calling_handler_resource_id":null}"#
    );
}

/// What a newer page shows in the place of the resource is told apart from it.
#[tokio::test]
async fn the_flat_endpoint_of_relay_rest_is_no_resource() {
    let server = Server::answering(vec![Reply::json(200, SIP_ENDPOINT)]).await;
    let client = client(&server);
    let error = client.sip_endpoints().get(id()).await.unwrap_err();
    assert!(error.is_decode(), "{error:?}");
    assert_eq!(error.body().unwrap().as_ref(), SIP_ENDPOINT.as_bytes());
}

/// The two vendors' 422 differ, and so do their types: read strictly, neither passes for the other.
#[tokio::test]
async fn one_interface_does_not_take_the_other_ones_422() {
    let theirs = r#"{"errors":[{"detail":"taken","status":"422","title":"Taken","code":"taken"}]}"#;
    let ours =
        r#"{"errors":[{"type":"t","code":"c","message":"taken","url":"https://a.example"}]}"#;
    let server = Server::answering(vec![Reply::json(422, theirs), Reply::json(422, ours)]).await;
    let fabric = client(&server);
    let rest = signalwire_rest::Client::builder()
        .base_url(&server.origin)
        .build()
        .unwrap();
    let wrong = fabric
        .sip_endpoints()
        .update(id(), &SipEndpointUpdateRequest::new(None))
        .strict()
        .await
        .unwrap_err();
    assert!(wrong.documented().is_none() && wrong.is_api(), "{wrong:?}");
    assert_eq!(wrong.body().unwrap().as_ref(), theirs.as_bytes());
    let wrong = rest
        .sip_endpoints()
        .update(
            id(),
            &signalwire_rest::types::UpdateSipEndpointRequest::new(),
        )
        .strict()
        .await
        .unwrap_err();
    assert!(wrong.documented().is_none() && wrong.is_api(), "{wrong:?}");
    assert_eq!(wrong.body().unwrap().as_ref(), ours.as_bytes());
}

#[tokio::test]
async fn three_pages_are_one_stream() {
    const LIST: &str = "/api/fabric/resources/sip_endpoints";
    let origin = std::sync::Arc::new(std::sync::OnceLock::<String>::new());
    let links_to = std::sync::Arc::clone(&origin);
    let server = Server::start(move |request| {
        let next = match request.target.strip_prefix(LIST).unwrap() {
            "" => Some("?page_number=1&page_token=PA1&type=sip_endpoint"),
            "?page_number=1&page_token=PA1&type=sip_endpoint" => {
                Some("?page_number=2&page_token=PA2&type=sip_endpoint")
            }
            _ => None,
        };
        let here = format!("{}{LIST}", links_to.get().unwrap());
        let mut links = json!({"self": here, "first": here});
        if let Some(next) = next {
            links["next"] = json!(format!("{here}{next}"));
        }
        let resource: Value = serde_json::from_str(RESOURCE).unwrap();
        Reply::json(200, json!({"data": [resource], "links": links}).to_string())
    })
    .await;
    origin.set(server.origin.clone()).unwrap();
    let client = client(&server);
    let mut items = client.sip_endpoints().list().items();
    let mut count = 0;
    while let Some(item) = items.next().await {
        assert_eq!(item.unwrap().display_name, "desk");
        count += 1;
    }
    assert_eq!((count, server.requests().len()), (3, 3));
    assert!(
        server
            .requests()
            .iter()
            .all(|request| request.header("authorization") == "Basic cHJvamVjdDp0b2tlbg==")
    );
}

/// A subscriber who may have one SIP endpoint.
fn subscriber(endpoint: &mut Option<Value>, request: &Request) -> Reply {
    const LIST: &str =
        "/api/fabric/resources/subscribers/3c90c3cc-0d44-4b50-8888-8dd25736052a/sip_endpoints";
    let change = |endpoint: &mut Value| {
        for (name, value) in request.json().as_object().unwrap() {
            if name != "password" {
                endpoint[name] = value.clone();
            }
        }
    };
    if request.method == "POST" {
        assert_eq!(request.target, LIST);
        let mut created = serde_json::from_str(SUBSCRIBER_ENDPOINT).unwrap();
        change(&mut created);
        let reply = Reply::json(201, created.to_string());
        *endpoint = Some(created);
        return reply;
    }
    assert_eq!(
        request.target,
        format!("{LIST}/3c90c3cc-0d44-4b50-8888-8dd25736052a")
    );
    let Some(known) = endpoint else {
        return Reply::json(404, r#"{"error":"Not Found"}"#);
    };
    match request.method.as_str() {
        "GET" => {}
        "PATCH" => change(known),
        _ => {
            *endpoint = None;
            return Reply::empty(204);
        }
    }
    Reply::json(200, known.to_string())
}

#[tokio::test]
async fn an_endpoint_of_a_subscriber_lives_and_dies() {
    let mut endpoint = None;
    let server = Server::start(move |request| subscriber(&mut endpoint, request)).await;
    let client = client(&server);
    let endpoints = client.subscriber_sip_endpoints();
    let create =
        SubscriberSipEndpointCreateRequest::new(SubscriberSipEndpointCreateRequestRequired {
            username: "r2d2".into(),
            password: "oh dear".into(),
        })
        .caller_id("R2");
    let created = endpoints.create(id(), &create).response().await.unwrap();
    assert_eq!(
        (created.status, created.value.username.as_str()),
        (201, "r2d2")
    );
    let patch = SubscriberSipEndpointUpdateRequest::new().send_as("bb8");
    endpoints.update(id(), id(), &patch).await.unwrap();
    let read = endpoints.get(id(), id()).await.unwrap();
    assert_eq!(
        (
            read.username.as_str(),
            read.caller_id.as_str(),
            read.send_as.as_str()
        ),
        ("r2d2", "R2", "bb8")
    );
    endpoints.delete(id(), id()).await.unwrap();
    let error = endpoints.get(id(), id()).await.unwrap_err();
    use signalwire_fabric::subscriber_sip_endpoints::GetSubscriberSipEndpointError as Documented;
    assert!(
        matches!(error.documented(), Some(Documented::NotFound(body)) if body.error.as_str() == "Not Found"),
        "{error:?}"
    );
}
