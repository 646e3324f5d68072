//! YAML to a tree, event by event, within budgets.

use super::build::{self, Builder, NodePath, Step};
use super::parse::Failure;
use super::{Node, scalar};
use crate::limits::DEPTH;
use crate::maps::{HashMap, IndexMap};
use granit_parser::{Event, Parser, ScalarStyle, ScanError, Span, StrInput, Tag, options};
use indexmap::map::Entry;
use std::borrow::Cow;

/// Parses a text that is one document of YAML.
pub(super) fn parse(text: &str, builder: &Builder) -> Result<Node, Failure> {
    let options = options! {
        emit_comments: false,
        // As libyaml reads them, and with it most tools.
        bom_inside_document_as_content: true,
        block_scalar_eof_without_line_feed: true,
        // The depth of the tree is what counts, and it is counted here.
        flow_nesting_limit: usize::MAX,
        block_nesting_limit: usize::MAX,
    };
    let mut reader = Reader {
        events: Parser::new_from_str_with_options(text, options),
        builder,
        anchors: HashMap::default(),
        offset: 0,
    };
    reader.document()
}

struct Reader<'t, 'b> {
    events: Parser<'t, StrInput<'t>>,
    builder: &'b Builder,
    /// The nodes that aliases stand for, by the numbers of their anchors.
    anchors: HashMap<usize, Node>,
    /// The byte at which the last event began.
    offset: usize,
}

