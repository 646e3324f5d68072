//! A mock on a port, for programs that are tested from outside.

use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::Duration;

use bytes::Bytes;
use http::{HeaderMap, HeaderName, HeaderValue, Method, Uri};

use super::super::limits::BODY_BYTES;
use super::mock::Mock;
use super::reply::Wire;
use super::request::MockRequest;

/// The greatest length of the head of a request, in bytes.
const HEAD: usize = 64 << 10;

/// How long a connection may say nothing.
const SILENCE: Duration = Duration::from_secs(60);

/// A [`Mock`] that answers on a port of this machine until it is dropped.
///
/// ```
/// use jackfield_runtime::testing::{Mock, Reply};
/// use std::io::{Read, Write};
///
/// let mock = Mock::new();
/// mock.at("GET", "/pets/{id}").path("id", 7).reply_with(Reply::json("Rex"));
/// let server = mock.serve()?;
/// // A client is built for it by `Client::builder().all_servers(server.url())`; here its part is played by hand.
/// let mut stream = std::net::TcpStream::connect(server.address())?;
/// stream.write_all(b"GET /pets/7 HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n")?;
/// let mut answer = String::new();
/// stream.read_to_string(&mut answer)?;
/// assert!(answer.starts_with("HTTP/1.1 200 OK\r\n") && answer.ends_with("\"Rex\""));
/// # Ok::<(), std::io::Error>(())
/// ```
#[derive(Debug)]
#[must_use = "it answers until it is dropped"]
pub struct MockServer {
    address: SocketAddr,
    is_over: Arc<AtomicBool>,
}

impl Mock {
    /// Answers on a free port of this machine, without TLS. A request that no rule answers gets the status 501 and a
    /// text that says how it differs from what is expected.
    ///
    /// # Errors
    ///
    /// The system gives no port or no thread.
    pub fn serve(&self) -> io::Result<MockServer> {
        self.serve_at(0)
    }

    /// Answers on a port of your choice, as [`serve`](Self::serve) does on a free one.
    ///
    /// # Errors
    ///
    /// The port is taken, or the system gives no thread.
    pub fn serve_at(&self, port: u16) -> io::Result<MockServer> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port))?;
        let server = MockServer {
            address: listener.local_addr()?,
            is_over: Arc::default(),
        };
        let (mock, is_over) = (self.clone(), Arc::clone(&server.is_over));
        let accept = move || {
            for stream in listener.incoming() {
                if is_over.load(Ordering::Acquire) {
                    return;
                }
                let (Ok(stream), mock, is_over) = (stream, mock.clone(), Arc::clone(&is_over))
                else {
                    continue;
                };
                // A connection that breaks is the client's.
                let _ = thread::Builder::new()
                    .spawn(move || drop(connection(&stream, &mock, &is_over)));
            }
        };
        thread::Builder::new().spawn(accept)?;
        Ok(server)
    }
}

impl MockServer {
    /// The URL of the server, without a slash at the end.
    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// Where it listens.
    pub fn address(&self) -> SocketAddr {
        self.address
    }
}

impl Drop for MockServer {
    fn drop(&mut self) {
        self.is_over.store(true, Ordering::Release);
        // Whoever waits for a connection gets one.
        let _ = TcpStream::connect_timeout(&self.address, Duration::from_secs(1));
    }
}

/// Answers the requests of a connection, one after the other.
fn connection(stream: &TcpStream, mock: &Mock, is_over: &AtomicBool) -> io::Result<()> {
    stream.set_read_timeout(Some(SILENCE))?;
    stream.set_nodelay(true)?;
    let mut reader = BufReader::new(stream);
    while !is_over.load(Ordering::Acquire) {
        let Some(request) = receive(&mut reader, stream)? else {
            return Ok(());
        };
        let is_last = request.header("connection") == Some("close");
        let is_head = request.method == Method::HEAD;
        let wire = match mock.answer(request) {
            Ok(reply) => {
                if let Some(delay) = reply.delay {
                    thread::sleep(delay);
                }
                reply.into_wire()
            }
            Err(message) => Wire::unmatched(message),
        };
        match wire {
            Wire::Response(response) => respond(stream, &response, is_head)?,
            // The client's own limit ends it.
            Wire::Silence => return reader.read_to_end(&mut Vec::new()).map(drop),
            Wire::Closed => return Ok(()),
        }
        if is_last {
            return Ok(());
        }
    }
    Ok(())
}

