//! watsonx Orchestrate: three states of each member of a PATCH, and the 422 of FastAPI.

use std::collections::BTreeMap;

use jackfield_telephony::watsonx_orchestrate::Client;
use jackfield_telephony::watsonx_orchestrate::phone_channels::UpdatePhoneChannelError;
use jackfield_telephony::watsonx_orchestrate::types::{
    AttachedEnvironment, AttachedEnvironmentRequired, CallFailure, CreatePhoneNumber,
    CustomInviteHeader, PhoneChannelCreate, PhoneChannelPatch, PhoneErrorHandling, PhoneSecurity,
    ServiceProvider, TransferFailure, ValidationErrorLocItem,
};
use serde_json::{Value, json};

use crate::server::{Reply, Server};
use crate::values::{ID, id};

fn client(server: &Server) -> Client {
    Client::builder()
        .base_url(&server.origin)
        .bearer("t0ken")
        .build()
        .unwrap()
}

fn environment() -> AttachedEnvironment {
    AttachedEnvironment::new(AttachedEnvironmentRequired {
        agent_id: id(),
        environment_id: id(),
    })
}

/// Sends a patch and gives the body that arrived.
async fn sent(patch: PhoneChannelPatch) -> String {
    let server = Server::answering(vec![Reply::json(200, "{}")]).await;
    client(&server)
        .phone_channels()
        .update(id(), &patch)
        .await
        .unwrap();
    server.request().body
}

#[tokio::test]
async fn every_nullable_member_has_three_states() {
    let new = PhoneChannelPatch::new;
    assert_eq!(sent(new()).await, "{}");
    let nulls = new()
        .name(None)
        .description(None)
        .service_provider(None)
        .attached_environments(None)
        .custom_invite_headers(None)
        .put_caller_on_hold_on_transfer(None)
        .send_provisional_response(None)
        .phone_numbers(None);
    assert_eq!(
        sent(nulls).await,
        r#"{"name":null,"description":null,"service_provider":null,"attached_environments":null,"custom_invite_headers":null,"put_caller_on_hold_on_transfer":null,"send_provisional_response":null,"phone_numbers":null}"#
    );
    let values = new()
        .name("Desk")
        .description("")
        .service_provider(ServiceProvider::SipTrunk)
        .security(
            PhoneSecurity::new()
                .authentication(true)
                .username("u")
                .password("s3cret"),
        )
        .attached_environments(vec![environment().agent_name("a")])
        .custom_invite_headers(vec![CustomInviteHeader {
            name: "X-Id".to_owned(),
            additional_properties: BTreeMap::new(),
            as_received: Default::default(),
        }])
        .put_caller_on_hold_on_transfer(false)
        .send_provisional_response(true)
        .phone_numbers(vec![
            CreatePhoneNumber::new("+1555")
                .agent_id(id())
                .environment_id(None),
        ]);
    assert_eq!(
        sent(values).await,
        r#"{"name":"Desk","description":"","service_provider":"sip_trunk","security":{"authentication":true,"username":"u","password":"s3cret"},"attached_environments":[{"agent_id":"3c90c3cc-0d44-4b50-8888-8dd25736052a","environment_id":"3c90c3cc-0d44-4b50-8888-8dd25736052a","agent_name":"a"}],"custom_invite_headers":[{"name":"X-Id"}],"put_caller_on_hold_on_transfer":false,"send_provisional_response":true,"phone_numbers":[{"phone_number":"+1555","agent_id":"3c90c3cc-0d44-4b50-8888-8dd25736052a","environment_id":null}]}"#
    );
    let empty = new().attached_environments(vec![]).phone_numbers(vec![]);
    assert_eq!(
        sent(empty).await,
        r#"{"attached_environments":[],"phone_numbers":[]}"#
    );
}

#[tokio::test]
async fn appending_is_asked_for() {
    let server = Server::answering(vec![Reply::json(200, "null")]).await;
    let patch = PhoneChannelPatch::new().phone_numbers(vec![CreatePhoneNumber::new("+1555")]);
    client(&server)
        .phone_channels()
        .update(id(), &patch)
        .append(true)
        .await
        .unwrap();
    assert_eq!(
        server.request().target,
        format!("/v1/channels/phone/{ID}?append=true")
    );
}

