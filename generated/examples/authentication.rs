//! Credentials: a token, a password, tokens of OAuth 2.0, and what is said if there are none:
//! `cargo run --example authentication --features oauth`.
//!
//! The part of the servers is played by mocks on ports of this machine.

#![allow(missing_docs)]

use jackfield_telephony::carrierx::{Client, ClientBuilder};
use jackfield_telephony::runtime::oauth::Password;
use jackfield_telephony::runtime::testing::{Mock, Reply};
use jackfield_telephony::{ClientCredentials, Credential};
use std::sync::atomic::{AtomicU32, Ordering};

type Error = Box<dyn std::error::Error>;

#[tokio::main]
async fn main() -> Result<(), Error> {
    for line in run().await? {
        println!("{line}");
    }
    Ok(())
}

/// What an API gets in the header `Authorization` from a client.
async fn sent(build: impl FnOnce(ClientBuilder) -> ClientBuilder) -> Result<Vec<String>, Error> {
    let api = Mock::from_examples::<Client>();
    let server = api.serve()?;
    let client = build(Client::builder().base_url(server.url())).build()?;
    for _ in 0..2 {
        client.endpoints().get("1a34c5e9").await?;
    }
    let requests = api.requests();
    let headers = requests
        .iter()
        .map(|request| request.header("authorization"));
    Ok(headers
        .map(|header| header.unwrap_or("none").to_owned())
        .collect())
}

async fn run() -> Result<Vec<String>, Error> {
    // A server that issues tokens. With an own one the URL is all that differs.
    let issuer = Mock::new();
    let issued = issuer.at("POST", "/token").replies([
        Reply::json(&serde_json::json!({"access_token": "first", "token_type": "bearer", "expires_in": 3600})),
        Reply::json(&serde_json::json!({"access_token": "second", "token_type": "bearer", "expires_in": 3600})),
    ]);
    let issuer = issuer.serve()?;
    let url = format!("{}/token", issuer.url());

    let mut told = Vec::new();
    // The setters of the builder are those of the API's own security schemes.
    told.extend(sent(|builder| builder.bearer("token")).await?);
    told.extend(sent(|builder| builder.basic("ada", "password")).await?);
    // A token that is fetched when it is needed, kept, and replaced before it expires.
    let grant = ClientCredentials::new(&url, "my-id", "my-secret").scopes(["endpoints.read"]);
    told.extend(sent(|builder| builder.credential("bearer", grant)).await?);
    let grant = Password::new(&url, "my-id", "ada", "password");
    told.extend(sent(|builder| builder.credential("bearer", grant)).await?);
    issued.assert_called(2);
    // A function that is asked for each call: here the token is another one each time.
    let counter = AtomicU32::new(0);
    let rotated = Credential::from_fn(move || {
        let number = counter.fetch_add(1, Ordering::Relaxed);
        async move { Ok(Credential::bearer(format!("token-{number}"))) }
    });
    told.extend(sent(|builder| builder.credential("bearer", rotated)).await?);
    // Credentials that the operation has no use for are an error before anything is sent.
    let wrong = sent(|builder| builder.credential("other", Credential::bearer("token"))).await;
    told.extend(wrong.err().map(|error| error.to_string()));
    Ok(told)
}

#[cfg(test)]
#[tokio::test]
async fn each_call_has_its_credential() -> Result<(), Error> {
    let told = run().await?;
    assert_eq!(
        told.iter().take(10).collect::<Vec<_>>(),
        [
            "Bearer token",
            "Bearer token",
            "Basic YWRhOnBhc3N3b3Jk",
            "Basic YWRhOnBhc3N3b3Jk",
            "Bearer first",
            "Bearer first",
            "Bearer second",
            "Bearer second",
            "Bearer token-0",
            "Bearer token-1",
        ]
    );
    let error = told.last().ok_or("an error")?;
    assert!(error.contains("`bearer` or `basic`"), "{error}");
    assert!(
        error.contains("set `.bearer(…)` or `.basic(…)` on its builder"),
        "{error}"
    );
    Ok(())
}
