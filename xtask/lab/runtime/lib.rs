//! What the measured programs share.

pub mod hand;
pub mod support;

use serde::de::DeserializeOwned;

/// A call as a person would write it.
///
/// # Errors
///
/// It could not be sent, the status is none of success, or the body is no `T`.
pub async fn get<T: DeserializeOwned>(
    http: &reqwest::Client,
    url: String,
) -> Result<T, reqwest::Error> {
    let response = http.get(url).bearer_auth("token").send().await?;
    response.error_for_status()?.json().await
}
