//! A function that uses a client, and its tests, which need no server: `cargo test --example testing`.
//!
//! Of an own program the feature `testing` belongs into its `[dev-dependencies]`.

#![allow(missing_docs)]

use jackfield_telephony::Result;
use jackfield_telephony::carrierx::{Client, types::EndpointPatch};
use jackfield_telephony::runtime::testing::Mock;

/// Renames an endpoint that is called otherwise, and says whether it was.
async fn rename(client: &Client, sid: &str, name: &str) -> Result<bool> {
    if client.endpoints().get(sid).await?.name == name {
        return Ok(false);
    }
    let patch = EndpointPatch::new().name(name);
    client.endpoints().update(sid, &patch).await?;
    Ok(true)
}

#[tokio::main]
async fn main() -> Result<()> {
    // Every operation is answered with a valid value, so that a program can be tried without an account.
    let mock = Mock::from_examples::<Client>();
    let client = Client::builder()
        .bearer("token")
        .transport(mock.clone())
        .build()?;
    println!(
        "renamed: {}",
        rename(&client, "endpoint-1", "desk-7").await?
    );
    for request in mock.requests() {
        println!("{} {}", request.method(), request.path());
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::{Client, EndpointPatch, Mock, Result, rename};
    use jackfield_telephony::carrierx::endpoints::{GetEndpoint, UpdateEndpoint};
    use jackfield_telephony::carrierx::types::Endpoint;
    use jackfield_telephony::runtime::testing::{Example as _, Reply};

    fn client(mock: &Mock) -> Result<Client> {
        Client::builder()
            .bearer("token")
            .transport(mock.clone())
            .build()
    }

    /// A type that is received: its example, with what the test is about.
    fn named(name: &str) -> Endpoint {
        let mut endpoint = Endpoint::example();
        endpoint.name = name.to_owned();
        endpoint
    }

    #[tokio::test]
    async fn another_name_is_sent() -> Result<()> {
        let mock = Mock::new();
        mock.on::<GetEndpoint>()
            .path("endpoint_sid", "e1")
            .reply(&named("desk-6"));
        let update = mock
            .on::<UpdateEndpoint>()
            .body(|patch: &EndpointPatch| patch.name.as_deref() == Some("desk-7"))
            .reply(&named("desk-7"));
        assert!(rename(&client(&mock)?, "e1", "desk-7").await?);
        update.assert_called(1);
        Ok(())
    }

    #[tokio::test]
    async fn the_same_name_is_not_sent() -> Result<()> {
        let mock = Mock::from_examples::<Client>();
        mock.on::<GetEndpoint>().reply(&named("desk-7"));
        assert!(!rename(&client(&mock)?, "e1", "desk-7").await?);
        mock.assert_called::<UpdateEndpoint>(0);
        Ok(())
    }

    #[tokio::test]
    async fn a_server_that_is_busy_is_asked_again() -> Result<()> {
        let mock = Mock::from_examples::<Client>();
        mock.on::<GetEndpoint>()
            .replies([Reply::status(503), Reply::json(&named("desk-7"))]);
        assert!(!rename(&client(&mock)?, "e1", "desk-7").await?);
        mock.assert_called::<GetEndpoint>(2);
        Ok(())
    }

    #[tokio::test]
    async fn what_is_not_there_is_an_error() -> Result<()> {
        let mock = Mock::new();
        mock.on::<GetEndpoint>().reply_with(Reply::status(404));
        let error = rename(&client(&mock)?, "e1", "desk-7").await.err();
        assert_eq!(error.and_then(|error| error.status()), Some(404));
        Ok(())
    }
}
