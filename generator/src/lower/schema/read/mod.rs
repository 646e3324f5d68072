//! What schemas say, without making types of it.

pub(super) mod all_of;
pub(in crate::lower) mod docs;
pub(in crate::lower) mod format;

mod choices;
mod xml;
