//! The generated clients over real HTTP, against servers that behave as the APIs document.
//!
//! What is sent is compared with texts written down from the documentation, never with anything computed.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    unreachable_pub
)]
#![cfg(all(
    feature = "carrierx",
    feature = "signalwire-rest",
    feature = "signalwire-fabric",
    feature = "watsonx-orchestrate"
))]

mod carrierx;
mod carrierx_parameters;
mod every_operation;
mod faults;
mod mocked;
mod secrets;
mod server;
mod signalwire_fabric;
mod signalwire_rest;
mod signalwire_rest_space;
mod values;
mod watsonx_orchestrate;
