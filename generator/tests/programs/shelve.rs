//! Changes books: what is absent, null or given in a patch, and a book that is read, changed and written back.

use reading_room::Client;
use reading_room::books::{ReplaceBook, UpdateBook};
use reading_room::runtime::testing::{Example as _, Mock, Reply};
use reading_room::types::{Book, BookPatch, Format, NewBook};
use serde_json::{Value, json};

type Error = Box<dyn std::error::Error>;

#[tokio::main]
async fn main() -> Result<(), Error> {
    let mock = Mock::from_examples::<Client>();
    let client = Client::builder()
        .bearer("token")
        .transport(mock.clone())
        .build()?;

    // Nothing is sent of what nobody set; null takes the book off its shelf.
    let patch = BookPatch::new().title("Middlemarch").shelf(None);
    client.books().update("b1", &patch).await?;
    let sent = mock.requests_of::<UpdateBook>();
    let sent = sent.first().ok_or("a request")?;
    assert_eq!(sent.text(), r#"{"title":"Middlemarch","shelf":null}"#);
    assert_eq!(
        sent.header("content-type"),
        Some("application/merge-patch+json")
    );

    // What this client does not know is written back as it came; what the server alone writes is not.
    let stored = json!({
        "id": "b2", "added": "2020-02-02T02:02:02Z", "title": "Persuasion", "authors": ["J. Austen"],
        "subtitle": null, "format": "vellum", "weight": 1.50, "lent": { "often": true }
    });
    mock.on::<reading_room::books::GetBook>()
        .reply_with(Reply::json(&stored));
    let mut book: Book = client.books().get("b2").await?;
    assert_eq!(book.format, Some(Format::Unknown("vellum".into())));
    book.authors = vec!["Jane Austen".into()];
    client.books().replace("b2", &NewBook::from(book)).await?;
    let sent = mock.requests_of::<ReplaceBook>();
    let sent: Value = sent.first().ok_or("a request")?.json()?;
    let wanted = json!({
        "title": "Persuasion", "authors": ["Jane Austen"], "subtitle": null, "format": "vellum",
        "weight": 1.50, "lent": { "often": true }
    });
    assert_eq!(sent, wanted);

    // The document's own example, for a test without a server.
    let mut book = NewBook::example();
    book.title = "Rocannon's World".into();
    assert_eq!(book.authors, ["Ursula K. Le Guin"]);
    Ok(())
}
