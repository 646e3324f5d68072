//! Types of the user's.

use serde::{Deserialize, Serialize};

/// A code, as the user writes it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Code {
    /// A line of a house.
    House,
    /// A mobile line.
    Mobile,
}

/// What something costs.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Money {
    /// How much.
    pub amount: rust_decimal::Decimal,
    /// Of what.
    pub currency: String,
}

/// A type of a crate that reads and writes otherwise than the document says, in a struct that does as it says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Moment(#[serde(with = "time::serde::rfc3339")] pub time::OffsetDateTime);
