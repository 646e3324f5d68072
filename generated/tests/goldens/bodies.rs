//! Bodies as the documents say, as they arrive at a server.

use crate::runtime::{Date, Field, FilePart};
use crate::server::{Reply, Request, Server};
use crate::{credentials, forms, multiparts};

async fn server() -> Server {
    Server::start(|_| Reply::empty(204)).await
}

/// Media type and body with the boundary replaced by `B`, line ends as in Unix.
fn parts(request: &Request) -> String {
    let (media_type, boundary) = request
        .header("content-type")
        .split_once("; boundary=")
        .unwrap();
    let body = request.body.replace(boundary, "B").replace("\r\n", "\n");
    format!("{media_type}\n{body}")
}

#[tokio::test]
async fn members_of_forms() {
    use forms::types::{Charge, ChargeCurrency, ChargeFilter, ChargePayer, NoteChargeRequest};
    let server = server().await;
    let client = forms::Client::builder()
        .base_url(&server.origin)
        .build()
        .unwrap();
    let list = || vec!["a b".to_owned(), "c".to_owned()];
    let charge = Charge::new(7)
        .currency(ChargeCurrency::Eur)
        .metadata([("k&".to_owned(), "v".to_owned())].into())
        .codes(list())
        .labels(list())
        .filter(ChargeFilter::new().from("2026-01-02".parse::<Date>().unwrap()))
        .path("a/b")
        .payer(ChargePayer::new().name("n"))
        .note(Field::Null);
    client.charges().create(&charge).await.unwrap();
    let request = server.request();
    assert_eq!(
        request.header("content-type"),
        "application/x-www-form-urlencoded"
    );
    assert_eq!(
        request.line(),
        "POST /charges amount=7&currency=eur&metadata%5Bk%26%5D=v&codes=a%20b,c&labels=a%20b&labels=c\
         &filter=%7B%22from%22%3A%222026-01-02%22%7D&path=a/b&payer=%7B%22name%22%3A%22n%22%7D"
    );
    let note = NoteChargeRequest::new("t").pages(vec![1, 2]);
    client.charges().note("7", &note).await.unwrap();
    client.charges().update("7").await.unwrap();
    let more = [("x y".to_owned(), "1".to_owned())].into();
    client.charges().update("7").body(&more).await.unwrap();
    let lines: Vec<String> = server
        .requests()
        .iter()
        .skip(1)
        .map(Request::line)
        .collect();
    assert_eq!(
        lines,
        [
            "PUT /charges/7/notes text=t&pages=1&pages=2",
            "PATCH /charges/7",
            "PATCH /charges/7 x%20y=1",
        ]
    );
}

#[tokio::test]
async fn files_and_what_stands_beside_them() {
    use multiparts::types::{Expires, Purpose, UploadFileRequest};
    let server = server().await;
    let client = multiparts::Client::builder()
        .base_url(&server.origin)
        .build()
        .unwrap();
    let file = FilePart::new("RIFF")
        .file_name("a\"b.wav")
        .content_type("audio/wav");
    let body = UploadFileRequest::new(file, Purpose::Greeting)
        .tags(vec!["x".to_owned(), "y".to_owned()])
        .more(vec![
            FilePart::new("1"),
            FilePart::new("2").file_name("two"),
        ])
        .expires(Expires { seconds: 60 });
    client.files().upload(&body).await.unwrap();
    assert_eq!(
        parts(&server.request()),
        r#"multipart/form-data
--B
Content-Disposition: form-data; name="file"; filename="a%22b.wav"
content-type: audio/wav

RIFF
--B
Content-Disposition: form-data; name="purpose"

greeting
--B
Content-Disposition: form-data; name="tags"

x
--B
Content-Disposition: form-data; name="tags"

y
--B
Content-Disposition: form-data; name="more"; filename="more"
content-type: application/octet-stream

1
--B
Content-Disposition: form-data; name="more"; filename="two"
content-type: application/octet-stream

2
--B
Content-Disposition: form-data; name="expires"
content-type: application/json

{"seconds":60}
--B--
"#
    );
}

