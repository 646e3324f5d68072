//! Responses of server-sent events.

use std::borrow::Cow;
use std::fmt;
use std::future::poll_fn;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, ready};
use std::time::{Duration, SystemTime};

use bytes::Bytes;
use futures_core::Stream;
use http::header;

use super::call::Call;
use super::call_error::CallError;
use super::error::Error;
use super::event::{Event, EventParser, Noted};
use super::incoming_body::IncomingBody;
use super::json::{Decode, DecodeError, Told};
use super::limits::{
    EVENT_PAUSE, GROWN_EVENT_PAUSE, LONGEST_EVENT_PAUSE, SHORT_CONNECTION, SHORTEST_EVENT_PAUSE,
};
use super::line_splitter::{TooLong, piece_error};
use super::response::{Exchange, Received, is_media};
use super::send::send;
use super::transport::BoxFuture;

/// Server-sent events (WHATWG HTML, section 9.2), read as values of type `T`. It is a [`Stream`].
///
/// Nothing is read before it is asked for. `[DONE]` ends the stream unless it can be read as a `T`. An event that is no
/// `T`, or is too large, gives one error, and the next event comes after it. When the connection breaks, that is the
/// last error, and when the connection ends, so does the stream, unless [`reconnect`](Self::reconnect) was called.
#[must_use = "nothing is read until the stream is asked for an event"]
pub struct EventStream<T> {
    exchange: Arc<Exchange>,
    parser: EventParser,
    read: fn(&Event, bool) -> Noted<T>,
    /// The data of an event that ends the stream.
    last: Option<Cow<'static, str>>,
    reconnect: Reconnect,
    state: State,
}

enum State {
    Open(IncomingBody),
    Connecting(BoxFuture<'static, Result<Received, Error>>),
    Over,
}

struct Reconnect {
    call: Option<Call>,
    /// How many connections in a row may be tried without an event.
    most: u32,
    tried: u32,
    /// How many connections in a row ended as soon as they began.
    short: u32,
    /// When the connection began.
    since: SystemTime,
    longest_pause: Duration,
}

impl Reconnect {
    fn new(live: &IncomingBody) -> Self {
        Self {
            call: None,
            most: 0,
            tried: 0,
            short: 0,
            since: live.now(),
            longest_pause: LONGEST_EVENT_PAUSE,
        }
    }

    /// How long to wait before the next connection. The pause that the server asks for counts within bounds. It doubles
    /// with each connection that gives no event. A pause below the lower bound becomes that bound, which doubles also
    /// with each connection that ends at once.
    fn pause(&self, asked: Option<Duration>) -> Duration {
        let asked = asked.unwrap_or(EVENT_PAUSE);
        let longest = asked.max(GROWN_EVENT_PAUSE);
        let grown = asked.saturating_mul(2_u32.saturating_pow(self.tried));
        let pause = if asked < SHORTEST_EVENT_PAUSE {
            let often = self.short.max(self.tried);
            let least = SHORTEST_EVENT_PAUSE.saturating_mul(2_u32.saturating_pow(often));
            least.min(EVENT_PAUSE)
        } else {
            grown.min(longest)
        };
        pause.min(self.longest_pause)
    }
}

impl Received {
    /// Takes the body as server-sent events whose data is JSON.
    ///
    /// # Errors
    ///
    /// The response has another media type.
    pub fn events<T: Decode, E>(self) -> Result<EventStream<T>, CallError<E>> {
        EventStream::new(self, Event::data)
    }

    /// Takes the body as server-sent events, each an object with the properties `event`, `data`, `id` and `retry`, as
    /// an `itemSchema` describes it (OpenAPI 3.2, section 4.14.4).
    ///
    /// # Errors
    ///
    /// The response has another media type.
    pub fn whole_events<T: Decode, E>(self) -> Result<EventStream<T>, CallError<E>> {
        EventStream::new(self, Event::whole)
    }

    /// Takes the body as server-sent events, each an object as in [`whole_events`](Self::whole_events) whose property
    /// `data` is a text that holds JSON: `contentSchema` describes it.
    ///
    /// # Errors
    ///
    /// The response has another media type.
    pub fn parsed_events<T: Decode, E>(self) -> Result<EventStream<T>, CallError<E>> {
        EventStream::new(self, Event::parsed)
    }

