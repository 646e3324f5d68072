//! The setters of the builder of one API: those of every client, on a type of its own.

/// What the builder of one API has beside its setters of credentials: all that [`ClientBuilder`] has. A type of the
/// client's own can have those setters where this crate is not part of the client.
#[doc(hidden)]
#[macro_export]
macro_rules! client_builder {
    ($builder:ident for $client:ident) => {
        impl $builder {
            /// Starts with the first server of the API, the default transport and the default retry policy.
            pub fn new() -> Self {
                Self($crate::ClientBuilder::new())
            }

            /// Takes another server of those that the API lists; the first has the index 0.
            pub fn server(self, index: usize) -> Self {
                Self(self.0.server(index))
            }

            /// Takes another URL than that of any server the API lists. Operations that are served elsewhere are sent
            /// where the document says, relative to this URL if it says so.
            pub fn base_url(self, url: impl ::core::convert::Into<::std::string::String>) -> Self {
                Self(self.0.base_url(url))
            }

            /// Says where a server is that the document lists, of the API or of an operation: `documented` is its URL
            /// as it stands there, its variables in braces.
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

            /// Takes another origin for one of the API's own: links to next pages and redirects may lead there with
            /// all that the request holds, its body and its credentials too.
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

            /// Sets what satisfies a security scheme.
            pub fn credential(
                self,
                scheme: impl ::core::convert::Into<::std::borrow::Cow<'static, str>>,
                credential: impl ::core::convert::Into<$crate::Credential>,
            ) -> Self {
                Self(self.0.credential(scheme, credential))
            }

            /// Adds a header to every request. A header of the same name that a call sets goes before.
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

            /// Limits the time of a call from first to last, all retries and the body included; if the body is a
            /// stream, until that begins. There is no limit if this is not called.
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

            /// Limits how many bytes the body of a response may have, decompressed if the transport does that;
            /// 64 MiB if this is not called. Of a stream it limits each event and each line.
            pub fn max_body_size(self, bytes: usize) -> Self {
                Self(self.0.max_body_size(bytes))
            }

            /// Limits how many values the JSON of a response may have: 16 million if this is not called, of which
            /// each takes some 32 bytes besides the text, and twice that in a `Value`.
            pub fn max_values(self, values: usize) -> Self {
                Self(self.0.max_values(values))
            }

            /// Takes an answer that is not as its document says for an error. If this is not called, a required text,
            /// number, boolean, list, map or enum that is absent or null is an empty one, and a scalar that came as
            /// another is read as far as nothing is lost; each such place is an issue of the response, and none of
            /// them is sent back as it was made up.
            pub fn strict(self) -> Self {
                Self(self.0.strict())
            }

            /// Calls a function with the issues of each answer that is not as its document says.
            pub fn on_issues(
                self,
                told: impl ::core::ops::Fn(&$crate::Issues)
                + ::core::marker::Send
                + ::core::marker::Sync
                + 'static,
            ) -> Self {
                Self(self.0.on_issues(told))
            }

            /// Calls a function with each response, also one that is an error or is retried: for headers that say how
            /// much more may be asked for.
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

            /// Calls a function with the headers of each request before it is sent, which may add to them: the context
            /// of a trace.
            pub fn inject(
                self,
                add: impl ::core::ops::Fn(&mut $crate::HeaderMap)
                + ::core::marker::Send
                + ::core::marker::Sync
                + 'static,
            ) -> Self {
                Self(self.0.inject(add))
            }

            /// Sets what is sent again, and when.
            pub fn retry(self, retry: $crate::RetryPolicy) -> Self {
                Self(self.0.retry(retry))
            }

            /// Limits how many retries all calls of the client may send that no success has paid for, of which it takes
            /// ten for each; 20 if this is not called.
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

/// The setter that is there with reqwest only.
#[cfg(feature = "reqwest")]
#[doc(hidden)]
#[macro_export]
macro_rules! reqwest_client {
    () => {
        /// Sends through a client that is configured elsewhere; its redirect policy applies, and should be none.
        pub fn reqwest_client(self, client: $crate::reqwest::Client) -> Self {
            Self(self.0.reqwest_client(client))
        }
    };
}

/// Without reqwest there is no such setter.
#[cfg(not(feature = "reqwest"))]
#[doc(hidden)]
#[macro_export]
macro_rules! reqwest_client {
    () => {};
}

#[allow(unused_imports, reason = "a client may have no operation")]
pub(crate) use {client_builder, reqwest_client};
