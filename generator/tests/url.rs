//! Documents that lie at a URL: fetched when the user names them, kept beside the client, and not fetched when that was not
//! asked for.

#![cfg(feature = "url")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

use jackfield::limits::{FETCH_REDIRECTS, FETCH_TIME, FETCHED_BYTES};
use std::fs;
use std::io::{Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

const DOCUMENT: &str = "openapi: 3.0.3
info: { title: Lines, version: '1' }
servers: [{ url: /api }]
paths:
  /lines:
    get:
      operationId: listLines
      tags: [Lines]
      responses: { '200': { description: All., content: { application/json: { schema: { type: array, items: { type: string } } } } } }
";

/// A server of one document, which counts how often it is asked.
struct Server {
    url: String,
    asked: Arc<AtomicUsize>,
    answer: Arc<Mutex<String>>,
    queries: Arc<Mutex<Vec<String>>>,
}

impl Server {
    fn new(answer: String) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let url = format!(
            "http://{}/docs/openapi.yaml",
            listener.local_addr().unwrap()
        );
        let asked = Arc::new(AtomicUsize::new(0));
        let answer = Arc::new(Mutex::new(answer));
        let queries = Arc::new(Mutex::new(Vec::new()));
        let server = Self {
            url,
            asked: asked.clone(),
            answer: answer.clone(),
            queries: queries.clone(),
        };
        std::thread::spawn(move || {
            for stream in listener.incoming() {
                asked.fetch_add(1, Ordering::SeqCst);
                let request = reply(stream.unwrap(), &answer.lock().unwrap());
                let target = request.split(' ').nth(1).unwrap_or_default();
                let query = target.split_once('?').map_or("", |(_, query)| query);
                queries.lock().unwrap().push(query.to_owned());
            }
        });
        server
    }

    fn asked(&self) -> usize {
        self.asked.load(Ordering::SeqCst)
    }

    fn queries(&self) -> Vec<String> {
        self.queries.lock().unwrap().clone()
    }

    fn answers(&self, text: &str) {
        *self.answer.lock().unwrap() = ok(text);
    }
}

fn ok(text: &str) -> String {
    format!(
        "HTTP/1.1 200 OK\r\ncontent-type: application/yaml\r\ncontent-length: {}\r\nconnection: close\r\n\r\n{text}",
        text.len()
    )
}

/// Answers a request by its target.
fn answer_by_target(mut stream: TcpStream, answer: impl Fn(&str) -> String) {
    let head = head(&mut stream);
    let target = head.split(' ').nth(1).unwrap_or_default();
    let _ = stream.write_all(answer(target).as_bytes());
}

/// Answers a request, and gives its head.
fn reply(mut stream: TcpStream, answer: &str) -> String {
    let head = head(&mut stream);
    let _ = stream.write_all(answer.as_bytes());
    head
}

/// The head of a request.
fn head(stream: &mut TcpStream) -> String {
    let mut request = Vec::new();
    let mut byte = [0];
    while !request.ends_with(b"\r\n\r\n") && stream.read(&mut byte).unwrap_or(0) == 1 {
        request.extend(byte);
    }
    String::from_utf8_lossy(&request).into_owned()
}

fn jackfield(here: &Path, arguments: &[&str]) -> (Option<i32>, String) {
    let Output {
        status,
        stdout,
        stderr,
    } = Command::new(env!("CARGO_BIN_EXE_jackfield"))
        .args(arguments)
        .current_dir(here)
        .output()
        .unwrap();
    let said = [stdout, stderr].concat();
    (status.code(), String::from_utf8_lossy(&said).into_owned())
}

#[track_caller]
fn gives(here: &Path, arguments: &[&str], code: i32, words: &str) {
    let (found, said) = jackfield(here, arguments);
    assert_eq!(found, Some(code), "{said}");
    assert!(said.contains(words), "{words} is not in {said}");
}

