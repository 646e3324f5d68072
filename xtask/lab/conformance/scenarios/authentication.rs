//! authentication/*

use crate::support::{Scenarios, documented, same, take};
use jackfield::{
    authentication_api_key, authentication_http_custom, authentication_noauth_union,
    authentication_oauth2, authentication_union,
};

/// The token that the server takes.
const TOKEN: &str = "https://security.microsoft.com/.default";

pub(crate) fn add(to: &mut Scenarios) {
    api_key(to);
    custom(to);
    oauth2(to);
    unions(to);
}

fn api_key(to: &mut Scenarios) {
    use authentication_api_key::{Client, authentication::InvalidError};
    to.at("Authentication_ApiKey_valid", async |at| {
        let api = at.builder::<Client>().api_key("valid-key").build()?;
        Ok(api.authentication().valid().await?)
    });
    to.at("Authentication_ApiKey_invalid", async |at| {
        let api = at.builder::<Client>().api_key("invalid-key").build()?;
        let error = documented(api.authentication().invalid().await)?;
        let error = take!(error, InvalidError::Forbidden(error) => error);
        same(error.error, "invalid-api-key")
    });
}

fn custom(to: &mut Scenarios) {
    use authentication_http_custom::{Client, authentication::InvalidError};
    to.at("Authentication_Http_Custom_valid", async |at| {
        let api = at
            .builder::<Client>()
            .shared_access_key("valid-key")
            .build()?;
        Ok(api.authentication().valid().await?)
    });
    to.at("Authentication_Http_Custom_invalid", async |at| {
        let api = at
            .builder::<Client>()
            .shared_access_key("invalid-key")
            .build()?;
        let error = documented(api.authentication().invalid().await)?;
        let error = take!(error, InvalidError::Forbidden(error) => error);
        same(error.error, "invalid-api-key")
    });
}

fn oauth2(to: &mut Scenarios) {
    use authentication_oauth2::{Client, authentication::InvalidError};
    to.at("Authentication_OAuth2_valid", async |at| {
        let api = at.builder::<Client>().bearer(TOKEN).build()?;
        Ok(api.authentication().valid().await?)
    });
    to.at("Authentication_OAuth2_invalid", async |at| {
        let api = at.builder::<Client>().bearer("invalid").build()?;
        let error = documented(api.authentication().invalid().await)?;
        let error = take!(error, InvalidError::Forbidden(error) => error);
        same(error.error, "invalid-grant")
    });
}

fn unions(to: &mut Scenarios) {
    to.at("Authentication_Union_validKey", async |at| {
        let builder = at.builder::<authentication_union::Client>();
        let api = builder.api_key("valid-key").build()?;
        Ok(api.authentication().valid_key().await?)
    });
    to.at("Authentication_Union_validToken", async |at| {
        let builder = at.builder::<authentication_union::Client>();
        let api = builder.bearer(TOKEN).build()?;
        Ok(api.authentication().valid_token().await?)
    });
    to.add(
        "Authentication_Noauth_Union_validNoAuth",
        async |api: authentication_noauth_union::Client| {
            Ok(api.authentication().valid_no_auth().await?)
        },
    );
    to.at("Authentication_Noauth_Union_validToken", async |at| {
        let builder = at.builder::<authentication_noauth_union::Client>();
        let api = builder.bearer(TOKEN).build()?;
        Ok(api.authentication().valid_token().await?)
    });
}
