//! SignalWire's Relay REST: every member of a request, every documented error, and a space that keeps state.

use jackfield_telephony::RetryPolicy;
use jackfield_telephony::signalwire_rest::Client;
use jackfield_telephony::signalwire_rest::sip_endpoints::{
    DeleteSipEndpointError, RetrieveSipEndpointError,
};
use jackfield_telephony::signalwire_rest::types::{
    CallHandler, CallbackMethod, CreateSipEndpointRequest, CreateSipEndpointRequestRequired,
    Encryption, ProfileEncryption, SipEndpoint, UpdateSipEndpointRequest, UpdateSipProfileRequest,
};
use serde_json::{Value, json};

use crate::server::{Reply, Request, Server};
use crate::values::{SIP_ENDPOINT, id};

fn client(server: &Server) -> Client {
    Client::builder()
        .base_url(&server.origin)
        .basic("project", "token")
        .retry(RetryPolicy::none())
        .build()
        .unwrap()
}

#[tokio::test]
async fn every_member_of_an_update_has_its_name() {
    let server = Server::answering(vec![Reply::json(200, SIP_ENDPOINT)]).await;
    let update = UpdateSipEndpointRequest::new()
        .username("c3p0")
        .password("hunter2")
        .caller_id("C-3PO")
        .send_as("+15551234567")
        .ciphers(vec!["AES_CM_128_HMAC_SHA1_80".to_owned()])
        .codecs(vec!["OPUS".to_owned(), "G722".to_owned()])
        .encryption(Encryption::Default)
        .call_handler(CallHandler::AiAgent)
        .call_request_url("https://a.example/1")
        .call_request_method(CallbackMethod::Get)
        .call_fallback_url("https://a.example/2")
        .call_fallback_method(CallbackMethod::Post)
        .call_status_callback_url("https://a.example/3")
        .call_status_callback_method(CallbackMethod::Get)
        .call_laml_application_id("laml")
        .call_dialogflow_agent_id("dialogflow")
        .call_relay_topic("topic")
        .call_relay_topic_status_callback_url("https://a.example/4")
        .call_relay_context("context")
        .call_relay_context_status_callback_url("https://a.example/5")
        .call_relay_application("application")
        .call_video_room_id(id())
        .call_flow_id(id())
        .call_flow_version("working_copy")
        .call_ai_agent_id(id())
        .call_relay_script_url("https://a.example/6");
    client(&server)
        .sip_endpoints()
        .update(id(), &update)
        .await
        .unwrap();
    assert_eq!(
        server.request().body,
        r#"{"username":"c3p0","password":"hunter2","caller_id":"C-3PO","send_as":"+15551234567","ciphers":["AES_CM_128_HMAC_SHA1_80"],"codecs":["OPUS","G722"],"encryption":"default","call_handler":"ai_agent","call_request_url":"https://a.example/1","call_request_method":"GET","call_fallback_url":"https://a.example/2","call_fallback_method":"POST","call_status_callback_url":"https://a.example/3","call_status_callback_method":"GET","call_laml_application_id":"laml","call_dialogflow_agent_id":"dialogflow","call_relay_topic":"topic","call_relay_topic_status_callback_url":"https://a.example/4","call_relay_context":"context","call_relay_context_status_callback_url":"https://a.example/5","call_relay_application":"application","call_video_room_id":"3c90c3cc-0d44-4b50-8888-8dd25736052a","call_flow_id":"3c90c3cc-0d44-4b50-8888-8dd25736052a","call_flow_version":"working_copy","call_ai_agent_id":"3c90c3cc-0d44-4b50-8888-8dd25736052a","call_relay_script_url":"https://a.example/6"}"#
    );
}

