//! An input, and how it is kept.

use clap::ValueEnum;
use rand::RngExt;
use rand::rngs::StdRng;
use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::io;
use std::path::{Path, PathBuf};

/// What an input is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, ValueEnum)]
pub(super) enum Kind {
    /// A document.
    Document,
    /// A document and a second file that its references name, in this order.
    Files,
    /// A document and an overlay of it, in this order.
    Overlay,
    /// A document and a `jackfield.lock` of it, in this order.
    Lock,
    /// A `jackfield.toml`.
    Settings,
    /// Names and contents of parts, a line each.
    Parts,
    /// Responses.
    Json,
    Xml,
    Events,
    Lines,
}

impl Kind {
    /// Those that the target `generator` of `cargo fuzz` tries.
    pub(super) const GENERATOR: &[Self] = &[
        Self::Document,
        Self::Files,
        Self::Overlay,
        Self::Settings,
        Self::Lock,
    ];

    /// Those that the target `runtime` of `cargo fuzz` tries.
    pub(super) const RUNTIME: &[Self] = &[
        Self::Json,
        Self::Xml,
        Self::Events,
        Self::Lines,
        Self::Parts,
    ];

    pub(super) const ALL: &[Self] = &[
        Self::Document,
        Self::Files,
        Self::Overlay,
        Self::Lock,
        Self::Settings,
        Self::Parts,
        Self::Json,
        Self::Xml,
        Self::Events,
        Self::Lines,
    ];

    pub(super) fn any(random: &mut StdRng) -> Self {
        let place = random.random_range(0..Self::ALL.len());
        Self::ALL.get(place).copied().unwrap_or(Self::Document)
    }

    fn name(self) -> &'static str {
        match self {
            Self::Document => "document",
            Self::Files => "files",
            Self::Overlay => "overlay",
            Self::Lock => "lock",
            Self::Settings => "settings",
            Self::Parts => "parts",
            Self::Json => "json",
            Self::Xml => "xml",
            Self::Events => "events",
            Self::Lines => "lines",
        }
    }
}

/// One input. Where it is of two files, this parts them.
pub(super) const BETWEEN: &[u8] = b"\n=====\n";

#[derive(Clone, Debug)]
pub(super) struct Case {
    pub(super) kind: Kind,
    pub(super) text: Vec<u8>,
}

impl Case {
    /// The two files of a case that has two.
    pub(super) fn halves(&self) -> (&[u8], &[u8]) {
        let mut places = self.text.windows(BETWEEN.len());
        match places.position(|window| window == BETWEEN) {
            Some(at) => {
                let (first, second) = self.text.split_at(at);
                (first, second.get(BETWEEN.len()..).unwrap_or_default())
            }
            None => (&self.text, &[]),
        }
    }

    /// The name of the file that it is kept in: the kind, and something of the text.
    pub(super) fn name(&self) -> String {
        let mut hasher = DefaultHasher::new();
        self.text.hash(&mut hasher);
        format!("{}-{:016x}", self.kind.name(), hasher.finish())
    }

    pub(super) fn keep(&self, folder: &Path) -> io::Result<PathBuf> {
        fs::create_dir_all(folder)?;
        let path = folder.join(self.name());
        fs::write(&path, &self.text)?;
        Ok(path)
    }

    /// The inputs that failed before.
    pub(super) fn kept(folder: &Path) -> io::Result<Vec<Self>> {
        let mut cases = Vec::new();
        let Ok(entries) = fs::read_dir(folder) else {
            return Ok(cases);
        };
        for entry in entries {
            let entry = entry?;
            let name = entry.file_name();
            let start = name
                .to_str()
                .and_then(|name| name.split('-').next())
                .unwrap_or_default();
            if let Some(kind) = Kind::ALL.iter().find(|kind| kind.name() == start) {
                cases.push(Self {
                    kind: *kind,
                    text: fs::read(entry.path())?,
                });
            }
        }
        Ok(cases)
    }
}
