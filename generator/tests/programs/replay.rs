//! Keeps what a server answered, without secrets, and gives it again where there is no server.

use reading_room::Client;
use reading_room::books::{CreateBook, GetBook};
use reading_room::runtime::ReqwestTransport;
use reading_room::runtime::testing::{Mock, Recorder, Replay};
use reading_room::types::{Format, NewBook};

type Error = Box<dyn std::error::Error>;

/// What the program does with a client.
async fn donate(client: &Client) -> reading_room::Result<String> {
    let book = NewBook::new("Orlando", vec!["Virginia Woolf".into()]).format(Format::Paper);
    let book = client.books().create(&book).await?;
    Ok(client.books().get(&book.id).await?.title)
}

#[tokio::main]
async fn main() -> Result<(), Error> {
    let mock = Mock::from_examples::<Client>();
    let server = mock.serve()?;
    let recorder = Recorder::new(ReqwestTransport::new()?);
    let client = Client::builder()
        .base_url(server.url())
        .bearer("secret-token")
        .transport(recorder.clone())
        .build()?;
    let title = donate(&client).await?;
    mock.assert_called::<CreateBook>(1);
    mock.assert_called::<GetBook>(1);
    let kept = recorder.to_json();
    assert!(!kept.contains("secret-token"), "{kept}");
    let url = server.url();
    drop(server);

    let replay = Replay::from_json(&kept)?;
    let client = Client::builder()
        .base_url(url)
        .bearer("another")
        .transport(replay.clone())
        .build()?;
    assert_eq!(donate(&client).await?, title);
    assert_eq!(replay.unused(), 0);
    let error = donate(&client).await.err().ok_or("an error")?;
    assert!(
        format!("{error:?}").contains("all of them were given"),
        "{error}"
    );
    Ok(())
}
