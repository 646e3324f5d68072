//! Whatever the stack of a thread is, JSON that nests as deep as it may is read, shown, written and refused on it
//! without an overflow, which would end the whole process.

#![allow(clippy::unwrap_used, missing_docs, unreachable_pub)]

pub use jackfield_runtime as runtime;
#[path = "runtime_sample/mod.rs"]
pub mod sample;

use std::collections::BTreeMap;

use runtime::json::{from_slice, to_vec};
use runtime::{Decode, DecodeError, Encode, Node};
use sample::types::{Endpoint, Tree, Wide};

/// From less than any system gives to the stack of a main thread.
const STACKS: [usize; 6] = [64 << 10, 128 << 10, 512 << 10, 1 << 20, 2 << 20, 8 << 20];

/// Does something on a thread of each stack.
fn on_each(work: fn()) {
    on_each_from(0, work);
}

/// The same on stacks of some size, where values are large that the caller holds.
fn on_each_from(least: usize, work: fn()) {
    for size in STACKS.into_iter().filter(|size| *size >= least) {
        let thread = std::thread::Builder::new().stack_size(size);
        thread.spawn(work).unwrap().join().unwrap();
    }
}

/// Looks at a value that nests, and drops it, where that does not overflow: both recurse.
fn elsewhere<T: Send + 'static>(value: T, look: fn(T)) {
    let thread = std::thread::Builder::new().stack_size(4 << 20);
    thread.spawn(move || look(value)).unwrap().join().unwrap();
}

fn nested(open: &str, close: &str, depth: usize) -> String {
    open.repeat(depth) + &close.repeat(depth)
}

/// A union that nests in itself without any struct.
enum Nest {
    One(Box<Nest>),
    Many(BTreeMap<String, Nest>),
    List(Vec<Nest>),
}

impl Decode for Nest {
    fn decode(node: Node<'_>) -> Result<Self, DecodeError> {
        if node.is_null() {
            return Ok(Self::One(Box::new(Self::List(Vec::new()))));
        }
        match node.items() {
            Some(_) => node.decode_as(Self::List),
            None => node.decode_as(Self::Many),
        }
    }
}

impl Nest {
    fn depth(&self) -> usize {
        match self {
            Self::One(one) => one.depth(),
            Self::Many(many) => 1 + many.values().map(Self::depth).max().unwrap_or(0),
            Self::List(list) => 1 + list.iter().map(Self::depth).max().unwrap_or(0),
        }
    }
}

#[test]
fn structs_that_nest_are_read() {
    on_each_from(128 << 10, || {
        for depth in [1, 10, 60] {
            let text = nested("{\"children\":[", "]}", depth);
            let mut value = Some(from_slice::<Wide>(text.as_bytes()).unwrap());
            let mut found = 0;
            while let Some(wide) = value {
                value = wide.children.and_then(|mut children| children.pop());
                found += 1;
            }
            assert_eq!(found, depth);
        }
    });
}

#[test]
fn arrays_and_maps_that_nest_are_read_written_and_shown() {
    on_each(|| {
        let text = nested("[", "]", 128);
        let tree: Tree = from_slice(text.as_bytes()).unwrap();
        assert_eq!(to_vec(&tree).unwrap(), text.as_bytes());
        elsewhere(tree, drop);
        let text = nested("{\"a\":", "}", 128).replace(":}", ":null}");
        let nest: Nest = from_slice(text.as_bytes()).unwrap();
        elsewhere(nest, |nest| assert_eq!(nest.depth(), 129));
        let text = nested("[{\"a\":", "}]", 64).replace(":}", ":[]}");
        let refused = from_slice::<Nest>(text.as_bytes()).map(drop);
        assert!(refused.unwrap_err().to_string().contains("nest too deep"));
    });
}

#[test]
fn what_nobody_knows_is_kept_and_sent_back() {
    on_each(|| {
        let depth = 100;
        let deep = nested("[{\"b\":", "}]", depth / 2).replace(":}", ":1e400}");
        let text =
            format!(r#"{{"addresses":[],"cps_limit":1,"type":"conference","unknown":{deep}}}"#);
        let endpoint: Endpoint = from_slice(text.as_bytes()).unwrap();
        let written = String::from_utf8(to_vec(&endpoint).unwrap()).unwrap();
        assert!(written.contains(&deep), "{written}");
        assert!(!format!("{endpoint:?} {endpoint:#?}").contains("1e400"));
        elsewhere(endpoint.additional_properties, drop);
    });
}

#[test]
fn serde_reads_and_writes_on_what_there_is() {
    on_each(|| {
        // serde_json's own frames stand between those of this crate.
        let text = nested("[", "]", 40);
        let tree: Tree = serde_json::from_str(&text).unwrap();
        assert_eq!(serde_json::to_string(&tree).unwrap(), text);
    });
}

#[test]
fn errors_of_what_is_deep_are_told() {
    on_each_from(128 << 10, || {
        let text = nested("{\"children\":[", "]}", 60).replace("[]", "[{\"first\":true}]");
        let error = from_slice::<Wide>(text.as_bytes()).map(drop).unwrap_err();
        assert!(error.to_string().contains("expected"), "{error}");
    });
}

/// Writes a value that nests, level by level, without being read before.
struct Deep(usize);

impl Encode for Deep {
    fn encode(&self, writer: runtime::Writer<'_>) {
        let mut array = writer.array();
        if let Some(inner) = self.0.checked_sub(1) {
            array.item(&Deep(inner));
        }
    }
}

#[test]
fn what_nests_too_deep_is_not_written() {
    on_each(|| {
        assert_eq!(to_vec(&Deep(127)).unwrap().len(), 256);
        assert!(to_vec(&Deep(128)).is_err());
        assert!(to_vec(&Deep(1_000_000)).is_err());
    });
}
