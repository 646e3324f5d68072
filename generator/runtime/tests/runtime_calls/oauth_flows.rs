//! The grants that need a user, or a token of one, from servers on real sockets.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use futures_util::future::join_all;

use crate::fake::{Fake, answer_of};
use crate::oauth::{Clock, authorizations, ok};
use crate::runtime::oauth::{
    AuthorizationCode, AuthorizationServer, DeviceFlow, Password, RefreshToken, Tokens,
};
use crate::runtime::{Credential, Error, ReqwestTransport, Secret, TokenError};
use crate::sample::Client;
use crate::socket::{Script, Server, reply};

const JSON: &str = "content-type: application/json\r\n";

/// An access token that lives an hour, with a refresh token.
fn tokens(access: &str, refresh: &str) -> Script {
    let body = format!(
        r#"{{"access_token":"{access}","token_type":"bearer","expires_in":3600,"refresh_token":"{refresh}"}}"#
    );
    reply(200, JSON, body)
}

fn error(code: &str) -> Script {
    reply(
        400,
        JSON,
        format!(r#"{{"error":"{code}","error_description":"hunter2"}}"#),
    )
}

fn client(api: &Server, credential: impl Into<Credential>, clock: &Arc<Clock>) -> Client {
    let builder = api.builder().transport(Arc::clone(clock));
    builder.credential("bearer", credential).build().unwrap()
}

fn forms(server: &Server) -> Vec<String> {
    let requests = server.requests();
    requests
        .iter()
        .map(|request| request.text().to_owned())
        .collect()
}

#[tokio::test]
async fn a_password_is_used_until_there_is_a_refresh_token() {
    let server = Server::start([
        tokens("a1", "r1"),
        tokens("a2", "r2"),
        error("invalid_grant"),
        tokens("a3", "r3"),
    ])
    .await;
    let api = Server::start([ok()]).await;
    let clock = Clock::new();
    let grant = Password::new(format!("{}/token", server.origin), "id", "ada", "hunter2&");
    let client = client(&api, grant.scopes(["read"]), &clock);
    for _ in 0..3 {
        for _ in 0..2 {
            client.endpoints().get("1").await.unwrap();
        }
        // It is renewed before it expires.
        clock.advance(3600 - 29);
    }
    assert_eq!(
        authorizations(&api),
        [
            "Bearer a1",
            "Bearer a1",
            "Bearer a2",
            "Bearer a2",
            "Bearer a3",
            "Bearer a3"
        ]
    );
    assert_eq!(
        forms(&server),
        [
            "grant_type=password&username=ada&password=hunter2%26&scope=read&client_id=id",
            "grant_type=refresh_token&refresh_token=r1&scope=read&client_id=id",
            "grant_type=refresh_token&refresh_token=r2&scope=read&client_id=id",
            "grant_type=password&username=ada&password=hunter2%26&scope=read&client_id=id",
        ]
    );
}

#[tokio::test]
async fn a_refresh_token_is_kept_by_the_program() {
    let server = Server::start([tokens("a1", "r2"), error("invalid_grant")]).await;
    let api = Server::start([ok()]).await;
    let kept = Arc::new(Mutex::new(Vec::new()));
    let told = Arc::clone(&kept);
    let grant = RefreshToken::new(format!("{}/token", server.origin), "id", "r1")
        .secret("s")
        .on_tokens(move |tokens: &Tokens| told.lock().unwrap().push(tokens.clone()));
    let clock = Clock::new();
    let client = client(&api, grant, &clock);
    let calls = join_all((0..9).map(|_| client.endpoints().get("1").send())).await;
    assert!(calls.into_iter().all(|call| call.is_ok()));
    clock.advance(4000);
    let failed = client.endpoints().get("1").await.unwrap_err();
    let why = TokenError::of(&failed).unwrap();
    assert_eq!(why.code(), Some("invalid_grant"));
    assert!(failed.is_credential() && !format!("{failed:?}").contains("hunter2"));
    // What the server does not know any more is not asked for again.
    let failed = client.endpoints().get("1").await.unwrap_err();
    assert_eq!(
        TokenError::of(&failed).unwrap().code(),
        Some("expired_token")
    );
    assert_eq!(
        forms(&server),
        [
            "grant_type=refresh_token&refresh_token=r1",
            "grant_type=refresh_token&refresh_token=r2"
        ]
    );
    let kept = kept.lock().unwrap();
    assert_eq!(kept.len(), 1);
    let refresh = kept[0].refresh_token.as_ref().map(Secret::expose);
    assert_eq!(refresh.map(String::as_str), Some("r2"));
    assert!(kept[0].expires_at.is_some() && !format!("{kept:?}").contains("r2"));
}

/// Tokens of an earlier run are used as long as they hold, and a refused one is renewed.
#[tokio::test]
async fn kept_tokens_are_used_first() {
    let server = Server::start([tokens("a2", "r2")]).await;
    let api = Server::start([ok(), reply(401, "", ""), ok()]).await;
    let mut kept = Tokens::new("a1");
    kept.refresh_token = Some("r1".into());
    let grant = RefreshToken::new(format!("{}/token", server.origin), "id", "").tokens(kept);
    let client = client(&api, grant, &Clock::new());
    for _ in 0..2 {
        client.endpoints().get("1").await.unwrap();
    }
    assert_eq!(
        authorizations(&api),
        ["Bearer a1", "Bearer a1", "Bearer a2"]
    );
}

#[tokio::test]
async fn a_device_waits_for_its_user() {
    let codes = r#"{"device_code":"hunter2","user_code":"AB-CD","verification_uri":"https://example.com/device",
        "expires_in":1800,"interval":2}"#;
    let pending = r#"{"error":"authorization_pending"}"#;
    let token = r#"{"access_token":"a1","token_type":"bearer","scope":"read"}"#;
    let fake = Fake::new([
        answer_of(200, codes),
        answer_of(400, pending),
        answer_of(400, r#"{"error":"slow_down"}"#),
        answer_of(400, pending),
        answer_of(200, token),
    ]);
    let flow = DeviceFlow::new(
        "https://example.com/codes",
        "https://example.com/token",
        "id",
    );
    let flow = flow.scopes(["read", "write"]);
    let device = flow.start(&*fake).await.unwrap();
    assert_eq!(device.user_code, "AB-CD");
    assert!(!format!("{device:?}").contains("hunter2"));
    let tokens = flow.wait(&*fake, &device).await.unwrap();
    assert_eq!(tokens.access_token.expose(), "a1");
    assert_eq!(tokens.scope.as_deref(), Some("read"));
    let pauses: Vec<u64> = fake.pauses().iter().map(Duration::as_secs).collect();
    assert_eq!(pauses, [2, 2, 7, 7]);
    assert_eq!(fake.body(0), "scope=read%20write&client_id=id");
    let asked = "grant_type=urn%3Aietf%3Aparams%3Aoauth%3Agrant-type%3Adevice_code&device_code=hunter2&client_id=id";
    assert_eq!(fake.body(4), asked);
    // The user says no.
    let fake = Fake::new([answer_of(400, r#"{"error":"access_denied"}"#)]);
    let refused = flow.wait(&*fake, &device).await.unwrap_err();
    assert_eq!(
        refused.to_string(),
        "the server gave no token (status 400 Bad Request, access_denied)"
    );
}

#[tokio::test]
async fn a_code_is_given_for_tokens() {
    let server = Server::start([tokens("a1", "r1"), tokens("a2", "r2")]).await;
    let transport = ReqwestTransport::new().unwrap();
    let flow = AuthorizationCode::new(
        format!("{}/authorize", server.origin),
        format!("{}/token", server.origin),
        "id",
    )
    .redirect_url("http://127.0.0.1/back");
    let authorization = flow.start().unwrap();
    let state = authorization.state.expose();
    for (came_back, code) in [
        ("http://127.0.0.1/back?code=c1&state=other".to_owned(), None),
        ("http://127.0.0.1/back?code=c1".to_owned(), None),
        (
            format!("?error=access_denied&state={state}"),
            Some("access_denied"),
        ),
        (format!("?state={state}"), None),
    ] {
        let refused = flow.finish(&transport, &authorization, &came_back).await;
        assert_eq!(refused.unwrap_err().code(), code, "{came_back}");
    }
    assert_eq!(server.requests().len(), 0);
    let came_back = format!("http://127.0.0.1/back?code=c%2F1&state={state}#_");
    let tokens = flow
        .finish(&transport, &authorization, &came_back)
        .await
        .unwrap();
    assert_eq!(tokens.access_token.expose(), "a1");
    let verifier = authorization.verifier.expose();
    assert_eq!(
        forms(&server),
        [format!(
            "grant_type=authorization_code&code=c%2F1&code_verifier={verifier}\
             &redirect_uri=http%3A%2F%2F127.0.0.1%2Fback&client_id=id"
        )]
    );
    // The tokens become a credential that is renewed, also if they live shorter than the margin.
    let (api, clock) = (Server::start([ok()]).await, Clock::new());
    let credential = flow.credential(tokens).margin(Duration::from_secs(9000));
    let client = client(&api, credential, &clock);
    client.endpoints().get("1").await.unwrap();
    clock.advance(3700);
    client.endpoints().get("1").await.unwrap();
    assert_eq!(authorizations(&api), ["Bearer a1", "Bearer a2"]);
}

#[tokio::test]
async fn a_client_proves_itself_by_an_assertion() {
    let server = Server::start([tokens("a1", "r1")]).await;
    let url = format!("{}/token", server.origin);
    let signed = Arc::new(Mutex::new(Vec::new()));
    let asked = Arc::clone(&signed);
    let grant = crate::runtime::ClientCredentials::new(&url, "id", "").assertion(move |audience| {
        asked.lock().unwrap().push(audience);
        async { Ok("header.claims.hunter2".into()) }
    });
    let api = Server::start([ok()]).await;
    client(&api, grant, &Clock::new())
        .endpoints()
        .get("1")
        .await
        .unwrap();
    assert_eq!(signed.lock().unwrap().concat(), url);
    assert_eq!(
        forms(&server),
        ["grant_type=client_credentials&client_id=id\
          &client_assertion_type=urn%3Aietf%3Aparams%3Aoauth%3Aclient-assertion-type%3Ajwt-bearer\
          &client_assertion=header.claims.hunter2"]
    );
    let grant = crate::runtime::ClientCredentials::new(&url, "id", "")
        .assertion(|_| async { Err(Error::credential(std::io::Error::other("the key is gone"))) });
    let failed = client(&api, grant, &Clock::new())
        .endpoints()
        .get("1")
        .await
        .unwrap_err();
    assert!(failed.is_credential(), "{failed:?}");
    assert!(
        format!("{failed:?}").contains("the client has no assertion"),
        "{failed:?}"
    );
}

#[tokio::test]
async fn a_server_says_where_its_endpoints_are() {
    let transport = ReqwestTransport::new().unwrap();
    let server = Server::start([reply(404, "", ""), reply(404, "", "")]).await;
    let issuer = format!("{}/tenant/", server.origin);
    assert_eq!(
        AuthorizationServer::discover(&transport, &issuer)
            .await
            .unwrap_err()
            .status(),
        Some(404)
    );
    let requests = server.requests();
    let lines: Vec<&str> = requests.iter().map(|request| request.line()).collect();
    assert_eq!(
        lines,
        [
            "GET /.well-known/oauth-authorization-server/tenant",
            "GET /tenant/.well-known/openid-configuration"
        ]
    );
    let found = |issuer: &'static str, document: &'static str| async move {
        let fake = Fake::new([answer_of(200, document)]);
        AuthorizationServer::discover(&*fake, issuer).await
    };
    let server = found(
        "https://a.example",
        r#"{"issuer":"https://a.example","token_endpoint":"https://a.example/token","scopes_supported":["read"]}"#,
    );
    let server = server.await.unwrap();
    assert_eq!(server.token_endpoint().unwrap(), "https://a.example/token");
    assert_eq!(server.scopes_supported, ["read"]);
    assert!(server.authorization_endpoint().is_err());
    for document in [
        r#"{"issuer":"https://b.example","token_endpoint":"https://a.example/token"}"#,
        r#"{"issuer":"https://a.example","token_endpoint":"http://a.example/token"}"#,
        r#"{"issuer":"https://a.example","token_endpoint":"/token"}"#,
        r#"{"token_endpoint":"https://a.example/token"}"#,
        "[]",
        "",
    ] {
        assert!(
            found("https://a.example", document).await.is_err(),
            "{document}"
        );
    }
}
