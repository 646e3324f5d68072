//! What is sent again, when, and who decides: `cargo run --example retry`.
//!
//! The part of the server is played by a mock on a port of this machine.

#![allow(missing_docs)]

use jackfield_telephony::carrierx::endpoints::{CreateEndpoint, GetEndpoint};
use jackfield_telephony::carrierx::types::{EndpointCreate, EndpointType};
use jackfield_telephony::carrierx::{Client, ClientBuilder};
use jackfield_telephony::runtime::testing::{Described as _, Mock, Reply};
use jackfield_telephony::{CallOptions, RetryPolicy};
use std::time::Duration;

type Error = Box<dyn std::error::Error>;

#[tokio::main]
async fn main() -> Result<(), Error> {
    run().await
}

fn answer() -> Reply {
    Reply::answer(&GetEndpoint::ANSWER)
}

async fn run() -> Result<(), Error> {
    let mock = Mock::new();
    let server = mock.serve()?;
    let quick = RetryPolicy::default().backoff(Duration::from_millis(5), Duration::from_millis(5));
    let builder = || -> ClientBuilder { Client::builder().base_url(server.url()).bearer("token") };

    // What is safe to repeat is sent three times at most, if the server is busy or the connection breaks.
    let client = builder().retry(quick.clone()).build()?;
    let busy = [Reply::status(503), Reply::broken_connection(), answer()];
    let read = mock.on::<GetEndpoint>().replies(busy);
    client.endpoints().get("1a34c5e9").await?;
    read.assert_called(3);

    // A POST is not: the server may have done what it was asked for. With a key it knows that it has.
    let body = EndpointCreate::new(EndpointType::Conference);
    let created = mock
        .on::<CreateEndpoint>()
        .replies([Reply::status(503), answer()]);
    let once = client.endpoints().create(&body).await;
    assert_eq!(once.err().and_then(|error| error.status()), Some(503));
    let twice = mock
        .on::<CreateEndpoint>()
        .replies([Reply::status(503), answer()]);
    let key = CallOptions::new().idempotency_key("order-4711");
    client.endpoints().create(&body).with(key).await?;
    created.assert_called(1);
    twice.assert_called(2);

    // Statuses of your own, and a function that knows better.
    let own = quick.statuses([409, 503]).decide_by(|attempt| {
        // This server says in a header that it is gone for good.
        attempt.header("x-gone").map(|_| false)
    });
    let client = builder().retry(own).build()?;
    let gone = mock.on::<GetEndpoint>().replies([
        Reply::status(409),
        Reply::status(503).header("x-gone", "yes"),
        answer(),
    ]);
    let error = client.endpoints().get("1a34c5e9").await.err();
    assert_eq!(error.and_then(|error| error.status()), Some(503));
    gone.assert_called(2);
    println!("{} requests", mock.requests().len());
    Ok(())
}

#[cfg(test)]
#[tokio::test]
async fn retries_are_as_the_program_says() -> Result<(), Error> {
    run().await
}
