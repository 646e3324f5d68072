use super::{Budget, JsonPath};
use crate::maps::IndexMap;
use crate::source::Node;

mod against;
mod limits;

/// Where a path leads in a document, or what is wrong with it.
fn found(path: &str, document: &Node) -> Result<Vec<String>, String> {
    let parsed = JsonPath::parse(path).map_err(|error| error.to_string())?;
    let located = parsed.locate(document, &Budget::new(1_000_000));
    located.map_err(|_| "exhausted".to_owned())
}

fn node(json: &str) -> Node {
    Node::of_json(&serde_json::from_str(json).unwrap())
}

#[test]
fn expressions_are_held_against_texts() {
    let document = node(
        r#"{"paths": {"a": {"x": "list"}, "b": {"x": "listing"}, "c": {"x": 7}, "d": {"x": "a\nlist"}},
            "e": ["list", "l.s", "[", "a)|(.*"]}"#,
    );
    let count = |path: &str| found(path, &document).map(|found| found.len());
    assert_eq!(count("$.paths[?match(@.x, 'list')]"), Ok(1));
    assert_eq!(count("$.paths[?match(@.x, 'li.t(ing)?')]"), Ok(2));
    assert_eq!(count("$.paths[?search(@.x, 'ist')]"), Ok(3));
    assert_eq!(count("$.paths[?match(@.x, 'a.list')]"), Ok(0));
    assert_eq!(count("$.paths[?match(@.x, '[')]"), Ok(0));
    assert_eq!(count("$.paths[?search(@.x, '(a{1000}){1000}')]"), Ok(0));
    assert_eq!(count("$.paths[?!search(@.x, '[a-l]{4}')]"), Ok(4));
    // The frame that is put around a text does not make an expression of a text that is none.
    assert_eq!(count("$.paths[?match(@.x, 'a)|(.*')]"), Ok(0));
    assert_eq!(count("$.paths[?match(@.x, 'x|list')]"), Ok(1));
    // Expressions that stand in the document.
    assert_eq!(count("$.paths[?match(@.x, $.e[0])]"), Ok(1));
    assert_eq!(count("$.paths[?search(@.x, $.e[1])]"), Ok(3));
    assert_eq!(count("$.paths[?search(@.x, $.e[2])]"), Ok(0));
    assert_eq!(count("$.paths[?match(@.x, $.e[3])]"), Ok(0));
    assert_eq!(count("$.e[?match($.e[0], @) && search($.e[0], @)]"), Ok(1));
    for category in [
        r"$.paths[?search(@.x, '\\p{Lu}')]",
        r"$[?match(@, '\\P{L}')]",
    ] {
        assert!(count(category).is_err_and(|why| why.contains("Unicode")));
    }
    // Only an expression has categories.
    assert_eq!(count(r"$['\\p{Lu}']"), Ok(0));
}

#[test]
fn nodes_are_found_in_order() {
    // An object that `node` makes would be sorted.
    let document = Node::from(IndexMap::from_iter([
        ("z".to_owned(), node(r#"{"a": [1, {"a": 2}], "~/": 3}"#)),
        ("a".to_owned(), node("[5, 6, 7, 8]")),
    ]));
    let cases: [(&str, &[&str]); 14] = [
        ("$", &[""]),
        ("$.*", &["/z", "/a"]),
        ("$.a[1,0,1]", &["/a/1", "/a/0"]),
        ("$.a[-1,-4,4,-5]", &["/a/3", "/a/0"]),
        ("$.a[::-2]", &["/a/3", "/a/1"]),
        ("$.a[-3:3]", &["/a/1", "/a/2"]),
        ("$.a[10:0:-1]", &["/a/3", "/a/2", "/a/1"]),
        ("$.a[::0]", &[]),
        (
            "$.a[9007199254740991:-9007199254740991:-9007199254740991]",
            &["/a/3"],
        ),
        ("$..a", &["/a", "/z/a", "/z/a/1/a"]),
        ("$.z['~/']", &["/z/~0~1"]),
        ("$..['a'][0]", &["/a/0", "/z/a/0"]),
        ("$.a[?@ > $.z.a[1].a && @ != 6][?@]", &[]),
        ("$.a[?length($.z) == 2 && @ >= 7]", &["/a/2", "/a/3"]),
    ];
    for (path, expected) in cases {
        let expected = expected.iter().map(|it| (*it).to_owned()).collect();
        assert_eq!(found(path, &document), Ok(expected), "{path}");
    }
}

/// The error for a text that is no path says at which byte.
#[test]
fn errors_have_a_position() {
    let cases = [
        ("", 0, "`$`"),
        ("$.paths[[", 8, "a selector"),
        ("$.a ", 3, "a segment or the end"),
        ("$['é', 01]", 8, "a zero"),
        ("$[?@..a == 1]", 3, "one node at most"),
        ("$[?length(@)]", 3, "compared"),
        ("$[?match(@.a, 'b') == true]", 3, "no value"),
        ("$[?count(1) > 2]", 3, "a query"),
        ("$[?(@.a]", 7, "`)`"),
        (r"$['\ud800']", 4, "no character"),
        ("$['a", 4, "quote"),
        ("$[9007199254740992]", 2, "±9007199254740991"),
    ];
    for (path, position, words) in cases {
        let error = JsonPath::parse(path).unwrap_err();
        let message = error.to_string();
        assert_eq!(error.position, position, "{path}: {message}");
        assert!(message.contains(words), "{path}: {message}");
    }
}
