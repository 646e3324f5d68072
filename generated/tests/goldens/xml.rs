//! XML as it arrives at a server and as it is read.

use crate::media::books::GetBookError;
use crate::media::types::{Author, Book, BookRequired, SendReadingsRequestItem, Shelf, State};
use crate::media::{self};
use crate::runtime::{Date, Field, Number, Operation as _};
use crate::server::{Reply, Server};

fn volume(id: i128, title: &str, tags: Vec<String>, authors: Vec<Author>) -> Book {
    Book::new(BookRequired {
        id,
        title: title.into(),
        tags,
        authors,
    })
}

const HEAD: &str = r#"<?xml version="1.0" encoding="UTF-8"?>"#;

const BOOK: &str = r#"<lib:book xmlns:lib="http://example.com/library" id="7"><lib:title>A &amp; B &lt;i></lib:title><tag>x</tag><tag>y z</tag><people><author birth="1951-01-02">An</author><author>O</author></people><state>lent</state><pages>3</pages><names><en>A</en></names><lib:book id="8"><lib:title></lib:title><people></people></lib:book></lib:book>"#;

fn book() -> Book {
    let authors = vec![
        Author::new("An").born(Date::from_text("1951-01-02")),
        Author::new("O"),
    ];
    let tags = vec!["x".to_owned(), "y z".to_owned()];
    volume(7, "A & B <i>", tags, authors)
        .state(State::Lent)
        .pages(3)
        .names([("en".to_owned(), "A".to_owned())].into())
        .part(volume(8, "", Vec::new(), Vec::new()))
}

async fn client(body: &'static str) -> (Server, media::Client) {
    let server = Server::start(move |_| Reply::of(200, "application/xml", body)).await;
    let client = media::Client::builder().base_url(&server.origin);
    (server, client.build().unwrap())
}

#[tokio::test]
async fn a_model_is_written_as_its_document_says() {
    let (server, client) = client("").await;
    client.books().replace_as_xml("7", &book()).await.unwrap();
    let request = server.request();
    assert_eq!(request.header("content-type"), "application/xml");
    let written = request.body.replace("&gt;", ">");
    assert_eq!(written, format!("{HEAD}{BOOK}"));
}