impl<'t> Reader<'t, '_> {
    /// The next event; none at the end.
    fn next(&mut self) -> Result<Option<Event<'t>>, Failure> {
        match self.events.next() {
            None => Ok(None),
            Some(Ok((event, span))) => {
                self.offset = start(&span).unwrap_or(self.offset);
                Ok(Some(event))
            }
            Some(Err(error)) => Err(self.invalid(&error)),
        }
    }

    fn invalid(&self, error: &ScanError) -> Failure {
        Failure {
            message: format!("this is not valid YAML: {}", error.info()),
            offset: error.marker().byte_offset().unwrap_or(self.offset),
        }
    }

    fn failure(&self, message: impl Into<String>) -> Failure {
        Failure {
            message: message.into(),
            offset: self.offset,
        }
    }

    /// The only document of the text; nothing if there is none.
    fn document(&mut self) -> Result<Node, Failure> {
        let mut document = None;
        while let Some(event) = self.next()? {
            match event {
                Event::DocumentStart(..) if document.is_some() => {
                    let message =
                        "this file holds more than one YAML document: only one can be read";
                    return Err(self.failure(message));
                }
                Event::StreamStart | Event::StreamEnd => {}
                Event::DocumentStart(..) | Event::DocumentEnd => {}
                event => document = Some(self.node(event, None, 0)?),
            }
        }
        Ok(document.unwrap_or_default())
    }

    /// The node that an event begins.
    fn node(
        &mut self,
        event: Event<'t>,
        parent: Option<&NodePath<'_>>,
        depth: usize,
    ) -> Result<Node, Failure> {
        self.count(1)?;
        let (anchor, node) = match event {
            Event::Scalar(text, style, anchor, tag) => {
                (anchor, scalar_of(text, style, tag.as_deref()))
            }
            Event::SequenceStart(_, anchor, _) => (anchor, self.list(parent, self.deeper(depth)?)?),
            Event::MappingStart(_, anchor, _) => (anchor, self.map(parent, self.deeper(depth)?)?),
            Event::Alias(anchor) => return self.alias(anchor, depth),
            _ => return Err(self.failure("this is not valid YAML: a value is missing")),
        };
        if anchor != 0 {
            // The copy for aliases is kept beside the tree.
            self.count(node.size().nodes)?;
            self.anchors.insert(anchor, node.clone());
        }
        Ok(node)
    }

    fn count(&self, nodes: usize) -> Result<(), Failure> {
        match self.builder.take(nodes) {
            true => Ok(()),
            false => Err(self.failure(build::TOO_LARGE)),
        }
    }

    fn deeper(&self, depth: usize) -> Result<usize, Failure> {
        if depth < DEPTH {
            return Ok(depth + 1);
        }
        Err(self.failure(build::too_deep()))
    }

    fn alias(&mut self, anchor: usize, depth: usize) -> Result<Node, Failure> {
        let Some(node) = self.anchors.get(&anchor) else {
            return Err(self.failure("this alias stands inside of what it stands for"));
        };
        let size = node.size();
        if depth + size.depth > DEPTH {
            return Err(self.failure(build::too_deep()));
        }
        self.count(size.nodes)?;
        Ok(node.clone())
    }

    fn list(&mut self, parent: Option<&NodePath<'_>>, depth: usize) -> Result<Node, Failure> {
        let mut items = Vec::new();
        loop {
            let event = self.inside()?;
            if matches!(event, Event::SequenceEnd) {
                items.shrink_to_fit();
                return Ok(Node::Array(items));
            }
            let way = NodePath {
                parent,
                step: Step::Index(items.len()),
            };
            items.push(self.node(event, Some(&way), depth)?);
        }
    }

    fn map(&mut self, parent: Option<&NodePath<'_>>, depth: usize) -> Result<Node, Failure> {
        let mut members = IndexMap::default();
        let mut merges = Vec::new();
        loop {
            let event = self.inside()?;
            if matches!(event, Event::MappingEnd) {
                break;
            }
            let is_plain = matches!(event, Event::Scalar(_, ScalarStyle::Plain, ..));
            let key = self.key(event)?;
            let way = NodePath {
                parent,
                step: Step::Key(&key),
            };
            let event = self.inside()?;
            let node = self.node(event, Some(&way), depth)?;
            if is_plain && key == "<<" && matches!(node, Node::Object(_) | Node::Array(_)) {
                merges.push(node);
                continue;
            }
            match members.entry(key) {
                Entry::Vacant(vacant) => {
                    vacant.insert(node);
                }
                Entry::Occupied(mut occupied) => {
                    self.builder.duplicate(parent, occupied.key());
                    occupied.insert(node);
                }
            }
        }
        merges
            .into_iter()
            .for_each(|node| merge(&mut members, node));
        members.shrink_to_fit();
        Ok(Node::from(members))
    }

    /// The next event inside of a list or map.
    fn inside(&mut self) -> Result<Event<'t>, Failure> {
        let event = self.next()?;
        event.ok_or_else(|| self.failure("this is not valid YAML: it ends too early"))
    }

    /// A key, as written: `200:` is the text `200`.
    fn key(&mut self, event: Event<'t>) -> Result<String, Failure> {
        let key = match event {
            Event::Scalar(text, _, 0, _) => text.into_owned(),
            Event::Scalar(text, _, anchor, _) => {
                self.count(1)?;
                let key = text.into_owned();
                self.anchors.insert(anchor, Node::String(key.clone()));
                key
            }
            Event::Alias(anchor) => {
                let Some(node) = self.anchors.get(&anchor) else {
                    return Err(self.failure("this alias stands inside of what it stands for"));
                };
                self.count(node.weight())?;
                match node {
                    Node::String(text) => text.clone(),
                    Node::Number(number) => number.to_string(),
                    Node::Bool(value) => value.to_string(),
                    _ => return Err(self.failure("text is expected here as a key")),
                }
            }
            _ => return Err(self.failure("text is expected here as a key")),
        };
        Ok(key)
    }
}

fn start(span: &Span) -> Option<usize> {
    span.byte_range().map(|range| range.start)
}

/// Returns the node of a scalar. A tag of the core schema says what it is, and `!` that it is text; other tags mean
/// nothing here.
fn scalar_of(text: Cow<'_, str>, style: ScalarStyle, tag: Option<&Tag>) -> Node {
    let core = tag
        .filter(|tag| tag.handle() == "tag:yaml.org,2002:")
        .map(Tag::suffix);
    let is_text = tag.is_some_and(|tag| tag.handle().is_empty() && tag.suffix() == "!");
    match (core, style) {
        (Some("str"), _) => Node::String(text.into_owned()),
        (Some("int" | "float" | "bool" | "null"), _) => scalar::plain(&text),
        (_, ScalarStyle::Plain) if !is_text => scalar::plain(&text),
        _ => Node::String(text.into_owned()),
    }
}

