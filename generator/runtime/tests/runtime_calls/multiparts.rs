//! Bodies of several parts, as a server reads them from a real socket.

use bytes::Bytes;
use futures_util::stream;
use serde_json::json;

use crate::fake::{Fake, client};
use crate::runtime::{Body, Call, FilePart, Multipart, Part, Secret, Style, TransportError};
use crate::socket::{Request, Server, Step, reply};
use crate::styles::Raw;

/// The parts of a body: the lines of each head, and its content.
fn parts(request: &Request) -> Vec<(Vec<String>, Vec<u8>)> {
    let media_type = request.header("content-type").unwrap();
    let boundary = media_type.split_once("boundary=").unwrap().1;
    assert!(
        boundary.len() <= 70
            && boundary
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
    );
    let find = |bytes: &[u8], what: &str| {
        bytes
            .windows(what.len())
            .position(|window| window == what.as_bytes())
    };
    let mut rest = [b"\r\n", &request.body[..]].concat();
    let mut parts = Vec::new();
    loop {
        let start = find(&rest, &format!("\r\n--{boundary}")).unwrap();
        rest = rest.split_off(start + boundary.len() + 4);
        if rest.starts_with(b"--") {
            assert_eq!(rest, b"--\r\n");
            return parts;
        }
        assert!(rest.starts_with(b"\r\n"));
        let head = find(&rest, "\r\n\r\n").unwrap();
        let lines = String::from_utf8(rest[..head].to_vec()).unwrap();
        let lines = lines.split("\r\n").filter(|line| !line.is_empty());
        let lines: Vec<String> = lines.map(str::to_owned).collect();
        rest = rest.split_off(head + 4);
        let end = find(&rest, &format!("\r\n--{boundary}")).unwrap();
        parts.push((lines, rest[..end].to_vec()));
    }
}

/// The parts as text: the lines of the head and the content, separated by bars.
fn shown(request: &Request) -> Vec<String> {
    parts(request)
        .into_iter()
        .map(|(lines, content)| {
            format!(
                "{}|{}",
                lines.join("|"),
                String::from_utf8(content).unwrap()
            )
        })
        .collect()
}

async fn sent(body: Multipart) -> Request {
    let server = Server::start([reply(204, "", "")]).await;
    Raw(Call::post(server.client().core(), "/x").multipart(body))
        .await
        .unwrap();
    server.requests().remove(0)
}

fn once(text: &'static str) -> Body {
    Body::from_stream(stream::iter([Ok::<_, TransportError>(Bytes::from(text))]))
}

#[tokio::test]
async fn values_are_parts_by_their_type() {
    let body = Multipart::form_data()
        .value("text", "a b☎\r\n--x")
        .value("number", &1.5)
        .value("truth", &true)
        .value("secret", &Secret::from("s"))
        .value("none", &None::<String>)
        .value("list", &json!(["a", 2, null, {"b": [1]}]))
        .value("nothing", &json!([]))
        .value("object", &json!({"a": "☎"}))
        .json("json", &json!(["a"]))
        .json("no json", &None::<String>)
        .part(
            "own",
            Part::json(&1)
                .content_type("application/vnd.x+json")
                .header("x-a", "b"),
        );
    assert_eq!(format!("{body:?}"), "Multipart(10 parts)");
    let request = sent(body).await;
    assert!(
        request
            .header("content-type")
            .unwrap()
            .starts_with("multipart/form-data; boundary=")
    );
    assert_eq!(
        request.header("content-length").unwrap(),
        request.body.len().to_string()
    );
    let named =
        |name: &str, rest: &str| format!("Content-Disposition: form-data; name=\"{name}\"|{rest}");
    assert_eq!(
        shown(&request),
        [
            named("text", "a b☎\r\n--x"),
            named("number", "1.5"),
            named("truth", "true"),
            named("secret", "s"),
            named("list", "a"),
            named("list", "2"),
            named("list", "content-type: application/json|{\"b\":[1]}"),
            named("object", "content-type: application/json|{\"a\":\"☎\"}"),
            named("json", "content-type: application/json|[\"a\"]"),
            named("own", "content-type: application/vnd.x+json|x-a: b|1"),
        ][..]
    );
}

