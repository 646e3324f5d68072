//! Responses through the readers of the runtime: no panic, an end, and errors that harm no log.

use super::case::{Case, Kind};
use jackfield_runtime::{
    Body, BoxFuture, Call, CallError, ClientBuilder, Core, Decode, DecodeError, Error, Event,
    EventStream, LinesStream, Node, Operation, Received, Security, Sending, Server, Service,
    Transport, TransportError, Undocumented, Value, Xml, XmlType,
};
use std::fmt::Debug;
use std::future::Future;
use std::pin::pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll, Waker};
use std::time::Duration;

/// A transport that gives one answer for ever, in pieces.
#[derive(Debug)]
struct Answer(Vec<u8>, &'static str);

impl Transport for Answer {
    fn send(
        &self,
        _: http::Request<Body>,
    ) -> BoxFuture<'_, Result<http::Response<Body>, TransportError>> {
        let response = http::Response::builder()
            .header("content-type", self.1)
            .body(Body::from(self.0.clone()));
        Box::pin(async { response.map_err(TransportError::request) })
    }

    fn sleep(&self, _: Duration) -> BoxFuture<'static, ()> {
        Box::pin(async {})
    }

    fn time_limit(&self, _: Duration) -> BoxFuture<'static, ()> {
        Box::pin(std::future::pending())
    }
}

/// A transport that keeps the type and the body of what is sent.
#[derive(Clone, Debug, Default)]
struct Kept(Arc<Mutex<Option<Sent>>>);

/// A media type and a body.
pub(super) type Sent = (String, Vec<u8>);

impl Transport for Kept {
    fn send(
        &self,
        request: http::Request<Body>,
    ) -> BoxFuture<'_, Result<http::Response<Body>, TransportError>> {
        let media_type = request.headers().get("content-type");
        let media_type = media_type.and_then(|value| value.to_str().ok());
        let body = request.body().as_bytes().map(|bytes| bytes.to_vec());
        let kept = (
            media_type.unwrap_or_default().to_owned(),
            body.unwrap_or_default(),
        );
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some(kept);
        let response = http::Response::builder().body(Body::from("null"));
        Box::pin(async { response.map_err(TransportError::request) })
    }

    fn sleep(&self, _: Duration) -> BoxFuture<'static, ()> {
        Box::pin(async {})
    }

    fn time_limit(&self, _: Duration) -> BoxFuture<'static, ()> {
        Box::pin(std::future::pending())
    }
}

pub(super) struct Client(Core);

pub(super) struct Builder(
    #[expect(dead_code, reason = "it is a client's way to be built")] ClientBuilder<Client>,
);

impl From<ClientBuilder<Client>> for Builder {
    fn from(builder: ClientBuilder<Client>) -> Self {
        Self(builder)
    }
}

impl Service for Client {
    type Builder = Builder;
    const USER_AGENT: &'static str = "fuzz";
    const SERVERS: &'static [Server] = &[];
    const SECURITY: Security = &[];

    fn from_core(core: Core) -> Self {
        Self(core)
    }

    fn core(&self) -> &Core {
        &self.0
    }
}

/// Any value, in XML too.
#[derive(Debug)]
pub(super) struct Any(#[expect(dead_code, reason = "it is shown")] Value);

impl Decode for Any {
    fn decode(node: Node<'_>) -> Result<Self, DecodeError> {
        node.decode().map(Self)
    }
}

impl Xml for Any {
    fn xml() -> XmlType {
        XmlType::Any
    }
}

/// A way to read a response.
pub(super) trait Reader: 'static {
    type Value: Debug;
    fn read(received: Received) -> Result<Self::Value, CallError<Undocumented>>;
}

macro_rules! readers {
    ($($name:ident: $value:ty = $method:ident;)+) => {$(
        pub(super) struct $name;

        impl Reader for $name {
            type Value = $value;

            fn read(received: Received) -> Result<$value, CallError<Undocumented>> {
                received.$method()
            }
        }
    )+};
}

readers! {
    Json: Value = json;
    Numbers: std::collections::BTreeMap<String, Vec<i64>> = json;
    Elements: Any = xml;
    Events: EventStream<Event> = raw_events;
    Lines: LinesStream<Value> = json_lines;
}

pub(super) struct Read<R>(Call, std::marker::PhantomData<fn() -> R>);

