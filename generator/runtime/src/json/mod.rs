//! JSON as the generated types read and write it.
//!
//! Text becomes one flat list of tokens, over which [`Node`] and [`Object`] are views that cost nothing;
//! a [`Writer`] puts a value straight into the bytes of the body.

mod bridge;
mod choose;
mod container_writer;
mod conversions;
mod decimal;
mod decode;
mod encode;
mod error;
mod find;
mod issue;
mod node;
mod notes;
mod object;
mod reading;
mod received;
mod scan;
mod scan_text;
mod show;
mod tape;
mod text;
mod tolerance;
mod tuple;
mod writer;

pub use self::bridge::{deserialize, serialize};
pub use self::choose::Outline;
pub use self::container_writer::{ArrayWriter, ObjectWriter};
pub(crate) use self::decimal::{Decimal, float_text, is_text_of, to_f64};
pub use self::decode::{Decode, from_slice};
pub use self::encode::Encode;
pub use self::error::{DecodeError, EncodeError};
pub use self::issue::Issue;
pub(crate) use self::issue::Segment;
pub use self::node::Node;
pub(crate) use self::notes::Told;
pub use self::object::Object;
pub use self::received::AsReceived;
pub use self::show::show;
pub(crate) use self::tape::Tape;
pub(crate) use self::text::from_text;
pub use self::tuple::OpenTuple;
pub(crate) use self::writer::to_bytes;
pub use self::writer::{Writer, to_vec};
