//! A transport around another: where a user adds what we do not have.

use std::sync::{Arc, Mutex};

use http::{HeaderValue, Request, Response};

use crate::fake::ENDPOINT;
use crate::runtime::{Body, BoxFuture, ReqwestTransport, Transport, TransportError};
use crate::socket::{Server, reply};

/// Gives every request a number, and keeps what became of it.
#[derive(Debug)]
struct Numbered<T> {
    inner: T,
    seen: Mutex<Vec<(u64, Option<u16>)>>,
}

impl<T: Transport> Transport for Numbered<T> {
    fn send(
        &self,
        mut request: Request<Body>,
    ) -> BoxFuture<'_, Result<Response<Body>, TransportError>> {
        Box::pin(async move {
            let number = self.seen.lock().unwrap().len() as u64;
            self.seen.lock().unwrap().push((number, None));
            let headers = request.headers_mut();
            headers.insert("x-request-number", HeaderValue::from(number));
            let response = self.inner.send(request).await?;
            self.seen.lock().unwrap()[number as usize].1 = Some(response.status().as_u16());
            Ok(response)
        })
    }
}

#[tokio::test]
async fn a_transport_around_another_sees_every_attempt() {
    let server = Server::start([reply(503, "", ""), reply(200, "", ENDPOINT)]).await;
    let numbered = Arc::new(Numbered {
        inner: ReqwestTransport::new().unwrap(),
        seen: Mutex::default(),
    });
    let builder = server.builder().transport(Arc::clone(&numbered));
    builder.build().unwrap().endpoints().get("1").await.unwrap();
    let seen = numbered.seen.lock().unwrap().clone();
    assert_eq!(seen, [(0, Some(503)), (1, Some(200))]);
    let numbers: Vec<_> = server
        .requests()
        .iter()
        .map(|request| request.header("x-request-number").unwrap().to_owned())
        .collect();
    assert_eq!(numbers, ["0", "1"]);
}
