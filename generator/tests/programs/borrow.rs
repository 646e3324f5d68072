//! Borrows a book: with a token that is fetched, from a server that is busy, and with errors that the document names.

use reading_room::errors::CreateLoanError;
use reading_room::loans::CreateLoan;
use reading_room::runtime::testing::{Example as _, Mock, Reply};
use reading_room::types::{CreateLoanConflict, Loan, NewLoan};
use reading_room::{Client, Date};
use serde_json::json;

type Error = Box<dyn std::error::Error>;

/// What became of a wish.
#[derive(Debug, PartialEq)]
enum Wish {
    Borrowed(Date),
    Taken(Date),
}

/// Borrows a book for a week. `?` takes each error that is not one of the program.
async fn borrow(client: &Client, book: &str) -> reading_room::Result<Wish> {
    let loan = NewLoan {
        book_id: book.into(),
        days: 7,
    };
    match client.loans().create(&loan).await {
        Ok(loan) => Ok(Wish::Borrowed(loan.due)),
        Err(error) => match error.documented() {
            Some(CreateLoanError::Conflict(other)) => Ok(Wish::Taken(other.due.clone())),
            _ => Err(error.into()),
        },
    }
}

#[tokio::main]
async fn main() -> Result<(), Error> {
    let mock = Mock::new();
    let token =
        json!({ "access_token": "token-of-ada", "token_type": "Bearer", "expires_in": 3600 });
    let tokens = mock
        .at("POST", "/oauth/token")
        .reply_with(Reply::json(&token));
    let mut conflict = CreateLoanConflict::example();
    conflict.due = Date::from_text("2026-12-24");
    let mut loan = Loan::example();
    loan.due = Date::from_text("2026-12-06");
    mock.on::<CreateLoan>().replies([
        Reply::json(&loan).with_status(201),
        Reply::json(&conflict).with_status(409),
        Reply::status(401),
    ]);
    let server = mock.serve()?;
    // The document's URL of tokens is relative, so it is one of the server that is chosen here.
    let client = Client::builder()
        .base_url(format!("{}/", server.url()))
        .oauth("ada", "secret")
        .build()?;

    assert_eq!(
        borrow(&client, "b1").await?,
        Wish::Borrowed(Date::from_text("2026-12-06"))
    );
    assert_eq!(
        borrow(&client, "b2").await?,
        Wish::Taken(Date::from_text("2026-12-24"))
    );
    // One token serves all calls.
    tokens.assert_called(1);
    let error = borrow(&client, "b3").await.err().ok_or("an error")?;
    assert!(error.is_auth(), "{error}");
    assert!(!format!("{error} {error:?} {client:?}").contains("token-of-ada"));
    let sent = mock.requests_of::<CreateLoan>();
    assert!(
        sent.iter()
            .all(|request| request.header("authorization") == Some("Bearer token-of-ada"))
    );
    assert_eq!(
        sent.first().map(|request| request.text()).as_deref(),
        Some(r#"{"book_id":"b1","days":7}"#)
    );
    Ok(())
}
