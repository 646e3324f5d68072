//! Sends a file with what is said about it, and takes one that is too long to be held.

use reading_room::books::DownloadScanError::{self, NotFound};
use reading_room::books::{DownloadScan, GetBook, UploadScan};
use reading_room::errors::UploadScanError;
use reading_room::runtime::testing::{Example as _, Mock, Reply};
use reading_room::types::{Problem, Scan, UploadScanRequest};
use reading_room::{Client, FilePart};

type Error = Box<dyn std::error::Error>;

#[tokio::main]
async fn main() -> Result<(), Error> {
    let mock = Mock::from_examples::<Client>();
    mock.on::<DownloadScan>()
        .reply_with(Reply::bytes("application/pdf", vec![b'%'; 1 << 20]));
    let server = mock.serve()?;
    let client = Client::builder()
        .base_url(server.url())
        .bearer("token")
        .build()?;

    let body = UploadScanRequest {
        pages: FilePart::new(&b"%PDF-1.7"[..]).file_name("emma.pdf"),
        about: Scan::new(300).colour(true),
    };
    client.books().upload_scan("b1", &body).await?;
    let sent = mock.requests_of::<UploadScan>();
    let text = sent.first().ok_or("a request")?.text();
    for piece in [
        "name=\"pages\"; filename=\"emma.pdf\"",
        "Content-Type: application/pdf",
        "%PDF-1.7",
        "name=\"about\"",
        r#"{"resolution":300,"colour":true}"#,
    ] {
        assert!(
            text.to_ascii_lowercase()
                .contains(&piece.to_ascii_lowercase()),
            "{piece}\n{text}"
        );
    }

    let mut problem = Problem::example();
    problem.detail = Some("At most a megabyte.".into());
    mock.on::<UploadScan>()
        .reply_with(Reply::json(&problem).with_status(413));
    let error = client
        .books()
        .upload_scan("b1", &body)
        .await
        .err()
        .ok_or("an error")?;
    assert!(
        matches!(
            error.documented(),
            Some(UploadScanError::ContentTooLarge(_))
        ),
        "{error}"
    );
    assert!(error.to_string().contains("At most a megabyte."), "{error}");

    let mut pages = client.books().download_scan("b1").stream().await?;
    let mut length = 0;
    while let Some(piece) = pages.next().await {
        length += piece?.len();
    }
    assert_eq!(length, 1 << 20);

    // Operations with the same documented errors share a type, and each has a name for it, which works in `use` and `match`.
    mock.on::<DownloadScan>()
        .reply_with(Reply::json(&problem).with_status(404));
    mock.on::<GetBook>().reply_with(Reply::status(500));
    let error = client.books().download_scan("b2").await.err();
    match error.as_ref().and_then(|error| error.documented()) {
        Some(NotFound(problem)) => {
            assert_eq!(problem.detail.as_deref(), Some("At most a megabyte."))
        }
        other => return Err(format!("{other:?}").into()),
    }
    let error = client.books().get("b2").await.err().ok_or("an error")?;
    let known: Option<&DownloadScanError> = error.documented();
    assert!(known.is_none() && error.status() == Some(500), "{error}");
    Ok(())
}
