//! Listings of several pages: `cargo run --example paging`.
//!
//! The part of the server is played by a mock on a port of this machine.

#![allow(missing_docs)]

use futures_util::TryStreamExt as _;
use jackfield_telephony::carrierx::types::{Endpoint, EndpointList};
use jackfield_telephony::carrierx::{Client, endpoints::ListEndpoints};
use jackfield_telephony::runtime::testing::{Example as _, Mock, Reply};

type Error = Box<dyn std::error::Error>;

#[tokio::main]
async fn main() -> Result<(), Error> {
    println!("{:?}", run().await?);
    Ok(())
}

/// Two endpoints of five, from the one at an offset on.
fn page(offset: usize) -> Reply {
    let mut list = EndpointList::example();
    let names = ["desk-1", "desk-2", "desk-3", "desk-4", "desk-5"];
    let names = names.iter().skip(offset).take(2);
    list.items = names
        .map(|name| {
            let mut endpoint = Endpoint::example();
            endpoint.name = (*name).to_owned();
            endpoint
        })
        .collect();
    list.has_more = offset < 4;
    Reply::json(&list)
}

async fn run() -> Result<(Vec<String>, Vec<String>), Error> {
    let mock = Mock::new();
    mock.on::<ListEndpoints>().reply_with(page(0));
    for offset in [2, 4] {
        mock.on::<ListEndpoints>()
            .query("offset", offset)
            .reply_with(page(offset));
    }
    let server = mock.serve()?;
    let client = Client::builder()
        .base_url(server.url())
        .bearer("token")
        .build()?;

    // All of them, page by page as they are needed.
    let mut names = Vec::new();
    let mut items = client.endpoints().list().items();
    while let Some(endpoint) = items.next().await {
        names.push(endpoint?.name);
    }
    assert_eq!(mock.requests().len(), 3);

    // It is a stream: the first three ask for two pages.
    use futures_util::StreamExt as _;
    let first = client.endpoints().list().items().take(3);
    let first: Vec<Endpoint> = first.try_collect().await?;
    assert_eq!(mock.requests().len(), 5);
    Ok((names, first.into_iter().map(|one| one.name).collect()))
}

#[cfg(test)]
#[tokio::test]
async fn pages_are_asked_for_as_they_are_needed() -> Result<(), Error> {
    let (all, first) = run().await?;
    assert_eq!(all, ["desk-1", "desk-2", "desk-3", "desk-4", "desk-5"]);
    assert_eq!(first, ["desk-1", "desk-2", "desk-3"]);
    Ok(())
}
