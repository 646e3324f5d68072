//! Typed clients for telephony APIs.
