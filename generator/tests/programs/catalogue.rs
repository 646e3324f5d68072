//! Lists books by pages that have numbers: all of them, the first ones, and page by page.

use futures_util::{StreamExt as _, TryStreamExt as _};
use reading_room::Client;
use reading_room::books::ListBooks;
use reading_room::runtime::testing::{Example as _, Mock, Reply};
use reading_room::types::{Book, BookPage};

type Error = Box<dyn std::error::Error>;

/// Two books of five.
fn page(number: i32) -> Reply {
    let mut page = BookPage::example();
    let titles = ["Emma", "Ulysses", "Solaris", "Dune", "Nana"];
    let titles = titles.iter().skip(2 * (number as usize - 1)).take(2);
    page.books = titles
        .map(|title| {
            let mut book = Book::example();
            book.title = (*title).into();
            book
        })
        .collect();
    page.page = Some(number);
    page.total_pages = 3;
    Reply::json(&page)
}

#[tokio::main]
async fn main() -> Result<(), Error> {
    let mock = Mock::new();
    mock.on::<ListBooks>().reply_with(page(1));
    for number in [2, 3] {
        mock.on::<ListBooks>()
            .query("page", number)
            .reply_with(page(number));
    }
    let client = Client::builder()
        .bearer("token")
        .transport(mock.clone())
        .build()?;

    let all: Vec<Book> = client
        .books()
        .list()
        .per_page(2)
        .subject(&["novel".into(), "sea".into()])
        .items()
        .try_collect()
        .await?;
    let titles: Vec<&str> = all.iter().map(|book| book.title.as_str()).collect();
    assert_eq!(titles, ["Emma", "Ulysses", "Solaris", "Dune", "Nana"]);
    // What was asked for is asked for of each page.
    let requests = mock.requests();
    assert_eq!(requests.len(), 3);
    assert!(
        requests
            .iter()
            .all(|request| request.query("per_page").as_deref() == Some("2"))
    );
    assert!(
        requests
            .iter()
            .all(|request| request.url().contains("subject=novel&subject=sea"))
    );

    // Two books are one page.
    let first: Vec<Book> = client.books().list().items().take(2).try_collect().await?;
    assert_eq!((first.len(), mock.requests().len()), (2, 4));

    // Pages have what else the server says.
    let mut pages = client.books().list().pages();
    let page = pages.next().await.ok_or("a page")??;
    assert_eq!((page.books.len(), page.total_pages), (2, 3));
    Ok(())
}
