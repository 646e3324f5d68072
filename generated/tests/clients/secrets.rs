//! Passwords, tokens and keys show in no `Debug` output and no text of an error.

use jackfield_telephony::{carrierx, signalwire_rest as rest, watsonx_orchestrate as watsonx};

use crate::server::{Reply, Server};
use crate::values::ENDPOINT;

fn shows_none(text: &str) {
    for secret in ["hunter2", "2c95517b", "aHVudGVyMg", "dTpodW50ZXIy"] {
        assert!(!text.contains(secret), "{secret} in {text}");
    }
}

#[test]
fn values_do_not_show_them() {
    let patch = carrierx::types::EndpointPatch::new().out_sip_password("hunter2");
    let address = carrierx::types::EndpointAddress::new().sip_password("hunter2");
    let endpoint: carrierx::types::Endpoint = serde_json::from_str(ENDPOINT).unwrap();
    let create =
        rest::types::CreateSipEndpointRequest::new(rest::types::CreateSipEndpointRequestRequired {
            username: "u".into(),
            password: "hunter2".into(),
        });
    let security = watsonx::types::PhoneSecurity::new()
        .api_key("hunter2")
        .client_secret("hunter2")
        .password("hunter2");
    shows_none(&format!(
        "{patch:?} {address:?} {endpoint:?} {create:?} {security:?}"
    ));
    // They travel all the same.
    assert_eq!(
        serde_json::to_string(&patch).unwrap(),
        r#"{"out_sip_password":"hunter2"}"#
    );
}

#[tokio::test]
async fn clients_calls_and_errors_do_not_show_them() {
    let server = Server::answering(vec![Reply::json(
        422,
        r#"{"errors":"out_sip_password hunter2 is too short"}"#,
    )])
    .await;
    let builder = carrierx::Client::builder()
        .base_url(&server.origin)
        .bearer("hunter2")
        .basic("u", "hunter2");
    shows_none(&format!("{builder:?}"));
    let client = builder.build().unwrap();
    shows_none(&format!("{client:?} {:?}", client.endpoints()));
    let patch = carrierx::types::EndpointPatch::new().out_sip_password("hunter2");
    let call = client.endpoints().update("sid", &patch);
    shows_none(&format!("{call:?}"));
    let error = jackfield_telephony::Error::from(call.await.unwrap_err());
    shows_none(&format!("{error} {error:?}"));
    let refused = carrierx::Client::builder()
        .base_url("http://127.0.0.1:1")
        .bearer("hunter2")
        .build()
        .unwrap();
    let error = refused
        .endpoints()
        .create(&carrierx::types::EndpointCreate::new("voicemail".into()))
        .await
        .unwrap_err();
    shows_none(&format!("{error} {error:?}"));
}
