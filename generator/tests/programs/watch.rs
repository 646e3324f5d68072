//! Follows what happens: events of several kinds, and one that this client does not know.

use reading_room::Client;
use reading_room::loans::WatchLoans;
use reading_room::runtime::testing::{Mock, Reply};
use reading_room::types::LoanEvent;

type Error = Box<dyn std::error::Error>;

const EVENTS: &str = "\
: hello

data: {\"kind\":\"borrowed\",\"loan\":{\"id\":\"l1\",\"book_id\":\"b1\",\"due\":\"2026-12-06\"}}

data: {\"kind\":\"returned\",
data:  \"loan_id\":\"l1\",\"late\":false}

data: {\"kind\":\"lost\"}

data: [DONE]

";

#[tokio::main]
async fn main() -> Result<(), Error> {
    let mock = Mock::new();
    mock.on::<WatchLoans>()
        .reply_with(Reply::bytes("text/event-stream", EVENTS));
    let server = mock.serve()?;
    let client = Client::builder()
        .base_url(server.url())
        .bearer("token")
        .build()?;

    let mut told = Vec::new();
    let mut events = client.loans().watch().await?;
    while let Some(event) = events.next().await {
        told.push(match event? {
            LoanEvent::Borrowed(event) => format!("{} is out", event.loan.book_id),
            LoanEvent::Returned(event) => {
                format!("{} is back, late: {:?}", event.loan_id, event.late)
            }
            LoanEvent::Unknown(event) => format!("{event}"),
            _ => "new".to_owned(),
        });
    }
    assert_eq!(
        told,
        [
            "b1 is out",
            "l1 is back, late: Some(false)",
            r#"{"kind":"lost"}"#
        ]
    );
    Ok(())
}
