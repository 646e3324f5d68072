//! Bodies whose parts have no names, as they arrive at a server (OpenAPI 3.2, Encoding By Position).

use crate::positions;
use crate::runtime::{FilePart, Multipart, OpenTuple, Part};
use crate::server::{Reply, Request, Server};
use positions::types::Picture;

async fn calls() -> (Server, positions::Client) {
    let server = Server::start(|_| Reply::empty(204)).await;
    let client = positions::Client::builder().base_url(&server.origin);
    (server, client.bearer("t").build().unwrap())
}

/// Media type and body of the last request, with each boundary replaced by a letter, line ends as in Unix.
fn last(server: &Server) -> String {
    let request: Request = server.requests().pop().unwrap();
    let mut text = format!("{}\n{}", request.header("content-type"), request.body);
    for letter in ["A", "B"] {
        let Some((_, rest)) = text.split_once("boundary=jackfield-") else {
            break;
        };
        let boundary = format!("jackfield-{}", &rest[..32]);
        text = text.replace(&boundary, letter);
    }
    text.replace("\r\n", "\n")
}

#[tokio::test]
async fn a_tuple_of_parts() {
    let (server, client) = calls().await;
    let photo = FilePart::new("P").file_name("p.png");
    let body = (Picture::new("a").year(7), photo);
    client.pictures().add(&body).sizes(&[1, 2]).await.unwrap();
    assert_eq!(
        last(&server),
        "multipart/mixed; boundary=A\n\
         --A\ncontent-type: application/json\n\n{\"author\":\"a\",\"year\":7}\n\
         --A\nContent-Disposition: attachment; filename=\"p.png\"\n\
         content-type: image/png\nx-kind: portrait\n\nP\n--A--\n"
    );
    let own = FilePart::new("P")
        .content_type("image/webp")
        .header("X-Kind", "group");
    client
        .pictures()
        .add(&(Picture::new("a"), own))
        .await
        .unwrap();
    assert!(last(&server).contains("content-type: image/webp\nx-kind: group\n\nP\n"));
}

#[tokio::test]
async fn any_number_of_parts() {
    let (server, client) = calls().await;
    let photos = ["P", "Q"].map(FilePart::new);
    client.pictures().replace(&photos).await.unwrap();
    assert_eq!(
        last(&server),
        "multipart/mixed; boundary=A\n--A\ncontent-type: image/jpeg\n\nP\n--A\ncontent-type: image/jpeg\n\nQ\n--A--\n"
    );
    let pictures = [Picture::new("a"), Picture::new("b")];
    client.events().send(&pictures).await.unwrap();
    assert_eq!(
        last(&server),
        "multipart/mixed; boundary=A\n--A\ncontent-type: application/json\n\n{\"author\":\"a\"}\n\
         --A\ncontent-type: application/json\n\n{\"author\":\"b\"}\n--A--\n"
    );
    let body = OpenTuple {
        first: ("<p>".to_owned(),),
        rest: vec![
            FilePart::new("s"),
            FilePart::new("i").content_type("image/gif"),
        ],
    };
    client.pages().add(&body).await.unwrap();
    assert_eq!(
        last(&server),
        "multipart/related; type=text/html; boundary=A\n--A\ncontent-type: text/html\n\n<p>\n\
         --A\ncontent-type: text/css\n\ns\n--A\ncontent-type: image/gif\n\ni\n--A--\n"
    );
}

#[tokio::test]
async fn parts_in_parts() {
    let (server, client) = calls().await;
    let inner = (Picture::new("a"), "text".to_owned(), FilePart::new("P"));
    client
        .documents()
        .add()
        .body(&(vec![1, 2], inner))
        .await
        .unwrap();
    assert_eq!(
        last(&server),
        "multipart/mixed; boundary=A\n--A\ncontent-type: application/json\n\n[1,2]\n\
         --A\ncontent-type: multipart/mixed; boundary=B\n\n\
         --B\ncontent-type: application/vnd.picture+json\n\n{\"author\":\"a\"}\n\
         --B\n\ntext\n--B\ncontent-type: image/png\n\nP\n--B--\n\n--A--\n"
    );
}

#[tokio::test]
async fn a_form_whose_parts_have_an_order() {
    let (server, client) = calls().await;
    let field = |name: &str, value: &str| [(name.to_owned(), value.to_owned())].into();
    let fields = [field("b", "1"), field("a", "2"), field("b", "3")];
    client.events().send_form(&fields).await.unwrap();
    let part = |name: &str, value: &str| {
        format!("--A\nContent-Disposition: form-data; name=\"{name}\"\n\n{value}\n")
    };
    let parts = [part("b", "1"), part("a", "2"), part("b", "3")].concat();
    assert_eq!(
        last(&server),
        format!("multipart/form-data; boundary=A\n{parts}--A--\n")
    );
}

#[tokio::test]
async fn parts_that_the_user_puts_together() {
    let (server, client) = calls().await;
    let page = Part::text("<p>").content_type("text/html");
    let page = page.header("Content-Location", "https://example.com/");
    let body = Multipart::of("multipart/related").unnamed(page);
    client.pages().replace(body).await.unwrap();
    assert!(last(&server).contains("content-location: https://example.com/\n\n<p>\n"));
    let broken = Part::multipart(Multipart::mixed().unnamed(Part::text("x").header("a b", "c")));
    let body = Multipart::mixed().unnamed(broken);
    let error = client.pages().replace(body).await.unwrap_err().to_string();
    assert!(
        error.contains("the header \"a b\" cannot be sent as it is"),
        "{error}"
    );
}
