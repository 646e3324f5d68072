use super::apply;
use super::merge::Merge;
use super::tree::{Limit, Tree};
use crate::diagnostic::{Diagnostics, NodePart};
use crate::limits::{JSONPATH_STEPS, NODE_TEXT, OVERLAID, OVERLAY_STEPS};
use crate::source::{Node, Origins, read};
use std::collections::BTreeSet;

fn tree(text: &str) -> Node {
    let source = read("test.yaml", text.to_owned(), &mut Diagnostics::default());
    source.unwrap().root().clone()
}

/// A document after an overlay, with what was found wrong.
struct Overlaid {
    root: Node,
    origins: Origins,
    messages: Vec<String>,
    nodes_left: usize,
}

fn overlaid(document: &str, actions: &str, nodes_left: usize) -> Overlaid {
    let mut root = tree(document);
    let overlay = tree(&format!("{{ overlay: 1.1.0, actions: [{actions}] }}"));
    let (mut origins, mut diagnostics) = (Origins::default(), Diagnostics::default());
    let mut nodes_left = nodes_left;
    let overlays = std::iter::once((1, &overlay));
    apply(
        &mut root,
        overlays,
        &mut origins,
        &mut nodes_left,
        &mut diagnostics,
    );
    let messages = diagnostics.iter().map(|it| it.message.clone()).collect();
    Overlaid {
        root,
        origins,
        messages,
        nodes_left,
    }
}

#[test]
fn items_are_removed_whatever_the_order_and_the_rest_keeps_its_place() {
    let done = overlaid(
        "list: [a, b, c, d]\nmore: { x: [1], y: 2 }",
        "{ target: '$.list[2,0,0]', remove: true }, { target: $.list, update: [e, f] },
         { target: '$.list[2]', remove: true }, { target: $..x, remove: true },
         { target: $.more, update: { x: 3 } }",
        100,
    );
    assert_eq!(done.root, tree("list: [b, d, f]\nmore: { y: 2, x: 3 }"));
    assert!(done.messages.is_empty());
    let places = ["/list/0", "/list/1", "/list/2", "/more/x", "/more/y"].map(|pointer| {
        let place = done.origins.place(pointer, NodePart::Value);
        format!("{}{}", place.file, place.pointer)
    });
    let expected = [
        "0/list/1",
        "0/list/3",
        "1/actions/1/update/1",
        "1/actions/4/update/x",
        "0/more/y",
    ];
    assert_eq!(places, expected);
}

#[test]
fn what_is_inside_moved_items_keeps_its_place() {
    let done = overlaid(
        "list: [{ a: 1 }, { b: 1 }, { c: 1 }]",
        "{ target: '$.list[2]', update: { d: 2 } }, { target: '$.list[*]', update: { e: 3 } },
         { target: '$.list[?@.a]', remove: true }, { target: '$.list[?@.b]', remove: true }",
        100,
    );
    assert_eq!(done.root, tree("list: [{ c: 1, d: 2, e: 3 }]"));
    let places = [
        "/list/0",
        "/list/0/c",
        "/list/0/d",
        "/list/0/e",
        "/list/1/e",
    ]
    .map(|pointer| {
        let place = done.origins.place(pointer, NodePart::Value);
        format!("{}{}", place.file, place.pointer)
    });
    let expected = [
        "0/list/2",
        "0/list/2/c",
        "1/actions/0/update/d",
        "1/actions/1/update/e",
        "0/list/1/e",
    ];
    assert_eq!(places, expected);
}

/// Targets inside other targets are removed with them, in whatever order they are found.
#[test]
fn nested_targets_are_removed() {
    let done = overlaid(
        "a: { a: [{ a: 1 }, 2, { a: 3, b: 4 }] }\nb: [[1, 2], [3, 4], 5]",
        "{ target: '$..a', remove: true }, { target: '$.b[0,1][0]', remove: true },
         { target: '$.b[?@[0] == 2]', remove: true }",
        100,
    );
    assert_eq!(done.root, tree("b: [[4], 5]"));
}

