//! A transport that answers by rules.

use std::fmt::Write as _;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use super::super::body::{Arrived, Body};
use super::super::limits::BODY_BYTES;
use super::super::platform;
use super::super::transport::{BoxFuture, OperationKey, Transport, TransportError};
use super::condition::Condition;
use super::expectation::{On, Rule};
use super::operation::{Answer, Described, Examples};
use super::reply::Reply;
use super::request::MockRequest;
use super::template;

/// A transport that answers by rules, without a network and without waiting between attempts.
///
/// The rule that was added last goes before the others. A request that no rule answers gives an error which says, in
/// `Debug`, how it differs from each of them. A clone is the same mock: one is given to the builder of a client, the other
/// is asked.
#[derive(Clone, Debug, Default)]
pub struct Mock(Arc<Mutex<State>>);

#[derive(Debug, Default)]
struct State {
    rules: Vec<Arc<Rule>>,
    answers: &'static [Answer],
    requests: Vec<MockRequest>,
    unmatched: Vec<String>,
    pauses: Vec<Duration>,
}

impl Mock {
    /// A mock without rules.
    pub fn new() -> Self {
        Self::default()
    }

    /// A mock that answers every operation of a client with a valid value and the headers that the document requires,
    /// unless a rule says otherwise. Where the document asks for more than values are made by, such as a pattern with a
    /// look-ahead or `not`, the value is a guess: the file `testing.rs` of the client says so beside it, and a rule
    /// gives a better one.
    pub fn from_examples<C: Examples>() -> Self {
        let mock = Self::new();
        mock.state().answers = C::ANSWERS;
        mock
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Begins a rule for an operation, by the type that its method gives: `mock.on::<GetEndpoint>()`.
    pub fn on<O: Described>(&self) -> On<O> {
        let answer = &O::ANSWER;
        let (method, path) = (answer.method.to_owned(), answer.path.to_owned());
        On::new(self.clone(), Condition::Operation(method, path))
    }

    /// Begins a rule for an operation, by its method and path as the document writes them.
    pub fn at(&self, method: &str, path: &str) -> On<()> {
        let condition = Condition::Operation(method.to_owned(), path.to_owned());
        On::new(self.clone(), condition)
    }

    /// Begins a rule for requests of any operation that are as a function says.
    pub fn when(&self, is_wanted: impl Fn(&MockRequest) -> bool + Send + Sync + 'static) -> On<()> {
        On::new(self.clone(), Condition::Predicate(Box::new(is_wanted)))
    }

    pub(super) fn add(&self, rule: Arc<Rule>) {
        self.state().rules.push(rule);
    }

    /// All requests so far, those too that no rule answered.
    pub fn requests(&self) -> Vec<MockRequest> {
        self.state().requests.clone()
    }

    /// The requests of an operation.
    pub fn requests_of<O: Described>(&self) -> Vec<MockRequest> {
        let mut requests = self.requests();
        requests.retain(|request| request.is_of(O::ANSWER.method, O::ANSWER.path));
        requests
    }

    /// How long the client would have waited before attempts.
    pub fn pauses(&self) -> Vec<Duration> {
        self.state().pauses.clone()
    }

    /// Fails unless an operation was called so often, each attempt counted.
    ///
    /// # Panics
    ///
    /// If it was called more or less often.
    #[track_caller]
    #[allow(clippy::panic, reason = "tests fail by panics")]
    pub fn assert_called<O: Described>(&self, times: usize) {
        let calls = self.requests_of::<O>().len();
        if calls != times {
            let lines: Vec<String> = self.requests().iter().map(MockRequest::line).collect();
            panic!(
                "{} {} was called {calls} times and not {times}; all requests: {lines:?}",
                O::ANSWER.method,
                O::ANSWER.path
            );
        }
    }

    /// Fails if there was a request that no rule answered.
    ///
    /// # Panics
    ///
    /// If there was one.
    #[track_caller]
    #[allow(clippy::panic, reason = "tests fail by panics")]
    pub fn assert_all_answered(&self) {
        let unmatched = self.state().unmatched.join("\n");
        if !unmatched.is_empty() {
            panic!("{unmatched}");
        }
    }

    /// The reply to a request, or how it differs from what is expected.
    pub(super) fn answer(&self, request: MockRequest) -> Result<Reply, String> {
        let (rules, answers) = {
            let mut state = self.state();
            state.requests.push(request.clone());
            (state.rules.clone(), state.answers)
        };
        let mut differences = Vec::new();
        for rule in rules.iter().rev() {
            match rule.answer(&request) {
                Ok(reply) => return Ok(reply),
                Err(difference) => differences.push((rule.name(), difference)),
            }
        }
        if let Some(answer) = best(answers, &request) {
            return Ok(Reply::answer(answer));
        }
        let mut message = format!("no rule of the mock answers {}", request.line());
        if let Some(path) = request.template() {
            let _ = write!(message, " of the operation `{path}`");
        }
        for (name, difference) in differences {
            let _ = write!(message, "\n  {name}: {difference}");
        }
        self.state().unmatched.push(message.clone());
        Err(message)
    }
}

/// Finds the answer to a request: that of its operation, or that of the most specific path.
fn best<'a>(answers: &'a [Answer], request: &MockRequest) -> Option<&'a Answer> {
    let fitting = answers
        .iter()
        .filter(|answer| request.is_of(answer.method, answer.path));
    fitting.max_by_key(|answer| template::weight(answer.path))
}

impl Transport for Mock {
    fn send(
        &self,
        request: http::Request<Body>,
    ) -> BoxFuture<'_, Result<http::Response<Body>, TransportError>> {
        Box::pin(async move {
            let (head, body) = request.into_parts();
            let mut arrived = Arrived::default();
            body.collect(BODY_BYTES, &mut arrived).await?;
            let request = MockRequest {
                operation: head.extensions.get::<OperationKey>().cloned(),
                method: head.method,
                uri: head.uri,
                headers: head.headers,
                body: arrived.into_bytes(),
            };
            let reply = self.answer(request).map_err(TransportError::request)?;
            if let Some(delay) = reply.delay {
                platform::sleep(delay).await;
            }
            reply.into_response()
        })
    }

    fn sleep(&self, duration: Duration) -> BoxFuture<'static, ()> {
        self.state().pauses.push(duration);
        Box::pin(async {})
    }
}
