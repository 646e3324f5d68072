//! A program that is not asynchronous: `cargo run --example blocking --features blocking`.
//!
//! The part of the server is played by a mock on a port of this machine.

#![allow(missing_docs)]

use jackfield_telephony::carrierx::{Client, types::EndpointPatch};
use jackfield_telephony::runtime::testing::Mock;

type Error = Box<dyn std::error::Error>;

fn main() -> Result<(), Error> {
    println!("{:?}", run()?);
    Ok(())
}

fn run() -> Result<Vec<String>, Error> {
    let mock = Mock::from_examples::<Client>();
    let server = mock.serve()?;
    let client = Client::builder()
        .base_url(server.url())
        .bearer("token")
        .build()?;
    let patch = EndpointPatch::new().name("desk-7");
    client
        .endpoints()
        .update("1a34c5e9", &patch)
        .send_blocking()?;
    let response = client.endpoints().get("1a34c5e9").response_blocking()?;
    let mut told = vec![format!("{}: {}", response.status, response.value.name)];
    // A listing is an iterator.
    for endpoint in client.endpoints().list().items().blocking().take(1) {
        told.push(endpoint?.name);
    }
    let requests = mock.requests();
    told.extend(
        requests
            .iter()
            .map(|request| format!("{} {}", request.method(), request.path())),
    );
    Ok(told)
}

#[cfg(test)]
#[test]
fn calls_are_waited_for() -> Result<(), Error> {
    assert_eq!(
        run()?,
        [
            "200: text",
            "text",
            "PATCH /endpoints/1a34c5e9",
            "GET /endpoints/1a34c5e9",
            "GET /endpoints",
        ]
    );
    Ok(())
}
