//! A client as the generator writes one, by hand, for the tests of the runtime.

pub mod types;

use self::types::{Endpoint, EndpointList, EndpointPatch, ErrorBody, NestedObjects};
use crate::runtime::{
    Call, Core, Credential, Secret, Server, ServerVariable, Service, Undocumented, client_builder,
    operation, paged,
};

/// A client of a sample.
#[derive(Clone, Debug)]
pub struct Client(Core);

/// Builds a [`Client`].
#[derive(Clone)]
#[must_use]
pub struct ClientBuilder(crate::runtime::ClientBuilder<Client>);

client_builder!(ClientBuilder for Client);

impl Client {
    /// Starts a client.
    pub fn builder() -> ClientBuilder {
        ClientBuilder::new()
    }

    /// For calls that no operation makes.
    pub fn core(&self) -> &Core {
        &self.0
    }

    /// Endpoints.
    pub fn endpoints(&self) -> Endpoints<'_> {
        Endpoints(&self.0)
    }
}

impl Service for Client {
    type Builder = ClientBuilder;
    const USER_AGENT: &str = "jackfield/test";
    const SERVERS: &[Server] = &[
        Server {
            url: "https://{space_name}.example.com/api/",
            variables: &[ServerVariable {
                name: "space_name",
                default: None,
            }],
        },
        Server {
            url: "https://example.com/core/v2",
            variables: &[],
        },
    ];
    const SECURITY: &[&[&str]] = &[&[], &["bearer"], &["basic", "key"]];

    fn core(&self) -> &Core {
        &self.0
    }

    fn from_core(core: Core) -> Self {
        Self(core)
    }
}

impl ClientBuilder {
    pub fn bearer(self, token: impl Into<Secret<String>>) -> Self {
        self.credential("bearer", Credential::bearer(token))
    }

    pub fn basic(self, username: impl Into<String>, password: impl Into<Secret<String>>) -> Self {
        self.credential("basic", Credential::basic(username, password))
    }

    pub fn key(self, key: impl Into<Secret<String>>) -> Self {
        self.credential("key", Credential::query("api key", key))
    }

    pub fn space_name(self, space_name: impl Into<String>) -> Self {
        self.variable("space_name", space_name)
    }
}

/// Endpoints.
#[derive(Clone, Copy, Debug)]
pub struct Endpoints<'a>(pub(super) &'a Core);

impl Endpoints<'_> {
    pub fn get(&self, endpoint_sid: &str) -> GetEndpoint {
        GetEndpoint(
            Call::get(self.0, "/endpoints/{endpoint_sid}").path("endpoint_sid", endpoint_sid),
        )
    }

    pub fn update(&self, endpoint_sid: &str, body: &EndpointPatch) -> UpdateEndpoint {
        UpdateEndpoint(
            Call::patch(self.0, "/endpoints/{endpoint_sid}")
                .path("endpoint_sid", endpoint_sid)
                .json(body),
        )
    }

    pub fn create(&self, body: &EndpointPatch) -> CreateEndpoint {
        CreateEndpoint(Call::post(self.0, "/endpoints").json(body))
    }

    pub fn delete(&self, endpoint_sid: &str) -> DeleteEndpoint {
        DeleteEndpoint(
            Call::delete(self.0, "/endpoints/{endpoint_sid}").path("endpoint_sid", endpoint_sid),
        )
    }

    pub fn list(&self) -> ListEndpoints {
        ListEndpoints(Call::get(self.0, "/endpoints"))
    }

    pub fn list_links(&self) -> ListLinks {
        ListLinks(Call::get(self.0, "/links"))
    }
}

#[derive(Debug)]
#[must_use = "nothing is sent until the call is awaited"]
pub struct GetEndpoint(Call);

operation!(GetEndpoint -> Endpoint, Error401_404_422, |response| match response.status() {
    200..=299 => response.json(),
    401 => response.error(Error401_404_422::Unauthorized),
    404 => response.error(Error401_404_422::NotFound),
    422 => response.error(Error401_404_422::UnprocessableEntity),
    _ => response.unexpected(),
});

#[derive(Debug)]
#[must_use = "nothing is sent until the call is awaited"]
pub struct UpdateEndpoint(Call);

impl UpdateEndpoint {
    pub fn nested_objects(self, nested_objects: &NestedObjects) -> Self {
        Self(self.0.query("nested_objects", nested_objects))
    }
}

operation!(UpdateEndpoint -> Endpoint, Error401_404_422, |response| match response.status() {
    200..=299 => response.json(),
    401 => response.error(Error401_404_422::Unauthorized),
    404 => response.error(Error401_404_422::NotFound),
    422 => response.error(Error401_404_422::UnprocessableEntity),
    _ => response.unexpected(),
});

#[derive(Debug)]
#[must_use = "nothing is sent until the call is awaited"]
pub struct CreateEndpoint(Call);

/// What [`Endpoints::create`] gives.
#[derive(Clone, Debug, PartialEq)]
pub enum CreateEndpointOutput {
    Created(Endpoint),
    Accepted,
}

operation!(CreateEndpoint -> CreateEndpointOutput, Error401_404_422, |response| match response.status() {
    201 => response.json().map(CreateEndpointOutput::Created),
    202 => response.empty().map(|()| CreateEndpointOutput::Accepted),
    422 => response.error(Error401_404_422::UnprocessableEntity),
    _ => response.unexpected(),
});

#[derive(Debug)]
#[must_use = "nothing is sent until the call is awaited"]
pub struct DeleteEndpoint(Call);

operation!(DeleteEndpoint -> (), Undocumented, |response| match response.status() {
    200..=299 => response.empty(),
    _ => response.unexpected(),
});

#[derive(Debug)]
#[must_use = "nothing is sent until the call is awaited"]
pub struct ListEndpoints(Call);

impl ListEndpoints {
    pub fn offset(self, offset: i64) -> Self {
        Self(self.0.query("offset", &offset))
    }
}

operation!(ListEndpoints -> EndpointList, Undocumented, |response| match response.status() {
    200..=299 => response.json(),
    _ => response.unexpected(),
});
paged!(ListEndpoints -> Endpoint, |page| page.items, |call, page| {
    call.next_offset("offset", page.items.len(), page.has_more)
});

#[derive(Debug)]
#[must_use = "nothing is sent until the call is awaited"]
pub struct ListLinks(Call);

operation!(ListLinks -> EndpointList, Undocumented, |response| match response.status() {
    200..=299 => response.json(),
    _ => response.unexpected(),
});
paged!(ListLinks -> Endpoint, |page| page.items, |call, page| call.next_link(page.next.as_deref()));

#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
#[allow(non_camel_case_types)]
pub enum Error401_404_422 {
    Unauthorized(ErrorBody),
    NotFound(ErrorBody),
    UnprocessableEntity(ErrorBody),
}
