//! The runtime of all clients: sending, authentication, retry, errors, reading and writing.
//!
//! The generated code describes its API as data for this module, which knows no API. The names below are all that
//! generated code uses. A client depends on this crate, or holds its text as a module `runtime`.

#![forbid(unsafe_code)]

mod auth;
mod base_url;
#[cfg(feature = "blocking")]
mod blocking;
mod body;
mod byte_stream;
mod call;
mod call_body;
mod call_error;
mod call_methods;
mod call_options;
mod call_parameters;
mod charset;
mod client;
mod client_builder;
mod client_setters;
mod content;
mod cookie;
mod credential_source;
mod error;
// only with streams
mod event;
// only with streams
mod event_stream;
mod excerpt;
mod expand;
mod field;
mod file;
mod form;
mod formats;
mod headers;
mod hooks;
mod incoming_body;
mod issues;
pub mod json;
mod limits;
// only with streams
mod line_splitter;
// only with streams
mod lines;
mod link;
mod media_type;
pub mod model;
mod multipart;
pub mod oauth;
mod operation;
mod page_call;
mod page_number;
mod paginate;
#[cfg(any(feature = "blocking", feature = "ureq"))]
mod park;
mod part;
mod path;
mod pieces;
mod platform;
mod prepared_request;
mod problem;
mod query_string;
mod redirect;
mod representation;
#[cfg(feature = "reqwest")]
mod reqwest_transport;
mod response;
mod retry;
mod secret;
mod secret_name;
mod select;
mod send;
mod service;
mod stack;
mod style;
#[cfg(feature = "testing")]
pub mod testing;
#[cfg(not(all(target_arch = "wasm32", target_os = "unknown")))]
mod timer;
mod token;
mod trace;
mod transport;
mod upload;
#[cfg(feature = "ureq")]
mod ureq_transport;
#[cfg(feature = "xml")]
mod xml;

// The client and its calls.
pub use self::auth::Credential;
#[cfg(feature = "blocking")]
pub use self::blocking::{BlockingItems, BlockingPages};
#[cfg(feature = "blocking")]
#[doc(hidden)]
pub use self::blocking::{response_blocking, send_blocking};
pub use self::byte_stream::ByteStream;
pub use self::call::Call;
pub use self::call_error::{CallError, Undocumented};
pub use self::call_options::CallOptions;
pub use self::client::Core;
pub use self::client_builder::ClientBuilder;
pub use self::credential_source::CredentialSource;
// only with streams
pub use self::event::Event;
// only with streams
pub use self::event_stream::EventStream;
pub use self::form::FormStyle;
pub use self::headers::{DocumentedHeaders, Headers};
pub use self::hooks::AttemptReport;
// only with streams
pub use self::lines::LinesStream;
pub use self::multipart::Multipart;
pub use self::oauth::ClientCredentials;
pub use self::operation::{Operation, Responding, Sending};
pub use self::page_call::PageCall;
pub use self::paginate::{Items, Paged, Pages};
pub use self::part::{FilePart, Part};
pub use self::redirect::RedirectPolicy;
pub use self::representation::{As, Representation};
pub use self::response::{Received, Response};
pub use self::retry::{FailedAttempt, RetryPolicy};
pub use self::service::{Place, Scheme, Security, Server, ServerVariable, Service};
pub use self::style::{Nesting, Style};
pub use self::token::TokenError;

// The errors.
pub use self::error::{Error, Result};
pub use self::issues::Issues;
pub use self::json::{DecodeError, EncodeError, Issue};

// The types.
pub use self::field::Field;
pub use self::formats::{
    Base64, Base64Url, Date, DateTime, Delimited, HttpDate, IsoDuration, Number, Scalar, ScalarText,
};
pub use self::json::{
    ArrayWriter, AsReceived, Decode, Encode, Node, Object, ObjectWriter, OpenTuple, Outline, Writer,
};
pub use self::model::LiteralEnum;
pub use self::secret::Secret;

#[cfg(feature = "xml")]
pub use self::xml::{
    Xml, XmlMember, XmlModel, XmlName, XmlType, members as xml_members, written as xml_written,
};
// The seam to the world.
pub use self::body::Body;
#[cfg(feature = "reqwest")]
pub use self::reqwest_transport::ReqwestTransport;
pub use self::transport::{BoxFuture, OperationKey, Transport, TransportError};
#[cfg(feature = "ureq")]
pub use self::ureq_transport::UreqTransport;

// The items of other crates that generated code names, so that it depends on this module alone.
#[cfg(feature = "reqwest")]
#[doc(hidden)]
pub use reqwest;
#[cfg(feature = "ureq")]
#[doc(hidden)]
pub use ureq;
#[doc(hidden)]
pub use {bytes::Bytes, http::HeaderMap, serde, serde_json::Value, uuid::Uuid};

// Macros of this crate are at its root already. A client that holds this crate's text as a module names them there:
// embedded: #[allow(unused_imports, reason = "not every client has all of these")]
// embedded: pub(crate) use self::model::{custom, integer_enum, literal_enum, model, newtype, serde_bridge, text_enum};
// embedded: #[allow(unused_imports, reason = "a client may have no operation")]
// embedded: pub(crate) use self::{client_setters::{client_builder, reqwest_client}, operation::{blocking_calls, operation}, paginate::paged};
// embedded: #[cfg(feature = "xml")]
// embedded: #[allow(unused_imports, reason = "not every client has all of these")]
// embedded: pub(crate) use self::xml::{xml_custom, xml_like, xml_model, xml_type};
