//! The table of OpenAPI 3.1's style examples, and what it leaves open.

use serde_json::{Value, json};

use crate::fake::{Fake, client};
use crate::runtime::{Call, Operation, Style, Undocumented, operation};

#[derive(Debug)]
pub struct Raw(pub(crate) Call);

operation!(Raw -> (), Undocumented, |response| response.empty());

/// What of the path and query a call comes to.
async fn sent(call: impl FnOnce(Call) -> Call) -> String {
    let fake = Fake::new([]);
    let client = client(&fake);
    let call = call(Call::get(client.core(), "/x{color}"));
    assert_eq!(Raw(call).response().await.unwrap().status, 204);
    let line = fake.lines().remove(0);
    line.strip_prefix("GET https://example.com/core/v2/x")
        .unwrap()
        .to_owned()
}

async fn in_path(value: &Value, style: Style) -> String {
    sent(|call| call.path_style("color", value, style)).await
}

async fn in_query(value: &Value, style: Style) -> String {
    let text = sent(|call| call.path("color", "y").query_style("color", value, style)).await;
    text.strip_prefix('y')
        .unwrap()
        .trim_start_matches('?')
        .to_owned()
}

fn values() -> [Value; 4] {
    [
        json!(""),
        json!("blue"),
        json!(["blue", "black", "brown"]),
        json!({"R": 100, "G": 200, "B": 150}),
    ]
}

#[tokio::test]
async fn the_table_of_openapi_for_paths() {
    let table = [
        (
            Style::MATRIX,
            [
                ";color",
                ";color=blue",
                ";color=blue,black,brown",
                ";color=B,150,G,200,R,100",
            ],
        ),
        (
            Style::MATRIX.explode(),
            [
                ";color",
                ";color=blue",
                ";color=blue;color=black;color=brown",
                ";B=150;G=200;R=100",
            ],
        ),
        (
            Style::LABEL,
            [".", ".blue", ".blue,black,brown", ".B,150,G,200,R,100"],
        ),
        (
            Style::LABEL.explode(),
            [".", ".blue", ".blue.black.brown", ".B=150.G=200.R=100"],
        ),
    ];
    for (style, expected) in table {
        for (value, expected) in values().iter().zip(expected) {
            assert_eq!(in_path(value, style).await, expected, "{style:?}");
        }
    }
    // An empty segment is refused.
    for (style, expected) in [
        (
            Style::SIMPLE,
            ["blue", "blue,black,brown", "B,150,G,200,R,100"],
        ),
        (
            Style::SIMPLE.explode(),
            ["blue", "blue,black,brown", "B=150,G=200,R=100"],
        ),
    ] {
        for (value, expected) in values().iter().skip(1).zip(expected) {
            assert_eq!(in_path(value, style).await, expected, "{style:?}");
        }
    }
}

#[tokio::test]
async fn the_table_of_openapi_for_queries() {
    let form = [
        "color=",
        "color=blue",
        "color=blue&color=black&color=brown",
        "B=150&G=200&R=100",
    ];
    let table = [
        (Style::FORM, form),
        (
            Style::FORM.no_explode(),
            [
                "color=",
                "color=blue",
                "color=blue,black,brown",
                "color=B,150,G,200,R,100",
            ],
        ),
        (
            Style::SPACE,
            [
                "color=",
                "color=blue",
                "color=blue%20black%20brown",
                "color=B%20150%20G%20200%20R%20100",
            ],
        ),
        (
            Style::PIPE,
            [
                "color=",
                "color=blue",
                "color=blue%7Cblack%7Cbrown",
                "color=B%7C150%7CG%7C200%7CR%7C100",
            ],
        ),
        (
            Style::DEEP_OBJECT,
            [
                "color=",
                "color=blue",
                "color%5B0%5D=blue&color%5B1%5D=black&color%5B2%5D=brown",
                "color%5BB%5D=150&color%5BG%5D=200&color%5BR%5D=100",
            ],
        ),
        (Style::SPACE.explode(), form),
        (Style::PIPE.explode(), form),
    ];
    for (style, expected) in table {
        for (value, expected) in values().iter().zip(expected) {
            assert_eq!(in_query(value, style).await, expected, "{style:?}");
        }
    }
}

