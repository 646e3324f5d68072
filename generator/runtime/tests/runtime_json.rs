//! Reading and writing JSON through types as the generator writes them. The runtime has the name by which a
//! client knows it.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    missing_docs,
    unreachable_pub
)]

pub use jackfield_runtime as runtime;
#[path = "runtime_sample/mod.rs"]
pub mod sample;

use std::collections::BTreeMap;
use std::sync::LazyLock;

use runtime::{
    Base64, Date, DateTime, Decode, DecodeError, Delimited, Field, HttpDate, IsoDuration, Node,
    Object, Secret,
};
use sample::types::{
    Channel, Endpoint, EndpointPatch, EndpointType, ErrorBody, Heir, Kin, Tree, Wide,
};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

const ENDPOINT: &str = r#"{"addresses":[{"port":5060},{}],"cps_limit":null,"type":"seance","partner":{"addresses":[],
    "cps_limit":1.0,"type":"conference"},"out_sip_password":null,"a":{"b":[1,-2,3.5,"\u00e9\n",true,null]},"z":18446744073709551615}"#;

fn read<T: DeserializeOwned>(text: &str) -> T {
    serde_json::from_str(text).unwrap()
}

fn refusal<T: DeserializeOwned + std::fmt::Debug>(text: &str) -> String {
    serde_json::from_str::<T>(text).unwrap_err().to_string()
}

fn equal<T: DeserializeOwned + Serialize>(text: &str) {
    let value: T = read(text);
    assert_eq!(
        serde_json::to_value(&value).unwrap(),
        read::<Value>(text),
        "{text}"
    );
}

#[test]
fn nothing_is_lost_between_reading_and_writing() {
    let endpoint: Endpoint = read(ENDPOINT);
    assert_eq!(endpoint.kind, EndpointType::Unknown("seance".to_owned()));
    assert_eq!(endpoint.partner.as_ref().unwrap().cps_limit, Some(1));
    assert_eq!(endpoint.out_sip_password, Field::Null);
    assert_eq!(
        endpoint.additional_properties.keys().collect::<Vec<_>>(),
        ["a", "z"]
    );
    let mut expected: Value = read(ENDPOINT);
    expected["partner"]["cps_limit"] = json!(1);
    assert_eq!(serde_json::to_value(&endpoint).unwrap(), expected);
}

