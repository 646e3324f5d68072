//! Calls through the runtime, by the name by which a client knows it.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    missing_docs,
    unreachable_pub
)]

mod addresses;
mod blocking;
pub mod contents;
mod credentials;
mod cuts;
mod errors;
mod events;
mod fake;
mod faults;
mod forms;
mod hostile;
mod limits;
mod middleware;
mod mocks;
mod multiparts;
mod numbered_pages;
mod oauth;
mod oauth_flows;
mod pages;
mod redirects;
mod requests;
mod retries;
pub use jackfield_runtime as runtime;
mod exported;
#[path = "../runtime_sample/mod.rs"]
pub mod sample;
mod served;
mod socket;
mod sources;
mod spans;
mod streams;
mod styles;
mod times;
mod tolerance;
mod wire;
mod xml_charsets;
