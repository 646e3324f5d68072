//! A transport that records what it is given, answers from a list, and never waits.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex};
use std::time::{Duration, SystemTime};

use http::{Request, Response};

use crate::runtime::{Body, BoxFuture, Transport, TransportError};
use crate::sample::{Client, ClientBuilder};

pub type Answer = Result<Response<Body>, TransportError>;

#[derive(Debug, Default)]
pub struct Fake {
    pub requests: Mutex<Vec<Request<Body>>>,
    pub answers: Mutex<VecDeque<Answer>>,
    pub pauses: Mutex<Vec<Duration>>,
}

impl Fake {
    pub fn new(answers: impl IntoIterator<Item = Answer>) -> Arc<Self> {
        Arc::new(Self {
            answers: Mutex::new(answers.into_iter().collect()),
            ..Self::default()
        })
    }

    /// Method and URL of each request.
    pub fn lines(&self) -> Vec<String> {
        let requests = self.requests.lock().unwrap();
        requests
            .iter()
            .map(|request| format!("{} {}", request.method(), request.uri()))
            .collect()
    }

    pub fn header(&self, request: usize, name: &str) -> Option<String> {
        let requests = self.requests.lock().unwrap();
        let value = requests[request].headers().get(name)?;
        Some(String::from_utf8(value.as_bytes().to_vec()).unwrap())
    }

    pub fn body(&self, request: usize) -> String {
        let requests = self.requests.lock().unwrap();
        let bytes = requests[request].body().as_bytes().unwrap().clone();
        String::from_utf8(bytes.to_vec()).unwrap()
    }

    pub fn pauses(&self) -> Vec<Duration> {
        self.pauses.lock().unwrap().clone()
    }
}

impl Transport for Fake {
    fn send(&self, request: Request<Body>) -> BoxFuture<'_, Answer> {
        self.requests.lock().unwrap().push(request);
        let answer = self.answers.lock().unwrap().pop_front();
        Box::pin(async { answer.unwrap_or_else(|| answer_of(204, "")) })
    }

    fn sleep(&self, duration: Duration) -> BoxFuture<'static, ()> {
        self.pauses.lock().unwrap().push(duration);
        Box::pin(async {})
    }

    fn time_limit(&self, _: Duration) -> BoxFuture<'static, ()> {
        Box::pin(std::future::pending())
    }

    fn now(&self) -> SystemTime {
        SystemTime::UNIX_EPOCH + Duration::from_secs(1_000_000_000)
    }

    fn random(&self) -> f64 {
        0.5
    }
}

pub fn answer_of(status: u16, body: &'static str) -> Answer {
    Ok(Response::builder()
        .status(status)
        .body(Body::from(body))
        .unwrap())
}

pub fn answer_with(status: u16, header: (&str, &str), body: &'static str) -> Answer {
    let builder = Response::builder()
        .status(status)
        .header(header.0, header.1);
    Ok(builder.body(Body::from(body)).unwrap())
}

pub const ENDPOINT: &str = r#"{"addresses":[],"cps_limit":null,"type":"conference"}"#;

/// A client over the transport, of the API's second server.
pub fn builder(fake: &Arc<Fake>) -> ClientBuilder {
    Client::builder().server(1).transport(Arc::clone(fake))
}

pub fn client(fake: &Arc<Fake>) -> Client {
    builder(fake).build().unwrap()
}
