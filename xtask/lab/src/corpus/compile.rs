//! Compiles a client as a crate of its own.

use super::report::Check;
use crate::limits::{self, End};
use std::path::Path;
use std::process::Command;
use std::time::Duration;

/// More than any client takes on a slow machine.
const LONGEST: Duration = Duration::from_secs(1800);

/// What rustc may hold, in bytes of address space.
const MOST_MEMORY: u64 = 14 << 30;

/// What became of a crate.
#[derive(Clone, Debug)]
pub(super) struct Compiled {
    pub(super) check: Check,
    pub(super) millis: u64,
    pub(super) warnings: usize,
    pub(super) first_error: Option<String>,
}

/// Checks the crate in a folder with none of its features, and with some of them alone, evenly taken. Gives the first
/// problem, which may be a warning.
pub(super) fn features(
    crate_dir: &Path,
    target_dir: &Path,
    features: &[String],
    count: usize,
) -> std::io::Result<Option<String>> {
    let step = features.len().div_ceil(count.max(1)).max(1);
    let alone = features.iter().step_by(step).take(count);
    for feature in std::iter::once("").chain(alone.map(String::as_str)) {
        let arguments = ["--no-default-features", "--features", feature];
        let compiled = check(crate_dir, target_dir, &arguments)?;
        if compiled.check != Check::Ok || compiled.warnings > 0 {
            let first = compiled.first_error.unwrap_or_default();
            return Ok(Some(format!("{first} (feature `{feature}`)")));
        }
    }
    Ok(None)
}

/// Checks the crate in a folder. The dependencies are compiled once for each target folder.
pub(super) fn check(
    crate_dir: &Path,
    target_dir: &Path,
    arguments: &[&str],
) -> std::io::Result<Compiled> {
    let mut command = Command::new(env!("CARGO"));
    command
        .args(["check", "--quiet", "--message-format=json", "--target-dir"])
        .arg(target_dir)
        .args(arguments)
        .current_dir(crate_dir)
        .env("CARGO_INCREMENTAL", "0")
        .env_remove("RUSTFLAGS");
    let outcome = limits::run(command, LONGEST, MOST_MEMORY)?;
    let messages: Vec<Message> = outcome.stdout.lines().filter_map(message).collect();
    let first = |level: &str| messages.iter().find(|message| message.level == level);
    let warnings = messages
        .iter()
        .filter(|message| message.level == "warning")
        .count();
    let check = match outcome.end {
        End::Exited(0) => Check::Ok,
        End::TimedOut => Check::Timeout,
        End::Exited(_) | End::Killed => Check::Failed,
    };
    let first_error = match check {
        Check::Ok => first("warning").map(|message| message.text.clone()),
        Check::Timeout => Some("rustc took too long".to_owned()),
        Check::Failed => first("error")
            .map(|message| message.text.clone())
            .or_else(|| outcome.stderr.lines().next().map(str::to_owned)),
    };
    let millis = u64::try_from(outcome.elapsed.as_millis()).unwrap_or(u64::MAX);
    Ok(Compiled {
        check,
        millis,
        warnings,
        first_error,
    })
}

/// Runs a command of cargo that reads the docs of the crate in a folder, warnings denied. Gives the first problem.
pub(super) fn docs(
    crate_dir: &Path,
    target_dir: &Path,
    arguments: &[&str],
) -> std::io::Result<Option<String>> {
    // rustdoc would look through the pages and the search index of all clients before this one.
    let pages = target_dir.join("doc");
    if pages.exists() {
        std::fs::remove_dir_all(&pages)?;
    }
    let mut command = Command::new(env!("CARGO"));
    command
        .args(arguments)
        .args(["--quiet", "--target-dir"])
        .arg(target_dir)
        .current_dir(crate_dir)
        .env("CARGO_INCREMENTAL", "0")
        .env("RUSTDOCFLAGS", "-D warnings")
        .env_remove("RUSTFLAGS");
    let outcome = limits::run(command, LONGEST, MOST_MEMORY)?;
    if outcome.end == End::Exited(0) {
        return Ok(None);
    }
    let lines = || outcome.stderr.lines().chain(outcome.stdout.lines());
    let first = lines().find(|line| line.starts_with("error"));
    Ok(Some(first.unwrap_or("no error given").to_owned()))
}

/// A message of rustc.
struct Message {
    level: String,
    text: String,
}

/// The message in a line of cargo's output, if it is about the client itself.
fn message(line: &str) -> Option<Message> {
    let value: serde_json::Value = serde_json::from_str(line).ok()?;
    if value.get("reason")?.as_str()? != "compiler-message" {
        return None;
    }
    let message = value.get("message")?;
    let level = message.get("level")?.as_str()?.to_owned();
    let code = message.pointer("/code/code").and_then(|code| code.as_str());
    let text = message.get("message")?.as_str()?;
    // rustc closes with lines that only count the others.
    if text.ends_with("emitted") || text.starts_with("aborting due to") {
        return None;
    }
    let place = message.pointer("/spans/0").map(|span| {
        let part = |name: &str| span.get(name).map(ToString::to_string).unwrap_or_default();
        format!(
            " @ {}:{}",
            part("file_name").trim_matches('"'),
            part("line_start")
        )
    });
    let text = format!(
        "{}{text}\n{}",
        code.map(|code| format!("{code}: ")).unwrap_or_default(),
        place.unwrap_or_default()
    );
    Some(Message { level, text })
}
