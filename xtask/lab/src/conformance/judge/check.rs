//! The judge judged: a judge that refuses nothing shows nothing.

use super::server::{self, Server};
use crate::conformance::tools::Tools;
use crate::workspace::at;
use std::fs;
use std::io::{self, Read, Write};
use std::net::TcpStream;
use std::path::Path;

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

/// Has the judge see right and wrong requests.
///
/// # Errors
///
/// It takes one for the other.
pub(super) fn run(tools: &Tools, folder: &Path) -> io::Result<()> {
    let folder = folder.join("check");
    fs::create_dir_all(&folder).map_err(at(&folder))?;
    let document = folder.join("document.json");
    fs::write(&document, DOCUMENT).map_err(at(&document))?;
    let server = server::start(tools, &document, &folder)?;
    for (number, (url, headers, body, _)) in REQUESTS.iter().enumerate() {
        send(&server, number, url, headers, body)?;
    }
    let verdicts = server.stop()?;
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

fn send(server: &Server, number: usize, url: &str, headers: &str, body: &str) -> io::Result<()> {
    let mut stream = TcpStream::connect(("127.0.0.1", server.port()))?;
    let length = body.len();
    write!(
        stream,
        "POST {url} HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\nx-judge-case: {number}\r\n{headers}\r\n\
         content-length: {length}\r\n\r\n{body}"
    )?;
    let mut answer = String::new();
    stream.read_to_string(&mut answer)?;
    Ok(())
}
