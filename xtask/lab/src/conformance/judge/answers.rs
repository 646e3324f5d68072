//! What is wrong with the answers of mocks.

use super::cases::Cases;
use super::one::Failures;
use super::problem::Problem;
use super::server::Verdict;

/// What is wrong with the answers of the client's own mock, by the judge and by the client, and with how the client reads
/// those of Prism's mock.
pub(super) fn problems<'o>(
    made: &Cases,
    operation: impl Fn(usize) -> &'o str,
    verdicts: &[Verdict],
    failed: &Failures,
) -> Vec<Problem> {
    let calls = made
        .cases
        .iter()
        .map(|case| (case.case, case.call))
        .collect();
    let calls: std::collections::BTreeMap<usize, usize> = calls;
    let mut problems = Vec::new();
    let answered = verdicts
        .iter()
        .filter_map(|verdict| Some((verdict, verdict.case?)));
    for (verdict, case) in answered {
        let Some(answer) = &verdict.answer else {
            continue;
        };
        let refusals = answer.problems.iter().map(|text| (true, text));
        let unjudged = answer.unjudged.iter().map(|text| (false, text));
        problems.extend(refusals.chain(unjudged).map(|(is_refusal, text)| {
            Problem {
                operation: calls
                    .get(&case)
                    .map_or("", |call| operation(*call))
                    .to_owned(),
                is_refusal,
                is_answer: true,
                text: format!("answer: {text}"),
                case: Some(case),
                request: answer.line.clone(),
                body: answer.body.clone(),
                ..Problem::default()
            }
        }));
    }
    for (of, failed) in [("our", &failed.of_mock), ("Prism's", &failed.of_prism)] {
        problems.extend(failed.iter().map(|(case, error)| {
            Problem {
                operation: calls
                    .get(case)
                    .map_or("", |call| operation(*call))
                    .to_owned(),
                is_refusal: true,
                is_answer: true,
                text: format!("the answer of {of} mock is not read: {error}"),
                case: Some(*case),
                ..Problem::default()
            }
        }));
    }
    problems
}
