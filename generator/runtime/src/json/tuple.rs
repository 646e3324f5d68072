//! Arrays whose first items each have a type of their own.

use super::decode::FirstItems;
use super::encode::PutItems;
use super::{Decode, DecodeError, Encode, Node, Writer};

/// A JSON array whose first items each have a type of their own, and whose other items share one type.
///
/// ```
/// use jackfield_runtime::OpenTuple;
///
/// let point: OpenTuple<(String, f64), i64> = OpenTuple { first: ("A".to_owned(), 0.5), rest: vec![1, 2] };
/// assert_eq!(point.first.1, 0.5);
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct OpenTuple<First, Rest> {
    /// The first items, as a tuple.
    pub first: First,
    /// The other items.
    pub rest: Vec<Rest>,
}

#[allow(private_bounds, reason = "tuples fulfil it, and nothing else can")]
impl<First: FirstItems, Rest: Decode> Decode for OpenTuple<First, Rest> {
    fn decode(node: Node<'_>) -> Result<Self, DecodeError> {
        let mut items = node.items().ok_or_else(|| node.unlike("an array"))?;
        let first = First::take(node, &mut items)?;
        let mut rest = Vec::with_capacity(items.len());
        for (index, item) in items.enumerate() {
            rest.push(item.decode_item(First::COUNT + index)?);
        }
        Ok(Self { first, rest })
    }
}

#[allow(private_bounds, reason = "tuples fulfil it, and nothing else can")]
impl<First: PutItems, Rest: Encode> Encode for OpenTuple<First, Rest> {
    fn encode(&self, writer: Writer<'_>) {
        let mut array = writer.array();
        self.first.put(&mut array);
        self.rest.iter().for_each(|item| array.item(item));
    }
}