fn respond(
    mut stream: &TcpStream,
    response: &http::Response<Bytes>,
    is_head: bool,
) -> io::Result<()> {
    let status = response.status();
    let reason = status.canonical_reason().unwrap_or("Unknown");
    let mut text = format!("HTTP/1.1 {} {reason}\r\n", status.as_u16()).into_bytes();
    for (name, value) in response.headers() {
        text.extend_from_slice(name.as_str().as_bytes());
        text.extend_from_slice(b": ");
        text.extend_from_slice(value.as_bytes());
        text.extend_from_slice(b"\r\n");
    }
    let has_no_body = status.is_informational() || matches!(status.as_u16(), 204 | 304);
    if !has_no_body
        && !response
            .headers()
            .contains_key(http::header::CONTENT_LENGTH)
    {
        let length = format!("content-length: {}\r\n", response.body().len());
        text.extend_from_slice(length.as_bytes());
    }
    text.extend_from_slice(b"\r\n");
    if !has_no_body && !is_head {
        text.extend_from_slice(response.body());
    }
    stream.write_all(&text)
}

fn invalid(message: &str) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, message)
}

/// The next request of a connection; none if it has ended.
fn receive(
    reader: &mut BufReader<&TcpStream>,
    mut stream: &TcpStream,
) -> io::Result<Option<MockRequest>> {
    let Some(first) = line(reader)? else {
        return Ok(None);
    };
    let mut words = first.split(' ');
    let (Some(method), Some(target), Some(_)) = (words.next(), words.next(), words.next()) else {
        return Err(invalid("the first line is no request"));
    };
    let method = Method::from_bytes(method.as_bytes()).map_err(io::Error::other)?;
    let headers = headers(reader)?;
    let text = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
    if text("expect").is_some_and(|expect| expect.eq_ignore_ascii_case("100-continue")) {
        stream.write_all(b"HTTP/1.1 100 Continue\r\n\r\n")?;
    }
    let host = text("host").unwrap_or("localhost");
    let uri = match target.starts_with('/') {
        true => format!("http://{host}{target}").parse::<Uri>(),
        false => target.parse(),
    };
    let body = match (text("transfer-encoding"), text("content-length")) {
        (Some(_), _) => chunks(reader)?,
        (None, Some(length)) => {
            let length = length.trim().parse().map_err(io::Error::other)?;
            exactly(reader, length)?
        }
        (None, None) => Vec::new(),
    };
    Ok(Some(MockRequest {
        method,
        uri: uri.map_err(io::Error::other)?,
        headers,
        body: body.into(),
        operation: None,
    }))
}

fn headers(reader: &mut BufReader<&TcpStream>) -> io::Result<HeaderMap> {
    let mut headers = HeaderMap::new();
    let mut left = HEAD;
    loop {
        let line = line(reader)?.ok_or(io::ErrorKind::UnexpectedEof)?;
        left = left
            .checked_sub(line.len() + 1)
            .ok_or_else(|| invalid("the head is too long"))?;
        if line.is_empty() {
            return Ok(headers);
        }
        let (name, value) = line
            .split_once(':')
            .ok_or_else(|| invalid("a header has no colon"))?;
        let name = name.parse::<HeaderName>().map_err(io::Error::other)?;
        let value = HeaderValue::from_str(value.trim()).map_err(io::Error::other)?;
        headers.append(name, value);
    }
}

/// A line without its end; none at the end of the connection.
fn line(reader: &mut BufReader<&TcpStream>) -> io::Result<Option<String>> {
    let mut line = Vec::new();
    let read = reader.take(HEAD as u64).read_until(b'\n', &mut line)?;
    if read == 0 {
        return Ok(None);
    }
    if line.pop() != Some(b'\n') {
        return Err(io::ErrorKind::UnexpectedEof.into());
    }
    line.pop_if(|last| *last == b'\r');
    Ok(Some(String::from_utf8_lossy(&line).into_owned()))
}

fn exactly(reader: &mut BufReader<&TcpStream>, length: usize) -> io::Result<Vec<u8>> {
    if length > BODY_BYTES {
        return Err(invalid("the body is too long"));
    }
    let mut body = Vec::new();
    let read = reader.take(length as u64).read_to_end(&mut body)?;
    match read == length {
        true => Ok(body),
        false => Err(io::ErrorKind::UnexpectedEof.into()),
    }
}

/// A body in chunks (RFC 9112, section 7.1).
fn chunks(reader: &mut BufReader<&TcpStream>) -> io::Result<Vec<u8>> {
    let mut body = Vec::new();
    loop {
        let head = line(reader)?.ok_or(io::ErrorKind::UnexpectedEof)?;
        let size = head.split(';').next().unwrap_or_default().trim();
        let size = usize::from_str_radix(size, 16).map_err(io::Error::other)?;
        if size == 0 {
            // Trailers, and the empty line behind them.
            return headers(reader).map(|_| body);
        }
        if size > BODY_BYTES.saturating_sub(body.len()) {
            return Err(invalid("the body is too long"));
        }
        body.append(&mut exactly(reader, size)?);
        line(reader)?;
    }
}
