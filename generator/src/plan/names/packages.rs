//! Packages and modules that the names of classes stand in: `io.k8s.api.core.v1.Pod`.

use super::general::is_general;
use super::words::words;
use crate::maps::{HashMap, HashSet};

/// How many names begin with a word that is a package, and no class that the others stand in.
const MANY: usize = 4;

/// The parts of a name: `io.k8s.api.core.v1.Pod`, `_types.mapping:Property`, `app__models__User`.
pub(super) fn parts(name: &str) -> Vec<&str> {
    name.split(['.', ':', '/'])
        .flat_map(|part| part.split("__"))
        .filter(|part| !part.is_empty())
        .collect()
}

/// The number of last parts that a class is named by, if the others name the package that it stands in. These are in
/// small letters, or, in the fashion of C#, at least two in capitals: `Order.Line` is of one name. A class within
/// another has the names of both. Brackets of generic types enclose parts that belong to no package.
pub(super) fn class(parts: &[&str]) -> Option<usize> {
    let (last, package) = parts.split_last()?;
    if !is_package(parts) || !is_capital(last) || is_version(last) {
        return None;
    }
    let outer = package.iter().rev().take_while(|part| is_name(part));
    let outer = outer.count();
    let is_small = |part: &&str| !part.contains(|c: char| c.is_ascii_uppercase());
    let small = package.get(..package.len() - outer)?;
    match (small.is_empty(), outer) {
        (false, _) => small.iter().all(is_small).then_some(outer + 1),
        (true, 0 | 1) => None,
        // `Todo.IncludeFilter.Items`
        (true, _) => Some(1 + usize::from(is_general(&words(last).join("_")))),
    }
}

fn is_capital(part: &str) -> bool {
    part.starts_with(|c: char| c.is_ascii_uppercase())
}

fn is_name(part: &str) -> bool {
    is_capital(part) && part.chars().all(|c| c.is_ascii_alphanumeric())
}

/// Whether the parts are such as packages have. A plus stands before a class within another.
pub(super) fn is_package(parts: &[&str]) -> bool {
    let is_sign = |c: char| !c.is_ascii_alphanumeric() && !matches!(c, '_' | '-' | '+');
    let is_open = |part: &&str| part.contains(is_sign) || part.ends_with(['_', '-']);
    parts.len() > 1 && !parts.iter().any(is_open)
}

pub(super) fn is_version(part: &str) -> bool {
    let digits = part.trim_start_matches(['v', 'V']);
    digits.starts_with(|c: char| c.is_ascii_digit())
}

/// The words in capitals that many names begin with and that are no schemas: `Trippin` of `Trippin.Person`.
pub(super) fn namespaces(names: &[&str]) -> HashSet<String> {
    let mut counts: HashMap<&str, usize> = HashMap::default();
    for name in names {
        let parts = parts(name);
        if let Some(first) = parts
            .first()
            .filter(|first| is_package(&parts) && is_name(first))
        {
            *counts.entry(*first).or_default() += 1;
        }
    }
    let names: HashSet<&str> = names.iter().copied().collect();
    let counts = counts.into_iter();
    counts
        .filter(|(first, count)| *count >= MANY && !names.contains(first))
        .map(|(first, _)| first.to_owned())
        .collect()
}

/// The package, the version and the class of a name that a gateway of gRPC writes as one word where several are called
/// so: `fleetv1Part`.
pub(super) fn joined_version(name: &str) -> Option<(&str, &str, &str)> {
    let start = name.find(|c: char| c.is_ascii_digit())?;
    let package = name.get(..start)?.strip_suffix('v')?;
    let end = start + name.get(start..)?.find(|c: char| c.is_ascii_uppercase())?;
    let (version, class) = (name.get(start - 1..end)?, name.get(end..)?);
    let digits = version
        .trim_start_matches('v')
        .replace("alpha", "")
        .replace("beta", "");
    let is_package = !package.is_empty() && package.bytes().all(|b| b.is_ascii_lowercase());
    let is_version = digits.bytes().all(|b| b.is_ascii_digit());
    (is_package && is_version).then_some((package, version, class))
}

/// Returns the classes that stand in several packages, by the names that `joined_version` takes apart.
pub(super) fn in_several(names: &[&str]) -> HashSet<String> {
    let mut packages: HashMap<&str, HashSet<&str>> = HashMap::default();
    for (package, _, class) in names.iter().filter_map(|name| joined_version(name)) {
        packages.entry(class).or_default().insert(package);
    }
    let several = packages
        .into_iter()
        .filter(|(_, packages)| packages.len() > 1);
    several.map(|(class, _)| class.to_owned()).collect()
}
