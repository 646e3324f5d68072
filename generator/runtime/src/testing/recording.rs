//! Exchanges with a real server that are written to a file, and replayed from it.

use std::collections::HashSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, SystemTime};

use bytes::Bytes;
use http::{HeaderName, HeaderValue, StatusCode};
use serde_json::{Map, Value, json};

use super::super::body::{Arrived, Body};
use super::super::limits::BODY_BYTES;
use super::super::transport::{BoxFuture, OperationKey, Transport, TransportError};
use super::redacted::{message, target};

/// A transport that sends through another transport and keeps the requests and responses, to be written to a file
/// without the secrets: [`Replay`] answers from such a file.
///
/// Only those headers are kept that describe a body, and those that a client reads: no credentials and no cookies.
/// Properties in JSON, form fields, parts, and parameters in the queries of URLs that have the name of a secret have
/// the value `REDACTED` (numbers in JSON the value 0), wherever they are. Paths and bodies of other media types are
/// kept as they are: look at the file before it is checked in. Bodies are read whole: a stream that never ends cannot
/// be recorded.
///
/// ```no_run
/// use jackfield_runtime::{ReqwestTransport, testing::{Recorder, Replay}};
/// # fn example() -> Result<(), Box<dyn std::error::Error>> {
/// let recorder = Recorder::new(ReqwestTransport::new()?);
/// // let client = Client::builder().transport(recorder.clone()) ... and calls of it
/// recorder.save("tests/exchanges.json")?;
/// let replay = Replay::load("tests/exchanges.json")?;
/// // let client = Client::builder().transport(replay) ... gives the same answers without a network
/// # let _ = replay;
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug)]
pub struct Recorder(Arc<Recording>);

#[derive(Debug)]
struct Recording {
    transport: Box<dyn Transport>,
    exchanges: Mutex<Vec<Value>>,
}

impl Recorder {
    /// Keeps what goes through a transport.
    pub fn new(transport: impl Transport) -> Self {
        Self(Arc::new(Recording {
            transport: Box::new(transport),
            exchanges: Mutex::default(),
        }))
    }

    fn exchanges(&self) -> MutexGuard<'_, Vec<Value>> {
        let exchanges = &self.0.exchanges;
        exchanges.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The exchanges so far as JSON, without the secrets.
    pub fn to_json(&self) -> String {
        let exchanges = Value::Array(self.exchanges().clone());
        format!("{exchanges:#}\n")
    }

    /// Writes the exchanges so far to a file, without the secrets.
    ///
    /// # Errors
    ///
    /// The file cannot be written.
    pub fn save(&self, path: impl AsRef<Path>) -> io::Result<()> {
        fs::write(path, self.to_json())
    }
}

impl Transport for Recorder {
    fn send(
        &self,
        request: http::Request<Body>,
    ) -> BoxFuture<'_, Result<http::Response<Body>, TransportError>> {
        Box::pin(async move {
            let (head, body) = request.into_parts();
            let sent = whole(body).await?;
            let operation = head.extensions.get::<OperationKey>().cloned();
            let mut told = Map::new();
            told.insert("method".to_owned(), json!(head.method.as_str()));
            told.insert("path".to_owned(), json!(target(&head.uri)));
            if let Some(operation) = operation {
                told.insert("operation".to_owned(), json!(operation.path));
            }
            told.insert("request".to_owned(), message(&head.headers, &sent));
            let request = http::Request::from_parts(head, Body::from(sent));
            let (head, body) = self.0.transport.send(request).await?.into_parts();
            let came = whole(body).await?;
            told.insert("status".to_owned(), json!(head.status.as_u16()));
            told.insert("response".to_owned(), message(&head.headers, &came));
            self.exchanges().push(Value::Object(told));
            Ok(http::Response::from_parts(head, Body::from(came)))
        })
    }

    fn sleep(&self, duration: Duration) -> BoxFuture<'static, ()> {
        self.0.transport.sleep(duration)
    }

    fn time_limit(&self, duration: Duration) -> BoxFuture<'static, ()> {
        self.0.transport.time_limit(duration)
    }

    fn now(&self) -> SystemTime {
        self.0.transport.now()
    }

    fn random(&self) -> f64 {
        self.0.transport.random()
    }
}

async fn whole(body: Body) -> Result<Bytes, TransportError> {
    let mut arrived = Arrived::default();
    body.collect(BODY_BYTES, &mut arrived).await?;
    Ok(arrived.into_bytes())
}

/// A transport that answers by a file of a [`Recorder`], without a network and without waiting.
///
/// Each exchange answers one request. A request is answered by the first exchange that has its method, path, query and
/// body and was not used; values that are hidden in the file may be anything. A request that no exchange answers is an
/// error that says so.
#[derive(Clone, Debug)]
pub struct Replay(Arc<Exchanges>);

