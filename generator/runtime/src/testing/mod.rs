//! Tests of programs that use a client: a transport that answers without a network, and values to answer with.
//!
//! It is behind the feature `testing`, which belongs into the `[dev-dependencies]` of a program.
//!
//! ```
//! use jackfield_runtime::testing::{Mock, Reply};
//! use jackfield_runtime::{Body, Transport};
//!
//! # tokio::runtime::Builder::new_current_thread().build().unwrap().block_on(async {
//! let mock = Mock::new();
//! let found = mock.at("GET", "/pets/{id}").path("id", 7).reply_with(Reply::json("Rex"));
//! mock.at("GET", "/pets/{id}").path("id", 8).reply_with(Reply::status(404));
//!
//! // A client is built over it by `Client::builder().transport(mock.clone())`; here its part is played by hand.
//! let get = |url: &str| mock.send(http::Request::get(url).body(Body::default()).unwrap());
//! assert_eq!(get("https://api.example.com/v1/pets/7").await.unwrap().status(), 200);
//! assert_eq!(get("https://api.example.com/v1/pets/8").await.unwrap().status(), 404);
//! found.assert_called(1);
//!
//! let error = format!("{:?}", get("https://api.example.com/v1/pets/9").await.unwrap_err());
//! assert!(error.contains("`id` in the path is \"9\" and not \"7\""), "{error}");
//! # });
//! ```

mod condition;
mod expectation;
mod made;
mod mock;
mod operation;
mod recording;
mod redacted;
mod reply;
mod request;
mod server;
mod template;

pub use self::expectation::{Expectation, On};
pub use self::mock::Mock;
pub use self::operation::{Answer, Check, Described, Example, Examples, XmlBody, check_examples};
#[doc(hidden)]
pub use self::operation::{check, check_answer};
pub use self::recording::{Recorder, Replay};
pub use self::reply::Reply;
pub use self::request::MockRequest;
pub use self::server::MockServer;
