//! watsonx Orchestrate: three states of each member of a PATCH, and the 422 of FastAPI.

use jackfield::watsonx_orchestrate::Client;
use jackfield::watsonx_orchestrate::phone_channels::UpdatePhoneChannelError;
use jackfield::watsonx_orchestrate::types::{
    AttachedEnvironment, CreatePhoneNumber, CustomInviteHeader, PhoneChannelPatch, PhoneSecurity,
    ServiceProvider,
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
        .attached_environments(vec![AttachedEnvironment::new(id(), id()).agent_name("a")])
        .custom_invite_headers(vec![CustomInviteHeader {
            name: "X-Id".to_owned(),
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
    assert_eq!(channel.name, jackfield::Field::Null);
}
