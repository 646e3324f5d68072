//! What all scenarios have in common.

use jackfield::runtime::{ClientBuilder, Service};
use jackfield::{CallError, Error, RetryPolicy};
use serde_json::{Map, Value};
use std::collections::BTreeMap;
use std::fmt::Debug;
use std::future::Future;
use std::pin::Pin;
use std::time::Duration;

/// No scenario takes as long.
const LONGEST: Duration = Duration::from_secs(20);

/// What went wrong with a scenario.
#[derive(Debug)]
pub(crate) struct Failure(pub(crate) String);

/// How a scenario ended.
pub(crate) type Outcome = Result<(), Failure>;

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        let body = error.body().map(|body| String::from_utf8_lossy(body));
        let cause = std::error::Error::source(&error).map(ToString::to_string);
        Self(format!(
            "{error} {} {}",
            cause.unwrap_or_default(),
            body.unwrap_or_default()
        ))
    }
}

impl<E: Send + Sync + 'static> From<CallError<E>> for Failure {
    fn from(error: CallError<E>) -> Self {
        error.into_error().into()
    }
}

/// Where the server is.
#[derive(Clone, Debug)]
pub(crate) struct At(pub(crate) String);

impl At {
    /// Starts a client for the server, of whatever API.
    pub(crate) fn builder<S: Service>(&self) -> S::Builder {
        self.start::<S>().into()
    }

    /// A client for the server, of whatever API, that needs nothing else.
    pub(crate) fn client<S: Service>(&self) -> jackfield::Result<S> {
        self.start().build()
    }

    fn start<S: Service>(&self) -> ClientBuilder<S> {
        ClientBuilder::new()
            .all_servers(&self.0)
            .retry(RetryPolicy::none())
    }

    /// Starts a client whose document has the server's address in a variable.
    pub(crate) fn endpoint<S: Service>(&self) -> ClientBuilder<S> {
        ClientBuilder::new().variable("endpoint", &self.0)
    }
}

type Run = Box<dyn FnOnce(At) -> Pin<Box<dyn Future<Output = Outcome>>>>;

/// The scenarios by their names in the suite.
#[derive(Default)]
pub(crate) struct Scenarios(Vec<(&'static str, Run)>);

impl Scenarios {
    /// Adds a scenario that is told where the server is.
    pub(crate) fn at(
        &mut self,
        name: &'static str,
        run: impl AsyncFnOnce(At) -> Outcome + 'static,
    ) {
        let run = |at| -> Pin<Box<dyn Future<Output = Outcome>>> { Box::pin(run(at)) };
        self.0.push((name, Box::new(run)));
    }

    /// Adds a scenario that needs no more than a client of its API.
    pub(crate) fn add<S: Service + 'static>(
        &mut self,
        name: &'static str,
        run: impl AsyncFnOnce(S) -> Outcome + 'static,
    ) {
        self.at(name, async |at| run(at.client()?).await);
    }

    /// Runs all, one after the other. Gives null, or what went wrong, for each.
    pub(crate) async fn run(self, url: &str) -> Value {
        let mut outcomes = Map::new();
        for (name, run) in self.0 {
            let outcome = tokio::time::timeout(LONGEST, run(At(url.to_owned()))).await;
            let outcome = match outcome {
                Ok(Ok(())) => Value::Null,
                Ok(Err(Failure(text))) => Value::String(text),
                Err(_) => Value::String("it took too long".to_owned()),
            };
            if outcomes.insert(name.to_owned(), outcome).is_some() {
                let twice = Value::String("it is written twice".to_owned());
                outcomes.insert(name.to_owned(), twice);
            }
        }
        Value::Object(outcomes)
    }
}

/// Says that a value must be this one.
pub(crate) fn same<T: Debug + PartialEq<U>, U: Debug>(found: T, wanted: U) -> Outcome {
    if found == wanted {
        Ok(())
    } else {
        Err(Failure(format!("got {found:?} instead of {wanted:?}")))
    }
}

/// The documented error that a call must end with.
pub(crate) fn documented<T: Debug, E: Debug + Send + Sync + 'static>(
    result: Result<T, CallError<E>>,
) -> Result<E, Failure> {
    match result {
        Ok(value) => Err(Failure(format!("got {value:?} instead of an error"))),
        Err(error) if error.documented().is_some() => error
            .into_documented()
            .ok_or_else(|| Failure("the error went".to_owned())),
        Err(error) => Err(error.into()),
    }
}

/// What a value holds that must be of one variant.
macro_rules! take {
    ($value:expr, $pattern:pat => $held:expr) => {
        match $value {
            $pattern => $held,
            other => return Err($crate::support::Failure(format!("got {other:?}"))),
        }
    };
}
pub(crate) use take;

/// A map of these members.
pub(crate) fn map<V, const N: usize>(members: [(&str, V); N]) -> BTreeMap<String, V> {
    members
        .map(|(name, value)| (name.to_owned(), value))
        .into_iter()
        .collect()
}

/// A list of texts.
pub(crate) fn texts<const N: usize>(texts: [&str; N]) -> Vec<String> {
    texts.map(str::to_owned).to_vec()
}

/// A picture of the suite, as it lies among its packages.
macro_rules! picture {
    ($name:literal) => {
        include_bytes!(concat!(
            env!("CARGO_MANIFEST_DIR"),
            "/../../node_modules/@typespec/http-specs/assets/",
            $name
        ))
    };
}

pub(crate) const PNG: &[u8] = picture!("image.png");
pub(crate) const JPG: &[u8] = picture!("image.jpg");