#[test]
fn copies_are_merged() {
    let done = overlaid(
        "paths: { /a: { get: 1 }, /b: { put: 2, get: 0 }, /c: {} }\nlist: [1]\nnothing:",
        "{ target: \"$.paths['/b','/c']\", copy: \"$.paths['/a']\" }, { target: $.list, copy: $.list },
         { target: $.list, copy: \"$.paths['/a']\" }, { target: $.nothing, copy: $.list }",
        100,
    );
    let expected = "paths: { /a: { get: 1 }, /b: { put: 2, get: 1 }, /c: { get: 1 } }
list: [1, 1, { get: 1 }]\nnothing: [1, 1, { get: 1 }]";
    assert_eq!(done.root, tree(expected));
    assert!(done.messages.is_empty());
    let place = done.origins.place("/paths/~1c/get", NodePart::Value);
    assert_eq!((place.file, place.pointer.as_str()), (0, "/paths/~1a/get"));
}

#[test]
fn nodes_of_several_kinds_are_not_updated() {
    for target in ["$.a['b','c']", "$.a['c','d']", "$.a.*"] {
        let done = overlaid(
            "a: { b: { x: 1 }, c: [1], d: text }",
            &format!("{{ target: \"{target}\", update: [1] }}"),
            100,
        );
        assert_eq!(done.root, tree("a: { b: { x: 1 }, c: [1], d: text }"));
        assert_eq!(done.messages.len(), 1);
        assert!(done.messages[0].contains("several kinds"));
    }
}

/// Any value may be added to the list that an action names; a list inside the target takes only a list.
#[test]
fn lists_inside_take_lists() {
    let done = overlaid(
        "a: { b: [1] }",
        "{ target: $.a.b, update: { c: 2 } }, { target: $.a, update: { b: [3] } },
         { target: $.a, update: { b: 4 } }",
        100,
    );
    assert_eq!(done.root, tree("a: { b: [1, { c: 2 }, 3] }"));
    let expected = ["the target is a list, the update is a number"];
    assert_eq!(done.messages, expected);
}

/// A copy of a list into itself doubles it: this ends when no nodes are left.
#[test]
fn what_is_added_is_taken_from_the_nodes_left() {
    let double = "{ target: $.list, copy: $.list }";
    let actions = vec![double; 45].join(",");
    let done = overlaid("list: [1, 2]", &actions, 1000);
    let items = done.root.get("list").and_then(Node::as_array);
    assert_eq!(items.map(<[Node]>::len), Some(512));
    assert_eq!(done.messages, ["this action makes the document too large"]);
    // The nodes that are left are just enough, and then one too few.
    let done = overlaid("list: []", "{ target: $.list, update: [1, [2]] }", 3);
    assert_eq!((done.nodes_left, done.messages.len()), (0, 0));
    let done = overlaid("list: []", "{ target: $.list, update: [1, [2]] }", 2);
    assert_eq!(done.messages, ["this action makes the document too large"]);
}

/// Far below what a document may have: two lists of `OVERLAID` nodes take some hundred megabytes.
#[test]
fn overlays_add_no_more_than_they_may() {
    // The list itself, and an item for each further node.
    let add = |nodes: usize| {
        let list = vec!["1"; nodes - 1].join(",");
        let action = format!("{{ target: $.list, update: [[{list}]] }}");
        overlaid("list: []", &action, usize::MAX).messages
    };
    assert!(add(OVERLAID - 1).is_empty());
    assert!(add(OVERLAID).is_empty());
    let too_much = ["this action makes the document too large"];
    assert_eq!(add(OVERLAID + 1), too_much);
}

/// A long text is no small node.
#[test]
fn text_counts_where_it_is_copied() {
    let text = "x".repeat(NODE_TEXT * 100);
    let copy = |nodes| {
        let document = format!("a: {{ long: {text} }}\nb: {{}}");
        overlaid(&document, "{ target: $.b, copy: $.a }", nodes).messages
    };
    assert!(copy(103).is_empty());
    assert!(copy(102).is_empty());
    assert_eq!(copy(101), ["this action makes the document too large"]);
    let key = |nodes| {
        let document = format!(r#"{{"a": {{"n": {{"{text}": 1}}}}, "b": {{}}}}"#);
        overlaid(&document, "{ target: $.b, copy: $.a }", nodes).messages
    };
    assert!(key(103).is_empty());
    assert_eq!(key(102), ["this action makes the document too large"]);
}

/// A copy of the whole document to its innermost place doubles the depth.
#[test]
fn what_is_added_does_not_nest_too_deep() {
    let mut at = "$.a".to_owned();
    let mut actions = Vec::new();
    for doubled in 0..10 {
        actions.push(format!("{{ target: {at}, copy: $ }}"));
        at.push_str(&".a".repeat(1 << doubled));
    }
    let done = overlaid("a: {}", &actions.join(","), 1_000_000);
    let expected = ["this action makes the document nest deeper than 120 levels"];
    assert_eq!(done.messages, expected);
    assert!(done.root.size().depth <= 120);
}

/// Each action has steps of its own, and all of them together some more.
#[test]
fn actions_take_no_more_steps_than_they_may() {
    let (mut root, mut origins, mut nodes_left) = (tree("a: 1"), Origins::default(), 100);
    let mut tree = Tree::new(&mut root, &mut origins, &mut nodes_left);
    let spend = |tree: &mut Tree<'_>, steps: usize| {
        tree.begin_action();
        tree.spend(steps)
    };
    assert_eq!(spend(&mut tree, JSONPATH_STEPS - 1), Ok(()));
    // The steps that one action leaves are there for others.
    for _ in 1..OVERLAY_STEPS / JSONPATH_STEPS {
        assert_eq!(spend(&mut tree, JSONPATH_STEPS), Ok(()));
    }
    assert_eq!(tree.spend(1), Err(Limit::Steps));
    assert_eq!(spend(&mut tree, 1), Ok(()));
    assert_eq!(spend(&mut tree, 1), Err(Limit::Steps));
    let mut tree = Tree::new(&mut root, &mut origins, &mut nodes_left);
    assert_eq!(spend(&mut tree, JSONPATH_STEPS + 1), Err(Limit::Steps));
}

/// A path that takes too many steps is reported where it stands, and the document is left as it was.
#[test]
fn paths_that_take_too_many_steps_are_told() {
    let items: Vec<String> = (0..20_000).map(|item| item.to_string()).collect();
    let document = format!("a: [{}]", items.join(","));
    for action in [
        "{ target: '$..[?count($..*) > 1000000000]', remove: true }",
        "{ target: $.a, copy: '$..[?count($..*) > 1000000000]' }",
    ] {
        let done = overlaid(
            &document,
            &format!("{action}, {{ target: $.a, remove: true }}"),
            100,
        );
        assert_eq!(done.messages.len(), 1);
        assert!(done.messages[0].contains("steps"), "{:?}", done.messages);
        assert_eq!(done.root, tree(&document));
    }
}

/// Merging takes steps even where the update adds nothing.
#[test]
fn merging_takes_steps() {
    let empty: Vec<String> = (0..1000).map(|item| format!("p{item}: {{}}")).collect();
    let update = tree(&empty.join("\n"));
    let (mut root, mut origins, mut nodes_left) = (update.clone(), Origins::default(), 0);
    let mut tree = Tree::new(&mut root, &mut origins, &mut nodes_left);
    tree.begin_action();
    let merge = Merge {
        update: &update,
        file: 1,
        pointer: String::new(),
    };
    let merged = Merge::into(&merge, &mut tree, "", &mut BTreeSet::new());
    assert_eq!(merged, Ok(()));
    assert!(tree.steps_left() < JSONPATH_STEPS - 10_000);
}

/// The recorded place of a node is as long as the names above it, so recording it takes steps.
#[test]
fn long_names_take_steps() {
    let items: Vec<String> = (0..20_000).map(|item| item.to_string()).collect();
    let (name, items) = ("n".repeat(20_000), items.join(","));
    let document = format!("{{ \"{name}\": {{ \"a\": [{items}] }} }}");
    let done = overlaid(&document, "{ target: '$.*.a[0]', remove: true }", 5_000_000);
    assert_eq!(done.messages.len(), 1);
    assert!(done.messages[0].contains("steps"), "{:?}", done.messages);
}
