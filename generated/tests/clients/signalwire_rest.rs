//! SignalWire's Relay REST: a PUT that is a partial update, empty lists, page links.

use futures_util::TryStreamExt;
use jackfield_telephony::signalwire_rest::types::{CallHandler, UpdateSipEndpointRequest};
use jackfield_telephony::signalwire_rest::{
    Client, sip_endpoints::CreateSipEndpointError, types::CreateSipEndpointRequest,
    types::CreateSipEndpointRequestRequired,
};
use serde_json::{Value, json};

use crate::server::{Reply, Server};
use crate::values::{SIP_ENDPOINT, id};

fn client(server: &Server) -> Client {
    Client::builder()
        .base_url(&server.origin)
        .basic("project", "token")
        .build()
        .unwrap()
}

/// A server with one endpoint whose project uses the codec `PCMU`: an empty list goes back to that.
async fn project() -> Server {
    let mut endpoint: Value = serde_json::from_str(SIP_ENDPOINT).unwrap();
    Server::start(move |request| {
        if request.method == "PUT" {
            for (name, value) in request.json().as_object().unwrap() {
                let reset = name == "codecs" && value == &json!([]);
                endpoint[name] = if reset {
                    json!(["PCMU"])
                } else {
                    value.clone()
                };
            }
        }
        Reply::json(200, endpoint.to_string())
    })
    .await
}

