//! A client on one side of a comparison.

use jackfield::diagnostic::Diagnostics;
use jackfield::plan::{Lock, Naming};
use jackfield::settings::Select;
use jackfield::surface::Surface;
use jackfield::{FileSet, Options, Target, generate_with, source};
use std::collections::BTreeSet;

/// A client that is made.
pub(super) struct Side {
    pub(super) files: FileSet,
    pub(super) features: BTreeSet<String>,
    pub(super) surface: Surface,
    pub(super) lock: Lock,
}

/// Makes a client with the names of the one before; none if the document has errors.
pub(super) fn make(name: &str, text: String, lock: Lock, select: &Select) -> Option<Side> {
    let mut diagnostics = Diagnostics::default();
    let source = source::read(name, text, &mut diagnostics);
    let options = Options {
        naming: Some(Naming {
            lock,
            ..Naming::default()
        }),
        select: select.clone(),
        ..Options::default()
    };
    let target = Target::new("client");
    let generated = generate_with(source, diagnostics, &target, &options);
    let features = generated.features.iter();
    Some(Side {
        files: generated.files.filter(|_| generated.errors == 0)?,
        features: features.map(|feature| feature.name.clone()).collect(),
        surface: generated.surface,
        lock: generated.names.lock,
    })
}
