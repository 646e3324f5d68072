//! The functions that start a call, by a method and a path.

use http::Method;

use super::call::Call;
use super::client::Core;

macro_rules! methods {
    ($($(#[$attribute:meta])* $name:ident $method:ident;)+) => {$(
        $(#[$attribute])*
        pub fn $name(core: &Core, path: &'static str) -> Self {
            Self::prepare(core.clone(), Method::$method, path)
        }
    )+};
}

impl Call {
    methods! {
        /// Prepares a `GET`.
        get GET;
        /// Prepares a `PUT`.
        put PUT;
        /// Prepares a `POST`.
        post POST;
        /// Prepares a `PATCH`.
        patch PATCH;
        /// Prepares a `DELETE`.
        delete DELETE;
        /// Prepares a `HEAD`.
        head HEAD;
        /// Prepares an `OPTIONS`.
        options OPTIONS;
    }

    /// Prepares a request with any method.
    pub fn new(core: &Core, method: &str, path: &'static str) -> Self {
        match Method::from_bytes(method.as_bytes()) {
            Ok(method) => Self::prepare(core.clone(), method, path),
            Err(_) => Self::get(core, path).failed("the method is not valid"),
        }
    }
}
