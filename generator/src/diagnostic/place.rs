//! The place of a problem in a document.

/// The place of a problem: a file, a node in it, and a part of that node.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Place {
    /// The number of the file, as given by [`Diagnostics::add_file`](super::Diagnostics::add_file); the
    /// document itself is 0.
    pub file: usize,
    /// The pointer to the node (RFC 6901) in the file as written.
    pub pointer: String,
    /// The part of the node that is meant.
    pub part: NodePart,
}

/// The part of a node that a problem points to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum NodePart {
    /// The key under which the node stands.
    Key,
    /// The node itself.
    #[default]
    Value,
    /// This byte of the text, for a text that cannot be parsed and has no nodes.
    At(usize),
}

impl Place {
    /// No place in a document: the problem is in what the user asked for, such as a rule of the settings.
    pub fn nowhere() -> Self {
        Self {
            file: usize::MAX,
            ..Self::default()
        }
    }

    /// The node at a pointer of the first file.
    pub fn value(pointer: impl Into<String>) -> Self {
        Self {
            file: 0,
            pointer: pointer.into(),
            part: NodePart::Value,
        }
    }

    /// The key of the node at a pointer of the first file.
    pub fn key(pointer: impl Into<String>) -> Self {
        Self {
            file: 0,
            pointer: pointer.into(),
            part: NodePart::Key,
        }
    }
}

/// Appends a step to a pointer, escaped (RFC 6901, section 3).
pub(crate) fn push_step(pointer: &mut String, step: &str) {
    pointer.push('/');
    if step.contains(['~', '/']) {
        pointer.push_str(&step.replace('~', "~0").replace('/', "~1"));
    } else {
        pointer.push_str(step);
    }
}

/// The steps of a pointer, unescaped.
pub(crate) fn steps(pointer: &str) -> impl Iterator<Item = std::borrow::Cow<'_, str>> {
    pointer.split('/').skip(1).map(|step| {
        if step.contains('~') {
            step.replace("~1", "/").replace("~0", "~").into()
        } else {
            step.into()
        }
    })
}
