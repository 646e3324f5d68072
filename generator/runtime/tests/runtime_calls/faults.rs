//! Servers and connections that misbehave: each gives an error, and none makes a call hang.

use std::io::Write;
use std::time::{Duration, Instant};

use crate::fake::ENDPOINT;
use crate::runtime::{CallError, RetryPolicy};
use crate::sample::Error401_404_422;
use crate::socket::{Script, Server, Step, head, pause, reply, write};

/// The error of a `GET` that is answered so each time, with three attempts of 200 milliseconds.
async fn failed(script: Script) -> (CallError<Error401_404_422>, usize) {
    let server = Server::start([script]).await;
    let builder = server.builder().attempt_timeout(Duration::from_millis(200));
    let client = builder.build().unwrap();
    let start = Instant::now();
    let error = client.endpoints().get("1").await.unwrap_err();
    assert!(start.elapsed() < Duration::from_secs(5));
    assert!(!format!("{error} {error:?}").contains("127.0.0.1"));
    (error, server.requests().len())
}

fn is_broken(error: &CallError<Error401_404_422>) -> bool {
    error.to_string().contains("the connection broke")
}

#[tokio::test]
async fn a_reset_before_and_in_the_head() {
    let (error, attempts) = failed(vec![Step::Reset]).await;
    assert!(is_broken(&error) && error.status().is_none(), "{error:?}");
    assert_eq!(attempts, 3);
    let script = vec![write("HTTP/1.1 200 OK\r\ncontent-le"), Step::Reset];
    let (error, attempts) = failed(script).await;
    assert!(is_broken(&error) && error.status().is_none(), "{error:?}");
    assert_eq!(attempts, 3);
}

#[tokio::test]
async fn a_reset_in_the_body() {
    let (error, attempts) = failed(vec![
        write("HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\n{\"a\":"),
        pause(20),
        Step::Reset,
    ])
    .await;
    assert!(is_broken(&error), "{error:?}");
    assert_eq!((error.status(), attempts), (Some(200), 3));
}

#[tokio::test]
async fn silence_before_and_in_the_head() {
    for start in ["", "HTTP/1.1 200 OK\r\n"] {
        let (error, attempts) = failed(vec![write(start), Step::Hang]).await;
        assert!(error.is_timeout() && error.status().is_none(), "{error:?}");
        assert_eq!(attempts, 3);
    }
}

#[tokio::test]
async fn a_body_that_stalls() {
    let (error, attempts) = failed(vec![
        write("HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\n{"),
        Step::Hang,
    ])
    .await;
    assert!(error.is_timeout(), "{error:?}");
    assert_eq!((error.status(), attempts), (Some(200), 3));
    assert_eq!(error.body().unwrap().as_ref(), b"{");
}

#[tokio::test]
async fn a_body_that_drips() {
    // Each piece comes in time, and the whole does not.
    let mut script = vec![head("application/json")];
    script.extend((0..40).flat_map(|_| [write(" "), pause(20)]));
    let (error, attempts) = failed(script).await;
    assert!(error.is_timeout(), "{error:?}");
    assert_eq!((error.status(), attempts), (Some(200), 3));
}

#[tokio::test]
async fn a_slow_body_that_comes_in_time() {
    let mut script = vec![head("application/json")];
    script.extend(ENDPOINT.bytes().map(|byte| Step::Write(vec![byte])));
    script.insert(20, pause(30));
    let server = Server::start([script]).await;
    server.client().endpoints().get("1").await.unwrap();
}

#[tokio::test]
async fn a_length_that_is_wrong() {
    // Too long: the body never comes to its end.
    let script = vec![write(
        "HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\n{\"a\":1}",
    )];
    let (error, _) = failed(script).await;
    assert!(is_broken(&error), "{error:?}");
    // Too short: what is beyond it does not belong to the body.
    let script = vec![write(
        "HTTP/1.1 200 OK\r\ncontent-length: 5\r\n\r\n{\"a\":1}",
    )];
    let (error, _) = failed(script).await;
    assert!(error.is_decode(), "{error:?}");
    assert_eq!(error.body().unwrap().as_ref(), b"{\"a\":");
    // Not a length.
    for length in ["-1", "1, 2", "abc", "99999999999999999999999"] {
        let script = vec![write(format!(
            "HTTP/1.1 200 OK\r\ncontent-length: {length}\r\n\r\n{{}}"
        ))];
        let (error, _) = failed(script).await;
        assert!(is_broken(&error), "{error:?}");
    }
}

#[tokio::test]
async fn what_is_no_answer_at_all() {
    for text in [
        "\0\0\0\0",
        "SSH-2.0-OpenSSH_9.6\r\n",
        "HTTP/9.9 abc\r\n\r\n",
    ] {
        let (error, _) = failed(vec![write(text)]).await;
        assert!(error.status().is_none() && !error.is_api(), "{error:?}");
    }
    let chunks = "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\nzz\r\n{}";
    let (error, _) = failed(vec![write(chunks)]).await;
    assert!(is_broken(&error), "{error:?}");
}

#[tokio::test]
async fn a_body_beyond_the_limit() {
    let server = Server::start([reply(200, "", vec![b' '; 1000])]).await;
    let builder = server.builder().max_body_size(999);
    let error = builder.build().unwrap().endpoints().get("1").await;
    let error = error.unwrap_err();
    assert!(error.to_string().contains("too large"), "{error}");
    // It would be too large again.
    assert_eq!(server.requests().len(), 1);
    let builder = server.builder().max_body_size(1000);
    let error = builder.build().unwrap().endpoints().get("1").await;
    assert!(error.unwrap_err().is_decode());
}

/// Many zeros, compressed to a thousandth.
fn bomb(bytes: usize) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    encoder.write_all(&vec![b'0'; bytes]).unwrap();
    encoder.finish().unwrap()
}

#[tokio::test]
async fn a_small_body_that_becomes_a_large_one() {
    let bomb = bomb(16 << 20);
    assert!(bomb.len() < 100_000);
    let gzip = "content-encoding: gzip\r\n";
    let server = Server::start([reply(200, gzip, &bomb)]).await;
    let client = server.builder().max_body_size(100_000).build().unwrap();
    let error = client.endpoints().get("1").await.unwrap_err();
    assert!(error.to_string().contains("too large"), "{error}");
    assert!(error.body().unwrap().len() <= 100_000);
    assert_eq!(server.requests().len(), 1);
    assert!(server.requests()[0].header("accept-encoding").is_some());
    // Errors are bodies too.
    let server = Server::start([reply(404, gzip, &bomb)]).await;
    let client = server.builder().max_body_size(100_000).build().unwrap();
    let error = client.endpoints().get("1").await.unwrap_err();
    assert!(error.to_string().contains("too large"), "{error}");
    // What is no gzip, or is cut, is a broken connection.
    for body in [&b"{}"[..], &bomb[..1000]] {
        let (error, _) = failed(reply(200, gzip, body)).await;
        assert!(is_broken(&error), "{error:?}");
    }
}

#[tokio::test]
async fn a_redirect_to_another_host_gets_nothing() {
    let stranger = Server::start([reply(200, "", ENDPOINT)]).await;
    let location = format!("location: {}/endpoints/1\r\n", stranger.origin);
    for status in [301, 302, 303, 307, 308] {
        let server = Server::start([reply(status, &location, "")]).await;
        let builder = server.builder().bearer("hunter2").key("hunter2");
        let client = builder.retry(RetryPolicy::none()).build().unwrap();
        let error = client.endpoints().get("1").await.unwrap_err();
        assert_eq!(error.status(), Some(status));
    }
    assert!(stranger.requests().is_empty());
}
