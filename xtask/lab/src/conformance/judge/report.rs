//! What became of every document.

use super::defects::Defect;
use super::problem::Problem;
use serde::Serialize;
use std::collections::BTreeSet;
use std::fmt::Write as _;

/// How many unnamed problems of a document are printed.
const MOST_PRINTED: usize = 30;

/// What became of a document.
#[derive(Clone, Debug, Default, Serialize)]
pub(super) struct Row {
    pub(super) document: String,
    /// The operations of the client.
    pub(super) operations: usize,
    /// Those that are called.
    pub(super) called: usize,
    /// The calls made.
    pub(super) calls: usize,
    /// The requests that arrived.
    pub(super) requests: usize,
    /// Those of which some part could not be judged.
    pub(super) unjudged: usize,
    /// The answers of the mock that were judged: one for each operation.
    pub(super) answers: usize,
    /// The answers that were refused, or that the client could not read, those of Prism's mock too.
    pub(super) refused_answers: usize,
    /// Those of them that are known.
    pub(super) named_answers: usize,
    /// The calls that were refused.
    pub(super) refused: usize,
    /// Those of them whose refusal is a known defect of the judge.
    pub(super) named: usize,
    /// Why there is no result, if there is none.
    pub(super) error: Option<String>,
    pub(super) problems: Vec<Problem>,
}

impl Row {
    /// Finds the known defects among the problems, and counts.
    pub(super) fn settle(&mut self, defects: &[Defect]) {
        for problem in &mut self.problems {
            problem.defect = defects
                .iter()
                .position(|defect| defect.is(&self.document, problem));
        }
        (self.refused, self.named) = self.count(false);
        (self.refused_answers, self.named_answers) = self.count(true);
    }

    /// How many cases were refused, by their requests or their answers, and of how many of them each refusal is known.
    fn count(&self, is_answer: bool) -> (usize, usize) {
        let is_of = |problem: &&Problem| problem.is_refusal && problem.is_answer == is_answer;
        let refusals = || self.problems.iter().filter(is_of);
        let refused: BTreeSet<_> = refusals().map(|problem| problem.case).collect();
        let unnamed: BTreeSet<_> = refusals()
            .filter(|problem| problem.defect.is_none())
            .map(|problem| problem.case)
            .collect();
        (refused.len(), refused.difference(&unnamed).count())
    }

    /// What no known defect explains.
    fn unnamed(&self) -> impl Iterator<Item = &Problem> {
        let problems = self.problems.iter();
        problems.filter(|problem| problem.defect.is_none())
    }

    fn is_good(&self) -> bool {
        self.error.is_none() && self.unnamed().next().is_none()
    }
}

/// What became of all documents.
#[derive(Debug, Serialize)]
pub(in crate::conformance) struct Report {
    documents: Vec<Row>,
    defects: Vec<Defect>,
}

impl Report {
    pub(super) fn new(documents: Vec<Row>, defects: Vec<Defect>) -> Self {
        Self { documents, defects }
    }

    /// Whether every operation is called, and every refusal is named.
    pub(in crate::conformance) fn is_good(&self) -> bool {
        self.documents.iter().all(Row::is_good)
    }

    /// The table, then what no known defect explains, then the known defects with how often each was met.
    pub(super) fn render(&self) -> String {
        let mut out = format!(
            "{:<28}{:>11}{:>8}{:>8}{:>10}{:>9}{:>7}{:>9}{:>9}{:>9}{:>7}\n",
            "document",
            "operations",
            "called",
            "calls",
            "requests",
            "refused",
            "named",
            "unjudged",
            "answers",
            "refused",
            "named"
        );
        for row in &self.documents {
            let _ = writeln!(
                out,
                "{:<28}{:>11}{:>8}{:>8}{:>10}{:>9}{:>7}{:>9}{:>9}{:>9}{:>7}",
                row.document,
                row.operations,
                row.called,
                row.calls,
                row.requests,
                row.refused,
                row.named,
                row.unjudged,
                row.answers,
                row.refused_answers,
                row.named_answers
            );
        }
        for row in self.documents.iter().filter(|row| !row.is_good()) {
            unnamed(&mut out, row);
        }
        self.render_defects(&mut out);
        out
    }

    fn render_defects(&self, out: &mut String) {
        let problems = || self.documents.iter().flat_map(|row| &row.problems);
        for (place, defect) in self.defects.iter().enumerate() {
            let met = problems().filter(|problem| problem.defect == Some(place));
            if place == 0 {
                out.push_str("\nknown defects:\n");
            }
            let _ = writeln!(
                out,
                "{:>6} {} {}: {}\n       {}",
                met.count(),
                defect.document,
                defect.operation,
                defect.says,
                defect.reason
            );
        }
    }
}

/// What no known defect explains in a document.
fn unnamed(out: &mut String, row: &Row) {
    let _ = writeln!(out, "\n{}:", row.document);
    if let Some(error) = &row.error {
        let _ = writeln!(out, "  {error}");
    }
    for problem in row.unnamed().take(MOST_PRINTED) {
        let _ = writeln!(out, "  {}: {}", problem.operation, problem.text);
        for part in [&problem.request, &problem.body] {
            if !part.is_empty() {
                let part: String = part.chars().take(300).collect();
                let _ = writeln!(out, "      {}", part.escape_debug());
            }
        }
    }
    let more = row.unnamed().count().saturating_sub(MOST_PRINTED);
    if more > 0 {
        let _ = writeln!(out, "  and {more} more");
    }
}

#[cfg(test)]
mod tests {
    use super::{Problem, Report, Row};
    use crate::conformance::judge::defects::Defect;

    fn problem(case: usize, text: &str, is_refusal: bool) -> Problem {
        Problem {
            operation: "GET /a".to_owned(),
            is_refusal,
            text: text.to_owned(),
            case: Some(case),
            request: "GET /a?b=".to_owned(),
            ..Problem::default()
        }
    }

    fn defect(says: &str, request: Option<&str>) -> Defect {
        Defect {
            document: "*".to_owned(),
            operation: "GET /*".to_owned(),
            says: says.to_owned(),
            request: request.map(str::to_owned),
            reason: "known".to_owned(),
        }
    }

    #[test]
    fn a_call_is_named_only_if_each_of_its_refusals_is() {
        let mut row = Row {
            problems: vec![
                problem(1, "empty", true),
                problem(2, "empty", true),
                problem(2, "wrong", true),
                problem(3, "cannot compile", false),
            ],
            ..Row::default()
        };
        let defects = vec![defect("empty", Some("b=\n")), defect("compile", None)];
        row.settle(&defects);
        assert_eq!((row.refused, row.named), (2, 1));
        let report = Report::new(vec![row], defects);
        assert!(!report.is_good());
        assert!(report.render().contains("GET /a: wrong"));
    }

    #[test]
    fn what_is_named_is_good() {
        let mut row = Row {
            problems: vec![problem(1, "empty", true)],
            ..Row::default()
        };
        let defects = vec![defect("empty", None)];
        row.settle(&defects);
        assert!(Report::new(vec![row], defects).is_good());
    }

    #[test]
    fn a_document_without_result_is_not_good() {
        let row = Row {
            error: Some("no client".to_owned()),
            ..Row::default()
        };
        assert!(!Report::new(vec![row], Vec::new()).is_good());
    }
}
