//! Paths of requests against those that a document writes.

use percent_encoding::percent_decode_str;

/// The values of the parameters of a path that ends as a template says, decoded; none if it does not.
///
/// The URL of the server stands before it, so that the path may have more segments than the template.
pub(super) fn captures(template: &str, path: &str) -> Option<Vec<(String, String)>> {
    let (template, _) = template.split_once(['?', '#']).unwrap_or((template, ""));
    let wanted: Vec<&str> = template.trim_start_matches('/').split('/').collect();
    let given: Vec<&str> = path.trim_start_matches('/').split('/').collect();
    let given = given.get(given.len().checked_sub(wanted.len())?..)?;
    let mut found = Vec::new();
    for (wanted, given) in wanted.iter().zip(given) {
        segment(wanted, given, &mut found)?;
    }
    Some(found)
}

/// How much of a template is the same in all its paths: of two that fit, the one with more says more of the path.
pub(super) fn weight(template: &str) -> usize {
    let mut weight = 0;
    let mut is_inside = false;
    for character in template.chars() {
        match character {
            '{' => is_inside = true,
            '}' => is_inside = false,
            _ => weight += usize::from(!is_inside),
        }
    }
    weight
}

/// Takes the parameters of one segment, in which text stands before, between and behind them.
fn segment(mut wanted: &str, mut given: &str, found: &mut Vec<(String, String)>) -> Option<()> {
    while let Some((before, rest)) = wanted.split_once('{') {
        given = given.strip_prefix(before)?;
        let (name, behind) = rest.split_once('}')?;
        let end = behind.split('{').next().unwrap_or_default();
        let at = match (end.is_empty(), behind.contains('{')) {
            (true, _) => given.len(),
            // The last text of a segment ends it; a text between two parameters is the first of its kind.
            (false, false) => given.len().checked_sub(end.len())?,
            (false, true) => given.find(end)?,
        };
        let (value, left) = given.split_at_checked(at)?;
        if value.is_empty() {
            return None;
        }
        let value = percent_decode_str(value).decode_utf8_lossy().into_owned();
        found.push((name.to_owned(), value));
        (wanted, given) = (behind, left);
    }
    (wanted == given).then_some(())
}

#[cfg(test)]
mod tests {
    use super::{captures, weight};

    fn found(template: &str, path: &str) -> Option<String> {
        let found = captures(template, path)?;
        let found: Vec<String> = found.iter().map(|(k, v)| format!("{k}={v}")).collect();
        Some(found.join(" "))
    }

    #[test]
    fn a_path_ends_as_its_template_says() {
        assert_eq!(found("/pets", "/v1/pets").as_deref(), Some(""));
        assert_eq!(
            found("/pets/{id}", "/pets/a%20b").as_deref(),
            Some("id=a b")
        );
        assert_eq!(found("/r/{a}..{b}", "/r/1..2").as_deref(), Some("a=1 b=2"));
        assert_eq!(
            found("/f/{name}.json", "/f/a.json.json").as_deref(),
            Some("name=a.json")
        );
        assert_eq!(found("/pets/{id}", "/pets/"), None);
        assert_eq!(found("/pets/{id}", "/{id}"), None);
        assert_eq!(found("/pets/{id}/toys", "/pets/1/food"), None);
        assert_eq!(found("/?Action={a}", "/").as_deref(), Some(""));
    }

    #[test]
    fn more_text_says_more() {
        assert!(weight("/pets/mine") > weight("/pets/{owner}"));
    }
}