#[tokio::test]
async fn files_of_bytes_and_of_streams() {
    let binary: Vec<u8> = (0..=255).collect();
    let files = [
        FilePart::from(binary.clone()).file_name("a.bin"),
        FilePart::new("<svg/>")
            .file_name("b.svg")
            .content_type("image/svg+xml")
            .header("x-id", "7"),
    ];
    let cover: Option<FilePart> = None;
    let body = Multipart::form_data()
        .files("files", &files)
        .files("cover", &cover)
        .file("stream", &FilePart::new(once("streamed").with_length(8)))
        .value("last", "1");
    let request = sent(body).await;
    assert_eq!(
        request.header("content-length").unwrap(),
        request.body.len().to_string()
    );
    let parts = parts(&request);
    let disposition = |name: &str, file: &str| {
        format!("Content-Disposition: form-data; name=\"{name}\"; filename=\"{file}\"")
    };
    let octets = "content-type: application/octet-stream".to_owned();
    assert_eq!(
        parts[0],
        (vec![disposition("files", "a.bin"), octets.clone()], binary)
    );
    assert_eq!(parts[1].0[0], disposition("files", "b.svg"));
    assert!(parts[1].0[1..].contains(&"content-type: image/svg+xml".to_owned()));
    assert!(parts[1].0[1..].contains(&"x-id: 7".to_owned()));
    assert_eq!(
        parts[2],
        (
            vec![disposition("stream", "stream"), octets],
            b"streamed".to_vec()
        )
    );
    assert_eq!(parts.len(), 4);
    // A length that is not known.
    let request = sent(Multipart::form_data().file("a", &FilePart::new(once("x")))).await;
    assert_eq!(request.header("transfer-encoding"), Some("chunked"));
    assert_eq!(shown(&request).len(), 1);
    assert_eq!(
        sent(Multipart::form_data()).await.body.len(),
        "jackfield-".len() + 32 + 6
    );
}

#[tokio::test]
async fn names_and_headers_cannot_inject() {
    let evil = "a\"; filename=\"b\r\nX-Evil: 1\r\n\r\n\0\n☎\\";
    let body = Multipart::form_data()
        .value(evil, "1")
        .file("f", &FilePart::new("2").file_name(evil));
    let request = sent(body).await;
    let parts = shown(&request);
    let escaped = "a%22; filename=%22b%0D%0AX-Evil: 1%0D%0A%0D%0A%00%0A☎\\";
    assert_eq!(
        parts[0],
        format!("Content-Disposition: form-data; name=\"{escaped}\"|1")
    );
    assert!(parts[1].starts_with(&format!(
        "Content-Disposition: form-data; name=\"f\"; filename=\"{escaped}\"|content-type"
    )));

    let fake = Fake::new([]);
    for part in [
        Part::text("x").content_type("text/plain\r\nX-Evil: 1"),
        Part::text("x").header("x-a", "b\nc"),
        Part::text("x").header("x a", "b"),
        Part::text("x").header("", "b"),
        Part::text("x").header("content-disposition", "b"),
        Part::json(&f64::NAN),
    ] {
        let body = Multipart::form_data().part("p", part);
        let call = Call::post(client(&fake).core(), "/x").multipart(body);
        let error = Raw(call).await.unwrap_err();
        assert!(
            error.is_request() && error.to_string().contains("the part `p`"),
            "{error}"
        );
    }
    for body in [
        Multipart::form_data().value("p", &f64::NAN),
        Multipart::of("multipart/x\r\nX-Evil: 1"),
    ] {
        let call = Call::post(client(&fake).core(), "/x").multipart(body);
        assert!(Raw(call).await.unwrap_err().is_request());
    }
    assert!(fake.lines().is_empty());
}

#[tokio::test]
async fn mixed_parts_need_no_name() {
    let body = Multipart::mixed()
        .unnamed(Part::json(&json!({"a": 1})))
        .unnamed(Part::new(vec![b'x']).file_name("x\".bin"))
        .part("named", Part::text("y"))
        .unnamed(Part::text(""));
    let request = sent(body).await;
    assert!(
        request
            .header("content-type")
            .unwrap()
            .starts_with("multipart/mixed; boundary=")
    );
    assert_eq!(
        shown(&request),
        [
            "content-type: application/json|{\"a\":1}",
            "Content-Disposition: attachment; filename=\"x%22.bin\"|x",
            "Content-Disposition: form-data; name=\"named\"|y",
            "|",
        ]
    );
}

