//! The judge judged: a judge that refuses nothing shows nothing.

use super::server::{self, Server};
use crate::conformance::tools::Tools;
use crate::workspace::at;
use std::fs;
use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::thread;

const DOCUMENT: &str = r##"{
  "openapi": "3.0.3", "info": { "title": "Check", "version": "1" },
  "security": [{ "key": [] }],
  "paths": {
    "/things/{id}": { "post": {
      "parameters": [
        { "name": "id", "in": "path", "required": true, "schema": { "type": "integer" } },
        { "name": "n", "in": "query", "required": true, "schema": { "type": "array", "items": { "type": "integer" } } },
        { "name": "deep", "in": "query", "style": "deepObject", "schema": { "$ref": "#/components/schemas/Deep" } }
      ],
      "requestBody": { "required": true, "content": {
        "application/json": { "schema": { "$ref": "#/components/schemas/Thing" } },
        "application/x-www-form-urlencoded": { "schema": { "$ref": "#/components/schemas/Thing" } },
        "multipart/form-data": { "schema": { "$ref": "#/components/schemas/Thing" } }
      } },
      "responses": { "204": { "description": "done" } }
    } },
    "/answers/{name}": { "get": {
      "parameters": [{ "name": "name", "in": "path", "required": true, "schema": { "type": "string" } }],
      "responses": { "200": { "description": "", "headers": { "x-n": { "required": true, "schema": { "type": "integer" } } },
        "content": { "application/json": { "schema": { "$ref": "#/components/schemas/Thing" } } } } }
    } }
  },
  "components": {
    "securitySchemes": { "key": { "type": "apiKey", "in": "header", "name": "x-key" } },
    "schemas": {
      "Deep": { "type": "object", "properties": { "a": { "anyOf": [{ "type": "array", "items": { "type": "integer" } }] } } },
      "Part": { "type": "object", "required": ["b"], "properties": { "b": { "type": "boolean", "nullable": true } } },
      "Thing": { "type": "object", "required": ["name"], "properties": {
        "name": { "type": "string", "maxLength": 3 },
        "parts": { "type": "array", "items": { "$ref": "#/components/schemas/Part" } }
      } }
    }
  }
}"##;

/// What is wrong with a request: nothing, or that.
type Wrong = Option<&'static str>;

const JSON: &str = "x-key: k\r\ncontent-type: application/json";
const FORM: &str = "x-key: k\r\ncontent-type: application/x-www-form-urlencoded";
const MULTIPART: &str = "x-key: k\r\ncontent-type: multipart/form-data; boundary=x";

