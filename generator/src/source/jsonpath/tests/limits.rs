//! The limits of paths, each at, below and above it.

use super::super::{Budget, Error, Exhausted, JsonPath};
use crate::limits::{
    DEPTH, JSONPATH_BRACKETS, JSONPATH_BYTES, JSONPATH_PARENTHESES, JSONPATH_STEPS,
};
use crate::source::Node;
use serde_json::{Value, json};

fn parse(path: &str) -> Result<JsonPath, Error> {
    JsonPath::parse(path)
}

#[test]
fn paths_are_taken_up_to_their_limits() {
    let parentheses = |depth: usize| format!("$[?{}@.a{}]", "(".repeat(depth), ")".repeat(depth));
    let calls = |depth: usize| {
        let (open, close) = ("length(".repeat(depth), ")".repeat(depth));
        format!("$[?{open}@.a{close} == 1]")
    };
    let brackets = |depth: usize| {
        let (open, close) = ("@[?".repeat(depth - 1), "]".repeat(depth - 1));
        format!("$[?{open}@.a{close}]")
    };
    let length = |length: usize| format!("$['{}']", "a".repeat(length - 5));
    for below in [0, 1] {
        assert!(parse(&parentheses(JSONPATH_PARENTHESES - below)).is_ok());
        assert!(parse(&calls(JSONPATH_PARENTHESES - below)).is_ok());
        assert!(parse(&brackets(JSONPATH_BRACKETS - below)).is_ok());
        assert!(parse(&length(JSONPATH_BYTES - below)).is_ok());
    }
    for beyond in [1, 2000] {
        assert!(parse(&parentheses(JSONPATH_PARENTHESES + beyond)).is_err());
        assert!(parse(&calls(JSONPATH_PARENTHESES + beyond)).is_err());
        assert!(parse(&brackets(JSONPATH_BRACKETS + beyond)).is_err());
        assert!(parse(&length(JSONPATH_BYTES + beyond)).is_err());
    }
    // Brackets within quotes do not nest, and neither do those that stand beside each other.
    assert!(parse(&format!("$['{}\\'(']", "([".repeat(100))).is_ok());
    assert!(parse(&format!("$[\"{}\"]", "([".repeat(100))).is_ok());
    assert!(parse(&format!("${}", "[?(@.a)]".repeat(100))).is_ok());
    assert!(parse(&format!("$[?!(@.a){}]", " && !(@[0])".repeat(100))).is_ok());
}

/// How many steps a path takes.
fn steps(path: &str, document: &Node) -> usize {
    let budget = Budget::new(usize::MAX);
    parse(path).unwrap().locate(document, &budget).unwrap();
    usize::MAX - budget.left()
}

#[test]
fn a_path_takes_the_steps_that_it_is_given() {
    // Each 64 bytes of the text take one step.
    let document = |numbers: usize, text: usize| {
        let numbers: Vec<usize> = (0..numbers).collect();
        Node::of_json(&json!({ "a": numbers, "t": "x".repeat(text * 64) }))
    };
    let path = "$[?length(@) < 0, ?count($..*) < 0, 'a'][?count($.a[*]) < 0]";
    // The steps grow with the square of the numbers, so that three counts say how many there are for any.
    let [none, one, two] = [0, 1, 2].map(|numbers| steps(path, &document(numbers, 0)));
    let square = (two - one - (one - none)) / 2;
    let steps = |numbers: usize| none + (one - none - square) * numbers + square * numbers.pow(2);
    let numbers = (0..).take_while(|numbers| steps(*numbers) <= JSONPATH_STEPS);
    let numbers = numbers.last().unwrap();
    let left = JSONPATH_STEPS - steps(numbers);
    let locate = |text: usize| {
        let budget = Budget::new(JSONPATH_STEPS);
        let located = parse(path)
            .unwrap()
            .locate(&document(numbers, text), &budget);
        located.map(|_| budget.left())
    };
    assert_eq!(locate(left - 1), Ok(1));
    assert_eq!(locate(left), Ok(0));
    assert_eq!(locate(left + 1), Err(Exhausted));
}

/// A path whose cost is the square of the document, or that reads long texts again and again, ends with an error. A
/// tenth of the limit shows the same, and sooner.
#[test]
fn costly_paths_end() {
    let numbers: Vec<Value> = (0..20_000).map(|number| json!([number])).collect();
    let words: Vec<String> = (0..20_000).map(|number| format!("a{{{number}}}")).collect();
    let long = "a".repeat(1_000_000);
    let document =
        Node::of_json(&json!({ "n": numbers, "w": words, "long": long, "b": [long, long] }));
    let many = format!("$.n[{}0]", "*,".repeat(8000));
    let all = format!("$.n[?{}@]", "!@||".repeat(4000));
    for path in [
        "$..[?count($..*) > 1000000000]",
        "$..[?$..[?count($..*) > 1000000000]]",
        "$.n[?$.n == $['n']]",
        "$.n[?length($.long) == 1]",
        "$.n[?$.long == $.b[0]]",
        "$.n[?$.b[1] < $.b[0]]",
        "$.n[?match($.long, 'b')]",
        "$.n[?search($.long, '(a?){500}b')]",
        "$.w[?search('a', @) && search('b', $.w[0])]",
        &many,
        &all,
    ] {
        let located = parse(path)
            .unwrap()
            .locate(&document, &Budget::new(JSONPATH_STEPS / 10));
        assert!(located.is_err(), "{path:.60}");
    }
}

/// Where all nodes that are found have a long name above them, their pointers would be larger than all memory.
#[test]
fn pointers_take_steps() {
    let numbers: Vec<usize> = (0..50_000).collect();
    let name = "a".repeat(100_000);
    let document = Node::from(indexmap::IndexMap::from_iter([(
        name,
        Node::of_json(&json!(numbers)),
    )]));
    let located = parse("$..*")
        .unwrap()
        .locate(&document, &Budget::new(JSONPATH_STEPS));
    assert_eq!(located, Err(Exhausted));
}

/// As deep as documents and filters may nest, on the stack that a thread has by default.
#[test]
fn deep_documents_fit_on_the_stack() {
    let mut document = json!(1);
    for _ in 0..DEPTH {
        document = json!([document]);
    }
    let document = Node::of_json(&document);
    // Each of these comes to the deepest node before it comes to any other, and there to the next filter.
    let filters = |down: &str, last: &str| {
        let open = format!("${}[?", down.repeat(DEPTH - 1)).repeat(JSONPATH_BRACKETS - 1);
        let close = "]".repeat(JSONPATH_BRACKETS - 1);
        format!("{open}{last}{close}")
    };
    let last = format!("${} == 2", "[0]".repeat(DEPTH));
    let (open, close) = (
        "(".repeat(JSONPATH_PARENTHESES),
        ")".repeat(JSONPATH_PARENTHESES),
    );
    let paths = [
        filters("..[0]", &format!("{open}{last}{close}")),
        filters("[0]", &format!("{open}{last}{close}")),
        filters("[0]", "count($..*..*..*) > 1000000"),
        filters("..*", "$..[0]"),
    ];
    let work = move || {
        for path in paths {
            let parsed = parse(&path).unwrap();
            let _ = parsed.locate(&document, &Budget::new(1_000_000));
        }
    };
    let thread = std::thread::Builder::new().stack_size(2 << 20);
    thread.spawn(work).unwrap().join().unwrap();
}
