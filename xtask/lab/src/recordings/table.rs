//! The results, by document and cause.

use super::read::Recording;
use super::verdict::Verdict;
use serde_json::json;
use std::collections::BTreeMap;
use std::fmt;
use std::path::Path;

/// The answers of one document.
pub(super) struct Row {
    document: String,
    answers: Vec<(Recording, Verdict)>,
}

impl Row {
    pub(super) fn of(path: &Path, recordings: &[Recording], verdicts: Vec<Verdict>) -> Self {
        let name = path.file_name().unwrap_or_default();
        Self {
            document: name.to_string_lossy().into_owned(),
            answers: recordings.iter().cloned().zip(verdicts).collect(),
        }
    }

    /// The name of the document, without its extension.
    pub(super) fn name(&self) -> &str {
        self.document
            .rsplit_once('.')
            .map_or(&self.document, |(name, _)| name)
    }

    /// The lines of the client's hook.
    pub(super) fn told(&self) -> String {
        let told = self
            .answers
            .iter()
            .map(|(_, verdict)| verdict.told.as_str());
        told.filter(|told| !told.is_empty())
            .map(|told| format!("{told}\n"))
            .collect()
    }

    /// How many answers break a promise.
    pub(super) fn broken(&self) -> usize {
        self.count(|_, verdict| !verdict.broken.is_empty())
    }

    fn count(&self, is_counted: impl Fn(&Recording, &Verdict) -> bool) -> usize {
        let counted = self
            .answers
            .iter()
            .filter(|(answer, verdict)| is_counted(answer, verdict));
        counted.count()
    }

    /// The counts, in the order of the table's columns.
    fn counts(&self) -> [usize; 8] {
        [
            self.answers.len(),
            self.count(|_, verdict| verdict.is_documented),
            self.count(|answer, _| answer.was_read()),
            self.count(|_, verdict| verdict.is_strict_read),
            self.count(|_, verdict| verdict.is_tolerant_read),
            self.count(|_, verdict| verdict.is_tolerant_read && !verdict.told.is_empty()),
            self.count(|_, verdict| verdict.is_corrected),
            self.broken(),
        ]
    }

    /// A line of JSON for each answer.
    pub(super) fn report(&self) -> String {
        let line = |(answer, verdict): &(Recording, Verdict)| {
            let line = json!({
                "document": self.document, "operation": answer.operation, "status": answer.status,
                "before": answer.today, "documented": verdict.is_documented, "strict": verdict.is_strict_read,
                "tolerant": verdict.is_tolerant_read, "corrected": verdict.is_corrected, "causes": verdict.causes, "broken": verdict.broken,
                "message": verdict.message, "body": answer.body,
            });
            format!("{line}\n")
        };
        self.answers.iter().map(line).collect()
    }
}

/// The causes of what is not as documented, and the promises that do not hold.
impl fmt::Display for Row {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(formatter, "{}", self.document)?;
        let mut causes: BTreeMap<(bool, &str), usize> = BTreeMap::new();
        for (_, verdict) in &self.answers {
            for cause in &verdict.causes {
                *causes.entry((verdict.is_tolerant_read, cause)).or_default() += 1;
            }
        }
        for ((is_read, cause), count) in causes {
            let became = if is_read { "read" } else { "not read" };
            writeln!(formatter, "  {count:>6} {became:<9} {cause}")?;
        }
        for (answer, verdict) in &self.answers {
            for broken in &verdict.broken {
                let Recording {
                    operation, status, ..
                } = answer;
                writeln!(formatter, "  BROKEN {operation} {status}: {broken}")?;
            }
        }
        Ok(())
    }
}

/// The counts of all documents.
pub(super) struct Table<'r>(pub(super) &'r [Row]);

impl fmt::Display for Table<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names = [
            "answers",
            "documented",
            "before",
            "strict",
            "tolerant",
            "issues",
            "corrected",
            "broken",
        ];
        write!(formatter, "{:<28}", "document")?;
        names
            .iter()
            .try_for_each(|name| write!(formatter, " {name:>10}"))?;
        writeln!(formatter)?;
        let mut total = [0; 8];
        for row in self.0 {
            let counts = row.counts();
            write_counts(formatter, &row.document, &counts)?;
            total
                .iter_mut()
                .zip(counts)
                .for_each(|(total, count)| *total += count);
        }
        write_counts(formatter, "all", &total)
    }
}

fn write_counts(formatter: &mut fmt::Formatter<'_>, name: &str, counts: &[usize]) -> fmt::Result {
    write!(formatter, "{name:<28}")?;
    counts
        .iter()
        .try_for_each(|count| write!(formatter, " {count:>10}"))?;
    writeln!(formatter)
}