    /// Takes the body as server-sent events, each an object as [`whole_events`](Self::whole_events) has it: the data of
    /// some is a text, and that of others JSON in the text, which is no text itself.
    ///
    /// # Errors
    ///
    /// The response says that it is something else.
    pub fn mixed_events<T: Decode, E>(self) -> Result<EventStream<T>, CallError<E>> {
        EventStream::new(self, Event::mixed)
    }

    /// Takes the body as server-sent events, each an object with the property `data` and no other, whose data is JSON in
    /// the text. Where the text is such an object itself, it is that.
    ///
    /// # Errors
    ///
    /// The response has another media type.
    pub fn enveloped_events<T: Decode, E>(self) -> Result<EventStream<T>, CallError<E>> {
        EventStream::new(self, Event::enveloped)
    }

    /// Takes the body as server-sent events as they are.
    ///
    /// # Errors
    ///
    /// The response has another media type.
    pub fn raw_events<E>(self) -> Result<EventStream<Event>, CallError<E>> {
        EventStream::new(self, raw)
    }
}

fn raw(event: &Event, _: bool) -> Noted<Event> {
    (Ok(event.clone()), Told::default())
}

impl<T> EventStream<T> {
    fn new<E>(
        received: Received,
        read: fn(&Event, bool) -> Noted<T>,
    ) -> Result<Self, CallError<E>> {
        let (exchange, live) = open(received)?;
        Ok(Self {
            exchange,
            parser: EventParser::new(live.limit()),
            read,
            last: None,
            reconnect: Reconnect::new(&live),
            state: State::Open(live),
        })
    }

    /// The events as they are, not read as a `T`.
    pub fn raw(self) -> EventStream<Event> {
        EventStream {
            exchange: self.exchange,
            parser: self.parser,
            read: raw,
            last: self.last,
            reconnect: self.reconnect,
            state: self.state,
        }
    }

    /// Ends the stream at an event with this data, such as `[DONE]`, which is not given itself.
    pub fn until(mut self, data: impl Into<Cow<'static, str>>) -> Self {
        self.last = Some(data.into());
        self
    }

    /// Limits how many bytes an event may have, as many as a whole body if this is not called.
    pub fn max_event_size(mut self, bytes: usize) -> Self {
        self.parser.set_limit(bytes);
        self
    }

    /// Connects again when the connection ends or breaks, up to that many times in a row without an event: with the
    /// header `Last-Event-ID`, and after the time that the server asks for (WHATWG HTML, section 9.2.3), which is at
    /// least a tenth of a second and at most [`max_pause`](Self::max_pause). The status 204 ends the stream. A call whose
    /// body cannot be sent again is not repeated.
    pub fn reconnect(mut self, most: u32) -> Self {
        self.reconnect.most = most;
        if let State::Open(live) = &self.state {
            let call = live.call.as_ref();
            self.reconnect.call = call.filter(|call| call.0.body.is_repeatable()).cloned();
        }
        self
    }

    /// Limits how long the stream waits before it connects again, whatever the server asks for; five minutes if this is
    /// not called.
    pub fn max_pause(mut self, longest: Duration) -> Self {
        self.reconnect.longest_pause = longest;
        self
    }

    /// The id of the last event that had one, empty if none had. A later call can go on from it with the header
    /// `Last-Event-ID`.
    pub fn last_event_id(&self) -> &str {
        self.parser.last_id()
    }

    /// The next event.
    pub async fn next(&mut self) -> Option<Result<T, Error>> {
        poll_fn(|context| self.poll_event(context)).await
    }

