//! A comparison with the crate `serde_json_path`, which is another reading of RFC 9535. Where the two differ, ours is
//! as the RFC says, and `OTHERWISE` has an example of each kind of difference.

use super::super::JsonPath;
use super::found;
use crate::source::Node;
use serde_json::{Map, Value, json};

/// Numbers that are the same on every machine (xorshift).
struct Random(u64);

impl Random {
    fn below(&mut self, bound: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % bound as u64).unwrap()
    }

    fn pick<'t>(&mut self, of: &[&'t str]) -> &'t str {
        of[self.below(of.len())]
    }

    fn blank(&mut self) -> &'static str {
        match self.below(8) {
            0 => [" ", "\t", "\n ", "\r"][self.below(4)],
            _ => "",
        }
    }
}

const NAMES: &[&str] = &["a", "b", "c", "é", "it's", "x/~y", "\"", "\n", "_1", "😀"];

fn document(random: &mut Random, depth: usize) -> Value {
    match random.below(if depth == 0 { 6 } else { 10 }) {
        0 => Value::Null,
        1 => Value::Bool(random.below(2) == 0),
        2 => json!(random.below(4)),
        3 => json!(random.below(6) as f64 / 2.0 - 1.0),
        4 | 5 => json!(random.pick(&["", "a", "b", "ab", "a\nb", "éa", "😀", "1", "a.b"])),
        6 | 7 => (0..random.below(5))
            .map(|_| document(random, depth - 1))
            .collect(),
        _ => {
            let names = (0..random.below(5)).map(|_| random.pick(NAMES).to_owned());
            let names: Vec<String> = names.collect();
            let members = names
                .into_iter()
                .map(|name| (name, document(random, depth - 1)));
            Value::Object(members.collect::<Map<_, _>>())
        }
    }
}

fn quoted(random: &mut Random, text: &str) -> String {
    let quote = random.pick(&["'", "\""]);
    let mut quoted = quote.to_owned();
    for char in text.chars() {
        let mut units = [0; 2];
        match (char, random.below(6)) {
            (_, 0) => {
                for unit in char.encode_utf16(&mut units) {
                    quoted.push_str(&match random.below(2) {
                        0 => format!("\\u{unit:04x}"),
                        _ => format!("\\u{unit:04X}"),
                    });
                }
            }
            ('\n', _) => quoted.push_str("\\n"),
            ('\\', _) => quoted.push_str("\\\\"),
            ('/', 1) => quoted.push_str("\\/"),
            (char, _) if quote.starts_with(char) => quoted.extend(['\\', char]),
            (char, _) => quoted.push(char),
        }
    }
    quoted + quote
}

fn index(random: &mut Random) -> String {
    match random.below(12) {
        0 => "9007199254740991".to_owned(),
        1 => "-9007199254740991".to_owned(),
        2 => random
            .pick(&["9007199254740992", "-0", "01", "-", "1.0"])
            .to_owned(),
        _ => (random.below(9) as i64 - 4).to_string(),
    }
}

fn selector(random: &mut Random, depth: usize) -> String {
    match random.below(if depth == 0 { 6 } else { 9 }) {
        0 | 1 => {
            let name = random.pick(NAMES);
            quoted(random, name)
        }
        2 => "*".to_owned(),
        3 => index(random),
        4 | 5 => {
            let mut parts = [String::new(), String::new(), String::new()];
            for part in &mut parts {
                if random.below(2) == 0 {
                    *part = index(random);
                }
            }
            let [start, end, step] = parts;
            let (one, two) = (random.blank(), random.blank());
            match random.below(2) {
                0 => format!("{start}{one}:{two}{end}"),
                _ => format!("{start}{one}:{end}{two}:{one}{step}"),
            }
        }
        _ => format!("?{}{}", random.blank(), logical(random, depth - 1)),
    }
}

fn segments(random: &mut Random, most: usize, depth: usize) -> String {
    let mut segments = String::new();
    for _ in 0..random.below(most + 1) {
        match random.below(4) {
            0 => segments.push_str(".."),
            _ => segments.push_str(random.blank()),
        }
        if random.below(2) == 0 {
            if !segments.ends_with("..") {
                segments.push('.');
            }
            segments.push_str(random.pick(&["a", "b", "c", "*", "é", "_1", "😀"]));
            continue;
        }
        segments.push('[');
        for number in 0..1 + random.below(2) {
            let comma = if number == 0 { "" } else { "," };
            let (one, two) = (random.blank(), random.blank());
            segments.push_str(&format!("{comma}{one}{}{two}", selector(random, depth)));
        }
        segments.push(']');
    }
    segments
}