#[derive(Debug)]
struct Exchanges {
    exchanges: Vec<Value>,
    used: Mutex<HashSet<usize>>,
    /// The file, if the exchanges were read from one.
    path: Option<PathBuf>,
}

impl Exchanges {
    /// The message that no exchange answers a request, and which request the next unused exchange is of.
    fn unanswered(&self, asked: &Value, next: Option<&Value>) -> String {
        let said = |request: &Value| {
            let text = |name| request.get(name).and_then(Value::as_str);
            format!(
                "{} {}",
                text("method").unwrap_or_default(),
                text("path").unwrap_or_default()
            )
        };
        let of = self.path.as_ref();
        let of = of.map_or_else(String::new, |path| format!(" of {}", path.display()));
        let next = match next {
            Some(next) => format!("the next one is of {}", said(next)),
            None => "all of them were given".to_owned(),
        };
        format!(
            "no exchange{of} that is left answers {}: {next}",
            said(asked)
        )
    }
}

impl Replay {
    /// Reads a file.
    ///
    /// # Errors
    ///
    /// The file cannot be read, or is not one of a [`Recorder`].
    pub fn load(path: impl AsRef<Path>) -> io::Result<Self> {
        let path = path.as_ref();
        Self::read(&fs::read_to_string(path)?, Some(path.to_owned()))
    }

    /// Reads the text that [`Recorder::to_json`] gave.
    ///
    /// # Errors
    ///
    /// The text is not one of a [`Recorder`].
    pub fn from_json(text: &str) -> io::Result<Self> {
        Self::read(text, None)
    }

    fn read(text: &str, path: Option<PathBuf>) -> io::Result<Self> {
        Ok(Self(Arc::new(Exchanges {
            exchanges: serde_json::from_str(text)?,
            used: Mutex::default(),
            path,
        })))
    }

    /// How many exchanges no request has asked for.
    pub fn unused(&self) -> usize {
        let used = self.0.used.lock().unwrap_or_else(PoisonError::into_inner);
        self.0.exchanges.len() - used.len()
    }

    fn answer(&self, asked: &Value) -> Result<http::Response<Body>, TransportError> {
        let mut used = self.0.used.lock().unwrap_or_else(PoisonError::into_inner);
        let exchanges = self.0.exchanges.iter().enumerate();
        let mut free = exchanges.filter(|(at, _)| !used.contains(at));
        let found = free.clone().find(|(_, exchange)| is_same(exchange, asked));
        let Some((at, exchange)) = found else {
            let next = free.next().map(|(_, exchange)| exchange);
            return Err(TransportError::request(self.0.unanswered(asked, next)));
        };
        used.insert(at);
        response(exchange).ok_or_else(|| TransportError::request("an exchange is not whole"))
    }
}

/// Whether an exchange is of a request, both without secrets. Headers are no part of the question.
fn is_same(exchange: &Value, asked: &Value) -> bool {
    let body = |of: &Value| {
        let request = of.get("request").cloned().unwrap_or_default();
        let parts = ["json", "text", "base64"].map(|name| request.get(name).cloned());
        parts.into_iter().flatten().next()
    };
    ["method", "path"]
        .iter()
        .all(|name| exchange.get(name) == asked.get(name))
        && body(exchange) == body(asked)
}

/// The response of an exchange.
fn response(exchange: &Value) -> Option<http::Response<Body>> {
    let status = exchange.get("status")?.as_u64()?;
    let message = exchange.get("response")?;
    let body = match (
        message.get("json"),
        message.get("text"),
        message.get("base64"),
    ) {
        (Some(value), _, _) => value.to_string().into_bytes(),
        (_, Some(text), _) => text.as_str()?.as_bytes().to_vec(),
        (_, _, Some(text)) => {
            use base64::Engine as _;
            base64::engine::general_purpose::STANDARD
                .decode(text.as_str()?)
                .ok()?
        }
        _ => Vec::new(),
    };
    let mut response = http::Response::new(Body::from(body));
    *response.status_mut() = StatusCode::from_u16(u16::try_from(status).ok()?).ok()?;
    for (name, value) in message.get("headers")?.as_object()? {
        let name = name.parse::<HeaderName>().ok()?;
        let value = HeaderValue::from_str(value.as_str()?).ok()?;
        response.headers_mut().append(name, value);
    }
    Some(response)
}

impl Transport for Replay {
    fn send(
        &self,
        request: http::Request<Body>,
    ) -> BoxFuture<'_, Result<http::Response<Body>, TransportError>> {
        Box::pin(async move {
            let (head, body) = request.into_parts();
            let sent = whole(body).await?;
            self.answer(&json!({
                "method": head.method.as_str(),
                "path": target(&head.uri),
                "request": message(&head.headers, &sent),
            }))
        })
    }

    fn sleep(&self, _: Duration) -> BoxFuture<'static, ()> {
        Box::pin(async {})
    }
}
