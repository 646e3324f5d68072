//! A small HTTP/1.1 server on loopback: it keeps every request as it came and answers by a function.

use std::sync::{Arc, Mutex};

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

/// A request as it came.
#[derive(Clone, Debug)]
pub struct Request {
    pub method: String,
    /// Path and query, undecoded.
    pub target: String,
    /// Names in lower case.
    pub headers: Vec<(String, String)>,
    pub body: String,
}

impl Request {
    /// A header, or the empty text.
    pub fn header(&self, name: &str) -> &str {
        let found = self.headers.iter().find(|(known, _)| known == name);
        found.map_or("", |(_, value)| value)
    }

    /// The body as JSON.
    pub fn json(&self) -> serde_json::Value {
        serde_json::from_str(&self.body).expect("a JSON body")
    }

    /// Method and target, then the body, as one text to compare.
    pub fn line(&self) -> String {
        format!("{} {} {}", self.method, self.target, self.body)
            .trim_end()
            .to_owned()
    }
}

/// An answer.
#[derive(Clone, Debug)]
pub struct Reply {
    status: u16,
    headers: Vec<(String, String)>,
    body: Vec<u8>,
    /// How long the body is said to be, if that is not its length.
    claimed: Option<usize>,
    /// Whether the connection is closed without a word.
    silent: bool,
}

impl Reply {
    /// An answer in JSON.
    pub fn json(status: u16, body: impl AsRef<str>) -> Self {
        Self::of(status, "application/json", body.as_ref())
    }

    /// An answer of a media type.
    pub fn of(status: u16, media_type: &str, body: &str) -> Self {
        Self {
            status,
            headers: vec![("content-type".to_owned(), media_type.to_owned())],
            body: body.as_bytes().to_vec(),
            claimed: None,
            silent: false,
        }
    }

    /// An answer that does not say of which media type it is.
    #[allow(dead_code, reason = "not every test needs one")]
    pub fn bare(status: u16, body: &str) -> Self {
        Self {
            headers: Vec::new(),
            ..Self::of(status, "", body)
        }
    }

    /// An answer without a body.
    pub fn empty(status: u16) -> Self {
        Self {
            headers: Vec::new(),
            ..Self::of(status, "", "")
        }
    }

    /// No answer: the connection is closed.
    pub fn closed() -> Self {
        Self {
            silent: true,
            ..Self::empty(0)
        }
    }

    /// The same with a header.
    pub fn with(mut self, name: &str, value: &str) -> Self {
        self.headers.push((name.to_owned(), value.to_owned()));
        self
    }

    /// The same, but the body is said to be longer than it is.
    pub fn cut(mut self) -> Self {
        self.claimed = Some(self.body.len() + 10);
        self
    }
}

/// A server that runs until it is dropped with its runtime.
#[derive(Clone)]
pub struct Server {
    /// Scheme, host and port.
    pub origin: String,
    requests: Arc<Mutex<Vec<Request>>>,
}

impl Server {
    /// Starts a server that answers every request by the function.
    pub async fn start(answer: impl FnMut(&Request) -> Reply + Send + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let origin = format!("http://{}", listener.local_addr().expect("an address"));
        let server = Self {
            origin,
            requests: Arc::default(),
        };
        let requests = Arc::clone(&server.requests);
        let answer = Arc::new(Mutex::new(answer));
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let (requests, answer) = (Arc::clone(&requests), Arc::clone(&answer));
                tokio::spawn(async move {
                    let Some((request, mut stream)) = receive(stream).await else {
                        return;
                    };
                    let reply = answer.lock().expect("no panic")(&request);
                    requests.lock().expect("no panic").push(request);
                    send(&mut stream, &reply).await;
                });
            }
        });
        server
    }

    /// Starts a server that gives these answers one after the other, the last one for ever.
    pub async fn answering(replies: Vec<Reply>) -> Self {
        let mut next = 0;
        Self::start(move |_| {
            let reply = replies[next.min(replies.len() - 1)].clone();
            next += 1;
            reply
        })
        .await
    }

    /// Every request so far.
    pub fn requests(&self) -> Vec<Request> {
        self.requests.lock().expect("no panic").clone()
    }

    /// The only request so far.
    pub fn request(&self) -> Request {
        let requests = self.requests();
        assert_eq!(requests.len(), 1, "{requests:?}");
        requests[0].clone()
    }
}

async fn receive(mut stream: TcpStream) -> Option<(Request, TcpStream)> {
    let mut bytes = Vec::new();
    let head = loop {
        if let Some(end) = bytes.windows(4).position(|window| window == b"\r\n\r\n") {
            break end;
        }
        if stream.read_buf(&mut bytes).await.ok()? == 0 {
            return None;
        }
    };
    let text = String::from_utf8(bytes[..head].to_vec()).ok()?;
    let mut lines = text.split("\r\n");
    let mut first = lines.next()?.split(' ');
    let headers: Vec<(String, String)> = lines
        .filter_map(|line| line.split_once(": "))
        .map(|(name, value)| (name.to_ascii_lowercase(), value.to_owned()))
        .collect();
    let length = headers.iter().find(|(name, _)| name == "content-length");
    let length = length.map_or(0, |(_, value)| value.parse().expect("a length"));
    while bytes.len() < head + 4 + length {
        if stream.read_buf(&mut bytes).await.ok()? == 0 {
            return None;
        }
    }
    let request = Request {
        method: first.next()?.to_owned(),
        target: first.next()?.to_owned(),
        headers,
        body: String::from_utf8(bytes[head + 4..].to_vec()).ok()?,
    };
    Some((request, stream))
}

async fn send(stream: &mut TcpStream, reply: &Reply) {
    if reply.silent {
        return;
    }
    let mut head = format!("HTTP/1.1 {} Status\r\nconnection: close\r\n", reply.status);
    for (name, value) in &reply.headers {
        head.push_str(&format!("{name}: {value}\r\n"));
    }
    if reply.status != 204 {
        let length = reply.claimed.unwrap_or(reply.body.len());
        head.push_str(&format!("content-length: {length}\r\n"));
    }
    head.push_str("\r\n");
    // A client that has gone is no concern of the server's.
    let _ = stream.write_all(head.as_bytes()).await;
    let _ = stream.write_all(&reply.body).await;
    let _ = stream.shutdown().await;
}
