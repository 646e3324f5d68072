//! What the operations of all documents share: how an answer reaches one, and what is told of it.

use recorded::Client;
use recorded::runtime::json::to_vec;
use recorded::runtime::{
    Body, BoxFuture, Call, CallError, DecodeError, Encode, Error, Operation, Received, RetryPolicy, Service, Transport, TransportError,
};
use serde_json::{Value, json, value::RawValue};
use std::marker::PhantomData;
use std::sync::{Arc, Mutex};
use std::time::Duration;

/// What one operation makes of an answer.
pub(crate) type Run = fn(Answer, bool) -> BoxFuture<'static, String>;

/// A recorded answer.
#[derive(Clone, Debug)]
pub(crate) struct Answer {
    pub(crate) operation: usize,
    status: u16,
    media_type: String,
    body: String,
}

impl Answer {
    pub(crate) fn read(line: &str) -> Result<Self, String> {
        let line: Value = serde_json::from_str(line).map_err(|error| error.to_string())?;
        let text = |name: &str| line[name].as_str().unwrap_or_default().to_owned();
        let number = |name: &str| line[name].as_u64().ok_or_else(|| format!("no {name}"));
        Ok(Self {
            operation: number("operation")? as usize,
            status: number("status")? as u16,
            media_type: text("type"),
            body: text("body"),
        })
    }
}

/// Gives every request the same answer.
impl Transport for Answer {
    fn send(&self, _: http::Request<Body>) -> BoxFuture<'_, Result<http::Response<Body>, TransportError>> {
        let response = http::Response::builder().status(self.status);
        let response = match self.media_type.as_str() {
            "" => response,
            media_type => response.header("content-type", media_type),
        };
        let response = response.body(Body::from(self.body.clone())).map_err(TransportError::request);
        Box::pin(async { response })
    }

    fn sleep(&self, _: Duration) -> BoxFuture<'static, ()> {
        Box::pin(async {})
    }
}

/// A call of an operation, whose arguments do not matter: it is not the request that is looked at.
struct Recorded<O>(Call, PhantomData<fn() -> O>);

impl<O: Operation> Operation for Recorded<O> {
    type Output = O::Output;
    type Error = O::Error;
    type Headers = O::Headers;

    fn call_mut(&mut self) -> &mut Call {
        &mut self.0
    }

    fn into_call(self) -> Call {
        self.0
    }

    fn receive(response: Received) -> Result<O::Output, CallError<O::Error>> {
        O::receive(response)
    }
}

/// What was read, and is written again as JSON.
pub(crate) struct Read {
    /// The variant of the output or of the errors that holds it.
    pub(crate) variant: &'static str,
    /// None if it is no JSON.
    pub(crate) json: Option<Vec<u8>>,
    /// Why it could not be written, or a stream not be read to its end.
    pub(crate) failure: Option<Error>,
    pub(crate) unwritten: Option<String>,
}

/// What is no JSON.
pub(crate) fn plain(variant: &'static str) -> Read {
    Read { variant, json: None, failure: None, unwritten: None }
}

pub(crate) fn json_of<T: Encode + ?Sized>(variant: &'static str, value: &T) -> Read {
    match to_vec(value) {
        Ok(json) => Read { json: Some(json), ..plain(variant) },
        Err(error) => Read { unwritten: Some(error.to_string()), ..plain(variant) },
    }
}

/// Gives an answer to an operation and says what became of it.
pub(crate) async fn run<O>(
    answer: Answer,
    is_strict: bool,
    (method, path): (&'static str, &'static str),
    output: fn(O::Output) -> BoxFuture<'static, Read>,
    error: fn(&O::Error) -> Read,
) -> String
where
    O: Operation + 'static,
    O::Output: 'static,
    O::Error: Send + Sync + 'static,
{
    let told = Arc::new(Mutex::new(Vec::new()));
    let (hook, status) = (Arc::clone(&told), answer.status);
    let builder = Client::builder().all_servers("http://localhost").retry(RetryPolicy::none()).transport(answer);
    let builder = builder.on_issues(move |issues| hook.lock().unwrap().push(issues.to_string()));
    let client = match if is_strict { builder.strict() } else { builder }.build() {
        Ok(client) => client,
        Err(error) => return json!({ "outcome": "unbuilt", "message": error.to_string() }).to_string(),
    };
    let mut call = Call::new(client.core(), method, path);
    for name in path.split('{').skip(1).filter_map(|rest| rest.split('}').next()) {
        call = call.path(name, "1");
    }
    let sent = recorded::runtime::Sending::new(Recorded::<O>(call, PhantomData)).await;
    let (outcome, read) = match sent {
        Ok(value) => ("read", output(value).await),
        Err(failed) => match failed.documented() {
            Some(documented) => ("documented", error(documented)),
            None => ("failed", Read { failure: Some(failed.into_error()), ..plain("") }),
        },
    };
    let told = told.lock().unwrap().join("\n");
    line(outcome, status, read, &told)
}

fn line(outcome: &str, status: u16, read: Read, told: &str) -> String {
    let Read { variant, json, failure, unwritten } = read;
    let wrong = failure.as_ref().and_then(Error::decode_error);
    let outcome = match &failure {
        None => outcome,
        Some(error) if error.is_api() && wrong.is_none() => "undocumented",
        Some(error) if error.is_api() => "unread error",
        Some(_) if wrong.is_some() => "unread",
        Some(_) => "failed",
    };
    let kept = json.map(|json| String::from_utf8(json).unwrap_or_default());
    json!({
        "outcome": outcome,
        "status": status,
        "variant": variant,
        "kept": kept,
        "unwritten": unwritten,
        "message": failure.as_ref().map(ToString::to_string),
        "body": failure.as_ref().and_then(Error::body).map(|body| String::from_utf8_lossy(body).into_owned()),
        "cure": failure.as_ref().and_then(Error::cure),
        "wrong": wrong.map(problem),
        "told": told,
    })
    .to_string()
}

fn problem(error: &DecodeError) -> Value {
    json!({ "pointer": error.pointer(), "expected": error.expected(), "found": error.found() })
}
