//! How answers are read that lack what is required.

use tolerant_reading::runtime::{Body, BoxFuture, Transport, TransportError};

#[derive(Debug)]
struct Lacking;

impl Transport for Lacking {
    fn send(
        &self,
        _: http::Request<Body>,
    ) -> BoxFuture<'_, Result<http::Response<Body>, TransportError>> {
        let response = http::Response::builder().header("content-type", "application/json");
        let response = response.body(Body::from(r#"[{"opened":"2020-01-01T00:00:00Z"}]"#));
        Box::pin(async { response.map_err(TransportError::request) })
    }
}

#[test]
fn an_answer_without_a_required_member() {
    let client = tolerant_reading::Client::builder().transport(Lacking).build().unwrap();
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let lines = runtime.block_on(async { client.sip_lines().list().await });
    assert_eq!(lines.is_ok(), true);
}