/// Adds the properties of a merge key: those that the map has itself take precedence, then those of the first merged
/// map.
fn merge(members: &mut IndexMap<String, Node>, node: Node) {
    let maps = match node {
        Node::Array(items) => items,
        node => vec![node],
    };
    for map in maps {
        // A list in a list is not a merge key's value.
        if let Node::Object(merged) = map {
            for (key, node) in *merged {
                members.entry(key).or_insert(node);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::build::Builder;
    use super::parse;
    use serde_json::{Value, json};

    fn read(text: &str) -> Result<Value, String> {
        let builder = Builder::new(text.len(), 1_000);
        let node = parse(text, &builder);
        node.map(|node| node.to_json()).map_err(|why| why.message)
    }

    #[test]
    fn what_other_tools_read_is_read() {
        for (text, json) in [
            ("a: 1\t# one\nb: 2", json!({"a": 1, "b": 2})),
            ("a:\t1\nb:\t\t[1,\t2]\n", json!({"a": 1, "b": [1, 2]})),
            ("- a\n-\tb", json!(["a", "b"])),
            ("a: 'x\n\n  y'", json!({"a": "x\ny"})),
            ("a:\n  - 'x\n\n  y'", json!({"a": ["x\ny"]})),
            ("a: |\n  x\n  y", json!({"a": "x\ny"})),
            ("a: >-\n  x\n  y\n\n", json!({"a": "x y"})),
            ("{a: [1, 2,], \"b\":3}", json!({"a": [1, 2], "b": 3})),
            ("? a\n: 1\n? b\n", json!({"a": 1, "b": null})),
            (
                "200: x\ntrue: y\n~: z",
                json!({"200": "x", "true": "y", "~": "z"}),
            ),
            ("%YAML 1.1\n---\na: yes\n...\n", json!({"a": "yes"})),
            (
                "a: &x {b: 1}\nc: *x\nd: {<<: *x, e: 2}",
                json!({"a": {"b": 1}, "c": {"b": 1}, "d": {"e": 2, "b": 1}}),
            ),
            ("a: &k key\n*k : 1", json!({"a": "key", "key": 1})),
            (
                "a: !!str 1\nb: !custom 2\nc: ! 3\nd: !!int '4'",
                json!({"a": "1", "b": 2, "c": "3", "d": 4}),
            ),
            (
                "a: http://x/#y\nb: c#d",
                json!({"a": "http://x/#y", "b": "c#d"}),
            ),
            ("# nothing\n", Value::Null),
            ("", Value::Null),
        ] {
            assert_eq!(read(text), Ok(json), "{text}");
        }
    }

    #[test]
    fn what_cannot_be_read_is_an_error() {
        for (text, why) in [
            ("a: 1\n---\nb: 2\n", "more than one YAML document"),
            ("a: [1, 2", "not valid YAML"),
            ("a: *b", "not valid YAML"),
            (
                "a: &a [*a]",
                "this alias stands inside of what it stands for",
            ),
            ("? [a]\n: 1", "text is expected here as a key"),
            ("a: 1\n b: 2", "not valid YAML"),
        ] {
            let message = read(text).unwrap_err();
            assert!(message.contains(why), "{text}: {message}");
        }
        let deep = "- ".repeat(1_000);
        assert!(read(&deep).unwrap_err().contains("nests deeper"));
        let mut bomb = "a: &a [1, 1, 1, 1, 1, 1, 1, 1, 1, 1]\n".to_owned();
        for (from, to) in [
            ("a", "b"),
            ("b", "c"),
            ("c", "d"),
            ("d", "e"),
            ("e", "f"),
            ("f", "g"),
        ] {
            let aliases = vec![format!("*{from}"); 10].join(", ");
            bomb.push_str(&format!("{to}: &{to} [{aliases}]\n"));
        }
        assert!(read(&bomb).unwrap_err().contains("aliases expand"));
        // One long text, wanted often.
        let text = "x".repeat(1 << 20);
        let aliases = ["*a"; 1_000].join(", ");
        let long = format!("a: &a {text}\nb: [{aliases}]");
        assert!(read(&long).unwrap_err().contains("aliases expand"));
        let keys = ["{*a : 1}"; 1_000].join(", ");
        let long = format!("a: &a {text}\nb: [{keys}]");
        assert!(read(&long).unwrap_err().contains("aliases expand"));
    }
}
