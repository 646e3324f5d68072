//! Works at the desk: with tokens from a source of its own, calls that block, and options of single calls.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use reading_room::Client;
use reading_room::books::GetBook;
use reading_room::errors::CreateLoanError;
use reading_room::loans::{CreateLoan, CreateSession};
use reading_room::runtime::testing::{Example as _, Mock, Reply};
use reading_room::runtime::{
    self, BoxFuture, CallOptions, Credential, CredentialSource, Transport,
};
use reading_room::types::{CreateLoanConflict, Login, NewLoan, Session};

type Error = Box<dyn std::error::Error>;

/// Badges that are good for one call each.
#[derive(Debug, Default)]
struct Badges(AtomicUsize);

impl CredentialSource for Badges {
    fn credential<'a>(
        &'a self,
        _: &'a dyn Transport,
    ) -> BoxFuture<'a, Result<Credential, runtime::Error>> {
        let number = self.0.fetch_add(1, Ordering::Relaxed);
        Box::pin(async move { Ok(Credential::bearer(format!("badge-{number}"))) })
    }
}

/// Borrows a book; whatever goes wrong is one error.
fn borrow(client: &Client, book: &str) -> reading_room::Result<String> {
    let loan = NewLoan {
        book_id: book.into(),
        days: 7,
    };
    // Options of this one call.
    let options = CallOptions::new()
        .timeout(Duration::from_secs(5))
        .header("x-desk", "7")
        .idempotency_key("loan-1");
    let loan = client.loans().create(&loan).with(options).send_blocking()?;
    Ok(loan.book_id)
}

fn main() -> Result<(), Error> {
    let mock = Mock::from_examples::<Client>();
    let badges = Arc::new(Badges::default());
    let client = Client::builder()
        .credential("member", Credential::source(Arc::clone(&badges)))
        .transport(mock.clone())
        .build()?;
    client.books().get("b1").send_blocking()?;
    borrow(&client, "b2")?;
    assert_eq!(badges.0.load(Ordering::Relaxed), 2);
    let sent = mock.requests_of::<CreateLoan>();
    let sent = sent.first().ok_or("a request")?;
    assert_eq!(sent.header("authorization"), Some("Bearer badge-1"));
    assert_eq!(sent.header("x-desk"), Some("7"));
    assert_eq!(sent.header("idempotency-key"), Some("loan-1"));

    // The documented error outlives `?`.
    let conflict = Reply::json(&CreateLoanConflict::example()).with_status(409);
    mock.on::<CreateLoan>().reply_with(conflict);
    let error = borrow(&client, "b2").err().ok_or("an error")?;
    assert_eq!(error.status(), Some(409));
    let documented = error.documented::<CreateLoanError>();
    assert!(matches!(documented, Some(CreateLoanError::Conflict(_))));

    // A function is a source too.
    let source = Credential::from_fn(|| async { Ok(Credential::bearer("key-to-the-desk")) });
    let client = Client::builder()
        .credential("member", source)
        .transport(mock.clone())
        .build()?;
    let login = Login {
        name: "Ada".into(),
        password: "hunter2".into(),
    };
    let mut session = Session::example();
    session.session_token = "key-of-ada".into();
    mock.on::<CreateSession>()
        .reply_with(Reply::json(&session).with_status(201));
    let session = client.loans().create_session(&login).send_blocking()?;
    let sent = mock.requests_of::<CreateSession>();
    assert_eq!(
        sent.first().and_then(|sent| sent.header("authorization")),
        Some("Bearer key-to-the-desk")
    );
    // What is a secret by its name is shown by nobody.
    let shown = format!("{login:?} {session:?} {client:?}");
    assert!(
        shown.contains("Ada") && !shown.contains("hunter2") && !shown.contains("key-of"),
        "{shown}"
    );
    assert_eq!(session.session_token, "key-of-ada");

    // A call that no rule answers says how it differs from each.
    let mock = Mock::new();
    mock.on::<GetBook>()
        .path("book_id", "b9")
        .reply_with(Reply::status(404));
    let client = Client::builder().bearer("t").transport(mock).build()?;
    let error = client
        .books()
        .get("b8")
        .send_blocking()
        .err()
        .ok_or("an error")?;
    let told = format!("{error:?}");
    assert!(
        told.contains("`book_id` in the path is \"b8\" and not \"b9\""),
        "{told}"
    );
    Ok(())
}
