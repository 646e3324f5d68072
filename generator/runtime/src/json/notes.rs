//! Notes of the places in a value that were read although they are not as documented: where each place is, and what
//! came there. The notes become the issues of a response. Types that are also sent keep them, so that no invented value
//! is sent back.

use std::borrow::Cow;
use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;

use super::super::limits;
use super::received::Kept;
use super::{AsReceived, DecodeError, Issue, Node, Object, Segment};

thread_local! {
    /// The notes of the value that this thread is reading; none while it reads a text within one.
    static NOTES: RefCell<Option<Notes>> = const { RefCell::new(None) };
    /// How many notes there are, kept apart so that reading the number costs nothing.
    static COUNT: Cell<usize> = const { Cell::new(0) };
}

/// The notes of one value, taken while it is read.
#[derive(Debug)]
struct Notes {
    is_strict: bool,
    notes: Vec<Note>,
    /// The place of the last note that was not kept because there were too many.
    unkept: Option<usize>,
    /// Where the whole value is.
    root: usize,
    /// Whether the whole value is of none of the forms that are documented.
    is_unknown: bool,
}

/// A place that is not as documented.
#[derive(Debug)]
pub(super) struct Note {
    /// The address of the token of the value, or of the object that lacks a property.
    pub(super) at: usize,
    /// The name of the property that is absent, if the note is about one.
    pub(super) absent: Option<&'static str>,
    /// The kind of value that was expected; `None` if the place is as documented and only has to be sent back as it
    /// came.
    pub(super) expected: Option<&'static str>,
    pub(super) found: &'static str,
    /// The JSON that came; `None` if nothing came.
    pub(super) came: Option<Cow<'static, str>>,
    /// The JSON of the value that is held in its place; `None` if nothing is held.
    pub(super) made: Option<Cow<'static, str>>,
    /// Whether an object already keeps the place to send it back as it came, or the value is sent so anyway.
    pub(super) is_kept: bool,
    /// The value that an enum does not list.
    pub(super) word: Option<String>,
    /// Whether the object that lacks a property has others, and none that is documented.
    pub(super) is_foreign: bool,
}

/// A note of a value that is held as it came.
pub(super) const NOTE: Note = Note {
    at: 0,
    absent: None,
    expected: None,
    found: "nothing",
    came: None,
    made: None,
    is_kept: false,
    word: None,
    is_foreign: false,
};

/// Takes notes while `read` reads a value, and returns the issues among them.
pub(super) fn noted<T>(
    root: Node<'_>,
    is_strict: bool,
    read: impl FnOnce() -> Result<T, DecodeError>,
) -> (Result<T, DecodeError>, Told) {
    let before = NOTES.replace(Some(Notes {
        is_strict,
        notes: Vec::new(),
        unkept: None,
        root: root.place(),
        is_unknown: false,
    }));
    let count = COUNT.replace(0);
    let result = read();
    let notes = NOTES.replace(before);
    let all = COUNT.replace(count);
    let is_unknown = notes.as_ref().is_some_and(|notes| notes.is_unknown);
    let notes = notes.map(|notes| notes.notes).unwrap_or_default();
    let told: Vec<&Note> = notes
        .iter()
        .filter(|note| note.expected.is_some())
        .collect();
    let first = told.get(..limits::ISSUES).unwrap_or(&told);
    let paths = paths(root, first);
    let issues = first.iter().filter_map(|note| {
        let path = note.path(&paths)?;
        Some(Issue::new(
            path,
            note.expected?,
            note.found,
            note.word.clone(),
        ))
    });
    let told = Told {
        issues: issues.collect(),
        count: told.len() + all.saturating_sub(notes.len()),
        is_unknown,
    };
    match another_body(root, &notes) {
        Some(error) if result.is_ok() => (Err(error), told),
        _ => (result, told),
    }
}

/// Returns an error if the whole body, or an item of a body that is an array, is an object with none of the documented
/// properties: such a body is never accepted.
fn another_body(root: Node<'_>, notes: &[Note]) -> Option<DecodeError> {
    let mut foreign = notes.iter().filter(|note| note.is_foreign).peekable();
    foreign.peek()?;
    let foreign: BTreeMap<usize, &str> = foreign
        .map(|note| (note.at, note.absent.unwrap_or_default()))
        .collect();
    if let Some(name) = foreign.get(&root.place()) {
        return Some(DecodeError::another_object(name));
    }
    let mut items = root.items()?.enumerate();
    items.find_map(|(index, item)| {
        let name = foreign.get(&item.place())?;
        Some(DecodeError::another_object(name).within_item(index))
    })
}

/// Notes that an object has properties, but none of those that are documented.
#[cold]
pub(super) fn foreign(object: Node<'_>) {
    NOTES.with_borrow_mut(|notes| {
        let notes = notes.iter_mut().flat_map(|notes| &mut notes.notes);
        let is_absent = |note: &&mut Note| note.at == object.place() && note.absent.is_some();
        if let Some(note) = notes.rev().find(is_absent) {
            note.is_foreign = true;
        }
    });
}

/// Notes that a value is of none of the forms that are documented. Only that of a whole value is told.
#[cold]
pub(super) fn unknown(node: Node<'_>) {
    NOTES.with_borrow_mut(|notes| {
        if let Some(notes) = notes {
            notes.is_unknown |= notes.root == node.place();
        }
    });
}

