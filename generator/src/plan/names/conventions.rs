//! Function names by the conventions of frameworks, as a person would write them: `index` lists,
//! `users_activate_create` activates.

use super::paths::{Deed, Path, stems};
use super::verbs::{is_getting, is_verb};
use super::words::one_of_many;

/// Verbs that stand at the end of a name where a framework puts the verb behind its object.
const BEHIND: &[&str] = &[
    "add", "create", "delete", "destroy", "fetch", "get", "insert", "list", "read", "remove",
    "replace", "retrieve", "show", "update", "upsert", "view",
];

/// Words that say how an action is done, and stand before the verb.
const HOW: &[&str] = &[
    "auto", "batch", "beta", "bulk", "force", "hard", "mass", "multi", "partial", "soft",
];

/// Returns the plain name that the conventions of frameworks mean. `is_hierarchy` says that the id consists of parts
/// within parts, whose order says something.
pub(super) fn plain(
    name: &[String],
    deed: Deed<'_>,
    path: &Path,
    is_hierarchy: bool,
) -> Vec<String> {
    let name = several(&resourceful(name, deed), deed);
    match is_hierarchy {
        true => name,
        false => verb_first(&name, deed, path),
    }
}

/// Rails, Laravel and Phoenix: `index`, `store`, `show` and `destroy` are what routes of resources do.
fn resourceful(name: &[String], deed: Deed<'_>) -> Vec<String> {
    let [only] = name else { return name.to_vec() };
    let verb = match (only.as_str(), deed.method) {
        ("index", "GET") if deed.lists => "list",
        ("show", "GET") if !deed.lists => "get",
        ("store", "POST") => "create",
        ("destroy", "DELETE") => "delete",
        (other, _) => other,
    };
    vec![verb.to_owned()]
}

/// `get_several_tracks` is `list_tracks`, `get_all` and `get_collection` are `list`; `read_single_articles` is
/// `read_article`.
pub(super) fn several(name: &[String], deed: Deed<'_>) -> Vec<String> {
    let list = ["list".to_owned()];
    match name {
        [get, many, rest @ ..] if is_getting(get) && deed.lists => match many.as_str() {
            "all" => [&list, rest].concat(),
            "collection" if rest.is_empty() => list.to_vec(),
            "many" | "multiple" | "several" if !rest.is_empty() => [&list, rest].concat(),
            _ => name.to_vec(),
        },
        // `read_single_articles`
        [verb, single, rest @ ..] if single == "single" && !deed.lists && is_verb(verb) => {
            let one = one_of_many(rest);
            match one == rest {
                true => name.to_vec(),
                false => [std::slice::from_ref(verb), &one].concat(),
            }
        }
        _ => name.to_vec(),
    }
}

/// Whether a word is the name of an action on routes of resources.
pub(super) fn is_resourceful(word: &str) -> bool {
    matches!(word, "index" | "show" | "store" | "destroy")
}

/// Puts the verb before its object: `disk_list` is `list_disks` where the path says `disks`. A verb that only says that
/// the action of the path is created is dropped: `set_password_create` is `set_password`.
fn verb_first(name: &[String], deed: Deed<'_>, path: &Path) -> Vec<String> {
    let as_it_is = || name.to_vec();
    let last = path.last_fixed().unwrap_or_default();
    let (verb, objects) = match name {
        [objects @ .., partial, update] if partial == "partial" && update == "update" => {
            (vec![partial.clone(), update.clone()], objects)
        }
        [objects @ .., verb] if BEHIND.contains(&verb.as_str()) => (vec![verb.clone()], objects),
        [objects @ .., verb] if deed.method.eq_ignore_ascii_case(verb) => {
            (vec![verb.clone()], objects)
        }
        _ => return as_it_is(),
    };
    let is_said_by_path = last.last() == verb.last();
    let is_how = matches!(objects, [how] if HOW.contains(&how.as_str()));
    let Some(first) = objects.first().filter(|_| !is_said_by_path && !is_how) else {
        return as_it_is();
    };
    let is_action = deed.method != "GET" && objects == last && is_verb(first);
    match is_action {
        true => objects.to_vec(),
        false if is_verb(first) => as_it_is(),
        false => {
            let is_list = verb.first().is_some_and(|verb| verb == "list");
            let objects = match is_list && stems(objects) == stems(last) {
                true => last,
                false => objects,
            };
            [&verb, objects].concat()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::plain;
    use crate::plan::names::paths::{Deed, Path};
    use crate::plan::names::words::words;

    #[test]
    fn conventions_become_plain_names() {
        for (name, method, path, lists, expected) in [
            ("index", "GET", "/users", true, "list"),
            ("index", "GET", "/index", false, "index"),
            ("index", "POST", "/documents", false, "index"),
            ("show", "GET", "/users/{id}", false, "get"),
            ("store", "POST", "/users", false, "create"),
            ("destroy", "DELETE", "/users/{id}", false, "delete"),
            ("get_all", "GET", "/users", true, "list"),
            ("get_all", "GET", "/users/all", false, "get_all"),
            ("get_collection", "GET", "/users", true, "list"),
            ("get_several_tracks", "GET", "/tracks", true, "list_tracks"),
            (
                "disk_list",
                "GET",
                "/instances/{id}/disks",
                true,
                "list_disks",
            ),
            ("me_retrieve", "GET", "/users/me", false, "retrieve_me"),
            ("watch_list", "GET", "/watch-list", true, "watch_list"),
            (
                "activate_create",
                "POST",
                "/users/{id}/activate/",
                false,
                "activate",
            ),
            (
                "set_password_create",
                "POST",
                "/users/{id}/set_password",
                false,
                "set_password",
            ),
            (
                "profile_partial_update",
                "PATCH",
                "/users/{id}/profile",
                false,
                "partial_update_profile",
            ),
            ("bulk_update", "POST", "/users/bulk", false, "bulk_update"),
            (
                "avatar_put",
                "PUT",
                "/users/me/picture",
                false,
                "put_avatar",
            ),
            ("blog_post", "POST", "/blog/post", false, "blog_post"),
            ("blog_post", "GET", "/blog/{id}", false, "blog_post"),
            (
                "partial_update",
                "PATCH",
                "/users/{id}",
                false,
                "partial_update",
            ),
        ] {
            let deed = Deed {
                method,
                lists,
                patches: false,
                is_alone: true,
            };
            let plain = plain(&words(name), deed, &Path::new(path), false);
            assert_eq!(plain.join("_"), expected, "{name}");
        }
        let deed = Deed {
            method: "GET",
            lists: true,
            patches: false,
            is_alone: true,
        };
        let name = words("settings.sendAs.list");
        assert_eq!(
            plain(&name, deed, &Path::new("/settings/sendAs"), true),
            name
        );
    }
}
