//! The release of a changed client: its version, and a section of its changelog.

use super::{Generator, Made, SURFACE, changelog};
use crate::assemble::version::{self, Stated};
use crate::compare::{Comparison, Verdict};
use crate::disk::{self, at};
use crate::file_set::FileSet;
use crate::surface::Surface;
use std::fs;
use std::io;

/// The file that says what changed from version to version.
const CHANGELOG: &str = "CHANGELOG.md";

/// The version of a package that has none yet.
pub(crate) const FIRST: &str = "0.1.0";

/// The value of `version` in the settings for a version that is raised as the changes of the client need it.
pub(crate) const AUTO: &str = "auto";

/// The outcome of raising the version of a client.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Release {
    /// The version before and the one now, if it was raised.
    pub(super) raised: Option<(String, String)>,
    /// A sentence about the version that says what is left to the user, if anything is.
    pub(super) note: Option<String>,
}

impl Generator {
    /// Raises the version and adds to the changelog, among the files that are to be written. `before` is the surface that
    /// lies beside the client.
    pub(super) fn release(
        &self,
        made: &Made,
        before: Option<&Surface>,
        comparison: Option<&Comparison>,
        files: &mut FileSet,
        is_stale: bool,
    ) -> io::Result<Release> {
        let is_auto = self.client.manifest.version.as_deref() == Some(AUTO);
        if !is_auto && !self.client.changelog {
            return Ok(Release::default());
        }
        if is_auto {
            let kept = before.and_then(|before| before.version.clone());
            files.insert(SURFACE, with(made, kept));
        }
        let ours = |path: &String| made.owned.0.contains_key(path);
        let difference = disk::compare(&self.folder(), files, &[])?;
        let mut differing = difference.missing.iter().chain(&difference.changed);
        let is_changed = is_stale || differing.any(ours);
        let verdict = comparison.and_then(Comparison::verdict);
        // The code may change though nothing does that users compile against: another generator made it.
        let verdict = verdict.or(is_changed.then_some(Verdict::Patch));
        let Some(verdict) = verdict else {
            return Ok(Release::default());
        };
        let mut release = Release::default();
        let mut title = changelog::UNRELEASED.to_owned();
        if is_auto && let Some(version) = self.raise(made, before, verdict, files, &mut release) {
            title.clone_from(&version);
            files.insert(SURFACE, with(made, Some(version)));
        }
        if self.client.changelog
            && let Some(comparison) = comparison
        {
            let text = self.changelog()?;
            let text = changelog::add(&text, &title, &changelog::lines(comparison));
            files.insert(CHANGELOG, text);
        }
        Ok(release)
    }

    /// Raises the version in the manifest as far as a change needs, and returns the version that the manifest states then;
    /// none if it states none of its own.
    fn raise(
        &self,
        made: &Made,
        before: Option<&Surface>,
        verdict: Verdict,
        files: &mut FileSet,
        release: &mut Release,
    ) -> Option<String> {
        let manifest = files.text("Cargo.toml")?;
        let path = self.folder().join("Cargo.toml");
        let path = path.display();
        let current = match version::stated(manifest) {
            Stated::Own(current) => current,
            Stated::Inherited => {
                let name = &made.name;
                release.note = Some(format!(
                    "{path}: the version of `{name}` is that of the workspace: raise it there, if what changed needs it"
                ));
                return None;
            }
            Stated::Unknown => {
                release.note = Some(format!(
                    "{path}: there is no `version` of three numbers to raise: write one"
                ));
                return None;
            }
        };
        // Without an earlier surface to compare with, there is no reason to raise the version.
        let Some(before) = before else {
            return Some(current.to_string());
        };
        let base = before.version.as_deref();
        let base = base.and_then(|text| semver::Version::parse(text).ok());
        let needed = version::needed(base.as_ref().unwrap_or(&current), verdict);
        if current.cmp_precedence(&needed).is_ge() {
            return Some(current.to_string());
        }
        let manifest = version::restated(manifest, &needed)?;
        files.insert("Cargo.toml", manifest);
        release.raised = Some((current.to_string(), needed.to_string()));
        Some(needed.to_string())
    }

    /// The changelog as it is; empty if there is none.
    fn changelog(&self) -> io::Result<String> {
        let path = self.folder().join(CHANGELOG);
        match fs::symlink_metadata(&path) {
            Ok(kind) if kind.is_file() => fs::read_to_string(&path).map_err(at(&path)),
            Ok(_) => Err(io::Error::other(format!(
                "{}: the changelog is no plain file, and is not written",
                path.display()
            ))),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(String::new()),
            Err(error) => Err(at(&path)(error)),
        }
    }
}

/// The file of a client's surface, with the version that goes with it.
fn with(made: &Made, version: Option<String>) -> String {
    let mut surface = made.generated.surface.clone();
    surface.version = version;
    surface.render()
}
