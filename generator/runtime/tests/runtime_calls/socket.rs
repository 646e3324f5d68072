//! A server on a real socket that answers each request by a script: what it writes, when it waits, how it ends.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

use crate::runtime::RetryPolicy;
use crate::sample::{Client, ClientBuilder};

/// One thing a server does.
#[derive(Clone, Debug)]
pub enum Step {
    /// Sends bytes.
    Write(Vec<u8>),
    Pause(Duration),
    /// Keeps the connection open and says no more.
    Hang,
    /// Ends the connection with a reset. What is written last is closed in order.
    Reset,
}

pub type Script = Vec<Step>;

pub fn write(text: impl AsRef<[u8]>) -> Step {
    Step::Write(text.as_ref().to_vec())
}

pub fn pause(milliseconds: u64) -> Step {
    Step::Pause(Duration::from_millis(milliseconds))
}

/// A whole answer with headers, each followed by a line break.
pub fn reply(status: u16, headers: &str, body: impl AsRef<[u8]>) -> Script {
    let body = body.as_ref();
    let head = format!(
        "HTTP/1.1 {status} Status\r\nconnection: close\r\ncontent-length: {}\r\n{headers}\r\n",
        body.len()
    );
    vec![write(head), write(body)]
}

/// The head of an answer whose body ends with the connection.
pub fn head(media_type: &str) -> Step {
    write(format!(
        "HTTP/1.1 200 OK\r\nconnection: close\r\ncontent-type: {media_type}\r\n\r\n"
    ))
}

/// A request as it came; chunks are put together.
#[derive(Clone, Debug, Default)]
pub struct Request {
    pub head: String,
    pub body: Vec<u8>,
}

impl Request {
    /// The first line without the version.
    pub fn line(&self) -> &str {
        self.head.split(" HTTP/").next().unwrap()
    }

    pub fn header(&self, name: &str) -> Option<&str> {
        let mut lines = self.head.split("\r\n").skip(1);
        lines.find_map(|line| {
            let (known, value) = line.split_once(':')?;
            known.eq_ignore_ascii_case(name).then_some(value.trim())
        })
    }

    pub fn text(&self) -> &str {
        std::str::from_utf8(&self.body).unwrap()
    }
}

#[derive(Clone, Debug)]
pub struct Server {
    pub origin: String,
    requests: Arc<Mutex<Vec<Request>>>,
}

impl Server {
    /// Answers one request for each connection; after the last script the last one goes on.
    pub async fn start(scripts: impl IntoIterator<Item = Script>) -> Self {
        let scripts: Vec<Script> = scripts.into_iter().collect();
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let server = Self {
            origin: format!("http://{}", listener.local_addr().unwrap()),
            requests: Arc::default(),
        };
        let requests = Arc::clone(&server.requests);
        tokio::spawn(async move {
            while let Ok((mut stream, _)) = listener.accept().await {
                let (requests, scripts) = (Arc::clone(&requests), scripts.clone());
                tokio::spawn(async move {
                    let Some(request) = receive(&mut stream).await else {
                        return;
                    };
                    let number = {
                        let mut requests = requests.lock().unwrap();
                        requests.push(request);
                        requests.len() - 1
                    };
                    play(stream, &scripts[number.min(scripts.len() - 1)]).await;
                });
            }
        });
        server
    }

    pub fn requests(&self) -> Vec<Request> {
        self.requests.lock().unwrap().clone()
    }

    /// A client of this server that retries without waiting long.
    pub fn builder(&self) -> ClientBuilder {
        let quick =
            RetryPolicy::default().backoff(Duration::from_millis(1), Duration::from_millis(1));
        Client::builder().base_url(&self.origin).retry(quick)
    }

    pub fn client(&self) -> Client {
        self.builder().build().unwrap()
    }
}

async fn play(mut stream: TcpStream, script: &Script) {
    for step in script {
        match step {
            // A client that has gone is no concern of the server's.
            Step::Write(bytes) => {
                let _ = stream.write_all(bytes).await;
                let _ = stream.flush().await;
            }
            Step::Pause(duration) => tokio::time::sleep(*duration).await,
            Step::Hang => std::future::pending().await,
            Step::Reset => {
                stream.set_zero_linger().unwrap();
                return;
            }
        }
    }
    let _ = stream.shutdown().await;
}

async fn receive(stream: &mut TcpStream) -> Option<Request> {
    let mut bytes = Vec::new();
    let end = loop {
        if let Some(end) = bytes.windows(4).position(|window| window == b"\r\n\r\n") {
            break end;
        }
        if stream.read_buf(&mut bytes).await.ok()? == 0 {
            return None;
        }
    };
    let mut request = Request {
        head: String::from_utf8(bytes[..end].to_vec()).ok()?,
        body: bytes.split_off(end + 4),
    };
    if request.header("transfer-encoding").is_some() {
        while !request.body.ends_with(b"0\r\n\r\n") {
            if stream.read_buf(&mut request.body).await.ok()? == 0 {
                // It broke off: what came is kept as it is.
                return Some(request);
            }
        }
        request.body = unchunk(&request.body);
        return Some(request);
    }
    let length = request
        .header("content-length")
        .map_or(0, |text| text.parse().unwrap());
    while request.body.len() < length {
        if stream.read_buf(&mut request.body).await.ok()? == 0 {
            return Some(request);
        }
    }
    Some(request)
}

fn unchunk(mut rest: &[u8]) -> Vec<u8> {
    let mut whole = Vec::new();
    while let Some(end) = rest.windows(2).position(|window| window == b"\r\n") {
        let size = usize::from_str_radix(std::str::from_utf8(&rest[..end]).unwrap(), 16).unwrap();
        if size == 0 {
            break;
        }
        whole.extend_from_slice(&rest[end + 2..end + 2 + size]);
        rest = &rest[end + 2 + size + 2..];
    }
    whole
}
