//! The places of a received value that are held in another form than they came, so that they are sent back as they
//! came.

use super::{Node, Segment, Tape};

/// The places of a received value that are held in another form than they came: a property that was absent, a number
/// that came as text.
///
/// When the value is sent, each of these places is sent as it came unless it was changed: no invented value is sent
/// back. A value that is made in code has no such places: `AsReceived::default()`. They make no difference when two
/// values are compared.
#[derive(Clone, Default)]
pub struct AsReceived(Places);

/// The places of a value that are held in another form than they came.
#[derive(Clone, Default)]
enum Places {
    #[default]
    None,
    These(Box<[Kept]>),
    /// There are more places than are kept: the value cannot be sent.
    TooMany,
}

/// A place within an object.
#[derive(Clone)]
pub(super) struct Kept {
    path: Vec<Segment>,
    /// The JSON that came; `None` if nothing came.
    came: Option<String>,
    /// The JSON of the value that is held in its place; `None` if nothing is held.
    made: Option<String>,
}

impl Kept {
    pub(super) fn new(path: Vec<Segment>, came: Option<&str>, made: Option<&str>) -> Self {
        Self {
            path,
            came: came.map(str::to_owned),
            made: made.map(str::to_owned),
        }
    }

    /// Whether the place is the property `name` of the object itself, and this property was absent or null, or is held
    /// as absent or null.
    fn is_absent(&self, name: Option<&str>) -> bool {
        let is_so = match (self.came.as_deref(), self.made.as_deref()) {
            (None | Some("null"), Some(made)) => made != "null",
            (_, None) => true,
            (Some(_), Some(_)) => false,
        };
        let own = match self.path.as_slice() {
            [Segment::Property(own)] => Some(own.as_str()),
            _ => None,
        };
        is_so && own.is_some() && own == name
    }
}

impl PartialEq for AsReceived {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

/// The received values are not shown: they may be secrets.
impl std::fmt::Debug for AsReceived {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match &self.0 {
            Places::None => formatter.write_str("AsReceived(0)"),
            Places::These(kept) => write!(formatter, "AsReceived({})", kept.len()),
            Places::TooMany => formatter.write_str("AsReceived(..)"),
        }
    }
}

impl AsReceived {
    pub(super) fn of(kept: Vec<Kept>) -> Self {
        Self(match kept.is_empty() {
            true => Places::None,
            false => Places::These(kept.into()),
        })
    }

    pub(super) fn too_much() -> Self {
        Self(Places::TooMany)
    }

    /// Removes the places in these properties, for a value of a type that does not have the properties.
    #[must_use]
    pub fn without(self, properties: &[&str]) -> Self {
        let is_of = |step: Option<&Segment>| match step {
            Some(Segment::Property(name)) => properties.contains(&name.as_str()),
            Some(Segment::Item(_)) | None => false,
        };
        match self.0 {
            Places::These(kept) => {
                let mut kept = kept.into_vec();
                kept.retain(|kept| !is_of(kept.path.first()));
                Self::of(kept)
            }
            places => Self(places),
        }
    }

    pub(super) fn is_empty(&self) -> bool {
        matches!(self.0, Places::None)
    }

    /// Returns the JSON of an object in which each place that was not changed is as it came; `None` if there were more
    /// places than are kept. The property `tag`, which tells the type of the object, stays although it was absent.
    pub(super) fn restore(&self, json: &[u8], tag: Option<&str>) -> Option<Vec<u8>> {
        let kept: &[Kept] = match &self.0 {
            Places::None => &[],
            Places::These(kept) => kept,
            Places::TooMany => return None,
        };
        let tape = Tape::from_json(json).ok()?;
        let kept = kept.iter().filter(|kept| !kept.is_absent(tag));
        let kept: Vec<Place<'_>> = kept.map(Place::of).collect();
        let mut text = Vec::with_capacity(json.len());
        write(tape.root(), &kept, &mut text);
        Some(text)
    }
}

/// A kept place, with the rest of the path to it from a value on the way.
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

    /// The place seen from the value one step further, if that value is on the path.
    fn after(&self, is_step: impl Fn(&Segment) -> bool) -> Option<Self> {
        let (first, path) = self.path.split_first()?;
        is_step(first).then_some(Self { path, ..*self })
    }

    /// Writes a property of an object that is held as absent, but came with a value.
    fn write_if_absent(&self, object: Node<'_>, text: &mut Vec<u8>) {
        let (None, Some(came), [Segment::Property(name)]) =
            (&self.kept.made, &self.kept.came, self.path)
        else {
            return;
        };
        if object.member(name).is_none() {
            begin(Some(name), text);
            text.extend_from_slice(came.as_bytes());
        }
    }
}

/// Writes the comma before an item or a property, if there must be one, and the name of a property.
fn begin(name: Option<&str>, text: &mut Vec<u8>) {
    if !matches!(text.last(), Some(b'[' | b'{')) {
        text.push(b',');
    }
    if let Some(name) = name {
        text.extend_from_slice(&serde_json::to_vec(name).unwrap_or_default());
        text.push(b':');
    }
}

/// Writes a value. Returns false, and writes nothing, if the value was not there when it was received.
fn write(node: Node<'_>, places: &[Place<'_>], text: &mut Vec<u8>) -> bool {
    let own = places.iter().find(|place| place.path.is_empty());
    let unchanged = own.filter(|place| place.kept.made.as_deref() == Some(node.to_text().as_str()));
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
            places
                .iter()
                .for_each(|place| place.write_if_absent(node, text));
            text.push(b'}');
        }
        (None, None) => text.extend_from_slice(node.to_text().as_bytes()),
    }
    true
}

/// Writes an item, or a property with its name, unless it was not there when it was received.
fn next(
    node: Node<'_>,
    places: &[Place<'_>],
    is_step: impl Fn(&Segment) -> bool,
    name: Option<&str>,
    text: &mut Vec<u8>,
) {
    let start = text.len();
    begin(name, text);
    let places: Vec<Place<'_>> = places
        .iter()
        .filter_map(|place| place.after(&is_step))
        .collect();
    if !write(node, &places, text) {
        text.truncate(start);
    }
}