#[test]
fn a_document_is_fetched_once_and_kept() {
    let server = Server::new(ok(DOCUMENT));
    let folder = tempfile::tempdir().unwrap();
    let here = folder.path();
    gives(here, &["new", &server.url, "client"], 0, "1 operations");
    assert_eq!(server.asked(), 1);
    let copy = here.join("client/jackfield.document");
    assert_eq!(fs::read_to_string(&copy).unwrap(), DOCUMENT);
    let lock = fs::read_to_string(here.join("client/jackfield.lock")).unwrap();
    assert!(
        lock.contains(&format!("\"document {}\" = \"sha256 ", server.url)),
        "{lock}"
    );
    // A server is relative to where the document lies.
    let root = fs::read_to_string(here.join("client/src/lib.rs")).unwrap();
    let base = server.url.replace("/docs/openapi.yaml", "/api");
    assert!(root.contains(&base), "{root}");

    gives(here, &["generate", "--check"], 0, "");
    gives(here, &["generate", "--dry-run"], 0, "");
    gives(here, &["generate", "--offline"], 0, "0 files written");
    assert_eq!(server.asked(), 1);

    server.answers(&DOCUMENT.replace("listLines", "findLines"));
    gives(here, &["generate", "--check"], 0, "");
    gives(
        here,
        &["generate"],
        0,
        "what the URL of the document gives has changed",
    );
    assert_eq!(server.asked(), 2);
    gives(here, &["generate", "--check"], 0, "");

    fs::write(&copy, DOCUMENT).unwrap();
    gives(
        here,
        &["generate", "--check"],
        1,
        "this is not what jackfield.lock says was fetched",
    );
    fs::remove_file(&copy).unwrap();
    gives(
        here,
        &["generate", "--offline"],
        1,
        "the copy of the document is not there",
    );
    assert_eq!(server.asked(), 2);
}

#[test]
fn what_cannot_be_fetched_changes_nothing() {
    let endless =
        "HTTP/1.1 302 Found\r\nlocation: /again\r\ncontent-length: 0\r\nconnection: close\r\n\r\n";
    let missing = "HTTP/1.1 404 Not Found\r\ncontent-length: 0\r\nconnection: close\r\n\r\n";
    for (answer, words) in [
        (endless, "redirect"),
        (missing, "404"),
        (&ok("openapi: ["), "error"),
    ] {
        let server = Server::new(answer.to_owned());
        let folder = tempfile::tempdir().unwrap();
        let url = format!("{}?token=hush", server.url);
        gives(folder.path(), &["new", &url, "client"], 1, words);
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
        assert!(server.asked() <= 7);
        let (_, said) = jackfield(folder.path(), &["new", &url, "client"]);
        assert!(!said.contains("hush"), "{said}");
    }
    let folder = tempfile::tempdir().unwrap();
    let url = "http://me:hush@127.0.0.1:9/openapi.yaml";
    let (code, said) = jackfield(folder.path(), &["new", url, "client"]);
    assert_eq!(code, Some(1));
    assert!(
        said.contains("download the document") && !said.contains("hush"),
        "{said}"
    );
}

/// A server that leads from `/3` to `/2` and on to `/0`, which is the document; its address.
fn redirecting() -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    std::thread::spawn(move || {
        for stream in listener.incoming() {
            answer_by_target(stream.unwrap(), |target| {
                let left: u32 = target.trim_start_matches('/').parse().unwrap_or_default();
                match left.checked_sub(1) {
                    None => ok(DOCUMENT),
                    Some(next) => format!(
                        "HTTP/1.1 302 Found\r\nlocation: /{next}\r\ncontent-length: 0\r\nconnection: close\r\n\r\n"
                    ),
                }
            });
        }
    });
    address
}

#[test]
fn redirects_are_followed_up_to_their_limit() {
    let address = redirecting();
    for (more, code, words) in [
        (-1, 0, "files written"),
        (0, 0, "files written"),
        (1, 1, "redirect"),
    ] {
        let redirects = FETCH_REDIRECTS.checked_add_signed(more).unwrap();
        let folder = tempfile::tempdir().unwrap();
        let url = format!("{address}/{redirects}");
        gives(folder.path(), &["new", &url, "client"], code, words);
    }
}