#[tokio::test]
async fn places_are_texts_and_numbers() {
    let body = r#"{"detail":[{"loc":["body","phone_numbers",0,"phone_number"],"msg":"field required","type":"missing"}]}"#;
    let server = Server::answering(vec![Reply::json(422, body)]).await;
    let error = client(&server)
        .phone_channels()
        .update(id(), &PhoneChannelPatch::new())
        .await
        .unwrap_err();
    let Some(UpdatePhoneChannelError::UnprocessableEntity(problem)) = error.documented() else {
        panic!("{error:?}")
    };
    let detail = &problem.detail.as_ref().unwrap()[0];
    assert_eq!(
        json!(detail.loc),
        json!(["body", "phone_numbers", 0, "phone_number"])
    );
    assert_eq!(detail.msg, "field required");
    assert_eq!(
        detail.loc[0],
        ValidationErrorLocItem::String("body".to_owned())
    );
    assert_eq!(detail.loc[2], ValidationErrorLocItem::Integer(0));
    assert_eq!(error.body().unwrap().as_ref(), body.as_bytes());
}

#[tokio::test]
async fn a_success_without_a_schema_is_any_value() {
    for (body, expected) in [
        ("null", Value::Null),
        (r#"{"id":7}"#, json!({"id": 7})),
        ("[]", json!([])),
    ] {
        let server = Server::answering(vec![Reply::json(200, body)]).await;
        let value = client(&server)
            .phone_channels()
            .list_phone_numbers(id())
            .await
            .unwrap();
        assert_eq!(value, expected);
    }
}

#[tokio::test]
async fn members_without_a_published_schema_are_kept() {
    let text = format!(r#"{{"id":"{ID}","name":null,"ring_tone":"marimba"}}"#);
    let server = Server::answering(vec![Reply::json(200, &text)]).await;
    let channel = client(&server).phone_channels().get(id()).await.unwrap();
    assert_eq!(channel.additional_properties["ring_tone"], json!("marimba"));
    assert_eq!(channel.name, jackfield_telephony::Field::Null);
}

/// Each nullable member of a PATCH alone: null, then a value; what is not named is not there.
#[tokio::test]
async fn every_nullable_member_alone() {
    let new = PhoneChannelPatch::new;
    let headers = || {
        vec![CustomInviteHeader {
            name: "X-Id".to_owned(),
            additional_properties: BTreeMap::new(),
            as_received: Default::default(),
        }]
    };
    let environments = || vec![environment()];
    let cases = [
        (new().name(None), r#"{"name":null}"#),
        (new().name("Desk"), r#"{"name":"Desk"}"#),
        (new().description(None), r#"{"description":null}"#),
        (new().description("d"), r#"{"description":"d"}"#),
        (new().service_provider(None), r#"{"service_provider":null}"#),
        (
            new().service_provider(ServiceProvider::GenesysAudioConnector),
            r#"{"service_provider":"genesys_audio_connector"}"#,
        ),
        (
            new().attached_environments(None),
            r#"{"attached_environments":null}"#,
        ),
        (
            new().attached_environments(environments()),
            r#"{"attached_environments":[{"agent_id":"3c90c3cc-0d44-4b50-8888-8dd25736052a","environment_id":"3c90c3cc-0d44-4b50-8888-8dd25736052a"}]}"#,
        ),
        (
            new().custom_invite_headers(None),
            r#"{"custom_invite_headers":null}"#,
        ),
        (
            new().custom_invite_headers(headers()),
            r#"{"custom_invite_headers":[{"name":"X-Id"}]}"#,
        ),
        (
            new().put_caller_on_hold_on_transfer(None),
            r#"{"put_caller_on_hold_on_transfer":null}"#,
        ),
        (
            new().put_caller_on_hold_on_transfer(true),
            r#"{"put_caller_on_hold_on_transfer":true}"#,
        ),
        (
            new().send_provisional_response(None),
            r#"{"send_provisional_response":null}"#,
        ),
        (
            new().send_provisional_response(false),
            r#"{"send_provisional_response":false}"#,
        ),
        (new().phone_numbers(None), r#"{"phone_numbers":null}"#),
        (
            new().phone_numbers(vec![CreatePhoneNumber::new("+1555")]),
            r#"{"phone_numbers":[{"phone_number":"+1555"}]}"#,
        ),
    ];
    for (patch, expected) in cases {
        assert_eq!(sent(patch).await, expected);
    }
}

#[tokio::test]
async fn what_happens_when_something_fails() {
    let handling = PhoneErrorHandling::new()
        .fallback_sip_uri("sip:desk@a.example")
        .transfer_failure(
            TransferFailure::new()
                .reply_message("Sorry")
                .disconnect_call(false),
        )
        .call_failure(CallFailure::new().reply_message("Later"));
    assert_eq!(
        sent(PhoneChannelPatch::new().error_handling(handling)).await,
        r#"{"error_handling":{"fallback_sip_uri":"sip:desk@a.example","transfer_failure":{"reply_message":"Sorry","disconnect_call":false},"call_failure":{"reply_message":"Later"}}}"#
    );
    assert_eq!(
        sent(PhoneChannelPatch::new().error_handling(PhoneErrorHandling::new())).await,
        r#"{"error_handling":{}}"#
    );
}

#[tokio::test]
async fn a_new_channel_has_three_states_too() {
    let server = Server::answering(vec![Reply::json(201, "null")]).await;
    let client = client(&server);
    let new = || PhoneChannelCreate::new("Desk", PhoneSecurity::new());
    let nulls = new()
        .description(None)
        .custom_invite_headers(None)
        .put_caller_on_hold_on_transfer(None)
        .send_provisional_response(None);
    let values = new()
        .description("d")
        .service_provider(ServiceProvider::SipTrunk)
        .custom_invite_headers(vec![])
        .put_caller_on_hold_on_transfer(false)
        .send_provisional_response(false)
        .error_handling(PhoneErrorHandling::new());
    for channel in [new(), nulls, values] {
        client.phone_channels().create(&channel).await.unwrap();
    }
    let lines: Vec<String> = server
        .requests()
        .iter()
        .map(crate::server::Request::line)
        .collect();
    assert_eq!(
        lines,
        [
            r#"POST /v1/channels/phone {"name":"Desk","security":{}}"#,
            r#"POST /v1/channels/phone {"name":"Desk","security":{},"description":null,"custom_invite_headers":null,"put_caller_on_hold_on_transfer":null,"send_provisional_response":null}"#,
            r#"POST /v1/channels/phone {"name":"Desk","security":{},"description":"d","service_provider":"sip_trunk","custom_invite_headers":[],"put_caller_on_hold_on_transfer":false,"send_provisional_response":false,"error_handling":{}}"#,
        ]
    );
}

#[tokio::test]
async fn the_origin_is_a_header() {
    let server = Server::answering(vec![Reply::json(200, "null")]).await;
    let client = client(&server);
    let channels = client.phone_channels();
    channels.get_by_number("+1555").await.unwrap();
    channels
        .get_by_number("+1555")
        .x_watson_origin("voice")
        .await
        .unwrap();
    let requests = server.requests();
    let origin = |at: usize| {
        let mut all = requests[at].headers.iter();
        all.find(|(name, _)| name == "x-watson-origin")
            .map(|(_, value)| value.as_str())
    };
    assert_eq!((origin(0), origin(1)), (None, Some("voice")));
}

/// A server with one channel that has the number `+1555`; lists replace unless `append=true`.
async fn instance() -> Server {
    let mut channel = json!({
        "id": ID,
        "name": "Desk",
        "description": "first floor",
        "security": {"username": "u", "password": null, "password_is_set": true},
        "phone_numbers": [{"phone_number": "+1555"}],
    });
    Server::start(move |request| {
        let (path, query) = request
            .target
            .split_once('?')
            .unwrap_or((&request.target, ""));
        assert_eq!(path, format!("/v1/channels/phone/{ID}"));
        if request.method == "GET" {
            return Reply::json(200, channel.to_string());
        }
        assert_eq!(request.method, "PATCH");
        for (name, value) in request.json().as_object().unwrap() {
            match (value, channel[name].as_array_mut()) {
                (Value::Array(more), Some(list)) if query == "append=true" => {
                    list.extend(more.iter().cloned());
                }
                _ => channel[name] = value.clone(),
            }
        }
        Reply::json(200, "null")
    })
    .await
}

#[tokio::test]
async fn a_patch_changes_what_it_names() {
    let server = instance().await;
    let client = client(&server);
    let channels = client.phone_channels();
    let numbers =
        |number: &str| PhoneChannelPatch::new().phone_numbers(vec![CreatePhoneNumber::new(number)]);
    let appended = numbers("+1556").description(None);
    channels.update(id(), &appended).append(true).await.unwrap();
    let channel = channels.get(id()).await.unwrap();
    assert_eq!(
        channel.name,
        jackfield_telephony::Field::Value("Desk".to_owned())
    );
    assert_eq!(channel.description, jackfield_telephony::Field::Null);
    let security = channel.security.into_option().unwrap();
    assert_eq!(
        (security.password, security.password_is_set),
        (None, Some(true))
    );
    assert_eq!(channel.phone_numbers.into_option().unwrap().len(), 2);

    let replaced = numbers("+1557");
    channels
        .update(id(), &replaced)
        .append(false)
        .await
        .unwrap();
    let channel = channels.get(id()).await.unwrap();
    let left = channel.phone_numbers.into_option().unwrap();
    assert_eq!((left.len(), left[0].phone_number.as_str()), (1, "+1557"));
    assert!(server.requests()[2].target.ends_with("?append=false"));
}
