//! How results are paged.

use super::Hint;
use crate::api::Api;
use crate::diagnostic::Diagnostics;
use crate::document::Document;

/// Finds out for each operation how its results are paged.
pub(super) fn find(
    _api: &mut Api,
    _hints: &[Option<Hint<'_>>],
    _document: &Document,
    _diagnostics: &mut Diagnostics,
) {
}
