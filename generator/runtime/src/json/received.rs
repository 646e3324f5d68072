//! What came otherwise than it is held, so that it is sent back as it came.

use super::{Node, Segment, Tape};

/// What of a received value is held otherwise than it came: a property that was absent, a number that came as text.
///
/// When the value is sent, each of these places is as it came unless it was changed: nothing invented travels back.
/// A value that is made by hand has none: `AsReceived::default()`. Two values are equal whatever theirs say.
#[derive(Clone, Default)]
pub struct AsReceived(Option<Box<[Kept]>>);

/// A place within an object.
#[derive(Clone)]
pub(super) struct Kept {
    path: Vec<Segment>,
    /// The JSON that came; none if nothing did.
    came: Option<String>,
    /// The JSON of what is held in its place.
    made: String,
}

impl Kept {
    pub(super) fn new(path: Vec<Segment>, came: Option<String>, made: &str) -> Self {
        Self {
            path,
            came,
            made: made.to_owned(),
        }
    }
}

impl FromIterator<Kept> for AsReceived {
    fn from_iter<I: IntoIterator<Item = Kept>>(kept: I) -> Self {
        let kept: Box<[Kept]> = kept.into_iter().collect();
        Self((!kept.is_empty()).then_some(kept))
    }
}

impl PartialEq for AsReceived {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

/// What came is not shown: it may be a secret.
impl std::fmt::Debug for AsReceived {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let count = self.0.as_ref().map_or(0, |kept| kept.len());
        write!(formatter, "AsReceived({count})")
    }
}

impl AsReceived {
    pub(super) fn is_empty(&self) -> bool {
        self.0.is_none()
    }

    /// The JSON of an object with each of the places as it came that still is as it was read.
    pub(super) fn restore(&self, json: &[u8]) -> Option<Vec<u8>> {
        let tape = Tape::from_json(json).ok()?;
        let kept: Vec<Place<'_>> = self.0.iter().flatten().map(Place::of).collect();
        let mut text = Vec::with_capacity(json.len());
        write(tape.root(), &kept, &mut text);
        Some(text)
    }
}

/// What came at a place, seen from a value on the way to it.
#[derive(Clone, Copy)]
struct Place<'a> {
    path: &'a [Segment],
    kept: &'a Kept,
}

impl<'a> Place<'a> {
    fn of(kept: &'a Kept) -> Self {
        Self {
            path: &kept.path,
            kept,
        }
    }

    /// The same, seen from one step further, if it is on the way.
    fn after(&self, is_step: impl Fn(&Segment) -> bool) -> Option<Self> {
        let (first, path) = self.path.split_first()?;
        is_step(first).then_some(Self { path, ..*self })
    }
}

/// Writes a value. Tells false, and writes nothing, if it was not there.
fn write(node: Node<'_>, places: &[Place<'_>], text: &mut Vec<u8>) -> bool {
    let own = places.iter().find(|place| place.path.is_empty());
    let unchanged = own.filter(|place| node.to_text() == place.kept.made);
    if let Some(place) = unchanged {
        return match &place.kept.came {
            None => false,
            Some(came) => {
                text.extend_from_slice(came.as_bytes());
                true
            }
        };
    }
    match (node.items(), node.members()) {
        _ if places.is_empty() => text.extend_from_slice(node.to_text().as_bytes()),
        (Some(items), _) => {
            text.push(b'[');
            for (index, item) in items.enumerate() {
                let is_step = |step: &Segment| *step == Segment::Item(index);
                next(item, places, is_step, None, text);
            }
            text.push(b']');
        }
        (None, Some(members)) => {
            text.push(b'{');
            for (name, value) in members {
                let is_step =
                    |step: &Segment| matches!(step, Segment::Property(other) if other == name);
                next(value, places, is_step, Some(name), text);
            }
            text.push(b'}');
        }
        (None, None) => text.extend_from_slice(node.to_text().as_bytes()),
    }
    true
}

/// Writes an item or a property with what precedes it.
fn next(
    node: Node<'_>,
    places: &[Place<'_>],
    is_step: impl Fn(&Segment) -> bool,
    name: Option<&str>,
    text: &mut Vec<u8>,
) {
    let start = text.len();
    if !matches!(text.last(), Some(b'[' | b'{')) {
        text.push(b',');
    }
    if let Some(name) = name {
        text.extend_from_slice(&serde_json::to_vec(name).unwrap_or_default());
        text.push(b':');
    }
    let places: Vec<Place<'_>> = places
        .iter()
        .filter_map(|place| place.after(&is_step))
        .collect();
    if !write(node, &places, text) {
        text.truncate(start);
    }
}