/// The URL of a server whose body is written by hand, for one request. Its size is not told: what counts is what comes.
fn sending(body: impl FnOnce(&mut TcpStream) + Send + 'static) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    std::thread::spawn(move || {
        let mut stream = listener.accept().unwrap().0;
        head(&mut stream);
        let _ = stream.write_all(b"HTTP/1.1 200 OK\r\nconnection: close\r\n\r\n");
        body(&mut stream);
    });
    url
}

#[test]
fn bytes_are_fetched_up_to_their_limit() {
    for (more, code, words) in [
        (-1, 0, "files written"),
        (0, 0, "files written"),
        (1, 1, "the response body is larger than request limit"),
    ] {
        let size = FETCHED_BYTES.checked_add_signed(more).unwrap();
        let url = sending(move |stream| {
            let _ = stream.write_all(DOCUMENT.as_bytes());
            let mut spaces = std::io::repeat(b' ').take(size - DOCUMENT.len() as u64);
            let _ = std::io::copy(&mut spaces, stream);
        });
        let folder = tempfile::tempdir().unwrap();
        gives(folder.path(), &["new", &url, "client"], code, words);
    }
}

/// The limit of time is tried by real time: a server that always sends a little more is given up, however often it does.
#[test]
fn a_document_that_does_not_end_is_given_up() {
    let url = sending(|stream| {
        while stream.write_all(b" ").is_ok() {
            std::thread::sleep(Duration::from_millis(100));
        }
    });
    let folder = tempfile::tempdir().unwrap();
    let began = Instant::now();
    gives(folder.path(), &["new", &url, "client"], 1, "timeout");
    let took = began.elapsed();
    assert!(took >= FETCH_TIME, "{took:?}");
    assert!(took < FETCH_TIME * 2, "{took:?}");
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
}

/// The query of a URL may be a token: it is sent, stands in the settings, which fetch again, and nowhere else.
#[test]
fn a_query_is_sent_and_not_told() {
    // A warning names the document: the schema of the answer is not there.
    let document = DOCUMENT.replace("items: { type: string }", "items: { $ref: '#/lost' }");
    let server = Server::new(ok(&document));
    let folder = tempfile::tempdir().unwrap();
    let here = folder.path();
    let url = format!("{}?token=hush#hush", server.url);
    for arguments in [
        &["new", &url, "client"][..],
        &["generate"],
        &["generate", "--check"],
        &["inspect", &url],
    ] {
        let (code, said) = jackfield(here, arguments);
        assert_eq!(code, Some(0), "{said}");
        assert!(said.contains("/docs/openapi.yaml:"), "{said}");
        assert!(!said.contains("hush"), "{said}");
    }
    assert!(server.queries().iter().all(|query| query == "token=hush"));
    let settings = fs::read_to_string(here.join("jackfield.toml")).unwrap();
    assert!(settings.contains(&url), "{settings}");
    for path in files(&here.join("client")) {
        let text = fs::read_to_string(&path).unwrap();
        assert!(!text.contains("hush"), "{}", path.display());
    }
}

/// All files below a folder.
fn files(folder: &Path) -> Vec<PathBuf> {
    let paths = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path());
    paths
        .flat_map(|path| match path.is_dir() {
            true => files(&path),
            false => vec![path],
        })
        .collect()
}

#[test]
fn a_reference_to_a_url_is_never_fetched() {
    let stranger = Server::new(ok("type: string"));
    let document = DOCUMENT.replace(
        "items: { type: string }",
        &format!("items: {{ $ref: '{}' }}", stranger.url),
    );
    let server = Server::new(ok(&document));
    let folder = tempfile::tempdir().unwrap();
    gives(folder.path(), &["new", &server.url, "client"], 0, "");
    assert_eq!((server.asked(), stranger.asked()), (1, 0));
}