#[tokio::test]
async fn nothing_to_say_is_not_said() {
    for value in [
        json!(null),
        json!([]),
        json!({}),
        json!([null]),
        json!({"a": null}),
    ] {
        for style in [Style::FORM, Style::DEEP_OBJECT] {
            assert_eq!(in_query(&value, style).await, "", "{value}");
        }
        // One part is empty, by the table of OpenAPI 3.2, where `undefined` is what RFC 6570 calls an empty list.
        for style in [Style::FORM.no_explode(), Style::SPACE, Style::PIPE] {
            let expected = if value.is_null() { "" } else { "color=" };
            assert_eq!(in_query(&value, style).await, expected, "{value}");
        }
    }
}

#[tokio::test]
async fn all_but_unreserved_characters_are_encoded() {
    let text = json!("aZ0-._~ !#$%&'()*+,/:;=?@[]é\n");
    let encoded = "aZ0-._~%20%21%23%24%25%26%27%28%29%2A%2B%2C%2F%3A%3B%3D%3F%40%5B%5D%C3%A9%0A";
    assert_eq!(in_path(&text, Style::SIMPLE).await, encoded);
    assert_eq!(
        in_query(&text, Style::FORM).await,
        format!("color={encoded}")
    );
    assert_eq!(
        in_query(&json!({"a b": "c&d"}), Style::FORM).await,
        "a%20b=c%26d"
    );
    assert_eq!(
        in_query(&json!(["a,b", "c"]), Style::FORM.no_explode()).await,
        "color=a%2Cb,c"
    );
}

#[tokio::test]
async fn reserved_characters_stay_if_the_document_says_so() {
    let text = json!("a/b:c?d#e[f] %41%4 100%");
    assert_eq!(
        in_path(&text, Style::SIMPLE.reserved()).await,
        "a/b:c%3Fd%23e%5Bf%5D%20%41%254%20100%25"
    );
    assert_eq!(
        in_query(&text, Style::FORM.reserved()).await,
        "color=a/b:c?d%23e%5Bf%5D%20%41%254%20100%25"
    );
}

#[tokio::test]
async fn deep_objects_nest() {
    let value = json!({"a": {"b": [1, true], "c d": null}, "e": "f"});
    assert_eq!(
        in_query(&value, Style::DEEP_OBJECT).await,
        "color%5Ba%5D%5Bb%5D%5B0%5D=1&color%5Ba%5D%5Bb%5D%5B1%5D=true&color%5Be%5D=f"
    );
    assert_eq!(
        in_query(
            &json!([{"price": "x"}, null, {"tags": ["p"]}]),
            Style::DEEP_OBJECT
        )
        .await,
        "color%5B0%5D%5Bprice%5D=x&color%5B1%5D%5Btags%5D%5B0%5D=p"
    );
    assert_eq!(
        in_query(&json!([[1, 2], {"a": 1}]), Style::FORM).await,
        "color%5B0%5D%5B0%5D=1&color%5B0%5D%5B1%5D=2&color%5B1%5D%5Ba%5D=1"
    );
}

#[tokio::test]
async fn headers_and_cookies_have_their_styles() {
    let fake = Fake::new([]);
    let client = client(&fake);
    let call = Call::get(client.core(), "/x")
        .header("X-List", &json!(["a b", "c"]))
        .header_style(
            "X-Object",
            &json!({"a": 1, "b": "é"}),
            Style::SIMPLE.explode(),
        )
        .header_json("X-Json", &json!({"a": [1]}))
        .cookie("one", "a;b")
        .cookie("two", &json!([1, 2]))
        .query_json("filter", &json!({"a": "b c"}));
    Raw(call)
        .header("x-more", "more")
        .query("more", &1)
        .await
        .unwrap();
    assert_eq!(fake.header(0, "x-list").unwrap(), "a b,c");
    assert_eq!(fake.header(0, "x-object").unwrap(), "a=1,b=é");
    assert_eq!(fake.header(0, "x-json").unwrap(), r#"{"a":[1]}"#);
    assert_eq!(fake.header(0, "cookie").unwrap(), "one=a%3Bb; two=1; two=2");
    assert_eq!(fake.header(0, "x-more").unwrap(), "more");
    assert_eq!(
        fake.lines(),
        ["GET https://example.com/core/v2/x?filter=%7B%22a%22%3A%22b%20c%22%7D&more=1"]
    );
}
