//! The transport over `reqwest`, on real sockets that misbehave.

use std::time::Duration;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;
use tokio::task::JoinHandle;

use crate::fake::ENDPOINT;
use crate::runtime::RetryPolicy;
use crate::sample::types::EndpointPatch;
use crate::sample::{Client, ClientBuilder};

/// A server that answers each connection with a text and closes it, or with `None` stays silent. It gives what it read.
async fn serve(answers: Vec<Option<String>>) -> (ClientBuilder, JoinHandle<Vec<String>>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}/v1/", listener.local_addr().unwrap());
    let task = tokio::spawn(async move {
        let (mut requests, mut silent) = (Vec::new(), Vec::new());
        for answer in answers {
            let (mut stream, _) = listener.accept().await.unwrap();
            let mut buffer = vec![0; 65536];
            let length = stream.read(&mut buffer).await.unwrap();
            requests.push(String::from_utf8(buffer[..length].to_vec()).unwrap());
            match answer {
                Some(answer) => stream.write_all(answer.as_bytes()).await.unwrap(),
                None => silent.push(stream),
            }
        }
        requests
    });
    let retry = RetryPolicy::default().backoff(Duration::from_millis(1), Duration::from_millis(1));
    (
        Client::builder().base_url(url).bearer("t").retry(retry),
        task,
    )
}

fn response(status: &str, body: &str) -> Option<String> {
    Some(format!(
        "HTTP/1.1 {status}\r\ncontent-length: {}\r\nconnection: close\r\n\r\n{body}",
        body.len()
    ))
}

#[tokio::test]
async fn a_request_as_it_is_on_the_wire() {
    let (builder, server) = serve(vec![
        response("200 OK", ENDPOINT),
        response("201 Created", ENDPOINT),
    ])
    .await;
    let client = builder.build().unwrap();
    client.endpoints().get("%2e/☎").await.unwrap();
    client
        .endpoints()
        .create(&EndpointPatch::new().out_sip_password(None))
        .await
        .unwrap();
    let requests = server.await.unwrap();
    let (head, body) = requests[0].split_once("\r\n\r\n").unwrap();
    assert!(
        head.starts_with("GET /v1/endpoints/%252e%2F%E2%98%8E HTTP/1.1\r\n"),
        "{head}"
    );
    assert!(
        head.contains("authorization: Bearer t\r\n") && !head.contains("content-length"),
        "{head}"
    );
    assert_eq!(body, "");
    assert!(
        requests[1].ends_with("\r\n\r\n{\"out_sip_password\":null}"),
        "{}",
        requests[1]
    );
    assert!(requests[1].contains("content-type: application/json\r\n"));
}

#[tokio::test]
async fn a_truncated_body_keeps_what_arrived() {
    let cut = || Some("HTTP/1.1 200 OK\r\nx-id: 7\r\ncontent-length: 100\r\n\r\n{\"add".to_owned());
    let (builder, server) = serve(vec![cut(), cut(), cut(), cut()]).await;
    let client = builder.build().unwrap();
    let error = client.endpoints().get("1").await.unwrap_err();
    assert!(
        error.to_string().contains("the connection broke"),
        "{error}"
    );
    assert_eq!(
        (error.status(), error.body().unwrap().as_ref()),
        (Some(200), &b"{\"add"[..])
    );
    assert_eq!(error.headers().unwrap()["x-id"], "7");
    client
        .endpoints()
        .create(&EndpointPatch::new())
        .await
        .unwrap_err();
    // Three attempts to read, one to create.
    assert_eq!(server.await.unwrap().len(), 4);
}

#[tokio::test]
async fn a_connection_closed_early_is_tried_again() {
    let (builder, server) = serve(vec![Some(String::new()), response("200 OK", ENDPOINT)]).await;
    builder.build().unwrap().endpoints().get("1").await.unwrap();
    assert_eq!(server.await.unwrap().len(), 2);
    let (builder, _server) = serve(vec![Some(String::new())]).await;
    let client = builder.build().unwrap();
    let error = client
        .endpoints()
        .create(&EndpointPatch::new())
        .await
        .unwrap_err();
    assert!(error.status().is_none() && !error.is_connect() && !error.is_api());
    assert!(!format!("{error:?}").contains("127.0.0.1"), "{error:?}");
}

#[tokio::test]
async fn a_refused_connection() {
    let (builder, server) = serve(vec![]).await;
    server.await.unwrap();
    let client = builder.build().unwrap();
    let error = client
        .endpoints()
        .create(&EndpointPatch::new())
        .await
        .unwrap_err();
    assert!(error.is_connect(), "{error:?}");
}

#[tokio::test]
async fn silence_has_an_end() {
    let (builder, _server) = serve(vec![None, None]).await;
    let client = builder
        .attempt_timeout(Duration::from_millis(30))
        .retry(RetryPolicy::none())
        .build()
        .unwrap();
    let error = client.endpoints().get("1").await.unwrap_err();
    assert!(error.is_timeout() && error.status().is_none());

    let stalled = || Some("HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\n{".to_owned());
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    let server = tokio::spawn(async move {
        let (mut stream, _) = listener.accept().await.unwrap();
        assert!(stream.read(&mut [0; 65536]).await.unwrap() > 0);
        stream
            .write_all(stalled().unwrap().as_bytes())
            .await
            .unwrap();
        tokio::time::sleep(Duration::from_secs(5)).await;
    });
    let builder = Client::builder().base_url(url).retry(RetryPolicy::none());
    let client = builder
        .attempt_timeout(Duration::from_millis(100))
        .build()
        .unwrap();
    let error = client.endpoints().get("1").await.unwrap_err();
    assert!(error.is_timeout(), "{error:?}");
    assert_eq!(
        (error.status(), error.body().unwrap().as_ref()),
        (Some(200), &b"{"[..])
    );
    server.abort();
}

#[tokio::test]
async fn a_call_has_a_time_limit_for_all_of_it() {
    let (builder, _server) = serve(vec![None, None, None]).await;
    let client = builder
        .attempt_timeout(None)
        .timeout(Duration::from_millis(30))
        .build()
        .unwrap();
    let error = client.endpoints().get("1").await.unwrap_err();
    assert!(error.is_timeout(), "{error}");
}