/// Numbers are written as they were given, digit for digit.
#[tokio::test]
async fn numbers_keep_their_text() {
    let (server, client) = client(BOOK).await;
    for price in ["7", "2.50", "12345678901234567890.12", "1e400"] {
        let given: Number = price.parse().unwrap();
        let book = volume(1, "t", Vec::new(), Vec::new()).price(given);
        client.books().replace_as_xml("7", &book).await.unwrap();
        let element = format!("<price>{price}</price>");
        let body = server.requests().pop().unwrap().body;
        assert!(body.contains(&element), "{body}");
    }
    let (_server, client) =
        self::client(r#"<book id="7"><title>t</title><people/><price> 2.5 </price></book>"#).await;
    let read = client.books().get("7").response().await.unwrap();
    assert_eq!(read.value.price, Some(Number::from(2.5)));
}

#[tokio::test]
async fn null_is_nil_and_names_that_xml_cannot_have_are_errors() {
    let (server, client) = client("").await;
    let null = volume(1, "t", Vec::new(), Vec::new()).pages(None);
    client.books().replace_as_xml("7", &null).await.unwrap();
    assert!(server.request().body.contains(
        r#"<pages xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:nil="true"></pages>"#
    ));
    let name = "a><evil/><b".to_owned();
    let broken = volume(1, "t", Vec::new(), Vec::new()).names([(name, String::new())].into());
    let error = client
        .books()
        .replace_as_xml("7", &broken)
        .await
        .unwrap_err();
    assert!(error.to_string().contains("cannot be the name"), "{error}");
}

#[tokio::test]
async fn what_was_written_is_read() {
    let (_server, client) = client(BOOK).await;
    assert_eq!(client.books().get("7").await.unwrap(), book());
}

#[tokio::test]
async fn what_is_left_out_is_told() {
    let (_server, client) = client(r#"<book id="7"><tag>x</tag></book>"#).await;
    let response = client.books().get("7").response().await.unwrap();
    let told: Vec<String> = response.issues().iter().map(ToString::to_string).collect();
    assert_eq!(told[0], "/title: expected text, found nothing");
    assert_eq!((response.value.id, response.value.title.as_str()), (7, ""));
    let strict = client.books().get("7").strict().await;
    assert!(strict.unwrap_err().to_string().contains("title"));
}

#[tokio::test]
async fn other_forms_of_the_same_are_read() {
    let text = "\u{feff}<?xml version='1.0'?><!DOCTYPE x><!-- one --><b:book xmlns:b='http://example.com/library' \
        id=' 7 '><x:title xmlns:x='u'><![CDATA[A & B <i>]]></x:title><tag>&#120;</tag><people>\n <author>An</author>\n\
        </people><pages xmlns:i='http://www.w3.org/2001/XMLSchema-instance' i:nil='1'/><more a='1'><x/><x>2</x></more>\
        </b:book>";
    let (_server, client) = client(text).await;
    let book = client.books().get("7").await.unwrap();
    assert_eq!((book.id, book.title.as_str()), (7, "A & B <i>"));
    assert_eq!(
        (book.tags, book.authors),
        (vec!["x".to_owned()], vec![Author::new("An")])
    );
    assert_eq!(book.pages, Field::Null);
    let more = serde_json::json!({ "a": "1", "x": ["", "2"] });
    assert_eq!(book.additional_properties["more"], more);
}

#[tokio::test]
async fn lists_have_the_names_of_their_items() {
    let (server, client) =
        client("<shelves><shelf><row>1</row></shelf><shelf><row>+2</row></shelf></shelves>").await;
    let shelves = client.shelves().list().await.unwrap();
    let rows: Vec<i128> = shelves.iter().map(|shelf| shelf.row).collect();
    assert_eq!(rows, [1, 2]);
    client.shelves().update(&[Shelf::new(3)]).await.unwrap();
    let written = format!("{HEAD}<shelves><shelf><row>3</row></shelf></shelves>");
    assert_eq!(server.requests()[1].body, written);
}

#[tokio::test]
async fn what_is_no_xml_is_an_error() {
    let deep: &'static str = "<a>".repeat(100_000).leak();
    let broken = [
        "",
        "text",
        "<book>",
        "<book></shelf>",
        "<book id='1' id='2'/>",
        "<book>&secret;</book>",
        "<!DOCTYPE b [<!ENTITY e SYSTEM 'file:///etc/passwd'>]><book><title>&e;</title></book>",
        "<book id='x'><title>t</title><people/></book>",
        deep,
    ];
    for text in broken {
        let (_server, client) = client(text).await;
        let error = client.books().get("7").await.unwrap_err();
        assert!(error.is_decode(), "{text:.40}: {error}");
    }
}

#[tokio::test]
async fn documented_errors_are_read() {
    let reply = |_: &_| Reply::of(404, "text/xml", "<Problem><text>gone</text></Problem>");
    let server = Server::start(reply).await;
    let client = media::Client::builder()
        .base_url(&server.origin)
        .build()
        .unwrap();
    let error = client.books().get("7").await.unwrap_err();
    let Some(GetBookError::NotFound(problem)) = error.documented() else {
        panic!("{error}");
    };
    assert_eq!(problem.text, "gone");
}

#[tokio::test]
async fn media_types_of_bytes_are_chosen() {
    let server = Server::start(|_| Reply::empty(204)).await;
    let client = media::Client::builder()
        .base_url(&server.origin)
        .build()
        .unwrap();
    let covers = client.covers();
    covers.get("1").accept("image/jpeg").await.unwrap();
    covers.update("1", "bytes").await.unwrap();
    covers
        .update("1", "bytes")
        .content_type("image/jpeg")
        .await
        .unwrap();
    covers.attach("bytes").await.unwrap();
    let page = SendReadingsRequestItem::new().page(1);
    covers.send_readings(&[page.clone(), page]).await.unwrap();
    let requests = server.requests();
    assert_eq!(requests[0].header("accept"), "image/jpeg");
    let types: Vec<&str> = requests[1..]
        .iter()
        .map(|one| one.header("content-type"))
        .collect();
    let wanted = [
        "image/png",
        "image/jpeg",
        "application/octet-stream",
        "application/jsonl",
    ];
    assert_eq!(types, wanted);
    assert_eq!(requests[4].body, "{\"page\":1}\n{\"page\":1}\n");
}

/// What the server gets for a book, or why nothing is sent.
async fn sent(book: &Book) -> Result<String, String> {
    let (server, client) = client("").await;
    match client.books().replace_as_xml("7", book).await {
        Ok(_) => Ok(server.request().body),
        Err(error) => {
            assert!(error.is_request() && server.requests().is_empty());
            Err(error.to_string())
        }
    }
}

#[tokio::test]
async fn line_ends_and_blanks_come_back_from_wherever_they_stand() {
    for text in [
        "a\r\nb",
        "a\rb",
        "\r",
        "a\nb",
        "\n",
        "a\tb",
        "\t\t",
        "  a  b  ",
        " ",
        "\r\n\t ",
        "\n  a\n",
        "\n\r\n  a\r\n\n",
        "]]>",
        "<![CDATA[a]]>",
        "\"'&amp;<>&#13;",
        "\u{85}\u{2028}",
        "\u{fffd}\u{10ffff}",
        "",
    ] {
        let author = Author::new(text).born(Date::from_text(text));
        let names = [("en".to_owned(), text.to_owned())].into();
        let book = volume(7, text, vec![text.to_owned()], vec![author]).names(names);
        let written = sent(&book).await.unwrap();
        let (_server, client) = client(written.leak()).await;
        assert_eq!(client.books().get("7").await.unwrap(), book, "{text:?}");
    }
    let author = Author::new("a\rb").born(Date::from_text("\r\n\t\""));
    let book = volume(7, "\r\n\t", vec![], vec![author]);
    let written = sent(&book).await.unwrap();
    assert!(
        written.contains("<lib:title>&#13;\n\t</lib:title>"),
        "{written}"
    );
    assert!(
        written.contains(r#"birth="&#13;&#10;&#9;&quot;">a&#13;b</author>"#),
        "{written}"
    );
}

#[tokio::test]
async fn lines_around_a_text_are_its_layout() {
    for (text, read) in [
        ("\n    a  b\n  ", "a  b"),
        ("\n<![CDATA[ a ]]>\n", " a "),
        ("\n&#32;a&#10;\n", " a\n"),
        ("\n  a ", "\n  a "),
        ("  a  ", "  a  "),
    ] {
        let book = volume(7, "t", vec![], vec![Author::new("NAME")]);
        let written = sent(&book).await.unwrap().replace("NAME", text);
        let (_server, client) = client(written.leak()).await;
        let found = client.books().get("7").await.unwrap();
        assert_eq!(
            found,
            volume(7, "t", vec![], vec![Author::new(read)]),
            "{text:?}"
        );
    }
}

#[tokio::test]
async fn what_xml_cannot_hold_is_not_sent() {
    for (character, number) in [
        ('\0', "U+0000"),
        ('\u{1}', "U+0001"),
        ('\u{8}', "U+0008"),
        ('\u{b}', "U+000B"),
        ('\u{1f}', "U+001F"),
        ('\u{fffe}', "U+FFFE"),
        ('\u{ffff}', "U+FFFF"),
    ] {
        let text = format!("a{character}b");
        for book in [
            volume(7, &text, vec![], vec![]),
            volume(7, "", vec![text.clone()], vec![]),
            volume(
                7,
                "",
                vec![],
                vec![Author::new("a").born(Date::from_text(text.as_str()))],
            ),
            volume(7, "", vec![], vec![Author::new(text.as_str())]),
            volume(7, "", vec![], vec![]).names([("a".to_owned(), text.clone())].into()),
        ] {
            let error = sent(&book).await.unwrap_err();
            assert!(error.contains(number), "{error}");
        }
        let name = volume(7, "", vec![], vec![]).names([(text, String::new())].into());
        let error = sent(&name).await.unwrap_err();
        assert!(error.contains("cannot be the name"), "{error}");
    }
    for name in [
        "",
        "1",
        "-",
        "a b",
        "a:b:c",
        ":",
        "a/",
        "ª",
        "\u{37e}",
        &"<".repeat(5_000_000),
    ] {
        let book = volume(7, "", vec![], vec![]).names([(name.to_owned(), String::new())].into());
        let error = sent(&book).await.unwrap_err();
        assert!(
            error.contains("cannot be the name") && error.len() < 300,
            "{error:.400}"
        );
    }
}

#[tokio::test]
async fn nothing_may_stand_beside_the_root() {
    const WHOLE: &str = "<book id='1'><title>t</title><people/></book>";
    for around in [
        "{}\n",
        "{}<!-- c --><?pi?>\r\n\t",
        "\n<!-- c -->{}",
        "<?xml version='1.0'?>\n{}",
    ] {
        let (_server, client) = client(around.replace("{}", WHOLE).leak()).await;
        assert_eq!(client.books().get("7").await.unwrap().id, 1, "{around}");
    }
    for around in [
        "{}{}",
        "{}<a/>",
        "{}<a>",
        "{}</a>",
        "{}text",
        "{}&amp;",
        "{}&#32;",
        "{}<![CDATA[]]>",
        "{}<!DOCTYPE a>",
        "{}<?xml version='1.0'?>",
        "{}<",
        "{}\u{0}",
        "text{}",
        "&lt;{}",
        "<![CDATA[a]]>{}",
        "</a>{}",
        "{}<!-- ",
    ] {
        let (_server, client) = client(around.replace("{}", WHOLE).leak()).await;
        let error = client.books().get("7").await.unwrap_err();
        assert!(error.is_decode(), "{around}: {error}");
    }
}

#[tokio::test]
async fn names_of_a_hostile_document_are_escaped_and_cut() {
    let name = format!("a\u{1b}\u{202e}{}", "x".repeat(1_000_000));
    for text in [
        format!("<{name}></b>"),
        format!("<a></{name}>"),
        format!("<a {name}=''/ {name}=''></a>"),
        format!("<a>&{name};</a>"),
    ] {
        let (_server, client) = client(text.leak()).await;
        let error = client.books().get("7").await.unwrap_err();
        for message in [error.to_string(), format!("{error:?}")] {
            assert!(
                message.len() < 1000 && !message.contains(['\u{1b}', '\u{202e}']),
                "{message:.300}"
            );
        }
    }
}

#[tokio::test]
async fn many_attributes_cost_no_more_than_their_text() {
    let attributes: String = (0..200_000)
        .map(|number| format!(" a{number}=''"))
        .collect();
    for (text, is_xml) in [
        (
            format!("<book{attributes} id='1'><title/><people/></book>"),
            true,
        ),
        (format!("<book{attributes} a1=''/>"), false),
    ] {
        let (_server, client) = client(text.leak()).await;
        assert_eq!(client.books().get("7").await.is_ok(), is_xml);
    }
}