/// URL, headers, body and what is wrong with them.
const REQUESTS: &[(&str, &str, &str, Wrong)] = &[
    (
        "/things/1?n=1&n=2",
        JSON,
        r#"{"name":"a","parts":[{"b":null}]}"#,
        None,
    ),
    (
        "/things/1?n=1&deep[a][0]=2",
        FORM,
        "name=a&parts=%7B%22b%22%3Atrue%7D",
        None,
    ),
    (
        "/things/1?n=1",
        MULTIPART,
        "--x\r\ncontent-disposition: form-data; name=\"name\"\r\n\r\na\r\n--x--\r\n",
        None,
    ),
    ("/other/1?n=1", JSON, r#"{"name":"a"}"#, Some("the path")),
    (
        "/things/x?n=1",
        JSON,
        r#"{"name":"a"}"#,
        Some("a text in the path"),
    ),
    (
        "/things/1",
        JSON,
        r#"{"name":"a"}"#,
        Some("a parameter that is not there"),
    ),
    (
        "/things/1?n=1&n=x",
        JSON,
        r#"{"name":"a"}"#,
        Some("a text in the query"),
    ),
    (
        "/things/1?n=1&deep[a][0]=x",
        JSON,
        r#"{"name":"a"}"#,
        Some("a text deep in the query"),
    ),
    (
        "/things/1?n=1",
        "content-type: application/json",
        r#"{"name":"a"}"#,
        Some("no key"),
    ),
    (
        "/things/1?n=1",
        JSON,
        r#"{"parts":[]}"#,
        Some("a member that is not there"),
    ),
    (
        "/things/1?n=1",
        JSON,
        r#"{"name":"abcd"}"#,
        Some("a text that is too long"),
    ),
    (
        "/things/1?n=1",
        JSON,
        r#"{"name":"a","parts":[{}]}"#,
        Some("a member that is not there, by a reference"),
    ),
    ("/things/1?n=1", JSON, "", Some("no body")),
    (
        "/things/1?n=1",
        "x-key: k\r\ncontent-type: text/plain",
        "a",
        Some("the media type"),
    ),
    (
        "/things/1?n=1",
        FORM,
        "name=abcd",
        Some("a text of a form that is too long"),
    ),
    (
        "/things/1?n=1",
        FORM,
        "name=a&parts=%7B%22b%22%3A2%7D",
        Some("a member of JSON in a form"),
    ),
    (
        "/things/1?n=1",
        MULTIPART,
        "--x\r\ncontent-disposition: form-data; name=\"name\"\r\n\r\nabcd\r\n--x--\r\n",
        Some("a part that is too long"),
    ),
];

/// What a mock answers with, and what is wrong with it.
const ANSWERS: &[(&str, Wrong)] = &[
    (
        "x-n: 1\r\ncontent-type: application/json\r\n\r\n{\"name\":\"abc\"}",
        None,
    ),
    (
        "x-n: 1\r\ncontent-type: application/json\r\n\r\n{\"name\":\"abcd\"}",
        Some("a text that is too long"),
    ),
    (
        "content-type: application/json\r\n\r\n{\"name\":\"abc\"}",
        Some("a header that is missing"),
    ),
    (
        "x-n: 1\r\ncontent-type: text/plain\r\n\r\na",
        Some("the media type"),
    ),
];

/// Has the judge see right and wrong requests and answers.
///
/// # Errors
///
/// It takes one for the other.
pub(super) fn run(tools: &Tools, folder: &Path) -> io::Result<()> {
    let folder = folder.join("check");
    fs::create_dir_all(&folder).map_err(at(&folder))?;
    let document = folder.join("document.json");
    fs::write(&document, DOCUMENT).map_err(at(&document))?;
    let server = server::start(tools, [&document; 2], &folder)?;
    for (number, (url, headers, body, _)) in REQUESTS.iter().enumerate() {
        send(&server, number, &format!("POST {url}"), headers, body)?;
    }
    for (number, (answer, _)) in ANSWERS.iter().enumerate() {
        answered(&server, REQUESTS.len() + number, answer)?;
    }
    let verdicts = server.stop()?;
    for (number, (answer, wrong)) in ANSWERS.iter().enumerate() {
        let number = Some(REQUESTS.len() + number);
        let verdict = verdicts.iter().find(|verdict| verdict.case == number);
        let said = verdict.and_then(|verdict| verdict.answer.as_ref());
        let said = said.ok_or_else(|| io::Error::other("the judge saw no answer"))?;
        if said.problems.is_empty() != wrong.is_none() || !said.unjudged.is_empty() {
            let wrong = wrong.unwrap_or("nothing");
            return Err(io::Error::other(format!(
                "the judge is not just: wrong with {answer} is {wrong}, but it says {:?} {:?}",
                said.problems, said.unjudged
            )));
        }
    }
    for (number, (url, _, body, wrong)) in REQUESTS.iter().enumerate() {
        let verdict = verdicts.iter().find(|verdict| verdict.case == Some(number));
        let verdict = verdict.ok_or_else(|| io::Error::other("the judge saw no request"))?;
        let is_just = verdict.problems.is_empty() == wrong.is_none() && verdict.unjudged.is_empty();
        if !is_just {
            let wrong = wrong.unwrap_or("nothing");
            return Err(io::Error::other(format!(
                "the judge is not just: wrong with {url} {body} is {wrong}, but it says {:?} {:?}",
                verdict.problems, verdict.unjudged
            )));
        }
    }
    Ok(())
}

/// Sends a request that a mock answers, which is played here.
fn answered(server: &Server, number: usize, answer: &str) -> io::Result<()> {
    let listener = TcpListener::bind(("127.0.0.1", 0))?;
    let headers = format!(
        "x-key: k\r\nx-judge-answer: http://{}",
        listener.local_addr()?
    );
    thread::scope(|scope| {
        let mock = scope.spawn(move || -> io::Result<()> {
            let (mut stream, _) = listener.accept()?;
            let mut line = String::new();
            let mut request = BufReader::new(stream.try_clone()?);
            while request.read_line(&mut line)? > 2 {
                line.clear();
            }
            write!(stream, "HTTP/1.1 200 OK\r\nconnection: close\r\n{answer}")
        });
        send(server, number, "GET /answers/a", &headers, "")?;
        mock.join()
            .unwrap_or_else(|_| Err(io::Error::other("a panic")))
    })
}

fn send(server: &Server, number: usize, line: &str, headers: &str, body: &str) -> io::Result<()> {
    let mut stream = TcpStream::connect(("127.0.0.1", server.port()))?;
    let length = body.len();
    write!(
        stream,
        "{line} HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\nx-judge-case: {number}\r\n{headers}\r\n\
         content-length: {length}\r\n\r\n{body}"
    )?;
    let mut answer = String::new();
    stream.read_to_string(&mut answer)?;
    Ok(())
}