fn query(random: &mut Random, depth: usize) -> String {
    let start = random.pick(&["@", "@", "@", "$"]);
    format!("{start}{}", segments(random, 2, depth))
}

fn singular(random: &mut Random) -> String {
    let mut query = random.pick(&["@", "@", "$"]).to_owned();
    for _ in 0..random.below(3) {
        match random.below(3) {
            0 => query.push_str(random.pick(&[".a", ".b", ".c"])),
            1 => query.push_str(random.pick(&["[0]", "[1]"])),
            _ => {
                let name = random.pick(NAMES);
                query.push_str(&format!("[{}]", quoted(random, name)));
            }
        }
    }
    query
}

fn literal(random: &mut Random) -> String {
    if random.below(2) == 0 {
        let text = random.pick(&["a", "b", "ab", "", "éa", "😀"]);
        return quoted(random, text);
    }
    let numbers = [
        "0", "1", "-1", "2", "1.0", "0.5", "-0", "1e0", "15E-1", "-0.0", "20e-1",
    ];
    random.pick(&numbers).to_owned()
}

fn comparable(random: &mut Random, depth: usize) -> String {
    match random.below(12) {
        0 => random.pick(&["null", "true", "false"]).to_owned(),
        1..=4 => literal(random),
        5 => format!("length({}{})", random.blank(), singular(random)),
        6 => format!("count({}{})", query(random, depth), random.blank()),
        7 => format!("value({})", query(random, depth)),
        8 if random.below(4) == 0 => query(random, depth),
        _ => singular(random),
    }
}

fn logical(random: &mut Random, depth: usize) -> String {
    let (one, two) = (random.blank(), random.blank());
    match random.below(if depth == 0 { 7 } else { 10 }) {
        0 | 1 => query(random, depth),
        2..=4 => {
            let left = comparable(random, depth);
            // The other operators beside literals only: see `OTHERWISE`.
            let (operator, right) = match random.below(2) {
                0 => (random.pick(&["==", "!=", "<"]), comparable(random, depth)),
                _ => (random.pick(&["<=", ">", ">="]), literal(random)),
            };
            format!("{left}{one}{operator}{two}{right}")
        }
        5 => {
            let name = random.pick(&["match", "search"]);
            let pattern = random.pick(&[
                "'a'", "'a.b'", "'[a-b]+'", "'.'", "'.*a'", "'a|b'", "@.a", "$.b", "'é?a'",
            ]);
            format!("{name}({},{one}{pattern}{two})", comparable(random, depth))
        }
        6 => format!("!{one}{}", query(random, depth)),
        7 => format!(
            "{}({one}{}{two})",
            random.pick(&["", "!"]),
            logical(random, depth - 1)
        ),
        8 => format!(
            "{}{one}&&{two}{}",
            logical(random, depth - 1),
            logical(random, depth - 1)
        ),
        _ => format!(
            "{}{one}||{two}{}",
            logical(random, depth - 1),
            logical(random, depth - 1)
        ),
    }
}

