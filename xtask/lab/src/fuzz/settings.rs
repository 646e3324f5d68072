//! Settings through their reader: no panic, and mistakes that have a place.

use super::case::Case;
use jackfield::settings;

pub(super) fn run(case: &Case) -> Result<(), String> {
    let text = String::from_utf8_lossy(&case.text);
    let Err(problems) = settings::read(&text) else {
        return Ok(());
    };
    if problems.is_empty() {
        return Err("no settings, and no mistake that says why".to_owned());
    }
    let lines = text.split('\n').count();
    for problem in problems {
        let shown = problem.to_string();
        let is_inside = (1..=lines).contains(&problem.line) && problem.column > 0;
        if !is_inside || shown.len() > 10_000 || shown.chars().any(|c| c.is_control() && c != '\n')
        {
            return Err(format!("a harmful message: {shown:.200?}"));
        }
    }
    Ok(())
}
