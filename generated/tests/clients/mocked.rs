//! The clients against the mock: each reads the answers that it is tested with.

use jackfield_telephony::runtime::testing::{Examples, Mock, Reply, check_examples};
use jackfield_telephony::{carrierx, signalwire_fabric, signalwire_rest, watsonx_orchestrate};

fn check<C: Examples>() {
    assert_eq!(check_examples::<C>(), Vec::<String>::new());
    assert!(!C::ANSWERS.is_empty() && !C::TYPES.is_empty());
}

#[test]
fn examples_and_answers_can_be_read() {
    check::<carrierx::Client>();
    check::<signalwire_fabric::Client>();
    check::<signalwire_rest::Client>();
    check::<watsonx_orchestrate::Client>();
}

#[tokio::test]
async fn every_operation_is_answered() {
    let mock = Mock::from_examples::<carrierx::Client>();
    let builder = carrierx::Client::builder().bearer("t").strict();
    let client = builder.transport(mock.clone()).build().unwrap();
    let endpoints = client.endpoints();
    let listed = endpoints.list().response().await.unwrap();
    assert_eq!((listed.status, listed.issues().len()), (200, 0));
    endpoints.get("e").await.unwrap();
    endpoints.delete("e").await.unwrap();
    mock.assert_called::<carrierx::endpoints::GetEndpoint>(1);
    mock.assert_all_answered();
}

#[tokio::test]
async fn a_documented_error_is_typed() {
    let mock = Mock::new();
    let builder = carrierx::Client::builder().bearer("t");
    let client = builder.transport(mock.clone()).build().unwrap();
    let body = serde_json::json!({"errors": ["no such endpoint"]});
    let gone = mock.on::<carrierx::endpoints::GetEndpoint>();
    gone.reply_with(Reply::json(&body).with_status(404));
    let error = client.endpoints().get("e").await.unwrap_err();
    let documented = error.documented();
    assert!(matches!(
        documented,
        Some(carrierx::endpoints::GetEndpointError::NotFound(_))
    ));
}
