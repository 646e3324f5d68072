//! Kinds of nodes in XML, as they arrive at a server and as they are read.

use crate::nodes::types::{AnimalsItem, Code, Documentation, Page, PageInner, Report};
use crate::nodes::{self, Client};
use crate::server::{Reply, Server};

const HEAD: &str = r#"<?xml version="1.0" encoding="UTF-8"?>"#;

async fn client(body: &'static str) -> (Server, Client) {
    let server = Server::start(move |_| Reply::of(200, "application/xml", body)).await;
    let client = nodes::Client::builder().base_url(&server.origin);
    (server, client.build().unwrap())
}

/// What a report looks like, and the report.
fn report() -> (&'static str, Report) {
    let words = |words: [&str; 2]| words.map(str::to_owned).to_vec();
    let page = Page::new(3)
        .heading("h")
        .inner(PageInner::new().footer("f"));
    let report = Report::new(7)
        .page(page)
        .aliens(words(["x", "y"]))
        .animals(words(["cat", "dog"]))
        .plain(vec![1, 2])
        .code(Code::new().language("rust").source("a < b && c > ]]> d"));
    let text = r#"<report xmlns:p="urn:pages" id="7" p:page="3"><heading>h</heading><footer>f</footer><aliens><alien>x</alien><alien>y</alien></aliens><animals><animals>cat</animals><animals>dog</animals></animals><plain>1</plain><plain>2</plain><code language="rust"><![CDATA[a < b && c > ]]]]><![CDATA[> d]]></code></report>"#;
    (text, report)
}

#[tokio::test]
async fn every_kind_of_node_is_written_and_read() {
    let (text, report) = report();
    let (server, client) = client(text).await;
    let read = client.reports().send(&report).await.unwrap();
    assert_eq!(server.request().body, format!("{HEAD}{text}"));
    assert_eq!(read, report);
}

#[tokio::test]
async fn what_is_not_there_is_not_made() {
    let (server, client) = client("<report id=\"1\"><other>o</other></report>").await;
    let read = client.reports().send(&Report::new(1)).await.unwrap();
    assert_eq!(
        server.request().body,
        format!("{HEAD}<report xmlns:p=\"urn:pages\" id=\"1\"></report>")
    );
    assert_eq!((read.id, &read.page), (1, &None));
    let json = serde_json::to_value(&read).unwrap();
    assert_eq!(json, serde_json::json!({"id": 1, "other": "o"}));
}

#[tokio::test]
async fn sections_of_characters_keep_what_is_in_them() {
    let text = "<StoredDocument>\n  <![CDATA[\n<html>&amp; </html>]]>\n</StoredDocument>";
    let (server, client) = client(text).await;
    let read = client.reports().get_documentation().await.unwrap();
    assert_eq!(read, Documentation::new().content("\n<html>&amp; </html>"));
    let sent = Documentation::new().content("a\r\nb ");
    client.reports().update_documentation(&sent).await.unwrap();
    assert_eq!(
        server.requests()[1].body,
        format!("{HEAD}<UpdatedDocument><![CDATA[a]]>&#13;<![CDATA[\nb ]]></UpdatedDocument>")
    );
    let bad = Documentation::new().content("\u{1}");
    let error = client.reports().update_documentation(&bad).await;
    assert!(error.unwrap_err().to_string().contains("U+0001"));
}

#[tokio::test]
async fn a_list_of_elements_with_attributes_and_text() {
    let text =
        r#"<animals><animal kind="Cat">Fluffy</animal><animal kind="Dog">Fido</animal></animals>"#;
    let (server, client) = client(text).await;
    let animal = |kind: &str, name: &str| AnimalsItem::new().kind(kind).name(name);
    let animals = [animal("Cat", "Fluffy"), animal("Dog", "Fido")];
    let read = client.reports().update_animal(&animals).await.unwrap();
    assert_eq!(server.request().body, format!("{HEAD}{text}"));
    assert_eq!(read, animals);
}
