//! The traits by which generated code describes operations and types for tests.

use std::sync::Mutex;
use std::time::SystemTime;

use bytes::Bytes;
use http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, Uri, header};

use super::super::issues::Reading;
use super::super::json::{Decode, Tape, from_slice};
use super::super::operation::Operation;
use super::super::response::{Exchange, Received, Response};

/// An operation that a test can name by its type: implemented by generated code.
pub trait Described: Operation {
    /// The method and the path, as the document writes them, and the answer that a mock gives by default.
    const ANSWER: Answer;
}

/// A valid answer of an operation.
#[derive(Clone, Copy, Debug)]
pub struct Answer {
    /// The method.
    pub method: &'static str,
    /// The path, as the document writes it.
    pub path: &'static str,
    /// The status of a success.
    pub status: u16,
    /// The media type of the body; empty if there is no body.
    pub media_type: &'static str,
    /// The headers that the document requires, beside that of the media type.
    pub headers: &'static [(&'static str, &'static str)],
    /// The body; a body in XML is given as JSON.
    pub body: &'static str,
    /// The function that writes the body as XML, if it is in XML.
    pub xml: Option<XmlBody>,
    /// The check that the client reads the answer without an issue.
    pub check: Check,
}

/// Writes a body that is given as JSON as XML; the error says why XML cannot hold it.
pub type XmlBody = fn(&str) -> Result<Vec<u8>, String>;

impl Answer {
    /// The body as it is sent.
    pub(super) fn written(&self) -> Result<Bytes, String> {
        match self.xml {
            Some(write) => write(self.body).map(Bytes::from),
            None => Ok(Bytes::from_static(self.body.as_bytes())),
        }
    }
}

/// Checks that something can be read without an issue; the error says what is wrong.
pub type Check = fn() -> Result<(), String>;

/// A client whose operations have answers: implemented by generated code.
pub trait Examples {
    /// An answer of each operation.
    const ANSWERS: &'static [Answer];
    /// The types that have an example, by name, and whether each can be read.
    const TYPES: &'static [(&'static str, Check)];
}

/// A type with a valid value: implemented by generated code.
///
/// The fields of a value can be changed, which makes any value that a test wants, of types too that are only received.
pub trait Example: Decode {
    /// The value as JSON: the example of the document if it has a valid one. Where the document asks for more than
    /// values are made by, such as a pattern with a look-ahead or `not`, the value is a guess, and the `impl` of the
    /// type says so.
    const JSON: &'static str;

    /// The value.
    ///
    /// # Panics
    ///
    /// If the text is no such value, which is a fault of the generator.
    #[allow(clippy::panic, reason = "tests fail by panics")]
    fn example() -> Self {
        match from_slice(Self::JSON.as_bytes()) {
            Ok(value) => value,
            Err(error) => panic!("the example is no such value: {error}: {}", Self::JSON),
        }
    }
}

/// Lists the examples and answers of a client that it cannot read strictly: none, if the generator is right.
pub fn check_examples<C: Examples>() -> Vec<String> {
    let answers = C::ANSWERS.iter().filter_map(|answer| {
        let error = (answer.check)().err()?;
        Some(format!(
            "{} {}: {error}: {}",
            answer.method, answer.path, answer.body
        ))
    });
    let types = C::TYPES
        .iter()
        .filter_map(|(name, check)| Some(format!("{name}: {}", check().err()?)));
    answers.chain(types).collect()
}

/// Reads the example of a type strictly.
#[doc(hidden)]
pub fn check<T: Example>() -> Result<(), String> {
    let tape = Tape::from_json(T::JSON.as_bytes()).map_err(|error| error.to_string())?;
    let (value, told) = tape.decode_noted::<T>(true);
    match value {
        Ok(_) if told.count == 0 => Ok(()),
        Ok(_) => Err(format!("{:?}: {}", told.issues, T::JSON)),
        Err(error) => Err(format!("{error}: {}", T::JSON)),
    }
}

/// Reads the answer of an operation strictly.
#[doc(hidden)]
pub fn check_answer<O: Described>() -> Result<(), String> {
    let answer = &O::ANSWER;
    let mut headers = HeaderMap::new();
    if !answer.media_type.is_empty() {
        let value = HeaderValue::from_str(answer.media_type).map_err(|error| error.to_string())?;
        headers.insert(header::CONTENT_TYPE, value);
    }
    for (name, value) in answer.headers {
        let name = HeaderName::from_bytes(name.as_bytes()).map_err(|error| error.to_string())?;
        let value = HeaderValue::from_str(value).map_err(|error| error.to_string())?;
        headers.append(name, value);
    }
    let received = Received::new(Exchange {
        method: Method::GET,
        template: answer.path,
        accept: None,
        status: StatusCode::from_u16(answer.status).map_err(|error| error.to_string())?,
        headers,
        body: answer.written()?,
        live: Mutex::default(),
        url: Uri::from_static("/"),
        time: SystemTime::UNIX_EPOCH,
        problem: None,
        is_anonymous: false,
        reading: Reading {
            is_strict: true,
            ..Reading::default()
        },
        told: Mutex::default(),
    });
    match O::receive(received.clone()) {
        Ok(_) => {
            let response: Response<(), ()> = received.with_value(());
            match response.issues() {
                [] => Ok(()),
                issues => Err(format!("{issues:?}")),
            }
        }
        Err(error) => Err(error.to_string()),
    }
}