#[tokio::test]
async fn what_can_be_made_again_is_retried() {
    let path = std::env::temp_dir().join(format!("jackfield-{}.txt", std::process::id()));
    let content = "x".repeat(300_000);
    std::fs::write(&path, &content).unwrap();
    let file = FilePart::from_path(&path)
        .await
        .unwrap()
        .content_type("text/plain");
    assert_eq!(format!("{file:?}"), "FilePart(300000 bytes)");
    assert!(file == file.clone());
    let server = Server::start([reply(503, "", ""), vec![Step::Reset], reply(204, "", "")]).await;
    let client = server.client();
    let body = Multipart::form_data().value("a", &1).file("file", &file);
    Raw(Call::put(client.core(), "/x").multipart(body))
        .await
        .unwrap();
    let requests = server.requests();
    assert_eq!(requests.len(), 3);
    for request in &requests {
        let parts = parts(request);
        let name = path.file_name().unwrap().to_str().unwrap();
        assert!(parts[1].0[0].ends_with(&format!("; name=\"file\"; filename=\"{name}\"")));
        assert_eq!(parts[1].1, content.as_bytes());
        assert_eq!(
            request.header("content-length").unwrap(),
            request.body.len().to_string()
        );
    }
    // The whole body as it is.
    let body = Body::from_path(&path).await.unwrap();
    Raw(Call::put(client.core(), "/x").body("text/plain", body))
        .await
        .unwrap();
    assert_eq!(server.requests()[3].text(), content);

    // A file that has changed since or is gone fails the call.
    let body = || Multipart::form_data().file("file", &file);
    for change in [1, 300_001] {
        std::fs::write(&path, "x".repeat(change)).unwrap();
        let call = Call::put(client.core(), "/x").multipart(body());
        assert!(Raw(call).await.unwrap_err().is_request());
    }
    std::fs::remove_file(&path).unwrap();
    let call = Call::put(client.core(), "/x").multipart(body());
    let error = Raw(call).await.unwrap_err();
    assert!(error.is_request(), "{error:?}");
    assert_eq!(
        FilePart::from_path(&path).await.unwrap_err().kind(),
        std::io::ErrorKind::NotFound
    );
    assert!(FilePart::from_path(std::env::temp_dir()).await.is_err());
}

#[tokio::test]
async fn what_cannot_be_made_again_is_sent_once() {
    let server = Server::start([vec![Step::Reset], reply(204, "", "")]).await;
    let client = server.client();
    let file = FilePart::new(once("x"));
    let body = || Multipart::form_data().file("file", &file);
    let error = Raw(Call::put(client.core(), "/x").multipart(body()))
        .await
        .unwrap_err();
    assert!(
        error.to_string().contains("the connection broke"),
        "{error:?}"
    );
    assert_eq!(server.requests().len(), 1);
    // Nor can the same file go into another call.
    let error = Raw(Call::put(client.core(), "/x").multipart(body()))
        .await
        .unwrap_err();
    assert!(error.is_request(), "{error:?}");
}

#[tokio::test]
async fn boundaries_differ() {
    let fake = Fake::new([]);
    for _ in 0..20 {
        let body = Multipart::form_data().value("a", "b");
        Raw(Call::post(client(&fake).core(), "/x").multipart(body))
            .await
            .unwrap();
    }
    let all: std::collections::HashSet<_> =
        (0..20).map(|at| fake.header(at, "content-type")).collect();
    assert_eq!(all.len(), 20);
}

/// What is stated of a part is true of its bytes.
#[tokio::test]
async fn a_text_is_written_in_the_charset_of_its_part() {
    for (charset, text, bytes) in [
        ("UTF-8", "café ☎", "café ☎".as_bytes()),
        ("iso-8859-1", "café", b"caf\xe9"),
        ("\"ISO-8859-1\"", "plain", b"plain"),
        ("windows-1252", "5 €", b"5 \x80"),
        ("us-ascii", "plain", b"plain"),
        ("koi8-r", "plain", b"plain"),
        ("utf-16", "é", b"\xfe\xff\0\xe9"),
        ("UTF-16BE", "é", b"\0\xe9"),
        ("utf-16le", "é", b"\xe9\0"),
    ] {
        let media_type = format!("text/plain; charset={charset}");
        let body = Multipart::form_data()
            .part_header("a", "content-type", &media_type)
            .value("a", text)
            .list("a", &vec![text.to_owned()], Style::FORM)
            .value("b", "é");
        let parts = parts(&sent(body).await);
        let contents: Vec<&[u8]> = parts.iter().map(|(_, content)| &content[..]).collect();
        assert_eq!(contents, [bytes, bytes, "é".as_bytes()], "{charset}");
        let head = format!("content-type: {media_type}");
        assert!(parts[0].0.contains(&head) && parts[1].0.contains(&head));
        // A body of text alone is written so, too.
        let server = Server::start([reply(204, "", "")]).await;
        let call = Call::post(server.client().core(), "/x").text(&media_type, text);
        Raw(call).await.unwrap();
        assert_eq!(server.requests().remove(0).body, bytes, "{charset}");
    }
}

