//! Writes arrays and objects.

use std::collections::BTreeMap;
use std::fmt;

use super::super::field::Field;
use super::show::HIDDEN;
use super::writer::{Sink, Writer};
use super::{AsReceived, Encode};

/// An array that is being written.
pub struct ArrayWriter<'a> {
    pub(super) sink: &'a mut Sink,
    pub(super) first: bool,
}

impl ArrayWriter<'_> {
    /// Writes the next item.
    pub fn item<T: Encode + ?Sized>(&mut self, value: &T) {
        // After an error there is nothing to gain, and a value that nests without end would never come to one.
        if self.sink.error.is_some() {
            return;
        }
        if !self.first {
            self.sink.text.push(b',');
        }
        self.first = false;
        value.encode(Writer(self.sink));
    }
}

impl Drop for ArrayWriter<'_> {
    fn drop(&mut self) {
        self.sink.close(b']');
    }
}

impl fmt::Debug for ArrayWriter<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("ArrayWriter")
    }
}

/// An object that is being written.
pub struct ObjectWriter<'a> {
    pub(super) sink: &'a mut Sink,
    /// Where this object's names start among those of all open objects.
    pub(super) names: usize,
    /// Where the object begins in the text.
    pub(super) start: usize,
    pub(super) first: bool,
}

impl ObjectWriter<'_> {
    /// Writes a property that is always present.
    pub fn required<T: Encode + ?Sized>(&mut self, name: &'static str, value: &T) {
        if self.start(name) {
            value.encode(Writer(self.sink));
        }
    }

    /// Writes a property that is always present; `None` is null.
    pub fn nullable<T: Encode>(&mut self, name: &'static str, value: &Option<T>) {
        if self.start(name) {
            match value {
                Some(value) => value.encode(Writer(self.sink)),
                None => Writer(self.sink).null(),
            }
        }
    }

    /// Writes a property if it has a value.
    pub fn optional<T: Encode>(&mut self, name: &'static str, value: &Option<T>) {
        if let Some(value) = value {
            self.required(name, value);
        }
    }

    /// Writes a property unless it is absent.
    pub fn field<T: Encode>(&mut self, name: &'static str, value: &Field<T>) {
        match value {
            Field::Absent => {}
            Field::Null => self.required(name, &()),
            Field::Value(value) => self.required(name, value),
        }
    }

    /// Restores each place that is held in another form than it came, unless it was changed since.
    pub fn as_received(&mut self, received: &AsReceived) {
        if received.is_empty() || self.sink.error.is_some() || self.sink.is_shown {
            return;
        }
        let written = self.sink.text.get(self.start..).unwrap_or_default();
        let tag = self.sink.tag_of(self.start).map(|tag| tag.name);
        let Some(object) = received.restore(&[written, b"}"].concat(), tag) else {
            let problem =
                "more of it was not as documented than is kept, so it cannot be sent as it came";
            return Writer(self.sink).fail(problem);
        };
        let open = object.strip_suffix(b"}").unwrap_or_default();
        self.sink.text.truncate(self.start);
        self.sink.text.extend_from_slice(open);
        self.first = open.len() < 2;
    }

    /// Writes the properties that have no field of their own. A property with the name of one that is written already
    /// is left out: the field counts.
    pub fn rest<T: Encode>(&mut self, members: &BTreeMap<String, T>) {
        for (name, value) in members {
            let written = self.sink.names.get(self.names..).unwrap_or_default();
            if written.contains(&name.as_str()) {
                continue;
            }
            // No document describes these properties: one of them may be a secret.
            if self.sink.is_shown {
                self.unnamed(name, HIDDEN);
            } else {
                self.unnamed(name, value);
            }
        }
    }

    pub(super) fn unnamed<T: Encode + ?Sized>(&mut self, name: &str, value: &T) {
        if self.sink.error.is_none() {
            self.separate(name);
            value.encode(Writer(self.sink));
        }
    }

    /// Writes the name of a property, and returns whether the value is to be written.
    fn start(&mut self, name: &'static str) -> bool {
        if self.sink.error.is_some() {
            return false;
        }
        self.sink.names.push(name);
        self.separate(name);
        true
    }

    fn separate(&mut self, name: &str) {
        if !self.first {
            self.sink.text.push(b',');
        }
        self.first = false;
        self.sink.quoted(name);
        self.sink.text.push(b':');
    }
}

impl Drop for ObjectWriter<'_> {
    fn drop(&mut self) {
        if let Some(tag) = self.sink.tag_of(self.start) {
            let written = self.sink.names.get(self.names..).unwrap_or_default();
            if !written.contains(&tag.name) {
                self.required(tag.name, tag.value);
            }
        }
        self.sink.names.truncate(self.names);
        self.sink.close(b'}');
    }
}

impl fmt::Debug for ObjectWriter<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("ObjectWriter")
    }
}