#[tokio::test]
async fn one_schema_as_json_and_in_parts() {
    use multiparts::types::{Message, MessageForm};
    let server = Server::answering(vec![
        Reply::json(200, r#"{"text":"t","picture":"data"}"#),
        Reply::empty(204),
    ])
    .await;
    let client = multiparts::Client::builder()
        .base_url(&server.origin)
        .build()
        .unwrap();
    let message = Message::new("t").picture(Field::Null);
    let message = client.messages().replace(&message).await.unwrap();
    assert_eq!(message.picture.as_option().unwrap(), "data");
    let form = MessageForm::new("# t")
        .picture(FilePart::new("PNG"))
        .recipients(vec!["a".to_owned(), "b".to_owned()])
        .meta([("k".to_owned(), 1.into())].into())
        .note(Field::Null);
    client.messages().send(&form).await.unwrap();
    let requests = server.requests();
    assert_eq!(
        requests[0].line(),
        r#"PUT /messages {"text":"t","picture":null}"#
    );
    assert_eq!(
        parts(&requests[1]),
        r#"multipart/mixed
--B
Content-Disposition: form-data; name="text"
content-type: text/markdown

# t
--B
Content-Disposition: form-data; name="picture"; filename="picture"
content-type: image/png
x-kind: portrait

PNG
--B
Content-Disposition: form-data; name="recipients"

a,b
--B
Content-Disposition: form-data; name="meta"
content-type: application/vnd.meta+json

{"k":1}
--B--
"#
    );
}

#[tokio::test]
async fn parts_without_names_and_bytes() {
    let server = server().await;
    let client = multiparts::Client::builder()
        .base_url(&server.origin)
        .build()
        .unwrap();
    let body = [FilePart::new("1")];
    client.messages().send_parts(&body).await.unwrap();
    let fields = [("a".to_owned(), 1)].into();
    client.messages().send_fields().body(&fields).await.unwrap();
    client.messages().send_raw(vec![7]).await.unwrap();
    let requests = server.requests();
    assert_eq!(
        parts(&requests[0]),
        "multipart/related\n--B\ncontent-type: application/octet-stream\n\n1\n--B--\n"
    );
    assert_eq!(
        parts(&requests[1]),
        "multipart/form-data\n--B\nContent-Disposition: form-data; name=\"a\"\n\n1\n--B--\n"
    );
    assert_eq!(requests[2].line(), "POST /messages/raw \u{7}");
    assert_eq!(
        requests[2].header("content-type"),
        "application/octet-stream"
    );
}

#[tokio::test]
async fn servers_of_operations_go_where_the_user_says() {
    let server = Server::answering(vec![Reply::empty(204), Reply::empty(204)]).await;
    let client = credentials::Client::builder()
        .all_servers(&server.origin)
        .build()
        .unwrap();
    client.things().upload().await.unwrap();
    client.things().download().await.unwrap();
    let lines: Vec<String> = server.requests().iter().map(|one| one.line()).collect();
    assert_eq!(lines, ["POST /things/files", "GET /things/files"]);
}

#[tokio::test]
async fn tokens_of_client_credentials() {
    let server = Server::answering(vec![
        Reply::json(200, r#"{"access_token":"t0ken","token_type":"Bearer"}"#),
        Reply::empty(204),
        Reply::empty(204),
    ])
    .await;
    // The document's token URL is relative: tokens are had where the user says that the API is.
    let client = credentials::Client::builder()
        .base_url(&server.origin)
        .relative_oauth("id", "s3cret")
        .build()
        .unwrap();
    client.things().make().await.unwrap();
    client.things().make().await.unwrap();
    let requests = server.requests();
    assert_eq!(
        requests[0].line(),
        "POST /token grant_type=client_credentials"
    );
    assert_eq!(requests[0].header("authorization"), "Basic aWQ6czNjcmV0");
    for request in &requests[1..] {
        assert_eq!(request.line(), "POST /things");
        assert_eq!(request.header("authorization"), "Bearer t0ken");
    }
    assert_eq!(requests.len(), 3);
}

#[tokio::test]
async fn bodies_that_are_never_objects_are_put_together_by_the_user() {
    use crate::runtime::Multipart;
    use multiparts::types::{Note, SendNotesRequest};
    let server = server().await;
    let client = multiparts::Client::builder()
        .base_url(&server.origin)
        .build()
        .unwrap();
    let lines = Multipart::form_data().value("lines", &["a".to_owned(), "b".to_owned()][..]);
    client.messages().send_lines(lines).await.unwrap();
    let note = SendNotesRequest::Note(Note { text: "n".into() });
    client.messages().send_notes(&note).await.unwrap();
    let client = forms::Client::builder()
        .base_url(&server.origin)
        .build()
        .unwrap();
    client
        .charges()
        .send_lines(forms::types::Line::Long)
        .await
        .unwrap();
    client.charges().send_numbers(12).await.unwrap();
    let requests = server.requests();
    let part = |name: &str, text: &str| {
        format!("--B\nContent-Disposition: form-data; name=\"{name}\"\n\n{text}\n")
    };
    assert_eq!(
        parts(&requests[0]),
        format!(
            "multipart/form-data\n{}{}--B--\n",
            part("lines", "a"),
            part("lines", "b")
        )
    );
    assert_eq!(
        parts(&requests[1]),
        format!("multipart/form-data\n{}--B--\n", part("text", "n"))
    );
    assert_eq!(requests[2].line(), "POST /charges/lines long");
    assert_eq!(requests[3].line(), "POST /charges/numbers 12");
    for request in &requests[2..] {
        let media_type = request.header("content-type");
        assert!(media_type.starts_with("application/x-www-form-urlencoded"));
    }
}
