//! Rules of a mock: which requests they answer, and with what.

use std::collections::VecDeque;
use std::fmt;
use std::marker::PhantomData;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use serde_json::Value;

use super::super::json::{Decode, Encode, to_bytes};
use super::condition::Condition;
use super::mock::Mock;
use super::operation::Described;
use super::reply::Reply;
use super::request::MockRequest;

/// A rule in the making: which requests are answered. It counts once it has a reply.
#[must_use = "a rule counts once it has a reply"]
pub struct On<O> {
    mock: Mock,
    conditions: Vec<Condition>,
    operation: PhantomData<fn() -> O>,
}

impl<O> On<O> {
    pub(super) fn new(mock: Mock, first: Condition) -> Self {
        Self {
            mock,
            conditions: vec![first],
            operation: PhantomData,
        }
    }

    fn and(mut self, condition: Condition) -> Self {
        self.conditions.push(condition);
        self
    }

    /// Only requests whose parameter of the path has this value.
    pub fn path(self, name: &str, value: impl fmt::Display) -> Self {
        self.and(Condition::Path(name.to_owned(), value.to_string()))
    }

    /// Only requests whose parameter of the query has this value.
    pub fn query(self, name: &str, value: impl fmt::Display) -> Self {
        self.and(Condition::Query(name.to_owned(), value.to_string()))
    }

    /// Only requests with this header.
    pub fn header(self, name: &str, value: &str) -> Self {
        self.and(Condition::Header(name.to_owned(), value.to_owned()))
    }

    /// Only requests whose body is this value as JSON.
    ///
    /// # Panics
    ///
    /// If the value cannot be written.
    #[allow(clippy::panic, reason = "tests fail by panics")]
    pub fn json<V: Encode + ?Sized>(self, value: &V) -> Self {
        let json = to_bytes(value).map_err(|error| error.to_string());
        let value: Result<Value, String> =
            json.and_then(|json| serde_json::from_slice(&json).map_err(|error| error.to_string()));
        match value {
            Ok(value) => self.and(Condition::Json(value)),
            Err(error) => panic!("the value of a rule cannot be written: {error}"),
        }
    }

    /// Only requests whose body, read as a type of the client, is as a function says.
    pub fn body<B: Decode>(self, is_wanted: impl Fn(&B) -> bool + Send + Sync + 'static) -> Self {
        self.when(move |request| request.json::<B>().is_ok_and(|body| is_wanted(&body)))
    }

    /// Only requests that are as a function says.
    pub fn when(self, is_wanted: impl Fn(&MockRequest) -> bool + Send + Sync + 'static) -> Self {
        self.and(Condition::Predicate(Box::new(is_wanted)))
    }

    /// Answers with this, as often as it is asked.
    pub fn reply_with(self, reply: Reply) -> Expectation {
        self.replies([reply])
    }

    /// Answers with these, one after the other; the last is given again and again.
    pub fn replies(self, replies: impl IntoIterator<Item = Reply>) -> Expectation {
        let rule = Arc::new(Rule {
            conditions: self.conditions,
            state: Mutex::new(State {
                replies: replies.into_iter().collect(),
                ..State::default()
            }),
        });
        self.mock.add(Arc::clone(&rule));
        Expectation(rule)
    }
}

impl<O: Described> On<O> {
    /// Answers with a value of the operation, with the status and the media type that the document has for it.
    ///
    /// # Panics
    ///
    /// If the value cannot be written.
    #[allow(clippy::panic, reason = "tests fail by panics")]
    pub fn reply(self, value: &O::Output) -> Expectation
    where
        O::Output: Encode,
    {
        let answer = &O::ANSWER;
        let json = match to_bytes(value) {
            Ok(json) => json,
            Err(error) => panic!("the value of a reply cannot be written: {error}"),
        };
        let reply = match answer.media_type {
            "" if json == b"null" => Reply::status(answer.status),
            "" => Reply::bytes("application/json", json).with_status(answer.status),
            media_type => Reply::bytes(media_type, json).with_status(answer.status),
        };
        self.reply_with(reply)
    }

    /// Answers with the valid value that the client has for the operation.
    pub fn reply_example(self) -> Expectation {
        self.reply_with(Reply::answer(&O::ANSWER))
    }
}

impl<O> fmt::Debug for On<O> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_tuple("On").field(&self.conditions).finish()
    }
}

/// A rule of a mock, to ask what it answered.
#[derive(Clone, Debug)]
pub struct Expectation(Arc<Rule>);

impl Expectation {
    /// Answers at most so many requests; further requests are left to other rules.
    pub fn times(self, most: usize) -> Self {
        self.0.state().most = Some(most);
        self
    }

    /// The requests that were answered.
    pub fn requests(&self) -> Vec<MockRequest> {
        self.0.state().answered.clone()
    }

    /// How many requests were answered.
    pub fn calls(&self) -> usize {
        self.0.state().answered.len()
    }

    /// Fails unless so many requests were answered.
    ///
    /// # Panics
    ///
    /// If it were more or fewer.
    #[track_caller]
    #[allow(clippy::panic, reason = "tests fail by panics")]
    pub fn assert_called(&self, times: usize) {
        let answered = self.requests();
        if answered.len() != times {
            let lines: Vec<String> = answered.iter().map(MockRequest::line).collect();
            panic!(
                "{} answered {} requests and not {times}: {lines:?}",
                self.0.name(),
                answered.len()
            );
        }
    }
}

/// A rule that has a reply.
#[derive(Debug)]
pub(super) struct Rule {
    conditions: Vec<Condition>,
    state: Mutex<State>,
}

#[derive(Debug, Default)]
struct State {
    replies: VecDeque<Reply>,
    most: Option<usize>,
    answered: Vec<MockRequest>,
}

impl Rule {
    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The path of the operation, if the rule is for one.
    fn template(&self) -> &str {
        match self.conditions.first() {
            Some(Condition::Operation(_, path)) => path,
            _ => "",
        }
    }

    /// The conditions of the rule, on one line.
    pub(super) fn name(&self) -> String {
        let conditions: Vec<String> = self
            .conditions
            .iter()
            .map(|one| format!("{one:?}"))
            .collect();
        conditions.join(", ")
    }

    /// The reply to a request, or why there is none.
    pub(super) fn answer(&self, request: &MockRequest) -> Result<Reply, String> {
        let template = match self.template() {
            "" => request.template().unwrap_or_default(),
            template => template,
        };
        let mut conditions = self.conditions.iter();
        if let Some(difference) = conditions.find_map(|one| one.difference(request, template)) {
            return Err(difference);
        }
        let mut state = self.state();
        if state.most.is_some_and(|most| state.answered.len() >= most) {
            return Err(format!(
                "it has answered {} requests already",
                state.answered.len()
            ));
        }
        let next = match state.replies.len() {
            0 => return Err("it has no reply".to_owned()),
            1 => state.replies.front().cloned(),
            _ => state.replies.pop_front(),
        };
        state.answered.push(request.clone());
        next.ok_or_else(|| "it has no reply".to_owned())
    }
}
