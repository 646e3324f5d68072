//! Security requirements and security schemes.

use super::at::At;
use super::component_kind::ComponentKind;
use super::model::{DeviceFlow, SecurityScheme};
use super::walk::Walk;
use crate::diagnostic::Code;
use indexmap::IndexMap;
use openapiv3::{
    APIKeyLocation, AuthorizationCodeOAuth2Flow, ClientCredentialsOAuth2Flow, ImplicitOAuth2Flow,
    OAuth2Flows, PasswordOAuth2Flow, SecurityRequirement, SecurityScheme as Base,
};

impl<'s> Walk<'s, '_> {
    /// `security`; `None` if it is absent, which differs from an empty list.
    pub(super) fn security(&mut self, owner: &At<'s, '_>) -> Option<Vec<SecurityRequirement>> {
        let at = owner.get("security")?;
        let mut requirements = Vec::new();
        self.each(&at, |walk, item| {
            let mut requirement = IndexMap::default();
            walk.each_member(item, |walk, name, scopes| {
                let name = walk.scheme_name(name, scopes);
                requirement.insert(name, walk.text_list(scopes));
            });
            requirements.push(requirement);
        });
        Some(requirements)
    }

    /// Returns the name of the scheme that a requirement refers to, by its name or by a URI.
    fn scheme_name(&mut self, name: &str, at: &At<'s, '_>) -> String {
        let kind = ComponentKind::SecurityScheme;
        let is_uri = name.contains("#/") && self.references.hoist.component(kind, name).is_none();
        let found = is_uri.then(|| self.references.by_uri(kind, name, at));
        found.flatten().unwrap_or_else(|| name.to_owned())
    }

    /// A security scheme.
    pub(super) fn security_scheme(&mut self, at: &At<'s, '_>) -> Option<SecurityScheme> {
        let base = self.base_scheme(at)?;
        let flows = at.get("flows");
        let flow = flows.as_ref().and_then(|at| at.get("deviceAuthorization"));
        let device = flow.map(|flow| DeviceFlow {
            authorization_url: self.required_text(&flow, "deviceAuthorizationUrl"),
            token_url: self.required_text(&flow, "tokenUrl"),
            refresh_url: self.text_of(&flow, "refreshUrl"),
            scopes: self.scopes(&flow),
        });
        Some(SecurityScheme {
            base,
            deprecated: self.flag_of(at, "deprecated"),
            metadata_url: self.text_of(at, "oauth2MetadataUrl"),
            device,
        })
    }

    /// Reads a scheme as far as OpenAPI 3.0 has it. A scheme for which `openapiv3` has no variant becomes an HTTP
    /// scheme of that name.
    fn base_scheme(&mut self, at: &At<'s, '_>) -> Option<Base> {
        if !self.is_object(at) {
            return None;
        }
        let description = self.text_of(at, "description");
        let extensions = self.extensions(at);
        let kind = self.required_text(at, "type");
        Some(match kind.as_str() {
            "apiKey" => Base::APIKey {
                location: self.key_location(at)?,
                name: self.required_text(at, "name"),
                description,
                extensions,
            },
            "http" => Base::HTTP {
                scheme: self.required_text(at, "scheme"),
                bearer_format: self.text_of(at, "bearerFormat"),
                description,
                extensions,
            },
            "oauth2" => Base::OAuth2 {
                flows: self.flows(at),
                description,
                extensions,
            },
            "openIdConnect" => Base::OpenIDConnect {
                open_id_connect_url: self.required_text(at, "openIdConnectUrl"),
                description,
                extensions,
            },
            "mutualTLS" => Base::HTTP {
                scheme: kind,
                bearer_format: None,
                description,
                extensions,
            },
            "basic" | "bearer" => {
                self.warn(
                    Code::SecuritySchemeInvalid,
                    at,
                    format!("`type: {kind}` is none of OpenAPI 3: taken as `type: http`"),
                )
                .advise(format!("write `type: http` and `scheme: {kind}`"));
                Base::HTTP {
                    scheme: kind,
                    bearer_format: None,
                    description,
                    extensions,
                }
            }
            _ => {
                self.warn(
                    Code::SecuritySchemeInvalid,
                    at,
                    format!("`type: {kind}` is no way to authenticate: left out"),
                )
                .advise("use apiKey, http, mutualTLS, oauth2 or openIdConnect");
                return None;
            }
        })
    }

    fn key_location(&mut self, at: &At<'s, '_>) -> Option<APIKeyLocation> {
        let location = self.required_text(at, "in");
        Some(match location.as_str() {
            "query" => APIKeyLocation::Query,
            "header" => APIKeyLocation::Header,
            "cookie" => APIKeyLocation::Cookie,
            _ => {
                self.warn(
                    Code::SecuritySchemeInvalid,
                    at,
                    format!("a key cannot travel in `{location}`: left out"),
                )
                .advise("use query, header or cookie");
                return None;
            }
        })
    }

    fn flows(&mut self, at: &At<'s, '_>) -> OAuth2Flows {
        let Some(at) = at.get("flows") else {
            self.warn(Code::KeyMissing, at, "`flows` is missing")
                .advise("add `flows`");
            return OAuth2Flows::default();
        };
        OAuth2Flows {
            implicit: at.get("implicit").map(|at| ImplicitOAuth2Flow {
                authorization_url: self.required_text(&at, "authorizationUrl"),
                refresh_url: self.text_of(&at, "refreshUrl"),
                scopes: self.scopes(&at),
                extensions: self.extensions(&at),
            }),
            password: at.get("password").map(|at| PasswordOAuth2Flow {
                refresh_url: self.text_of(&at, "refreshUrl"),
                token_url: self.required_text(&at, "tokenUrl"),
                scopes: self.scopes(&at),
                extensions: self.extensions(&at),
            }),
            client_credentials: at
                .get("clientCredentials")
                .map(|at| ClientCredentialsOAuth2Flow {
                    refresh_url: self.text_of(&at, "refreshUrl"),
                    token_url: self.required_text(&at, "tokenUrl"),
                    scopes: self.scopes(&at),
                    extensions: self.extensions(&at),
                }),
            authorization_code: at
                .get("authorizationCode")
                .map(|at| AuthorizationCodeOAuth2Flow {
                    authorization_url: self.required_text(&at, "authorizationUrl"),
                    token_url: self.required_text(&at, "tokenUrl"),
                    refresh_url: self.text_of(&at, "refreshUrl"),
                    scopes: self.scopes(&at),
                    extensions: self.extensions(&at),
                }),
            extensions: self.extensions(&at),
        }
    }

    fn scopes<M: Default + Extend<(String, String)>>(&mut self, at: &At<'s, '_>) -> M {
        at.get("scopes")
            .map(|scopes| self.texts(&scopes))
            .unwrap_or_default()
    }
}
