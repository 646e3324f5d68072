//! What can go wrong with a call, and how a program tells it apart: `cargo run --example errors`.
//!
//! The part of the server is played by a mock on a port of this machine.

#![allow(missing_docs)]

use jackfield_telephony::carrierx::Client;
use jackfield_telephony::carrierx::endpoints::GetEndpointError;
use jackfield_telephony::runtime::testing::{Mock, Reply};
use jackfield_telephony::{CallOptions, Error, Result, RetryPolicy};
use std::time::Duration;

/// The name of an endpoint, if there is one.
async fn name(client: &Client, sid: &str) -> Result<Option<String>> {
    match client.endpoints().get(sid).await {
        Ok(endpoint) => Ok(Some(endpoint.name)),
        // The errors that the API documents are typed by status.
        Err(error) if matches!(error.documented(), Some(GetEndpointError::NotFound(_))) => Ok(None),
        // Whatever it is, `?` makes one type of it, which keeps status, headers, body and the documented error.
        Err(error) => Err(error)?,
    }
}

/// What somebody who looks after the program should do.
fn advice(error: &Error) -> String {
    if error.is_timeout() || error.is_connect() {
        return "the server is not there: try again later".to_owned();
    }
    if let Some(wait) = error.retry_after() {
        return format!("asked too often: wait for {} seconds", wait.as_secs());
    }
    match (error.status(), error.server_message()) {
        (Some(status), Some(message)) => format!("the server says {status}: {message}"),
        _ => error.to_string(),
    }
}

#[tokio::main]
async fn main() -> std::result::Result<(), Box<dyn std::error::Error>> {
    for line in run().await? {
        println!("{line}");
    }
    Ok(())
}

async fn run() -> std::result::Result<Vec<String>, Box<dyn std::error::Error>> {
    let mock = Mock::from_examples::<Client>();
    let endpoint = |sid: &str| {
        mock.at("GET", "/endpoints/{endpoint_sid}")
            .path("endpoint_sid", sid)
    };
    let body = serde_json::json!({"message": "not allowed", "errors": []});
    endpoint("gone").reply_with(Reply::json(&body).with_status(404));
    endpoint("secret").reply_with(Reply::json(&body).with_status(403));
    endpoint("busy").reply_with(Reply::status(429).header("retry-after", "120"));
    endpoint("slow").reply_with(Reply::timeout());
    let server = mock.serve()?;
    let client = Client::builder()
        .base_url(server.url())
        .bearer("token")
        .build()?;

    let mut told = Vec::new();
    for sid in ["1a34c5e9", "gone", "secret", "busy"] {
        told.push(match name(&client, sid).await {
            Ok(name) => format!("{sid}: {name:?}"),
            Err(error) => format!("{sid}: {}", advice(&error)),
        });
    }
    let options = CallOptions::new()
        .timeout(Duration::from_millis(100))
        .retry(RetryPolicy::none());
    if let Err(error) = client.endpoints().get("slow").with(options).await {
        told.push(format!("slow: {}", advice(&error)));
    }
    Ok(told)
}

#[cfg(test)]
#[tokio::test]
async fn errors_are_told_apart() -> std::result::Result<(), Box<dyn std::error::Error>> {
    assert_eq!(
        run().await?,
        [
            "1a34c5e9: Some(\"text\")",
            "gone: None",
            "secret: the server says 403: not allowed",
            "busy: asked too often: wait for 120 seconds",
            "slow: the server is not there: try again later",
        ]
    );
    Ok(())
}