#[test]
fn every_handler_has_its_name() {
    let expected = [
        (CallHandler::RelayContext, "relay_context"),
        (CallHandler::RelayTopic, "relay_topic"),
        (CallHandler::RelayApplication, "relay_application"),
        (CallHandler::RelayConnector, "relay_connector"),
        (CallHandler::RelayScript, "relay_script"),
        (CallHandler::LamlWebhooks, "laml_webhooks"),
        (CallHandler::LamlApplication, "laml_application"),
        (CallHandler::Dialogflow, "dialogflow"),
        (CallHandler::VideoRoom, "video_room"),
        (CallHandler::CallFlow, "call_flow"),
        (CallHandler::AiAgent, "ai_agent"),
    ];
    for (handler, text) in expected {
        assert_eq!(handler.as_str(), text);
        assert_eq!(CallHandler::from(text), handler);
    }
}

/// What a document requires must be there; what it allows to be null may be absent as well, and is null then.
#[test]
fn every_documented_member_that_is_not_null_must_be_there() {
    let whole: Value = serde_json::from_str(SIP_ENDPOINT).unwrap();
    let names: Vec<String> = whole.as_object().unwrap().keys().cloned().collect();
    assert_eq!(names.len(), 25);
    let mut nullable = 0;
    for name in names {
        let mut part = whole.clone();
        part.as_object_mut().unwrap().remove(&name);
        match serde_json::from_value::<SipEndpoint>(part) {
            Ok(read) => {
                let written = serde_json::to_value(&read).unwrap();
                assert!(written[&name].is_null(), "{name}");
                nullable += 1;
            }
            Err(error) => assert!(error.to_string().contains(&name), "{name}: {error}"),
        }
    }
    assert!((1..25).contains(&nullable), "{nullable}");
    let read: SipEndpoint = serde_json::from_str(SIP_ENDPOINT).unwrap();
    assert_eq!(serde_json::to_string(&read).unwrap(), SIP_ENDPOINT);
}

