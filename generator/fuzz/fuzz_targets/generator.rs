//! Documents, sets of files, overlays, locks and settings, by what `cargo lab fuzz` holds of them. The first byte says which.

#![no_main]
#![allow(
    dead_code,
    reason = "the modules are those of the laboratory, which uses all of them"
)]

use case::{Case, Kind};
use libfuzzer_sys::fuzz_target;

#[path = "../../../xtask/lab/src/fuzz/case.rs"]
mod case;
#[path = "../../../xtask/lab/src/fuzz/document.rs"]
mod document;
#[path = "../../../xtask/lab/src/fuzz/settings.rs"]
mod settings;

fuzz_target!(|bytes: &[u8]| {
    let Some((first, text)) = bytes.split_first() else {
        return;
    };
    let kinds = Kind::GENERATOR;
    let kind = kinds[usize::from(*first) % kinds.len()];
    let case = Case {
        kind,
        text: text.to_vec(),
    };
    let result = match kind {
        Kind::Settings => settings::run(&case),
        _ => document::run(&case),
    };
    if let Err(problem) = result {
        panic!("{problem}");
    }
});
