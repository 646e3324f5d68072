
pub use jackfield_runtime as runtime;

use runtime::{Body, BoxFuture, Transport, TransportError};
use std::fmt::Debug;
use std::future::Future;
use std::pin::pin;
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll, Waker};
use std::time::Duration;

/// Keeps what was sent, and gives one answer.
#[derive(Debug)]
struct Fake {
    sent: Mutex<String>,
    answer: &'static str,
}

impl Fake {
    fn answering(answer: &'static str) -> Arc<Self> {
        let sent = Mutex::new(String::new());
        Arc::new(Self { sent, answer })
    }

    fn print(&self, read: &impl Debug) {
        println!("{} {read:?}", self.sent.lock().unwrap());
    }
}

impl Transport for Fake {
    fn send(&self, request: http::Request<Body>) -> BoxFuture<'_, Result<http::Response<Body>, TransportError>> {
        let mut sent = self.sent.lock().unwrap();
        *sent = format!("{} {}", request.method(), request.uri());
        for name in ["content-type", "x-key"] {
            let value = request.headers().get(name).and_then(|value| value.to_str().ok());
            let value = value.filter(|_| name == "content-type" || request.uri().path().contains("owners"));
            if let Some(value) = value {
                let shown = if name == "x-key" { "x-key: " } else { "" };
                sent.push_str(&format!(" {shown}{value}"));
            }
        }
        if let Some(body) = request.body().as_bytes().filter(|body| !body.is_empty()) {
            sent.push_str(&format!(" {}", String::from_utf8_lossy(body)));
        }
        let response = http::Response::builder().status(200).header("content-type", "application/json");
        let response = response.body(Body::from(self.answer)).unwrap();
        Box::pin(async { Ok(response) })
    }

    fn sleep(&self, _: Duration) -> BoxFuture<'static, ()> {
        Box::pin(async {})
    }

    fn time_limit(&self, _: Duration) -> BoxFuture<'static, ()> {
        Box::pin(std::future::pending())
    }
}

/// Nothing here waits for anything.
fn block_on<T>(future: impl Future<Output = T>) -> T {
    let mut future = pin!(future);
    loop {
        if let Poll::Ready(value) = future.as_mut().poll(&mut Context::from_waker(Waker::noop())) {
            return value;
        }
    }
}

fn main() {
    // The calls.
}
