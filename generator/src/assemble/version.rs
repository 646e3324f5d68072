//! The version of a package: which one a change needs, and how it gets into the user's manifest.

use crate::compare::Verdict;
use semver::Version;
use toml_edit::{Document, Item};

/// The version that a manifest states for its package.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Stated {
    /// A version of its own.
    Own(Version),
    /// The version of the workspace: `version.workspace = true`.
    Inherited,
    /// No version, or none that cargo accepts.
    Unknown,
}

/// Finds the version that a manifest states for its package.
pub(crate) fn stated(manifest: &str) -> Stated {
    let Ok(document) = Document::parse(manifest) else {
        return Stated::Unknown;
    };
    let version = document
        .get("package")
        .and_then(|package| package.get("version"));
    match version.map(|version| (version.as_str(), version)) {
        Some((Some(text), _)) => Version::parse(text).map_or(Stated::Unknown, Stated::Own),
        Some((None, item)) if item.get("workspace").is_some() => Stated::Inherited,
        _ => Stated::Unknown,
    }
}

/// The manifest with another version, and nothing else changed; none if it states no version of its own.
pub(crate) fn restated(manifest: &str, version: &Version) -> Option<String> {
    let document = Document::parse(manifest).ok()?;
    let span = document
        .get("package")?
        .get("version")
        .and_then(Item::span)?;
    let (before, after) = (manifest.get(..span.start)?, manifest.get(span.end..)?);
    Some(format!("{before}\"{version}\"{after}"))
}

/// Returns the lowest version above `base` that announces a change with this verdict by cargo's rules. A pre-release stays
/// as it is: it promises nothing that a change could break.
pub(crate) fn needed(base: &Version, verdict: Verdict) -> Version {
    if !base.pre.is_empty() {
        return base.clone();
    }
    let next = |number: u64| number.saturating_add(1);
    match (base.major, base.minor, verdict) {
        (0, 0, _) => Version::new(0, 0, next(base.patch)),
        (0, minor, Verdict::Major) => Version::new(0, next(minor), 0),
        (major, _, Verdict::Major) => Version::new(next(major), 0, 0),
        (major @ 1.., minor, Verdict::Minor) => Version::new(major, next(minor), 0),
        (major, minor, _) => Version::new(major, minor, next(base.patch)),
    }
}

#[cfg(test)]
mod tests {
    use super::{Stated, needed, restated, stated};
    use crate::compare::Verdict::{Major, Minor, Patch};
    use semver::Version;

    #[test]
    fn versions_go_up_by_the_rules_of_cargo() -> Result<(), semver::Error> {
        for (base, verdict, wanted) in [
            ("1.2.3", Major, "2.0.0"),
            ("1.2.3", Minor, "1.3.0"),
            ("1.2.3", Patch, "1.2.4"),
            ("0.2.3", Major, "0.3.0"),
            ("0.2.3", Minor, "0.2.4"),
            ("0.2.3", Patch, "0.2.4"),
            ("0.0.3", Major, "0.0.4"),
            ("0.0.3", Minor, "0.0.4"),
            ("0.0.3", Patch, "0.0.4"),
            ("1.0.0-rc.1", Major, "1.0.0-rc.1"),
            ("1.2.3+build", Patch, "1.2.4"),
        ] {
            assert_eq!(
                needed(&Version::parse(base)?, verdict),
                Version::parse(wanted)?,
                "{base} {verdict:?}"
            );
        }
        Ok(())
    }

    #[test]
    fn nothing_but_the_version_changes() {
        let text = "[package] # ours\r\nname = 'a'\r\nversion='0.1.0' # by hand\r\n\r\n[dependencies]\r\nversion = \"0.1.0\"\r\n";
        let new = text.replacen("'0.1.0'", "\"0.2.0\"", 1);
        assert_eq!(restated(text, &Version::new(0, 2, 0)), Some(new));
        assert_eq!(stated(text), Stated::Own(Version::new(0, 1, 0)));
        let inherited = "[package]\nversion.workspace = true\n";
        assert_eq!(stated(inherited), Stated::Inherited);
        for unknown in ["[package]\n", "[package]\nversion = \"1\"\n", "[", ""] {
            assert_eq!(stated(unknown), Stated::Unknown, "{unknown}");
        }
    }
}
