//! Time and random numbers of the system.

use std::time::SystemTime;

pub(in super::super) use super::super::timer::sleep;

/// The current time.
pub(in super::super) fn now() -> SystemTime {
    SystemTime::now()
}

/// A number of zero or more and less than one.
pub(in super::super) fn random() -> f64 {
    fastrand::f64()
}
