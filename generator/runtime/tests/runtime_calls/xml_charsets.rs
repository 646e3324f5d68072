//! XML in other charsets than UTF-8.

use std::collections::BTreeMap;

use crate::runtime::{Call, RetryPolicy, Undocumented, XmlName, operation};
use crate::sample::Client;
use crate::socket::{Server, reply};

pub struct Exchange(Call);

operation!(Exchange -> BTreeMap<String, String>, Undocumented, |response| match response.status() {
    200 => response.xml(),
    _ => response.unexpected(),
});

fn client(server: &Server) -> Client {
    let client = Client::builder().base_url(&server.origin);
    client.retry(RetryPolicy::none()).build().unwrap()
}

fn utf_16(text: &str) -> Vec<u8> {
    text.encode_utf16().flat_map(u16::to_be_bytes).collect()
}

/// The document says the charset that its bytes are in, and refers to the characters that this does not have.
#[tokio::test]
async fn a_body_is_written_in_the_charset_of_its_media_type() {
    let document = |encoding: &str, text: &str| {
        format!("<?xml version=\"1.0\" encoding=\"{encoding}\"?><a><b>{text}</b></a>")
    };
    // Characters as bytes: those of ISO-8859-1, and the one of windows-1252.
    let bytes = |encoding: &str, text: &str| -> Vec<u8> {
        let byte = |sign| match sign {
            '€' => 0x80,
            sign => u8::try_from(sign).unwrap(),
        };
        document(encoding, text).chars().map(byte).collect()
    };
    let marked =
        |encoding: &str, text: &str| utf_16(&format!("\u{feff}{}", document(encoding, text)));
    for (parameters, expected) in [
        ("", document("UTF-8", "é € &lt;").into_bytes()),
        (
            "; charset=UTF-8",
            document("UTF-8", "é € &lt;").into_bytes(),
        ),
        (
            "; charset=ISO-8859-1",
            bytes("iso-8859-1", "é &#8364; &lt;"),
        ),
        (
            "; charset=\"windows-1252\"",
            bytes("windows-1252", "é € &lt;"),
        ),
        (
            "; charset=us-ascii",
            document("us-ascii", "&#233; &#8364; &lt;").into_bytes(),
        ),
        (
            "; charset=koi8-r",
            document("koi8-r", "&#233; &#8364; &lt;").into_bytes(),
        ),
        ("; charset=utf-16", marked("utf-16", "é € &lt;")),
        (
            "; charset=UTF-16BE",
            utf_16(&document("utf-16be", "é € &lt;")),
        ),
    ] {
        let server = Server::start([reply(200, "content-type: text/xml\r\n", "<a/>")]).await;
        let value = BTreeMap::from([("b".to_owned(), "é € <".to_owned())]);
        let media_type = format!("application/xml{parameters}");
        let call = Call::post(client(&server).core(), "/x");
        let call = call.xml(&media_type, XmlName::new("a"), &value);
        Exchange(call).await.unwrap();
        let request = server.requests().remove(0);
        assert_eq!(request.header("content-type"), Some(media_type.as_str()));
        let shown = String::from_utf8_lossy(&request.body);
        assert_eq!(request.body, expected, "{media_type}: {shown}");
    }
}

/// Names have no way to refer to a character.
#[tokio::test]
async fn a_name_that_the_charset_does_not_have_is_an_error() {
    for (charset, name) in [("us-ascii", "é"), ("iso-8859-1", "日")] {
        let server = Server::start([reply(200, "", "")]).await;
        let value = BTreeMap::from([(name.to_owned(), String::new())]);
        let media_type = format!("text/xml; charset={charset}");
        let call = Call::post(client(&server).core(), "/x");
        let call = call.xml(&media_type, XmlName::new("a"), &value);
        let error = Exchange(call).await.unwrap_err();
        assert!(
            error.is_request() && error.to_string().contains(charset),
            "{error}"
        );
    }
}