impl<R: Reader> Operation for Read<R> {
    type Output = R::Value;
    type Error = Undocumented;
    type Headers = ();

    fn call_mut(&mut self) -> &mut Call {
        &mut self.0
    }

    fn into_call(self) -> Call {
        self.0
    }

    fn receive(response: Received) -> Result<R::Value, CallError<Undocumented>> {
        R::read(response)
    }
}

pub(super) fn run(case: &Case) -> Result<(), String> {
    let text = &case.text;
    match case.kind {
        Kind::Xml => call::<Elements>(text, "application/xml", false).map(drop),
        Kind::Events => {
            let Some(stream) = call::<Events>(text, "text/event-stream", true)? else {
                return Ok(());
            };
            let mut stream = stream.max_event_size(100).reconnect(2).until("a");
            end(text.len(), || wait(stream.next()))
        }
        Kind::Lines => {
            let Some(mut stream) = call::<Lines>(text, "application/jsonl", true)? else {
                return Ok(());
            };
            end(text.len(), || wait(stream.next()))
        }
        _ => {
            call::<Numbers>(text, "application/json", false)?;
            call::<Json>(text, "application/json", false).map(drop)
        }
    }
}

/// A call whose answer is any JSON.
pub(super) fn call_of(call: Call) -> Read<Json> {
    Read(call, std::marker::PhantomData)
}

/// The type and the body of what a call sends; none if it is refused.
pub(super) fn sent(call: impl FnOnce(&Core) -> Read<Json>) -> Result<Option<Sent>, String> {
    let kept = Kept::default();
    let builder = ClientBuilder::<Client>::new()
        .base_url("https://a.example")
        .transport(kept.clone());
    let client = builder.build().map_err(|error| error.to_string())?;
    if let Some(Err(error)) = wait(Sending::new(call(client.core()))) {
        harmless(&error.into())?;
    }
    let sent = kept.0.lock().unwrap_or_else(PoisonError::into_inner).take();
    Ok(sent)
}

/// Reads a response by one of the readers. An error is as good as a value, if it harms no log.
fn call<R: Reader>(
    text: &[u8],
    media_type: &'static str,
    is_stream: bool,
) -> Result<Option<R::Value>, String> {
    let answer = Answer(text.to_vec(), media_type);
    let builder = ClientBuilder::<Client>::new()
        .base_url("https://a.example")
        .transport(answer);
    let client = builder.build().map_err(|error| error.to_string())?;
    let mut call = Call::get(client.core(), "/");
    if is_stream {
        call = call.stream(&[]);
    }
    match wait(Sending::new(Read::<R>(call, std::marker::PhantomData))) {
        Some(Ok(value)) => {
            let _ = format!("{value:?}");
            Ok(Some(value))
        }
        Some(Err(error)) => harmless(&error.into()).map(|()| None),
        None => Err("a call that waits for nothing".to_owned()),
    }
}

/// Reads a stream to its end, which comes after no more pieces than there are bytes.
fn end<T>(
    length: usize,
    mut next: impl FnMut() -> Option<Option<Result<T, Error>>>,
) -> Result<(), String> {
    // Of a stream of events each may be read, and the connection made again.
    for _ in 0..=(length + 4) * 4 {
        match next() {
            Some(None) => return Ok(()),
            Some(Some(Ok(_))) => {}
            Some(Some(Err(error))) => harmless(&error)?,
            None => return Err("a stream that waits for nothing".to_owned()),
        }
        // A server that gives the same events for ever does so at the will of the reader.
    }
    Ok(())
}

/// One line, of a length that a log can take, that does nothing to a terminal.
fn harmless(error: &Error) -> Result<(), String> {
    let text = format!("{error} {error:?}");
    if text.len() < 10_000 && !text.chars().any(char::is_control) {
        Ok(())
    } else {
        Err(format!("a harmful message: {text:.200?}"))
    }
}

/// The value of a future that waits for nothing outside.
fn wait<T>(future: impl Future<Output = T>) -> Option<T> {
    let mut future = pin!(future);
    let mut context = Context::from_waker(Waker::noop());
    for _ in 0..1_000_000 {
        if let Poll::Ready(value) = future.as_mut().poll(&mut context) {
            return Some(value);
        }
    }
    None
}
