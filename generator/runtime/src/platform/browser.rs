//! Time and random numbers of JavaScript.

use std::time::{Duration, SystemTime};

use send_wrapper::SendWrapper;

use super::super::transport::BoxFuture;

/// A timer of JavaScript that is to wait longer ends at once: it counts milliseconds in 31 bits.
const LONGEST: Duration = Duration::from_millis((1 << 31) - 1);

/// Ends after a time.
pub(in super::super) fn sleep(duration: Duration) -> BoxFuture<'static, ()> {
    Box::pin(SendWrapper::new(async move {
        let mut left = duration;
        while !left.is_zero() {
            let now = left.min(LONGEST);
            gloo_timers::future::sleep(now).await;
            left = left.saturating_sub(now);
        }
    }))
}

/// The current time.
pub(in super::super) fn now() -> SystemTime {
    let since = Duration::try_from_secs_f64(js_sys::Date::now() / 1000.0);
    SystemTime::UNIX_EPOCH + since.unwrap_or_default()
}

/// A number of zero or more and less than one.
pub(in super::super) fn random() -> f64 {
    js_sys::Math::random()
}