#[tokio::test]
async fn every_documented_error_is_typed() {
    use RetrieveSipEndpointError as Read;
    let server = Server::answering(vec![
        Reply::json(401, r#"{"error":"Unauthorized"}"#),
        Reply::json(404, r#"{"error":"Not Found"}"#),
        Reply::json(500, r#"{"error":"Internal Server Error"}"#),
        Reply::json(400, r#"{"error":"Bad Request"}"#),
        Reply::json(401, r#"{"error":"Token revoked"}"#),
    ])
    .await;
    let client = client(&server);
    let endpoints = client.sip_endpoints();
    for status in [401, 404, 500] {
        let error = endpoints.retrieve(id()).await.unwrap_err();
        assert_eq!(error.status(), Some(status));
        let text = match error.documented() {
            Some(Read::Unauthorized(body)) => body.error.as_str(),
            Some(Read::NotFound(body)) => body.error.as_str(),
            Some(Read::InternalServerError(body)) => body.error.as_str(),
            other => panic!("{other:?}"),
        };
        let body = format!(r#"{{"error":"{text}"}}"#);
        assert_eq!(error.body().unwrap().as_ref(), body.as_bytes());
    }
    let error = endpoints.delete(id()).await.unwrap_err();
    assert!(matches!(
        error.documented(),
        Some(DeleteSipEndpointError::BadRequest(_))
    ));
    // A reason that is not documented is kept as any value of an enum is.
    let error = endpoints.delete(id()).await.unwrap_err();
    assert!(
        matches!(error.documented(), Some(DeleteSipEndpointError::Unauthorized(body)) if body.error.as_str() == "Token revoked"),
        "{error:?}"
    );
}

/// A space with its endpoints and its profile.
struct Space {
    endpoints: Vec<Value>,
    profile: Value,
}

impl Space {
    fn new() -> Self {
        Self {
            endpoints: Vec::new(),
            profile: json!({
                "domain": "a.sip.signalwire.com",
                "domain_identifier": "a",
                "default_codecs": ["PCMU"],
                "default_ciphers": [],
                "default_encryption": "optional",
                "default_send_as": "+1555",
            }),
        }
    }

    fn answer(&mut self, request: &Request) -> Reply {
        if request.header("authorization") != "Basic cHJvamVjdDp0b2tlbg==" {
            return Reply::json(401, r#"{"error":"Unauthorized"}"#);
        }
        match (request.method.as_str(), request.target.as_str()) {
            ("GET", "/sip_profile") => Reply::json(200, self.profile.to_string()),
            ("PUT", "/sip_profile") => {
                change(&mut self.profile, request);
                Reply::json(201, self.profile.to_string())
            }
            ("POST", "/endpoints/sip") => self.create(request),
            (method, target) => {
                let id = target.strip_prefix("/endpoints/sip/").unwrap();
                let Some(at) = self.endpoints.iter().position(|known| known["id"] == id) else {
                    return Reply::json(404, r#"{"error":"Not Found"}"#);
                };
                if method == "DELETE" {
                    self.endpoints.remove(at);
                    return Reply::empty(204);
                }
                if method == "PUT" {
                    change(&mut self.endpoints[at], request);
                }
                Reply::json(200, self.endpoints[at].to_string())
            }
        }
    }

    fn create(&mut self, request: &Request) -> Reply {
        let mut created: Value = serde_json::from_str(SIP_ENDPOINT).unwrap();
        change(&mut created, request);
        let name = &created["username"];
        if self
            .endpoints
            .iter()
            .any(|known| &known["username"] == name)
        {
            return Reply::json(
                422,
                r#"{"errors":[{"detail":"taken","status":"422","title":"Taken","code":"taken"}]}"#,
            );
        }
        let text = created.to_string();
        self.endpoints.push(created);
        Reply::json(201, text)
    }
}

/// What a request names changes; a password is never shown.
fn change(value: &mut Value, request: &Request) {
    for (name, new) in request.json().as_object().unwrap() {
        if name != "password" {
            value[name] = new.clone();
        }
    }
}

#[tokio::test]
async fn an_endpoint_lives_and_dies() {
    let mut space = Space::new();
    let server = Server::start(move |request| space.answer(request)).await;
    let client = client(&server);
    let endpoints = client.sip_endpoints();
    let create = CreateSipEndpointRequest::new(CreateSipEndpointRequestRequired {
        username: "r2d2".into(),
        password: "hunter2".into(),
    })
    .encryption(Encryption::Required);
    let created = endpoints.create(&create).response().await.unwrap();
    assert_eq!(created.status, 201);
    let again = endpoints.create(&create).await.unwrap_err();
    assert_eq!(again.status(), Some(422));
    let update = UpdateSipEndpointRequest::new().call_handler(CallHandler::CallFlow);
    endpoints.update(created.value.id, &update).await.unwrap();
    let read = endpoints.retrieve(created.value.id).await.unwrap();
    assert_eq!(
        (read.username.as_str(), read.encryption, read.call_handler),
        ("r2d2", Encryption::Required, Some(CallHandler::CallFlow))
    );
    endpoints.delete(created.value.id).await.unwrap();
    let gone = endpoints.retrieve(created.value.id).await.unwrap_err();
    assert!(matches!(
        gone.documented(),
        Some(RetrieveSipEndpointError::NotFound(_))
    ));
}

#[tokio::test]
async fn the_profile_keeps_what_is_not_named() {
    let mut space = Space::new();
    let server = Server::start(move |request| space.answer(request)).await;
    let client = client(&server);
    let profile = client.sip_profile();
    let update = UpdateSipProfileRequest::new()
        .default_encryption(ProfileEncryption::Required)
        .default_send_as(None);
    let updated = profile.update(&update).response().await.unwrap();
    assert_eq!(updated.status, 201);
    let read = profile.retrieve().await.unwrap();
    assert_eq!(read, updated.value);
    assert_eq!(
        (
            read.default_codecs,
            read.default_encryption,
            read.default_send_as
        ),
        (vec!["PCMU".to_owned()], ProfileEncryption::Required, None)
    );
    assert_eq!(
        server.requests()[0].body,
        r#"{"default_encryption":"required","default_send_as":null}"#
    );
}