/// What the media type says counts, then what the document says of itself.
#[tokio::test]
async fn a_document_says_its_charset() {
    for (media_type, declaration, expected) in [
        (
            "text/xml",
            "<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?>",
            Some("é"),
        ),
        (
            "application/xml",
            "<?xml version='1.0' encoding = 'windows-1252' standalone='yes'?>\n",
            Some("é"),
        ),
        ("application/xml; charset=iso-8859-1", "", Some("é")),
        (
            "application/xml; charset=iso-8859-1",
            "<?xml version='1.0' encoding='utf-8'?>",
            Some("é"),
        ),
        (
            "application/xml",
            "<?xml version='1.0' encoding='utf-8'?>",
            None,
        ),
        (
            "application/xml; charset=utf-8",
            "<?xml version='1.0' encoding='iso-8859-1'?>",
            None,
        ),
        ("application/xml", "", None),
    ] {
        let body = [declaration.as_bytes(), b"<a><b>\xe9</b></a>"].concat();
        let server = Server::start([reply(
            200,
            &format!("content-type: {media_type}\r\n"),
            &body,
        )])
        .await;
        let read = Exchange(Call::get(client(&server).core(), "/x")).await;
        let text = read.ok().and_then(|read| read.get("b").cloned());
        assert_eq!(text.as_deref(), expected, "{media_type} {declaration}");
    }
}

/// What XML has no way to say, not even by a reference, is told before anything is sent.
#[tokio::test]
async fn what_xml_cannot_say_is_not_sent() {
    for text in [
        "\0", "a\u{1}", "\u{b}", "\u{c}", "\u{1f}b", "\u{fffe}", "\u{ffff}",
    ] {
        for media_type in ["application/xml", "text/xml; charset=utf-16"] {
            let server = Server::start([reply(200, "", "")]).await;
            for (name, value) in [("b", text), (text, "b")] {
                let value = BTreeMap::from([(name.to_owned(), value.to_owned())]);
                let call = Call::post(client(&server).core(), "/x");
                let call = call.xml(media_type, XmlName::new("a"), &value);
                let error = Exchange(call).await.unwrap_err();
                assert!(error.is_request(), "{text:?}: {error:?}");
                assert!(!error.to_string().contains(text), "{text:?}: {error:?}");
            }
            assert!(server.requests().is_empty(), "{text:?}");
        }
    }
}

/// Line ends, which a reader makes one of, and blanks around a text come back as they were.
#[tokio::test]
async fn blanks_and_line_ends_come_back() {
    for text in [
        "\r",
        "a\r\nb",
        "a\n\tb",
        "\t a ",
        "\u{85}\u{2028}",
        "]]>",
        "&amp;",
    ] {
        let server = Server::start([reply(200, "", "<a/>")]).await;
        let value = BTreeMap::from([("b".to_owned(), text.to_owned())]);
        let call = Call::post(client(&server).core(), "/x");
        let call = call.xml("application/xml", XmlName::new("a"), &value);
        Exchange(call).await.unwrap();
        let body = server.requests().remove(0).body;
        let echo = Server::start([reply(200, "content-type: text/xml\r\n", &body)]).await;
        let read = Exchange(Call::get(client(&echo).core(), "/x")).await;
        assert_eq!(read.unwrap(), value);
    }
}

/// A document is one element, with nothing but comments, instructions and blanks around it.
#[tokio::test]
async fn what_stands_behind_the_root_is_an_error() {
    for (rest, is_read) in [
        ("", true),
        (" \r\n\t", true),
        ("<!-- <b/> -->\n<?a b?>", true),
        ("<a/>", false),
        ("<!-- --><b>2</b>", false),
        ("text", false),
        ("&amp;", false),
        ("<![CDATA[ ]]>", false),
        ("<!DOCTYPE a>", false),
        ("<?xml version=\"1.0\"?><a/>", false),
        ("</a>", false),
        ("<", false),
        ("<!-- ", false),
        ("\0", false),
        ("\u{a0}", false),
    ] {
        let body = format!("<a><b>1</b></a>{rest}");
        let server = Server::start([reply(200, "content-type: text/xml\r\n", &body)]).await;
        let read = Exchange(Call::get(client(&server).core(), "/x")).await;
        match read {
            Ok(read) => assert!(is_read && read["b"] == "1", "{rest:?}"),
            Err(error) => assert!(!is_read && error.is_decode(), "{rest:?}: {error:?}"),
        }
    }
}