/// A path with a byte or two changed, left out, or put in.
fn mutated(random: &mut Random, path: &str) -> String {
    const BYTES: &[u8] = b"$@.[]()'\"\\*?:,-01e!=<>&| \tabulength\xff\xc3\xa9";
    let mut bytes = path.as_bytes().to_vec();
    for _ in 0..1 + random.below(2) {
        let (at, byte) = (
            random.below(bytes.len() + 1),
            BYTES[random.below(BYTES.len())],
        );
        match random.below(3) {
            0 => bytes.insert(at, byte),
            1 => drop(bytes.splice(at..(at + 1).min(bytes.len()), [])),
            _ => drop(bytes.splice(at..(at + 1).min(bytes.len()), [byte])),
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

/// Returns the pointers that the other crate finds. Its objects come sorted, as those of `serde_json` do.
fn judged(path: &str, document: &Value) -> Result<Vec<String>, String> {
    let path = serde_json_path::JsonPath::parse(path).map_err(|error| error.to_string())?;
    let mut pointers = Vec::new();
    for location in path.query_located(document).locations() {
        let pointer = location.to_json_pointer();
        if !pointers.contains(&pointer) {
            pointers.push(pointer);
        }
    }
    Ok(pointers)
}

/// Whether the other crate refuses a valid path that mutations or blanks made: the first two kinds of `OTHERWISE`.
fn is_refused_by_them(path: &str) -> bool {
    let refused = [
        " ..", "\t..", "\n..", "\r..", "\\ud8", "\\ud9", "\\uda", "\\udb", "\\uDa", "\\uDb",
    ];
    refused.iter().any(|refused| path.contains(refused))
}

fn is_alike(path: &str, document: &Value) -> bool {
    let ours = found(path, &Node::of_json(document));
    let theirs = judged(path, document);
    let is_alike = match (&ours, &theirs) {
        (Ok(ours), Ok(theirs)) => ours == theirs,
        (Ok(_), Err(_)) => is_refused_by_them(path),
        (ours, theirs) => ours.is_err() && theirs.is_err(),
    };
    if !is_alike {
        println!("{path:?}\n  of {document}\n  ours {ours:?}\n  theirs {theirs:?}");
    }
    is_alike
}

#[test]
fn paths_find_what_another_reading_finds() {
    let mut random = Random(0x9e37_79b9_7f4a_7c15);
    let (mut valid, mut filled, mut unlike) = (0, 0, 0);
    for _ in 0..20_000 {
        let document = document(&mut random, 4);
        let path = format!("${}", segments(&mut random, 4, 3));
        let parsed = judged(&path, &document);
        valid += usize::from(parsed.is_ok());
        filled += usize::from(parsed.is_ok_and(|found| !found.is_empty()));
        unlike += usize::from(!is_alike(&path, &document));
        unlike += usize::from(!is_alike(&mutated(&mut random, &path), &document));
    }
    assert!(valid > 10_000 && filled > 3000, "{valid} {filled}");
    assert_eq!(unlike, 0);
}

/// Paths that the other crate reads otherwise: the document, and what the path finds by the RFC.
const OTHERWISE: &[(&str, &str, &[&str])] = &[
    // Blank space may stand before every segment (2.1.1).
    ("$ ..a", r#"{"a": 1}"#, &["/a"]),
    // The letters of the grammar stand for small ones too, also in surrogates (2.3.1.1; RFC 5234, 2.3).
    (r"$['\ud83d\ude00']", r#"{"😀": 1}"#, &["/😀"]),
    // An index of a singular query may count from the end (2.3.3.2, 2.3.5.1).
    ("$[?@[-1] == 1]", "[[0, 1]]", &["/0"]),
    // Nothing is equal to nothing, and so less than or equal to it (2.3.5.2.2).
    ("$[?@[0] <= @.a]", "[1]", &["/0"]),
    ("$[?length(@.a) >= @.b]", "[1]", &["/0"]),
    // Only numbers and texts have an order (2.3.5.2.2).
    ("$[?false >= true]", "[1]", &[]),
    ("$[?@ > $]", "[[1]]", &[]),
];

#[test]
fn what_they_read_otherwise_is_as_the_rfc_says() {
    for (path, document, expected) in OTHERWISE {
        let document = serde_json::from_str(document).unwrap();
        let expected = Ok(expected.iter().map(|it| (*it).to_owned()).collect());
        assert_eq!(found(path, &Node::of_json(&document)), expected, "{path}");
        assert_ne!(judged(path, &document), expected, "{path}");
    }
}

/// A text that is no path never makes the parser panic.
#[test]
fn any_bytes_are_parsed() {
    let mut random = Random(1);
    for _ in 0..20_000 {
        let length = random.below(40);
        let bytes: Vec<u8> = (0..length).map(|_| random.below(256) as u8).collect();
        let text = String::from_utf8_lossy(&bytes).into_owned();
        let _ = JsonPath::parse(&text);
        let _ = JsonPath::parse(&format!("$[?{text}"));
        let words = (0..length).map(|_| {
            random.pick(&[
                "$", "@", "..", ".a", "[", "]", "(", ")", "?", "!", "'", "\\", "\\u", "d83d", "&&",
                "==", "1", "-", ":", ",", "length(", "match(", " ", "é", "e",
            ])
        });
        let text: String = words.collect();
        let _ = JsonPath::parse(&format!("$[{text}"));
    }
}