    fn poll_event(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<T, Error>>> {
        loop {
            match &mut self.state {
                State::Over => return Poll::Ready(None),
                State::Connecting(received) => {
                    let received = ready!(received.as_mut().poll(context));
                    if let Err(error) = self.connected(received) {
                        self.state = State::Over;
                        return Poll::Ready(Some(Err(error)));
                    }
                }
                State::Open(live) => {
                    if let Some(event) = self.parser.event() {
                        self.reconnect.tried = 0;
                        match self.read(event) {
                            None => self.state = State::Over,
                            read => return Poll::Ready(read),
                        }
                        continue;
                    }
                    match ready!(live.poll_chunk(context)) {
                        Some(Ok(chunk)) => self.parser.push(&chunk),
                        end => {
                            let error = end.and_then(Result::err).map(Error::transport);
                            let error =
                                error.map(|error| error.with_exchange(Arc::clone(&self.exchange)));
                            if !self.connect_again() {
                                self.state = State::Over;
                                return Poll::Ready(error.map(Err));
                            }
                        }
                    }
                }
            }
        }
    }

    /// The value of an event, or `None` if it is the one that ends the stream.
    fn read(&mut self, event: Result<Event, TooLong>) -> Option<Result<T, Error>> {
        let (data, error) = match event {
            Ok(event) if self.last.as_ref().is_some_and(|last| *last == event.data) => return None,
            Ok(event) => match (self.read)(&event, self.exchange.reading.is_strict) {
                (Err(_), _) if event.is_done() => return None,
                (Ok(value), told) => {
                    self.exchange.tell_any(told);
                    return Some(Ok(value));
                }
                (Err(error), _) => {
                    self.exchange.tell_any(Told::of(&error));
                    (Bytes::from(event.data), error)
                }
            },
            Err(TooLong) => {
                let message = format!("it has more than {} bytes", self.parser.limit());
                (Bytes::new(), DecodeError::malformed(message))
            }
        };
        let message = "an event cannot be read".to_owned();
        Some(Err(piece_error(&self.exchange, message, data, error)))
    }

    /// Starts another connection, if that is wanted and makes sense.
    fn connect_again(&mut self) -> bool {
        let Some(call) = &self.reconnect.call else {
            return false;
        };
        if self.reconnect.tried >= self.reconnect.most {
            return false;
        }
        let mut call = call.clone();
        let lived = call.0.core.0.transport.now();
        let lived = lived.duration_since(self.reconnect.since);
        let pause = self.reconnect.pause(self.parser.reconnection());
        let is_short = lived.is_ok_and(|lived| lived < SHORT_CONNECTION);
        self.reconnect.short = if is_short {
            self.reconnect.short.saturating_add(1)
        } else {
            0
        };
        self.reconnect.tried = self.reconnect.tried.saturating_add(1);
        self.parser.restart();
        if !self.parser.last_id().is_empty() {
            call.0.set_header("last-event-id", self.parser.last_id());
        }
        self.state = State::Connecting(Box::pin(async move {
            call.0.core.0.transport.sleep(pause).await;
            send(call).await
        }));
        true
    }

    /// Goes on with another connection, or tries once more if there is none.
    fn connected(&mut self, received: Result<Received, Error>) -> Result<(), Error> {
        match received {
            Ok(received) if received.status() == 204 => self.state = State::Over,
            Ok(received) if !(200..=299).contains(&received.status()) => {
                let exchange = received.into_exchange();
                return Err(Error::api(exchange, "the events do not go on"));
            }
            Ok(received) => {
                let (exchange, live) = open(received)?;
                self.exchange = exchange;
                self.reconnect.since = live.now();
                self.state = State::Open(live);
            }
            Err(error) => {
                if error.is_request() || !self.connect_again() {
                    return Err(error);
                }
            }
        }
        Ok(())
    }
}

/// The body of a response that is an event stream, or does not say what it is.
fn open(received: Received) -> Result<(Arc<Exchange>, IncomingBody), Error> {
    let stated = received.headers().contains_key(header::CONTENT_TYPE);
    if stated && !is_media(received.headers(), "text/event-stream") {
        let error = DecodeError::unlike("an event stream", "another media type");
        return Err(Error::decode(received.into_exchange(), error));
    }
    Ok(received.into_live())
}

impl<T> Stream for EventStream<T> {
    type Item = Result<T, Error>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.poll_event(context)
    }
}

impl<T> fmt::Debug for EventStream<T> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("EventStream")
    }
}