#[test]
fn a_member_by_a_private_name_of_serde_json_is_a_member() {
    for value in [r#""12""#, "12", r#""x""#, "{}"] {
        for more in ["", r#","b":1"#] {
            let member = format!(r#"{{"$serde_json::private::Number":{value}{more}}}"#);
            let text = ENDPOINT.replace(r#"{"b":[1,-2,3.5,"\u00e9\n",true,null]}"#, &member);
            assert!(text.contains(&member));
            let by_serde: Endpoint = read(&text);
            let ours: Endpoint = runtime::json::from_slice(text.as_bytes()).unwrap();
            for endpoint in [by_serde, ours] {
                let written = runtime::json::to_vec(&endpoint).unwrap();
                let written = String::from_utf8(written).unwrap();
                assert!(written.contains(&member), "{written}");
                let by_serde = serde_json::to_string(&endpoint).unwrap();
                assert!(by_serde.contains(&member), "{by_serde}");
            }
        }
    }
}

#[test]
fn any_self_describing_format_will_do() {
    let value: Value = read(ENDPOINT);
    let endpoint: Endpoint = serde_json::from_value(value).unwrap();
    assert_eq!(endpoint, read(ENDPOINT));
}

#[test]
fn an_error_tells_the_path_and_not_the_value() {
    let text = ENDPOINT.replace("5060", "\"hunter2\"");
    assert!(
        refusal::<Endpoint>(&text)
            .contains("addresses[0].port: expected an integer of 32 bits, found text")
    );
    let text = ENDPOINT.replace(r#""type":"seance","#, "");
    assert!(refusal::<Endpoint>(&text).contains("type: this required member is missing"));
    let text = ENDPOINT.replace("\"z\"", "\"type\"");
    assert!(refusal::<Endpoint>(&text).contains("type: this member occurs twice"));
    assert!(refusal::<Endpoint>("[]").contains("expected an object, found an array"));
}

#[test]
fn the_first_error_is_the_one_that_is_told() {
    let error = refusal::<Heir>(r#"{"kind":1,"age":true,"kind":2}"#);
    assert!(error.contains("kind: expected text, found an integer"));
    let error = refusal::<Endpoint>(r#"{"addresses":[],"cps_limit":"many"}"#);
    assert!(error.contains("cps_limit: expected an integer"));
    let error = refusal::<Endpoint>(r#"{"addresses":[]}"#);
    assert!(error.contains("type: this required member is missing"));
    let error = refusal::<Endpoint>(&ENDPOINT.replace("\"addresses\":[],", ""));
    assert!(error.contains("partner.addresses: this required member"));
    let error = refusal::<Endpoint>(&ENDPOINT.replace("\"z\"", "\"a\""));
    assert!(error.contains("a: this member occurs twice"));
}

#[test]
fn members_are_found_in_any_order_and_number() {
    let mut members = (0..300)
        .map(|index| format!("\"m{index}\":{index}"))
        .collect::<Vec<_>>();
    members.extend([
        "\"type\":\"conference\"".to_owned(),
        "\"cps_limit\":7".to_owned(),
        "\"addresses\":[]".to_owned(),
    ]);
    let text = format!("{{{}}}", members.join(","));
    let endpoint: Endpoint = read(&text);
    assert_eq!(endpoint.cps_limit, Some(7));
    assert_eq!(endpoint.additional_properties.len(), 300);
    equal::<Endpoint>(&text);
    let twice = text.replace("\"m299\"", "\"cps_limit\"");
    assert!(refusal::<Endpoint>(&twice).contains("cps_limit: this member occurs twice"));
}

/// The members of a hundred names, each if it is there.
struct Hundred(Vec<Option<i64>>);

fn hundred_names() -> impl Iterator<Item = &'static str> {
    // Names that are alike, of several lengths: some of them have the same first, middle and last letter.
    static NAMES: LazyLock<Vec<String>> = LazyLock::new(|| {
        let name = |index: usize| format!("m{}{}_url", index % 10, "x".repeat(index / 10));
        (0..100).map(name).collect()
    });
    NAMES.iter().map(String::as_str)
}

impl Decode for Hundred {
    fn read(object: &mut Object<'_>) -> Result<Self, DecodeError> {
        Ok(Self(
            hundred_names().map(|name| object.optional(name)).collect(),
        ))
    }
}

#[test]
fn every_order_of_members_gives_the_same() {
    for (step, present) in [(1, 100), (99, 100), (37, 100), (1, 30), (61, 64), (99, 65)] {
        let order = (0..100).map(|place| place * step % 100);
        let order: Vec<usize> = order.filter(|index| *index < present).collect();
        let names: Vec<&str> = hundred_names().collect();
        let members = order
            .iter()
            .map(|index| format!("\"{}\":{index}", names[*index]));
        let text = format!("{{{}}}", members.collect::<Vec<_>>().join(","));
        let Hundred(values) = runtime::json::from_slice(text.as_bytes()).unwrap();
        let wanted = (0..100).map(|index| (index < present).then_some(index as i64));
        assert!(values.into_iter().eq(wanted), "{step} {present}");
    }
}

#[test]
fn a_member_with_a_field_is_not_written_twice() {
    let mut endpoint: Endpoint = read(ENDPOINT);
    endpoint
        .additional_properties
        .insert("type".to_owned(), json!("other"));
    endpoint
        .additional_properties
        .insert("partner ".to_owned(), json!(1));
    let text = serde_json::to_string(&endpoint).unwrap();
    assert_eq!(text.matches("\"type\":\"seance\"").count(), 1);
    assert!(!text.contains("other"));
    assert!(text.contains("\"partner \":1"));
}

#[test]
fn unions_choose_by_what_tells_their_forms_apart() {
    assert!(matches!(read(r#"{"port":1}"#), Channel::Port(_)));
    assert!(matches!(
        read(r#"{"message":"x","other":1}"#),
        Channel::Message(_)
    ));
    assert!(matches!(
        read(r#"{"message":"x","kind":"port"}"#),
        Channel::Message(_)
    ));
    assert!(matches!(read(r#"{"kind":"port"}"#), Channel::Port(_)));
    // Null is no port, but a form that knows no port admits it.
    assert!(matches!(
        read(r#"{"port":null,"message":"x"}"#),
        Channel::Message(_)
    ));
    assert!(matches!(
        read(r#"{"kind":"starboard"}"#),
        Channel::Unknown(_)
    ));
    assert!(matches!(read(r#""text""#), Channel::Text(_)));
    assert!(matches!(read("[1,2.5]"), Channel::Numbers(_)));
    assert!(matches!(read("null"), Channel::Unknown(Value::Null)));
    equal::<Channel>(r#"{"kind":"starboard","deep":[{}]}"#);
}

#[test]
fn a_constant_decides_between_forms_that_know_the_same_members() {
    struct Chosen(Option<usize>);
    impl runtime::Decode for Chosen {
        fn decode(node: runtime::Node<'_>) -> Result<Self, runtime::DecodeError> {
            const OPEN: runtime::Outline = runtime::Outline::object()
                .required(&["type"])
                .known(&["type", "data"]);
            Ok(Self(node.choose(&[
                OPEN,
                OPEN.literals(&[("type", "13")]),
                OPEN.texts(&[("type", "a")]),
            ])))
        }
    }
    for (value, form) in [
        (r#"{"type":1,"data":{}}"#, 0),
        (r#"{"type":13,"data":{}}"#, 1),
        (r#"{"type":"a"}"#, 2),
    ] {
        let Chosen(chosen) = runtime::json::from_slice(value.as_bytes()).unwrap();
        assert_eq!(chosen, Some(form), "{value}");
    }
}

#[test]
fn members_count_wherever_they_stand() {
    struct Chosen(Option<usize>);
    impl runtime::Decode for Chosen {
        fn decode(node: runtime::Node<'_>) -> Result<Self, runtime::DecodeError> {
            Ok(Self(
                node.choose(&[
                    runtime::Outline::object()
                        .known(&["last", "kind"])
                        .texts(&[("kind", "a")]),
                    runtime::Outline::object()
                        .required(&["last"])
                        .known(&["last", "kind"])
                        .texts(&[("kind", "b")]),
                ]),
            ))
        }
    }
    for members in [1, 63, 64, 65, 130, 1000] {
        let before: String = (0..members).map(|at| format!(r#""m{at}":{at},"#)).collect();
        let value = format!(r#"{{{before}"kind":"b","last":1}}"#);
        let Chosen(chosen) = runtime::json::from_slice(value.as_bytes()).unwrap();
        assert_eq!(chosen, Some(1), "{members}");
    }
}

#[test]
fn numbers_are_read_by_value() {
    type Numbers = (Vec<i64>, Vec<i32>);
    #[derive(Debug)]
    struct Decoded<T>(T);
    impl<'de, T: runtime::Decode> serde::Deserialize<'de> for Decoded<T> {
        fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
            runtime::json::deserialize(deserializer).map(Self)
        }
    }
    let Decoded((wide, narrow)) =
        read::<Decoded<Numbers>>("[[-9223372036854775808,1.0,1e3,-0],[2147483647,-2.0]]");
    assert_eq!(wide, [i64::MIN, 1, 1000, 0]);
    assert_eq!(narrow, [i32::MAX, -2]);
    let Decoded(wide) = read::<Decoded<Vec<u64>>>("[18446744073709551615,1e19]");
    assert_eq!(wide, [u64::MAX, 10_000_000_000_000_000_000]);
    let Decoded(float) = read::<Decoded<Vec<f64>>>("[1,-1,1e300,36893488147419103232]");
    assert_eq!(float, [1.0, -1.0, 1e300, 36_893_488_147_419_103_232.0]);
    for wrong in [
        "9223372036854775808",
        "1.5",
        "1e300",
        "\"1\"",
        "36893488147419103232",
        "true",
    ] {
        refusal::<Decoded<i64>>(wrong);
    }
    for wrong in ["-1", "18446744073709551616", "2147483648.5"] {
        refusal::<Decoded<u64>>(wrong);
    }
    refusal::<Decoded<i32>>("2147483648");
}

#[test]
fn formats_keep_their_texts() {
    let read = |text: &str| -> (
        DateTime,
        Date,
        Base64,
        uuid::Uuid,
        Secret<String>,
        BTreeMap<String, bool>,
    ) {
        let mut reader = serde_json::Deserializer::from_str(text);
        runtime::json::deserialize(&mut reader).unwrap()
    };
    let text = r#"["2024-02-30T25:00:00+14","yesterday","aGk","67E55044-10B1-426F-9247-BB680E5FE0C8","s",{"a":true}]"#;
    let (moment, day, bytes, id, secret, flags) = read(text);
    assert_eq!(moment.as_str(), "2024-02-30T25:00:00+14");
    assert_eq!(day.to_string(), "yesterday");
    assert_eq!(bytes.bytes().unwrap(), "hi");
    assert_eq!(bytes.to_string(), "aGk");
    assert_eq!(id, uuid::uuid!("67e55044-10b1-426f-9247-bb680e5fe0c8"));
    assert_eq!(format!("{secret:?}"), "Secret(..)");
    assert!(flags["a"]);
    equal::<DateTime>("\"noon\"");
    equal::<Base64>("\"aGk=\"");
    equal::<Base64>("\"data:image/png;base64,aGk=\"");
    let error = Base64::from_text("?").bytes().unwrap_err();
    assert!(error.to_string().contains("expected text in base64"));
}

#[cfg(feature = "jiff")]
#[test]
fn dates_and_times_convert_to_those_of_jiff() {
    let moment = "2024-02-29T12:00:00.5+01:00".parse::<DateTime>().unwrap();
    let timestamp = jiff::Timestamp::try_from(&moment).unwrap();
    assert_eq!(DateTime::from(timestamp).as_str(), "2024-02-29T11:00:00.5Z");
    let day = jiff::civil::Date::try_from(&"2024-02-29".parse::<Date>().unwrap()).unwrap();
    assert_eq!(Date::from(day).as_str(), "2024-02-29");
    assert!(jiff::Timestamp::try_from(&DateTime::from_text("noon")).is_err());
}

#[test]
fn depth_is_limited_both_ways() {
    for opening in ["[", "{\"a\":"] {
        let text = opening.repeat(100_000);
        refusal::<Tree>(&text);
        refusal::<Channel>(&text);
    }
    equal::<Tree>(&format!("{}{}", "[".repeat(100), "]".repeat(100)));
    let mut tree = Tree::default();
    for _ in 0..10_000 {
        tree = Tree(vec![tree]);
    }
    let error = serde_json::to_string(&tree).unwrap_err();
    assert!(error.to_string().contains("nest too deep"), "{error}");
}

/// The threads of an asynchronous runtime have two megabytes of stack.
#[test]
fn large_objects_in_one_another_do_not_overflow_the_stack() {
    let nested = |depth: usize| "{\"children\":[".repeat(depth) + &"]}".repeat(depth);
    let thread = std::thread::Builder::new().stack_size(2 << 20);
    let read_all = move || {
        for depth in 1..60 {
            let value: Wide = serde_json::from_str(&nested(depth)).unwrap();
            assert!(value.children.is_some());
        }
    };
    thread.spawn(read_all).unwrap().join().unwrap();
}

/// A struct that takes a quarter of a megabyte of stack, or a value that looked like one.
enum Huge {
    Struct(Option<Box<Huge>>),
    Kept,
}

struct HugeStruct(Option<Box<Huge>>);

impl Decode for HugeStruct {
    fn read(object: &mut Object<'_>) -> Result<Self, DecodeError> {
        let room = std::hint::black_box([0u8; 256 << 10]);
        let child = object.optional("child");
        std::hint::black_box(&room);
        Ok(Self(child))
    }
}

impl Decode for Huge {
    fn decode(node: Node<'_>) -> Result<Self, DecodeError> {
        let wrap = |HugeStruct(child): HugeStruct| Self::Struct(child);
        node.decode_or_keep(wrap, |_| Self::Kept)
    }
}

/// What a union would keep because the stack was short is read on a larger stack, and is an error where that is too
/// short as well.
#[test]
fn what_is_too_deep_for_one_stack_is_read_on_a_larger_one() {
    let read_nested = |depth: usize| {
        let text = "{\"child\":".repeat(depth) + "{}" + &"}".repeat(depth);
        runtime::json::from_slice::<Huge>(text.as_bytes())
    };
    let thread = std::thread::Builder::new().stack_size(4 << 20);
    let read_both = move || {
        let mut value = read_nested(20).unwrap();
        for _ in 0..20 {
            let Huge::Struct(Some(child)) = value else {
                panic!("a struct was not read");
            };
            value = *child;
        }
        assert!(matches!(value, Huge::Struct(None)));
        let error = read_nested(120).map(drop).unwrap_err();
        assert_eq!(error.to_string(), "objects nest too deep");
    };
    thread.spawn(read_both).unwrap().join().unwrap();
}

/// Read twice at each of forty levels it would be read a million million times.
#[test]
fn second_tries_are_limited() {
    let nested = |depth: usize, age: &str| {
        "{\"kind\":\"heir\",\"child\":".repeat(depth) + age + &"}".repeat(depth)
    };
    equal::<Kin>(&nested(40, "{\"age\":4}"));
    assert!(refusal::<Kin>(&nested(40, "{\"age\":true}")).contains("age: expected an integer"));
}

#[test]
fn what_json_cannot_say_is_an_error() {
    let channel = Channel::Numbers(vec![1.0, f64::NAN]);
    assert!(
        serde_json::to_string(&channel)
            .unwrap_err()
            .to_string()
            .contains("not finite")
    );
}

/// A value of any type, shown as a model is.
struct Shown<T>(T);

impl<T: runtime::Encode> std::fmt::Debug for Shown<T> {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        runtime::json::show("Shown", &self.0, formatter)
    }
}

#[test]
fn debug_shows_what_is_there() {
    let mut endpoint: Endpoint = read(ENDPOINT);
    endpoint.partner = None;
    assert_eq!(
        format!("{endpoint:?}"),
        concat!(
            r#"Endpoint { addresses: [{"port": 5060}, {}], cps_limit: null, type: "seance", "#,
            // What the document does not name may be a secret.
            r#"out_sip_password: null, a: "Secret(..)", z: "Secret(..)" }"#
        )
    );
    let body = ErrorBody {
        message: "no".to_owned(),
    };
    assert_eq!(format!("{body:#?}"), "ErrorBody {\n    message: \"no\",\n}");
    assert_eq!(format!("{:?}", EndpointPatch::new()), "EndpointPatch");
    assert_eq!(
        format!("{:?}", EndpointType::ThirdParty),
        r#"EndpointType("third_party")"#
    );
    assert_eq!(format!("{:?}", Shown(vec![1, 2])), "Shown([1, 2])");
}

#[test]
fn debug_hides_secrets_wherever_they_are() {
    let patch = EndpointPatch::new().out_sip_password("hunter2");
    assert_eq!(
        format!("{patch:?}"),
        r#"EndpointPatch { out_sip_password: "Secret(..)" }"#
    );
    let list = Delimited::<_, ','>::from(vec![Secret::from("hunter2"), Secret::from("hunter3")]);
    let nested = BTreeMap::from([("a".to_owned(), vec![Some(list)])]);
    assert_eq!(
        format!("{:?}", Shown(nested.clone())),
        r#"Shown { a: ["Secret(..),Secret(..)"] }"#
    );
    // So do names, at any depth, whatever the type; truth values and null are none.
    let login = serde_json::json!({
        "user": "a", "password": "hunter2", "accessToken": ["hunter3"], "pin": 4711, "token": null, "hasToken": true,
        "more": [{ "api-key": { "x": "hunter4" }, "y": [1, -2, 3.5, "é\n", true, null] }],
    });
    assert_eq!(
        format!("{:?}", Shown(login)),
        concat!(
            r#"Shown { accessToken: "Secret(..)", hasToken: true, more: [{"api-key": "Secret(..)", "#,
            r#""y": [1, -2, 3.5, "é\n", true, null]}], password: "Secret(..)", pin: "Secret(..)", token: null, user: "a" }"#
        )
    );
    // Only what is shown hides them.
    let text = runtime::json::to_vec(&nested).unwrap();
    assert_eq!(text, br#"{"a":["hunter2,hunter3"]}"#);
    assert!(serde_json::to_string(&patch).unwrap().contains("hunter2"));
}

#[test]
fn debug_shows_what_json_cannot_say() {
    let patch = EndpointPatch::new().name("x").limit(f64::NAN);
    let shown = format!("{patch:?}");
    assert!(
        shown.starts_with(r#"EndpointPatch { name: "x", limit: "a number that is not finite"#),
        "{shown}"
    );
    let end = Heir {
        kind: None,
        age: None,
        child: None,
    };
    let mut heir = end.clone();
    for _ in 0..1_000 {
        heir = Heir {
            child: Some(Box::new(Kin::Base(heir))),
            ..end.clone()
        };
    }
    let shown = format!("{heir:?}");
    assert!(shown.contains("nest too deep"), "{shown}");
}

#[test]
fn a_list_in_one_text_comes_back_or_is_an_error() {
    let texts = |items: &[&str]| {
        items
            .iter()
            .map(|&item| item.to_owned())
            .collect::<Delimited<String, ','>>()
    };
    for items in [
        &[][..],
        &["a"],
        &["a", "b"],
        &["", ""],
        &["", "a"],
        &["a", "", "b"],
        &[" "],
        &["a;b", "\n"],
        &["1", "null"],
    ] {
        let list = texts(items);
        let text = serde_json::to_string(&list).unwrap();
        assert_eq!(
            serde_json::from_str::<Delimited<String, ','>>(&text).unwrap(),
            list,
            "{text}"
        );
    }
    for (items, problem) in [
        (&["a,b"][..], "holds what parts the items"),
        (&[","], "holds what parts the items"),
        (&["a", "b,"], "holds what parts the items"),
        (&["", ","], "holds what parts the items"),
        (&[""], "the only item of a list in one text is empty"),
    ] {
        let error = serde_json::to_string(&texts(items)).unwrap_err();
        assert!(error.to_string().contains(problem), "{error}");
        // It can still be looked at.
        let _ = format!("{:?}", texts(items));
    }
    let numbers = Delimited::<f64, '.'>::from(vec![1.5, 2.0]);
    assert!(serde_json::to_string(&numbers).is_err());
    let signs = Delimited::<i64, '-'>::from(vec![1, -2]);
    assert!(serde_json::to_string(&signs).is_err());
    let blank = Delimited::<String, '\u{1f}'>::from(vec!["a b".to_owned(), "a\u{1f}b".to_owned()]);
    assert!(serde_json::to_string(&blank).is_err());
}

#[test]
fn dates_of_http_never_panic() {
    use std::time::{Duration, SystemTime};
    for seconds in [
        0,
        1,
        784_111_777,
        62_167_219_200,
        253_402_300_799,
        253_402_300_800,
        u64::from(u32::MAX) << 20,
    ] {
        let (after, before) = (Duration::from_secs(seconds), Duration::new(seconds, 1));
        let epoch = SystemTime::UNIX_EPOCH;
        for moment in [
            epoch.checked_add(after),
            epoch.checked_sub(after),
            epoch.checked_sub(before),
        ]
        .into_iter()
        .flatten()
        {
            let date = HttpDate::from(moment);
            assert_eq!(date.as_str().len(), 29, "{date}");
            let read = date.system_time().unwrap();
            assert_eq!(HttpDate::from(read), date);
        }
    }
}

#[test]
fn json_is_read_as_the_standard_says() {
    let text = |json: &str| runtime::json::from_slice::<Value>(json.as_bytes());
    for json in [
        "null",
        " [ 1 , -0 , 0.5e-3, 1E5, 18446744073709551615, -9223372036854775808 ] ",
        r#"{"":[],"a":{},"\u00e9\n\"\\\/":"\ud83d\ude00 and more than eight bytes","b":[[[]]]}"#,
        "\t\"\u{7f}\u{80}\"\r\n",
    ] {
        assert_eq!(text(json).unwrap(), read::<Value>(json), "{json}");
    }
    for (json, problem) in [
        ("", "expected a JSON value, found an empty body"),
        (" \n", "expected a JSON value, found an empty body"),
        ("[1", "the JSON ends too early, after 2 bytes"),
        ("\"a", "the JSON ends too early, after 2 bytes"),
        ("{\"a\"", "the JSON ends too early, after 4 bytes"),
        ("nul", "the JSON ends too early, after 3 bytes"),
        ("[1,]", "not JSON: expected value at line 1 column 4"),
        (
            "[1 2]",
            "not JSON: expected a comma or the end at line 1 column 4",
        ),
        (
            "{a:1}",
            "not JSON: expected the name of a property at line 1 column 2",
        ),
        ("{\"a\" 1}", "not JSON: expected a colon at line 1 column 6"),
        ("[\n01]", "not JSON: not a number at line 2 column 3"),
        ("[1.]", "not JSON: not a number at line 1 column 4"),
        ("[-]", "not JSON: not a number at line 1 column 3"),
        ("[1e+]", "not JSON: not a number at line 1 column 5"),
        (
            "\"\u{1}\"",
            "not JSON: a control character in a text at line 1 column 2",
        ),
        (r#""\x""#, "not JSON: not an escape at line 1 column 3"),
        (r#""\u00g0""#, "not JSON: not an escape at line 1 column 4"),
        (
            "null null",
            "not JSON: expected nothing more at line 1 column 6",
        ),
        ("]", "not JSON: expected value at line 1 column 1"),
        ("[}", "not JSON: expected value at line 1 column 2"),
        (
            "{]",
            "not JSON: expected the name of a property at line 1 column 2",
        ),
    ] {
        assert_eq!(text(json).unwrap_err().to_string(), problem, "{json}");
    }
    // Brackets cost nothing to refuse.
    let deep = text(&"[".repeat(20 << 20)).unwrap_err().to_string();
    assert_eq!(
        deep,
        "arrays and objects nest too deep at line 1 column 129"
    );
}

#[test]
fn numbers_keep_their_text_and_integers_are_exact() {
    use runtime::Number;
    use runtime::json::{from_slice, to_vec};
    let number = |text: &str| from_slice::<Number>(text.as_bytes()).unwrap();
    for text in [
        "7",
        "7.0",
        "7.10",
        "1e21",
        "1E+21",
        "-0",
        "-0.0",
        "0.1",
        "1e400",
        "9007199254740993",
        "12345678901234567890.12",
        "123456789012345678901234567890",
        "0.1234567890123456789012345",
    ] {
        assert_eq!(to_vec(&number(text)).unwrap(), text.as_bytes());
        assert_eq!(number(text).to_string(), text);
    }
    assert_eq!(number("7.0"), number("7"));
    assert_eq!(number("7.0"), 7);
    assert_ne!(number("0.1"), number("0.10000000000000001"));
    assert_eq!(number("1e2").as_i64(), Some(100));
    assert_eq!(number("-0.5").as_i64(), None);
    for (value, text) in [(7.0, "7"), (1e21, "1e21"), (0.25, "0.25"), (-3.0, "-3")] {
        assert_eq!(to_vec(&value).unwrap(), text.as_bytes());
        assert_eq!(to_vec(&Number::from(value)).unwrap(), text.as_bytes());
    }
    assert!(to_vec(&Number::from(f64::NAN)).is_err());
    let integer = |text: &str| from_slice::<i64>(text.as_bytes());
    assert_eq!(
        integer("9007199254740993.0").unwrap(),
        9_007_199_254_740_993
    );
    assert_eq!(integer("12e2").unwrap(), 1200);
    for text in [
        "-9223372036854775910",
        "9223372036854775808",
        "1.5",
        "1e400",
        "-1e19",
    ] {
        assert!(integer(text).is_err(), "{text}");
    }
    let wide = |text: &str| from_slice::<i128>(text.as_bytes()).unwrap();
    assert_eq!(wide("18446744073709551616"), 1 << 64);
    assert_eq!(wide("-9223372036854775910"), -9_223_372_036_854_775_910);
    let double = |text: &str| from_slice::<f64>(text.as_bytes());
    assert!(double("1e400").is_err());
}

/// What a program makes is checked, and what a server sent is kept.
#[test]
fn dates_that_are_none_are_refused_and_kept() {
    fn refused<T>(texts: &[&str])
    where
        T: std::str::FromStr<Err = DecodeError>
            + for<'a> TryFrom<&'a str, Error = DecodeError>
            + Decode
            + AsRef<str>,
    {
        for text in texts {
            assert!(text.parse::<T>().is_err(), "{text}");
            assert!(T::try_from(*text).is_err(), "{text}");
            let json = serde_json::to_string(text).unwrap();
            assert_eq!(
                runtime::json::from_slice::<T>(json.as_bytes())
                    .unwrap()
                    .as_ref(),
                *text
            );
        }
    }
    refused::<DateTime>(&[
        "",
        "noon",
        "2026-01-31",
        "2026-02-30T00:00:00Z",
        "2026-01-31T12:00:00",
    ]);
    refused::<Date>(&["", "2026-02-30", "2026-1-31", "2026-01-31T12:00:00Z"]);
    refused::<HttpDate>(&["", "2026-01-31", "Sun, 06 Nov 1994 08:49:37"]);
    refused::<IsoDuration>(&["", "P", "an hour", "1H", "PT1D"]);
    assert_eq!(
        "31 January".parse::<DateTime>().unwrap_err().to_string(),
        "expected a date and time such as `2026-01-31T12:00:00Z`, found other text"
    );
    assert_eq!("P3DT12H".parse::<IsoDuration>().unwrap(), "P3DT12H");
    assert!(DateTime::from_text("noon").system_time().is_err());
    assert!(!DateTime::from_text("noon").is_valid());
}

#[test]
fn dates_and_times_are_compared_by_instant() {
    let date = |text: &str| DateTime::from_text(text);
    assert!(date("2024-01-01T10:00:00+02:00") < date("2024-01-01T09:00:00Z"));
    assert!(date("2024-01-01T00:00:00.09Z") < date("2024-01-01T00:00:00.1Z"));
    assert_eq!(
        date("2024-01-01T10:00:00.50+02:00"),
        date("2024-01-01T08:00:00.5Z")
    );
    assert_ne!(date("noon"), date("Noon"));
    assert!(date("9999-12-31T23:59:59Z") < date("noon"));
    let set = std::collections::HashSet::from([
        date("2024-01-01T10:00:00+02:00"),
        date("2024-01-01T08:00:00Z"),
    ]);
    assert_eq!(set.len(), 1);
    // The text stays as it came.
    assert_eq!(
        serde_json::to_string(&date("2024-01-01T10:00:00+02:00")).unwrap(),
        "\"2024-01-01T10:00:00+02:00\""
    );
}