/// A text that its charset does not have is not sent as another one.
#[tokio::test]
async fn what_a_charset_does_not_have_is_an_error() {
    for (charset, text) in [
        ("iso-8859-1", "5 €"),
        ("windows-1252", "☎"),
        ("windows-1252", "\u{80}"),
        ("us-ascii", "é"),
        ("koi8-r", "д"),
    ] {
        let media_type = format!("text/plain; charset={charset}");
        let fake = Fake::new([]);
        let body = Multipart::form_data()
            .part_header("a", "Content-Type", &media_type)
            .value("a", text);
        let calls = [
            Call::post(client(&fake).core(), "/x").multipart(body),
            Call::post(client(&fake).core(), "/x").text(&media_type, text),
        ];
        for call in calls {
            let error = Raw(call).await.unwrap_err();
            assert!(error.is_request(), "{error}");
            assert!(error.to_string().contains(charset), "{error}");
        }
    }
}

/// The media type of a part may be set on the call, as long as it is not sent; text goes out in its charset.
#[tokio::test]
async fn the_media_type_of_a_part_is_set_on_the_call() {
    let body = || {
        Multipart::form_data()
            .part_header("note", "content-type", "text/plain; charset=us-ascii")
            .value("note", &["caf\u{e9}", "th\u{e9}"][..])
            .json("meta", &json!({"a": 1}))
            .unnamed(Part::text("x"))
            .value("other", "\u{e9}")
    };
    let server = Server::start([reply(204, "", "")]).await;
    let call = Call::post(server.client().core(), "/x")
        .part_content_type("meta", "application/vnd.meta+json")
        .multipart(body())
        .part_content_type("note", "text/html; charset=iso-8859-1");
    Raw(call).await.unwrap();
    let parts = parts(&server.requests().remove(0));
    let named = |name: &str, media_type: &str| {
        let name = format!("Content-Disposition: form-data; name=\"{name}\"");
        vec![name, format!("content-type: {media_type}")]
    };
    let note = named("note", "text/html; charset=iso-8859-1");
    assert_eq!(parts[0], (note.clone(), b"caf\xe9".to_vec()));
    assert_eq!(parts[1], (note, b"th\xe9".to_vec()));
    assert_eq!(
        parts[2],
        (
            named("meta", "application/vnd.meta+json"),
            b"{\"a\":1}".to_vec()
        )
    );
    assert_eq!(parts[4].1, "\u{e9}".as_bytes());

    // Nothing is sent where there is no such part, or where the media type cannot stand in a header.
    let fake = Fake::new([]);
    let client = client(&fake);
    let core = client.core();
    let calls = [
        Call::post(core, "/x").multipart(body()),
        Call::post(core, "/x")
            .multipart(body())
            .part_content_type("nope", "text/html"),
        Call::post(core, "/x")
            .multipart(body())
            .part_content_type("", "text/html"),
        Call::post(core, "/x").part_content_type("note", "text/html"),
        Call::post(core, "/x")
            .json("x")
            .part_content_type("note", "text/html"),
        Call::post(core, "/x")
            .multipart(body())
            .part_content_type("note", "text/html\r\nx: y"),
        Call::post(core, "/x")
            .multipart(body())
            .part_content_type("note", "text/html; charset=koi8-r"),
    ];
    for call in calls {
        let error = Raw(call).await.unwrap_err();
        assert!(error.is_request(), "{error}");
        assert!(error.to_string().contains("part `"), "{error}");
    }
    assert!(fake.lines().is_empty());
}
