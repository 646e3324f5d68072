//! Forms as they are on the wire.

use serde_json::{Value, json};

use crate::fake::{Fake, client};
use crate::runtime::{Call, FormStyle, Operation, Style};
use crate::sample::types::EndpointPatch;
use crate::socket::{Server, reply};
use crate::styles::Raw;

const DEEP: FormStyle = FormStyle::Style(Style::DEEP_OBJECT);

async fn form(value: &Value, styles: &[(&str, FormStyle)]) -> String {
    let fake = Fake::new([]);
    Raw(Call::post(client(&fake).core(), "/x").form(value, styles))
        .await
        .unwrap();
    assert_eq!(
        fake.header(0, "content-type").unwrap(),
        "application/x-www-form-urlencoded"
    );
    fake.body(0)
}

#[tokio::test]
async fn a_form_has_the_parameters_of_its_media_type() {
    let fake = Fake::new([]);
    let media_type = "application/x-www-form-urlencoded; charset=UTF-8";
    let call = Call::post(client(&fake).core(), "/x");
    Raw(call.form_as(media_type, &json!({"a": "é"}), &[]))
        .await
        .unwrap();
    assert_eq!(fake.header(0, "content-type").unwrap(), media_type);
    assert_eq!(fake.body(0), "a=%C3%A9");
}

/// What a server reads from a form, by the rules of WHATWG.
fn read(text: &str) -> Vec<(String, String)> {
    url::form_urlencoded::parse(text.as_bytes())
        .into_owned()
        .collect()
}

#[tokio::test]
async fn scalars_arrays_and_objects() {
    let value = json!({
        "text": "a b&c=d+e☎", "number": 1.5, "truth": true, "none": null, "empty": "",
        "list": ["a", 2, null], "nothing": [], "object": {"a": [1, null]}, "objects": [{"a": 1}, [2]],
    });
    let text = form(&value, &[]).await;
    let expected = [
        ("empty", ""),
        ("list", "a"),
        ("list", "2"),
        ("number", "1.5"),
        ("object", r#"{"a":[1,null]}"#),
        ("objects", r#"{"a":1}"#),
        ("objects", "[2]"),
        ("text", "a b&c=d+e☎"),
        ("truth", "true"),
    ];
    let expected = expected.map(|(name, value)| (name.to_owned(), value.to_owned()));
    assert_eq!(read(&text), expected);
    assert!(text.contains("text=a%20b%26c%3Dd%2Be%E2%98%8E"), "{text}");
}

#[tokio::test]
async fn a_property_is_written_as_the_document_says() {
    let value = json!({"a": ["x", "y"]});
    for (style, expected) in [
        (FormStyle::Style(Style::FORM), "a=x&a=y"),
        (FormStyle::Style(Style::FORM.no_explode()), "a=x,y"),
        (FormStyle::Style(Style::SPACE), "a=x%20y"),
        (FormStyle::Style(Style::PIPE), "a=x%7Cy"),
        (FormStyle::Json, "a=%5B%22x%22%2C%22y%22%5D"),
        (DEEP, "a%5B0%5D=x&a%5B1%5D=y"),
    ] {
        assert_eq!(form(&value, &[("a", style)]).await, expected);
    }
    let value = json!({"a": {"b": 1, "c": "x/y"}});
    for (style, expected) in [
        (FormStyle::Style(Style::FORM), "b=1&c=x%2Fy"),
        (FormStyle::Style(Style::FORM.reserved()), "b=1&c=x/y"),
        (FormStyle::Style(Style::FORM.no_explode()), "a=b,1,c,x%2Fy"),
        (DEEP, "a%5Bb%5D=1&a%5Bc%5D=x%2Fy"),
    ] {
        assert_eq!(form(&value, &[("a", style)]).await, expected);
    }
}

#[tokio::test]
async fn brackets_go_to_any_depth() {
    let value = json!({
        "a": {"b": {"c": 1, "no": null}, "e[]": {}},
        "items": [{"price": "x", "tags": ["p", "q"]}, null, {"price": "y"}],
        "scalar": 1,
        "none": null,
    });
    let deep = ["a", "items", "scalar", "none"].map(|name| (name, DEEP));
    let pairs: Vec<String> = read(&form(&value, &deep).await)
        .into_iter()
        .map(|(name, value)| format!("{name}={value}"))
        .collect();
    assert_eq!(
        pairs,
        [
            "a[b][c]=1",
            "items[0][price]=x",
            "items[0][tags][0]=p",
            "items[0][tags][1]=q",
            "items[1][price]=y",
            "scalar=1"
        ]
    );
}

#[tokio::test]
async fn only_an_object_is_a_form() {
    let fake = Fake::new([]);
    for value in [json!([1]), json!("a=b"), json!(null)] {
        let call = Call::post(client(&fake).core(), "/x").form(&value, &[]);
        assert!(Raw(call).await.unwrap_err().is_request());
    }
    let call = Call::post(client(&fake).core(), "/x").form(&f64::NAN, &[]);
    assert!(Raw(call).await.unwrap_err().is_request());
    assert!(fake.lines().is_empty());
    assert_eq!(form(&json!({}), &[]).await, "");
}

#[tokio::test]
async fn a_form_on_the_wire() {
    let server = Server::start([reply(503, "", ""), reply(204, "", "")]).await;
    let patch = EndpointPatch::new()
        .name("desk 7")
        .out_sip_password("hunter2");
    let call = Call::put(server.client().core(), "/x").form(&patch, &[]);
    assert!(!format!("{call:?}").contains("hunter2"));
    Raw(call)
        .timeout(std::time::Duration::from_secs(5))
        .await
        .unwrap();
    for request in server.requests() {
        assert_eq!(request.line(), "PUT /x");
        assert_eq!(request.header("content-length"), Some("38"));
        assert_eq!(request.text(), "name=desk%207&out_sip_password=hunter2");
    }
    assert_eq!(server.requests().len(), 2);
}
