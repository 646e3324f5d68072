//! The lines of a client's hook.

use serde_json::Value;

/// An answer that is not as its document says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Answer {
    pub(super) method: String,
    /// The path, as the document writes it.
    pub(super) path: String,
    pub(super) status: u16,
    /// Its media type, if it says one.
    pub(super) media_type: Option<String>,
    pub(super) issues: Vec<Issue>,
}

/// Method, path, status and media type of answers that have one schema.
pub(super) type Place<'a> = (&'a str, &'a str, u16, Option<&'a str>);

impl Answer {
    /// The key by which the schema of the answer is found.
    pub(super) fn place(&self) -> Place<'_> {
        (
            &self.method,
            &self.path,
            self.status,
            self.media_type.as_deref(),
        )
    }
}

/// A place of the answer that does not match the document.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) struct Issue {
    /// The pointer to the place in the body.
    pub(super) pointer: String,
    pub(super) expected: String,
    pub(super) found: String,
    /// The value that an enum does not have, if it may be shown.
    pub(super) value: Option<String>,
}

/// Reads the lines; blank ones are passed over.
///
/// # Errors
///
/// Names every line that is no answer.
pub(super) fn read(lines: &str) -> Result<Vec<Answer>, Vec<String>> {
    let (mut answers, mut problems) = (Vec::new(), Vec::new());
    for (number, line) in lines
        .lines()
        .enumerate()
        .filter(|(_, line)| !line.trim().is_empty())
    {
        match answer(line) {
            Ok(answer) => answers.push(answer),
            Err(why) => problems.push(format!("line {}: {why}", number + 1)),
        }
    }
    match problems.is_empty() {
        true => Ok(answers),
        false => Err(problems),
    }
}

fn answer(line: &str) -> Result<Answer, String> {
    let value: Value = serde_json::from_str(line).map_err(|error| error.to_string())?;
    let text = |name: &str| {
        let text = value.get(name).and_then(Value::as_str).map(str::to_owned);
        text.ok_or_else(|| format!("it has no text `{name}`"))
    };
    let status = value.get("status").and_then(Value::as_u64);
    let status = status.and_then(|status| u16::try_from(status).ok());
    let issues = value.get("issues").and_then(Value::as_array);
    let issues = issues.ok_or_else(|| "it has no list `issues`".to_owned())?;
    Ok(Answer {
        method: text("method")?,
        path: text("path")?,
        status: status.ok_or_else(|| "it has no number `status`".to_owned())?,
        media_type: text("type").ok(),
        issues: issues.iter().map(issue).collect::<Result<_, _>>()?,
    })
}

fn issue(value: &Value) -> Result<Issue, String> {
    let text = |name: &str| value.get(name).and_then(Value::as_str).map(str::to_owned);
    let required = |name: &str| text(name).ok_or_else(|| format!("an issue has no text `{name}`"));
    Ok(Issue {
        pointer: required("pointer")?,
        expected: required("expected")?,
        found: required("found")?,
        value: text("value"),
    })
}