#[tokio::test]
async fn an_empty_list_resets_and_an_absent_one_stays() {
    let server = project().await;
    let client = client(&server);
    let stays = client
        .sip_endpoints()
        .update(id(), &UpdateSipEndpointRequest::new().username("r2d2"))
        .await
        .unwrap();
    assert_eq!(
        (stays.username.as_str(), stays.codecs.as_slice()),
        ("r2d2", &["OPUS".to_owned()][..])
    );
    let reset = UpdateSipEndpointRequest::new()
        .ciphers(vec![])
        .codecs(vec![]);
    let reset = client.sip_endpoints().update(id(), &reset).await.unwrap();
    assert_eq!(
        (reset.ciphers.len(), reset.codecs.as_slice()),
        (0, &["PCMU".to_owned()][..])
    );
    let bodies: Vec<String> = server
        .requests()
        .into_iter()
        .map(|request| request.body)
        .collect();
    assert_eq!(
        bodies,
        [r#"{"username":"r2d2"}"#, r#"{"ciphers":[],"codecs":[]}"#]
    );
}

#[tokio::test]
async fn both_documented_successes_decode() {
    for status in [200, 201] {
        let server = Server::answering(vec![Reply::json(status, SIP_ENDPOINT)]).await;
        let request = UpdateSipEndpointRequest::new().password("s3cret");
        let response = client(&server)
            .sip_endpoints()
            .update(id(), &request)
            .response()
            .await
            .unwrap();
        assert_eq!(
            (response.status, response.value.username.as_str()),
            (status, "c3p0")
        );
        assert_eq!(server.request().body, r#"{"password":"s3cret"}"#);
    }
}

#[tokio::test]
async fn an_unknown_handler_survives_a_read_and_a_write() {
    let text = SIP_ENDPOINT.replace("laml_webhooks", "hologram");
    let server = Server::answering(vec![Reply::json(200, &text)]).await;
    let client = client(&server);
    let endpoint = client.sip_endpoints().retrieve(id()).await.unwrap();
    let handler = endpoint.call_handler.clone().unwrap();
    assert_eq!(handler, CallHandler::Unknown("hologram".to_owned()));
    client
        .sip_endpoints()
        .update(id(), &UpdateSipEndpointRequest::new().call_handler(handler))
        .await
        .unwrap();
    assert_eq!(server.requests()[1].body, r#"{"call_handler":"hologram"}"#);
    let known: jackfield_telephony::signalwire_rest::types::SipEndpoint =
        serde_json::from_str(SIP_ENDPOINT).unwrap();
    assert_eq!(known.call_handler, Some(CallHandler::LamlWebhooks));
}

/// Three pages of one endpoint each; `host` is where the links lead.
async fn pages(host: Option<String>) -> Server {
    let origin = std::sync::Arc::new(std::sync::OnceLock::<String>::new());
    let links_to = std::sync::Arc::clone(&origin);
    let server = Server::start(move |request| {
        let page = match request.target.as_str() {
            "/endpoints/sip?page_size=1" => 0,
            "/endpoints/sip?page_number=1&page_size=1&page_token=PA1" => 1,
            "/endpoints/sip?page_number=2&page_size=1&page_token=PA2" => 2,
            other => panic!("{other}"),
        };
        let host = host.as_deref().unwrap_or(links_to.get().unwrap());
        let link = |number: usize| {
            format!("{host}/endpoints/sip?page_number={number}&page_size=1&page_token=PA{number}")
        };
        let mut links = json!({"self": link(page), "first": link(0)});
        if page < 2 {
            links["next"] = json!(link(page + 1));
        }
        let mut endpoint: Value = serde_json::from_str(SIP_ENDPOINT).unwrap();
        endpoint["username"] = json!(format!("user-{page}"));
        Reply::json(200, json!({"links": links, "data": [endpoint]}).to_string())
    })
    .await;
    origin.set(server.origin.clone()).unwrap();
    server
}

#[tokio::test]
async fn three_pages_are_one_stream() {
    let server = pages(None).await;
    let items = client(&server).sip_endpoints().list().page_size(1).items();
    let names: Vec<String> = items
        .map_ok(|endpoint| endpoint.username)
        .try_collect()
        .await
        .unwrap();
    assert_eq!(names, ["user-0", "user-1", "user-2"]);
    assert!(
        server
            .requests()
            .iter()
            .all(|request| request.header("authorization") == "Basic cHJvamVjdDp0b2tlbg==")
    );
}

#[tokio::test]
async fn a_page_knows_its_own_address() {
    let server = pages(None).await;
    let page = client(&server)
        .sip_endpoints()
        .list()
        .page_size(1)
        .await
        .unwrap();
    assert!(
        page.links
            .self_
            .ends_with("/endpoints/sip?page_number=0&page_size=1&page_token=PA0")
    );
    assert!(page.links.prev.is_none());
}

#[tokio::test]
async fn a_link_to_another_origin_gets_no_credentials() {
    let elsewhere = pages(None).await;
    let server = pages(Some(elsewhere.origin.clone())).await;
    let items = client(&server).sip_endpoints().list().page_size(1).items();
    let names: Vec<String> = items
        .map_ok(|endpoint| endpoint.username)
        .try_collect()
        .await
        .unwrap();
    assert_eq!(names, ["user-0", "user-1", "user-2"]);
    assert_eq!(
        server.request().header("authorization"),
        "Basic cHJvamVjdDp0b2tlbg=="
    );
    assert_eq!(elsewhere.requests().len(), 2);
    assert!(
        elsewhere
            .requests()
            .iter()
            .all(|request| request.header("authorization").is_empty())
    );
}

#[tokio::test]
async fn a_request_that_is_not_valid() {
    let body = r#"{"errors":[{"detail":"username is taken","status":"422","title":"Taken","code":"taken"}]}"#;
    let server = Server::answering(vec![Reply::json(422, body)]).await;
    let request = CreateSipEndpointRequest::new(CreateSipEndpointRequestRequired {
        username: "c3p0".into(),
        password: "oh dear".into(),
    });
    let error = client(&server)
        .sip_endpoints()
        .create(&request)
        .await
        .unwrap_err();
    match error.documented() {
        Some(CreateSipEndpointError::UnprocessableEntity(body)) => {
            assert_eq!(body.errors[0].detail, "username is taken");
        }
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn the_space_is_part_of_the_address() {
    let client = Client::builder()
        .space_name("my-space")
        .basic("project", "token")
        .build()
        .unwrap();
    assert!(
        format!("{client:?}").contains("https://my-space.signalwire.com/api/relay/rest"),
        "{client:?}"
    );
    assert!(
        Client::builder()
            .space_name("evil.example/")
            .build()
            .is_err()
    );
}
