//! Every operation of every API, called once: what goes over the wire is what the documentation says.

use jackfield_telephony::{
    carrierx, signalwire_fabric as fabric, signalwire_rest as rest, watsonx_orchestrate as watsonx,
};
use serde_json::json;

use crate::server::{Reply, Server};
use crate::values::{ENDPOINT, RESOURCE, SIP_ENDPOINT, SUBSCRIBER_ENDPOINT, id};

/// Calls an operation on a server with one answer, and compares the request and its credentials.
macro_rules! sends {
    ($client:expr, $auth:expr, $reply:expr, |$api:ident| $call:expr, $expected:expr) => {{
        let server = Server::answering(vec![$reply]).await;
        let $api = $client.base_url(&server.origin).build().unwrap();
        $call.await.unwrap();
        let request = server.request();
        assert_eq!(request.line(), $expected);
        assert_eq!(request.header("authorization"), $auth);
        let has_body = !request.body.is_empty();
        assert_eq!(
            request.header("content-type"),
            if has_body { "application/json" } else { "" }
        );
    }};
}

#[tokio::test]
async fn carrierx_endpoints() {
    let client = || carrierx::Client::builder().bearer("5ebc03d6");
    let one = || Reply::json(200, ENDPOINT);
    let auth = "Bearer 5ebc03d6";
    let page = format!(
        r#"{{"count":1,"has_more":false,"items":[{ENDPOINT}],"limit":10,"offset":0,"pagination":{{}},"total":1}}"#
    );
    sends!(
        client(),
        auth,
        Reply::json(200, &page),
        |api| api
            .endpoints()
            .list()
            .with_related(true)
            .limit(10)
            .offset(20)
            .order("name desc")
            .filter(r#"addresses.ip eq "1.1.2.13""#),
        "GET /endpoints?with_related=true&limit=10&offset=20&order=name%20desc&filter=addresses.ip%20eq%20%221.1.2.13%22"
    );
    sends!(
        client(),
        auth,
        one(),
        |api| api.endpoints().get("00bf8b25-1e20-4f80-8529-8448df32d71a"),
        "GET /endpoints/00bf8b25-1e20-4f80-8529-8448df32d71a"
    );
    sends!(
        client(),
        auth,
        Reply::json(201, ENDPOINT),
        |api| api
            .endpoints()
            .create(&carrierx::types::EndpointCreate::new(
                carrierx::types::EndpointType::Voicemail
            )),
        r#"POST /endpoints {"type":"voicemail"}"#
    );
    sends!(
        client(),
        auth,
        one(),
        |api| api.endpoints().update(
            "00bf8b25-1e20-4f80-8529-8448df32d71a",
            &carrierx::types::EndpointPatch::new().name("my_third_party_ep"),
        ),
        r#"PATCH /endpoints/00bf8b25-1e20-4f80-8529-8448df32d71a {"name":"my_third_party_ep"}"#
    );
    let endpoint: carrierx::types::Endpoint = serde_json::from_str(ENDPOINT).unwrap();
    sends!(
        client(),
        auth,
        one(),
        |api| api
            .endpoints()
            .replace("sid", &endpoint)
            .nested_objects(carrierx::types::NestedObjects::Replace),
        format!("PUT /endpoints/sid?nested_objects=replace {ENDPOINT}")
    );
    sends!(
        client(),
        auth,
        Reply::empty(204),
        |api| api.endpoints().delete("sid"),
        "DELETE /endpoints/sid"
    );
}

/// `project:token` in base64.
const BASIC: &str = "Basic cHJvamVjdDp0b2tlbg==";

#[tokio::test]
async fn relay_rest() {
    let client = || rest::Client::builder().basic("project", "token");
    let one = || Reply::json(200, SIP_ENDPOINT);
    let page = format!(r#"{{"links":{{"self":"/a","first":"/b"}},"data":[{SIP_ENDPOINT}]}}"#);
    sends!(
        client(),
        BASIC,
        Reply::json(200, &page),
        |api| api
            .sip_endpoints()
            .list()
            .filter_username("c3")
            .filter_caller_id("R 2")
            .page_number(1)
            .page_size(50)
            .page_token("PA7f"),
        "GET /endpoints/sip?filter_username=c3&filter_caller_id=R%202&page_number=1&page_size=50&page_token=PA7f"
    );
    sends!(
        client(),
        BASIC,
        Reply::json(201, SIP_ENDPOINT),
        |api| api
            .sip_endpoints()
            .create(&rest::types::CreateSipEndpointRequest::new(
                rest::types::CreateSipEndpointRequestRequired {
                    username: "c3p0".into(),
                    password: "oh dear".into(),
                }
            )),
        r#"POST /endpoints/sip {"username":"c3p0","password":"oh dear"}"#
    );
    sends!(
        client(),
        BASIC,
        one(),
        |api| api.sip_endpoints().retrieve(id()),
        "GET /endpoints/sip/3c90c3cc-0d44-4b50-8888-8dd25736052a"
    );
    sends!(
        client(),
        BASIC,
        one(),
        |api| api.sip_endpoints().update(
            id(),
            &rest::types::UpdateSipEndpointRequest::new().caller_id("C3")
        ),
        r#"PUT /endpoints/sip/3c90c3cc-0d44-4b50-8888-8dd25736052a {"caller_id":"C3"}"#
    );
    sends!(
        client(),
        BASIC,
        Reply::empty(204),
        |api| api.sip_endpoints().delete(id()),
        "DELETE /endpoints/sip/3c90c3cc-0d44-4b50-8888-8dd25736052a"
    );
    let profile = r#"{"domain":"a.sip.signalwire.com","domain_identifier":"a","default_codecs":[],"default_ciphers":[],"default_encryption":"optional","default_send_as":"random"}"#;
    sends!(
        client(),
        BASIC,
        Reply::json(200, profile),
        |api| api.sip_profile().retrieve(),
        "GET /sip_profile"
    );
    sends!(
        client(),
        BASIC,
        Reply::json(201, profile),
        |api| api
            .sip_profile()
            .update(&rest::types::UpdateSipProfileRequest::new().default_send_as(None)),
        r#"PUT /sip_profile {"default_send_as":null}"#
    );
}

#[tokio::test]
async fn fabric_sip_endpoints() {
    let client = || fabric::Client::builder().basic("project", "token");
    let one = || Reply::json(200, RESOURCE);
    let links = r#""links":{"self":"https://a.example/a","first":"https://a.example/b"}"#;
    sends!(
        client(),
        BASIC,
        Reply::json(200, format!(r#"{{"data":[{RESOURCE}],{links}}}"#)),
        |api| api.sip_endpoints().list(),
        "GET /resources/sip_endpoints"
    );
    sends!(
        client(),
        BASIC,
        one(),
        |api| api
            .sip_endpoints()
            .create(&fabric::types::SipEndpointCreateRequest {
                id: id(),
                username: "c3p0".to_owned(),
                caller_id: "C3".to_owned(),
                send_as: "3po".to_owned(),
                ciphers: vec![fabric::types::Cipher::AeadAes256Gcm8],
                codecs: vec![],
                encryption: fabric::types::Encryption::Required,
                call_handler: fabric::types::CallHandler::BlockPstn,
                calling_handler_resource_id: None,
            }),
        r#"POST /resources/sip_endpoints {"id":"3c90c3cc-0d44-4b50-8888-8dd25736052a","username":"c3p0","caller_id":"C3","send_as":"3po","ciphers":["AEAD_AES_256_GCM_8"],"codecs":[],"encryption":"required","call_handler":"block-pstn","calling_handler_resource_id":null}"#
    );
    sends!(
        client(),
        BASIC,
        one(),
        |api| api.sip_endpoints().get(id()),
        "GET /resources/sip_endpoints/3c90c3cc-0d44-4b50-8888-8dd25736052a"
    );
    sends!(
        client(),
        BASIC,
        one(),
        |api| api.sip_endpoints().update(
            id(),
            &fabric::types::SipEndpointUpdateRequest::new(None).caller_id("R2")
        ),
        r#"PUT /resources/sip_endpoints/3c90c3cc-0d44-4b50-8888-8dd25736052a {"caller_id":"R2","calling_handler_resource_id":null}"#
    );
    sends!(
        client(),
        BASIC,
        Reply::empty(204),
        |api| api.sip_endpoints().delete(id()),
        "DELETE /resources/sip_endpoints/3c90c3cc-0d44-4b50-8888-8dd25736052a"
    );
    let address = r#"{"id":"3c90c3cc-0d44-4b50-8888-8dd25736052a","name":"a","display_name":"A","cover_url":"","preview_url":"","locked":false,"channels":{"audio":"/private/a?channel=audio"},"created_at":"2026-03-01T12:00:00Z","type":"call"}"#;
    sends!(
        client(),
        BASIC,
        Reply::json(200, format!(r#"{{"data":[{address}],{links}}}"#)),
        |api| api.sip_endpoints().list_addresses(id()),
        "GET /resources/sip_endpoints/3c90c3cc-0d44-4b50-8888-8dd25736052a/addresses"
    );
    let assigned = r#"{"id":"3c90c3cc-0d44-4b50-8888-8dd25736052a","name":"a","type":"call","cover_url":null,"preview_url":null,"channels":{"video":"/v"}}"#;
    sends!(
        client(),
        BASIC,
        Reply::json(200, assigned),
        |api| api.sip_endpoints().assign_resource(
            id(),
            &fabric::types::AssignSipEndpointRequest {
                sip_endpoint_id: id()
            }
        ),
        r#"POST /resources/3c90c3cc-0d44-4b50-8888-8dd25736052a/sip_endpoints {"sip_endpoint_id":"3c90c3cc-0d44-4b50-8888-8dd25736052a"}"#
    );
}

#[tokio::test]
async fn fabric_subscriber_sip_endpoints() {
    let client = || fabric::Client::builder().basic("project", "token");
    let one = |status| Reply::json(status, SUBSCRIBER_ENDPOINT);
    let page = format!(
        r#"{{"data":[{SUBSCRIBER_ENDPOINT}],"links":{{"self":"https://a.example/a","first":"https://a.example/b"}}}}"#
    );
    sends!(
        client(),
        BASIC,
        Reply::json(200, &page),
        |api| api.subscriber_sip_endpoints().list(id()),
        "GET /resources/subscribers/3c90c3cc-0d44-4b50-8888-8dd25736052a/sip_endpoints"
    );
    sends!(
        client(),
        BASIC,
        one(201),
        |api| api.subscriber_sip_endpoints().create(
            id(),
            &fabric::types::SubscriberSipEndpointCreateRequest::new(
                fabric::types::SubscriberSipEndpointCreateRequestRequired {
                    username: "c3p0".into(),
                    password: "oh dear".into(),
                }
            )
        ),
        r#"POST /resources/subscribers/3c90c3cc-0d44-4b50-8888-8dd25736052a/sip_endpoints {"username":"c3p0","password":"oh dear"}"#
    );
    sends!(
        client(),
        BASIC,
        one(200),
        |api| api.subscriber_sip_endpoints().get(id(), uuid::Uuid::nil()),
        "GET /resources/subscribers/3c90c3cc-0d44-4b50-8888-8dd25736052a/sip_endpoints/00000000-0000-0000-0000-000000000000"
    );
    sends!(
        client(),
        BASIC,
        one(200),
        |api| api.subscriber_sip_endpoints().update(
            id(),
            uuid::Uuid::nil(),
            &fabric::types::SubscriberSipEndpointUpdateRequest::new()
                .codecs(vec![fabric::types::Codec::Opus48000h20i]),
        ),
        r#"PATCH /resources/subscribers/3c90c3cc-0d44-4b50-8888-8dd25736052a/sip_endpoints/00000000-0000-0000-0000-000000000000 {"codecs":["OPUS@48000H@20I"]}"#
    );
    sends!(
        client(),
        BASIC,
        Reply::empty(204),
        |api| api
            .subscriber_sip_endpoints()
            .delete(id(), uuid::Uuid::nil()),
        "DELETE /resources/subscribers/3c90c3cc-0d44-4b50-8888-8dd25736052a/sip_endpoints/00000000-0000-0000-0000-000000000000"
    );
}

#[tokio::test]
async fn watsonx_phone_channels() {
    use watsonx::types::{CreatePhoneNumber, PhoneChannelCreate, PhoneChannelPatch, PhoneSecurity};
    let client = || watsonx::Client::builder().bearer("t0ken");
    let any = || Reply::json(200, "null");
    let auth = "Bearer t0ken";
    let channel = r#"{"id":"3c90c3cc-0d44-4b50-8888-8dd25736052a","name":"Desk"}"#;
    sends!(
        client(),
        auth,
        Reply::json(200, format!(r#"{{"phones":[{channel}]}}"#)),
        |api| api.phone_channels().list(),
        "GET /v1/channels/phone"
    );
    sends!(
        client(),
        auth,
        any(),
        |api| api.phone_channels().create(&PhoneChannelCreate::new(
            "Desk",
            PhoneSecurity::new().api_key("k")
        )),
        r#"POST /v1/channels/phone {"name":"Desk","security":{"api_key":"k"}}"#
    );
    sends!(
        client(),
        auth,
        Reply::json(200, channel),
        |api| api.phone_channels().get(id()),
        "GET /v1/channels/phone/3c90c3cc-0d44-4b50-8888-8dd25736052a"
    );
    sends!(
        client(),
        auth,
        any(),
        |api| api
            .phone_channels()
            .update(id(), &PhoneChannelPatch::new().name("Desk"))
            .append(true),
        r#"PATCH /v1/channels/phone/3c90c3cc-0d44-4b50-8888-8dd25736052a?append=true {"name":"Desk"}"#
    );
    sends!(
        client(),
        auth,
        Reply::empty(204),
        |api| api.phone_channels().delete(id()),
        "DELETE /v1/channels/phone/3c90c3cc-0d44-4b50-8888-8dd25736052a"
    );
    sends!(
        client(),
        auth,
        Reply::json(200, json!({"anything": [1, 2]}).to_string()),
        |api| api.phone_channels().list_phone_numbers(id()),
        "GET /v1/channels/phone/3c90c3cc-0d44-4b50-8888-8dd25736052a/numbers"
    );
    sends!(
        client(),
        auth,
        any(),
        |api| api
            .phone_channels()
            .add_phone_numbers(id(), &CreatePhoneNumber::new("+15551234567")),
        r#"POST /v1/channels/phone/3c90c3cc-0d44-4b50-8888-8dd25736052a/numbers {"phone_number":"+15551234567"}"#
    );
    sends!(
        client(),
        auth,
        any(),
        |api| api.phone_channels().update_phone_number(
            id(),
            "+15551234567",
            &CreatePhoneNumber::new("+15551234567").description(None)
        ),
        r#"PATCH /v1/channels/phone/3c90c3cc-0d44-4b50-8888-8dd25736052a/numbers/%2B15551234567 {"phone_number":"+15551234567","description":null}"#
    );
    sends!(
        client(),
        auth,
        Reply::empty(200),
        |api| api
            .phone_channels()
            .delete_phone_number(id(), "+15551234567"),
        "DELETE /v1/channels/phone/3c90c3cc-0d44-4b50-8888-8dd25736052a/numbers/%2B15551234567"
    );
    sends!(
        client(),
        auth,
        any(),
        |api| api
            .phone_channels()
            .get_by_number("+15551234567")
            .x_watson_origin("voice"),
        "GET /v1/internal/channels/phone?number=%2B15551234567"
    );
}
