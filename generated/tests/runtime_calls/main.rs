//! Calls through the runtime. It is compiled into this crate as a module, as it is in a stand-alone client.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    missing_docs,
    unreachable_pub
)]

mod addresses;
pub mod contents;
mod credentials;
mod cuts;
mod errors;
mod events;
mod fake;
mod faults;
mod forms;
mod middleware;
mod multiparts;
mod oauth;
mod pages;
mod redirects;
mod retries;
#[path = "../../src/runtime/mod.rs"]
pub mod runtime;
#[path = "../runtime_sample/mod.rs"]
pub mod sample;
mod socket;
mod sources;
#[cfg(feature = "tracing")]
mod spans;
mod streams;
mod styles;
mod wire;