/// The issues of a value, as far as they are told one by one, and how many there are.
#[derive(Clone, Debug, Default)]
pub(crate) struct Told {
    pub(crate) issues: Vec<Issue>,
    pub(crate) count: usize,
    /// Whether the value is of none of the forms that are documented, and was kept as it is: that is no issue.
    #[allow(dead_code, reason = "streams of events alone ask")]
    pub(crate) is_unknown: bool,
}

impl Told {
    /// The issue of a value that could not be read.
    pub(crate) fn of(error: &DecodeError) -> Self {
        Self::default().and(error)
    }

    /// Adds the issue that the value could not be read after all.
    pub(crate) fn and(mut self, error: &DecodeError) -> Self {
        self.issues.push(error.to_issue());
        self.count += 1;
        self
    }
}

/// Reads a text that stands within the text that is being read. It is read strictly, because its places are no places
/// of the outer text.
pub(super) fn unnoted<T>(read: impl FnOnce() -> T) -> T {
    let before = NOTES.replace(None);
    let count = COUNT.replace(0);
    let result = read();
    NOTES.replace(before);
    COUNT.set(count);
    result
}

/// How many notes there are, to go back to.
pub(super) fn mark() -> usize {
    COUNT.get()
}

/// Drops the notes that were taken since `mark`, because the values that were read since then are discarded.
pub(super) fn forget(mark: usize) {
    if COUNT.get() > mark {
        NOTES.with_borrow_mut(|notes| {
            if let Some(notes) = notes {
                notes.notes.truncate(mark);
            }
        });
        COUNT.set(mark);
    }
}

impl Note {
    /// The path to the place, by the paths to the tokens.
    fn path(&self, paths: &BTreeMap<usize, Vec<Segment>>) -> Option<Vec<Segment>> {
        let mut path = paths.get(&self.at)?.clone();
        path.extend(self.absent.map(|name| Segment::Property(name.to_owned())));
        Some(path)
    }

    fn is_within(&self, node: Node<'_>) -> bool {
        node.range().contains(&self.at)
    }
}

/// Takes a note, and returns whether the place may be read so. It may not where no notes are taken, or where reading is
/// strict and the note is an issue.
pub(super) fn note(note: Note) -> bool {
    NOTES.with_borrow_mut(|notes| {
        let Some(notes) = notes.as_mut() else {
            return false;
        };
        if notes.is_strict && note.expected.is_some() {
            return false;
        }
        if notes.notes.len() < limits::NOTES {
            notes.notes.push(note);
        } else {
            notes.unkept = Some(note.at);
        }
        COUNT.set(COUNT.get() + 1);
        true
    })
}

/// Whether issues are reported: not where they are errors, nor in a text within the text that is being read.
pub(super) fn is_telling() -> bool {
    NOTES.with_borrow(|notes| notes.as_ref().is_some_and(|notes| !notes.is_strict))
}

/// Finds the paths from a value to places within it, which must be sorted. Each container is gone through once.
fn locate(
    node: Node<'_>,
    mut places: &[usize],
    path: &mut Vec<Segment>,
    found: &mut dyn FnMut(usize, &[Segment]),
) {
    while let Some((first, rest)) = places.split_first().filter(|(at, _)| **at == node.place()) {
        found(*first, path);
        places = rest;
    }
    let mut within = |name: Segment, value: Node<'_>| {
        let end = value.range().end;
        let (inner, rest) = places.split_at(places.partition_point(|at| *at < end));
        places = rest;
        if !inner.is_empty() {
            path.push(name);
            locate(value, inner, path, found);
            path.pop();
        }
        places.is_empty()
    };
    if let Some(mut items) = node.items().map(Iterator::enumerate) {
        items.any(|(index, item)| within(Segment::Item(index), item));
    } else if let Some(mut members) = node.members() {
        members.any(|(name, value)| within(Segment::Property(name.to_owned()), value));
    }
}

/// The paths from a value to the places that were noted within it, by the addresses of the places.
fn paths(node: Node<'_>, notes: &[&Note]) -> BTreeMap<usize, Vec<Segment>> {
    let mut places: Vec<usize> = notes.iter().map(|note| note.at).collect();
    places.sort_unstable();
    places.dedup();
    let mut paths = BTreeMap::new();
    locate(node, &places, &mut Vec::new(), &mut |at, path| {
        paths.insert(at, path.to_vec());
    });
    paths
}

impl Object<'_> {
    /// The places in this object that are held in another form than they came, so that they are sent back as they came.
    pub fn as_received(&mut self) -> AsReceived {
        match COUNT.get() {
            0 => AsReceived::default(),
            _ => self.keep(),
        }
    }

    #[cold]
    fn keep(&self) -> AsReceived {
        let node = self.node();
        NOTES.with_borrow_mut(|notes| {
            let Some(notes) = notes else {
                return AsReceived::default();
            };
            if notes.unkept.is_some_and(|at| node.range().contains(&at)) {
                return AsReceived::too_much();
            }
            // The notes that were taken since this object began are within it, and those that inner objects kept are
            // theirs.
            let before = notes.notes.iter().rposition(|note| !note.is_within(node));
            let own = notes.notes.get_mut(before.map_or(0, |place| place + 1)..);
            let mut own: Vec<&mut Note> = own.into_iter().flatten().collect();
            own.retain(|note| !note.is_kept);
            let paths = paths(node, &own.iter().map(|note| &**note).collect::<Vec<_>>());
            let kept = own.into_iter().filter_map(|note| {
                note.is_kept = true;
                let (came, made) = (note.came.as_deref(), note.made.as_deref());
                Some(Kept::new(note.path(&paths)?, came, made))
            });
            AsReceived::of(kept.collect())
        })
    }
}
