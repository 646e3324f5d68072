//! The setters that the builders of all APIs have, for the builder type of one API.

/// Implements all setters of [`ClientBuilder`] for the builder of one API, beside its setters of credentials. A builder
/// type of its own can have those setters where this crate is not part of the client.
#[doc(hidden)]
#[macro_export]
macro_rules! client_builder {
    ($builder:ident for $client:ident) => {
        impl $builder {
            /// Starts with the first server of the API, the default transport and the default retry policy.
            pub fn new() -> Self {
                Self($crate::ClientBuilder::new())
            }

            /// Selects another one of the servers that the API lists; the first has the index 0.
            pub fn server(self, index: usize) -> Self {
                Self(self.0.server(index))
            }

            /// Sets the base URL, in place of the servers that the API lists. Operations with servers of their own are
            /// still sent to those servers, whose URLs may be relative to this one.
            pub fn base_url(self, url: impl ::core::convert::Into<::std::string::String>) -> Self {
                Self(self.0.base_url(url))
            }

            /// Sets the URL of a server that the document lists, for the API or for an operation: `documented` is the
            /// URL as the document writes it, with its variables in braces.
            pub fn server_url(
                self,
                documented: impl ::core::convert::Into<::std::string::String>,
                url: impl ::core::convert::Into<::std::string::String>,
            ) -> Self {
                Self(self.0.server_url(documented, url))
            }

            /// Sends all operations to one URL, wherever the document says that they are served: a mock server or a
            /// proxy.
            pub fn all_servers(
                self,
                url: impl ::core::convert::Into<::std::string::String>,
            ) -> Self {
                Self(self.0.all_servers(url))
            }

            /// Treats another origin as one of the API's own: links to next pages and redirects may lead there with
            /// everything in the request, its body and its credentials included.
            pub fn trust_origin(
                self,
                url: impl ::core::convert::Into<::std::string::String>,
            ) -> Self {
                Self(self.0.trust_origin(url))
            }

            /// Sets which redirects are followed; within the origin, and ten at most, if this is not called.
            pub fn redirects(self, redirects: $crate::RedirectPolicy) -> Self {
                Self(self.0.redirects(redirects))
            }

            /// Sets how objects within objects are written in a query; with brackets if this is not called.
            pub fn nesting(self, nesting: $crate::Nesting) -> Self {
                Self(self.0.nesting(nesting))
            }

            /// Sets a variable of the server's URL.
            pub fn variable(
                self,
                name: impl ::core::convert::Into<::std::string::String>,
                value: impl ::core::convert::Into<::std::string::String>,
            ) -> Self {
                Self(self.0.variable(name, value))
            }

            /// Sets the credential for a security scheme.
            pub fn credential(
                self,
                scheme: impl ::core::convert::Into<::std::borrow::Cow<'static, str>>,
                credential: impl ::core::convert::Into<$crate::Credential>,
            ) -> Self {
                Self(self.0.credential(scheme, credential))
            }

            /// Adds a header to every request. A header of the same name that a call sets goes before it.
            pub fn header(
                self,
                name: impl ::core::convert::Into<::std::borrow::Cow<'static, str>>,
                value: impl ::core::convert::Into<$crate::Secret<::std::string::String>>,
            ) -> Self {
                Self(self.0.header(name, value))
            }

            /// Sets the header `User-Agent`.
            pub fn user_agent(
                self,
                user_agent: impl ::core::convert::Into<::std::string::String>,
            ) -> Self {
                Self(self.0.user_agent(user_agent))
            }

            /// Limits the time of a whole call, all retries and the body included; if the body is a stream, until the
            /// stream begins. There is no limit if this is not called.
            pub fn timeout(self, timeout: ::core::time::Duration) -> Self {
                Self(self.0.timeout(timeout))
            }

            /// Limits the time of each attempt, the body included; 60 seconds if this is not called, and `None` is
            /// no limit.
            pub fn attempt_timeout(
                self,
                timeout: impl ::core::convert::Into<::core::option::Option<::core::time::Duration>>,
            ) -> Self {
                Self(self.0.attempt_timeout(timeout))
            }

            /// Limits how long a stream may give nothing while it is waited for; five minutes if this is not called,
            /// and `None` is no limit.
            pub fn read_timeout(
                self,
                timeout: impl ::core::convert::Into<::core::option::Option<::core::time::Duration>>,
            ) -> Self {
                Self(self.0.read_timeout(timeout))
            }

            /// Limits how many bytes the body of a response may have, decompressed if the transport does that; 64 MiB
            /// if this is not called. In a stream it limits each event and each line.
            pub fn max_body_size(self, bytes: usize) -> Self {
                Self(self.0.max_body_size(bytes))
            }

            /// Limits how many values the JSON of a response may have; 16 million if this is not called. Each value
            /// takes some 32 bytes besides the text, and twice that in a `Value`.
            pub fn max_values(self, values: usize) -> Self {
                Self(self.0.max_values(values))
            }

            /// Makes a response that is not as the document says an error. If this is not called, a required text,
            /// number, boolean, list, map or enum that is absent or null becomes an empty value, and a scalar of
            /// another type than documented is converted where nothing is lost. Each such place is an issue of the
            /// response, and no invented value is sent back.
            pub fn strict(self) -> Self {
                Self(self.0.strict())
            }

            /// Calls a function with the issues of each response that is not as the document says.
            pub fn on_issues(
                self,
                told: impl ::core::ops::Fn(&$crate::Issues)
                + ::core::marker::Send
                + ::core::marker::Sync
                + 'static,
            ) -> Self {
                Self(self.0.on_issues(told))
            }

            /// Calls a function with each response, also one that is an error or is retried: for example to read the
            /// headers of a rate limit.
            pub fn on_response(
                self,
                told: impl ::core::ops::Fn(&$crate::AttemptReport<'_>)
                + ::core::marker::Send
                + ::core::marker::Sync
                + 'static,
            ) -> Self {
                Self(self.0.on_response(told))
            }

            /// Calls a function with each attempt, also one that has no response: for metrics.
            pub fn on_attempt(
                self,
                told: impl ::core::ops::Fn(&$crate::AttemptReport<'_>)
                + ::core::marker::Send
                + ::core::marker::Sync
                + 'static,
            ) -> Self {
                Self(self.0.on_attempt(told))
            }

            /// Calls a function that may add headers to each request before it is sent, such as the context of a trace.
            pub fn inject(
                self,
                add: impl ::core::ops::Fn(&mut $crate::HeaderMap)
                + ::core::marker::Send
                + ::core::marker::Sync
                + 'static,
            ) -> Self {
                Self(self.0.inject(add))
            }

            /// Sets the retry policy: which failed requests are sent again, and when.
            pub fn retry(self, retry: $crate::RetryPolicy) -> Self {
                Self(self.0.retry(retry))
            }

            /// Limits the retries of all calls of the client together: the budget begins with `retries`, each retry
            /// takes one from it, and every ten successes give one back. It is 20 if this is not called.
            pub fn retry_budget(self, retries: u32) -> Self {
                Self(self.0.retry_budget(retries))
            }

            /// Sends through another transport.
            pub fn transport(self, transport: impl $crate::Transport) -> Self {
                Self(self.0.transport(transport))
            }

            $crate::reqwest_client!();

            /// Builds the client.
            ///
            /// # Errors
            ///
            /// A variable of the server's URL has no value, the URL is not valid, a header or a credential has
            /// characters that cannot be sent, or the system gives no TLS.
            pub fn build(self) -> $crate::Result<$client> {
                self.0.build()
            }
        }

        impl ::core::default::Default for $builder {
            fn default() -> Self {
                Self::new()
            }
        }

        impl ::core::fmt::Debug for $builder {
            fn fmt(&self, formatter: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                ::core::fmt::Debug::fmt(&self.0, formatter)
            }
        }

        impl ::core::convert::From<$crate::ClientBuilder<$client>> for $builder {
            fn from(builder: $crate::ClientBuilder<$client>) -> Self {
                Self(builder)
            }
        }
    };
}

/// The setter `reqwest_client`, with the feature `reqwest`.
#[cfg(feature = "reqwest")]
#[doc(hidden)]
#[macro_export]
macro_rules! reqwest_client {
    () => {
        /// Sends through a reqwest client that is configured elsewhere; its redirect policy applies, and should follow
        /// no redirects.
        pub fn reqwest_client(self, client: $crate::reqwest::Client) -> Self {
            Self(self.0.reqwest_client(client))
        }
    };
}

/// Without the feature `reqwest` there is no such setter.
#[cfg(not(feature = "reqwest"))]
#[doc(hidden)]
#[macro_export]
macro_rules! reqwest_client {
    () => {};
}

#[allow(unused_imports, reason = "a client may have no operation")]
pub(crate) use {client_builder, reqwest_client};
