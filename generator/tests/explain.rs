//! Every code of a problem is explained, and the example in its explanation gives it.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    missing_docs
)]

use jackfield::diagnostic::{Code, Diagnostics, Messages};
use jackfield::plan::Naming;
use jackfield::{Options, Target, generate_with, settings, source};

const DOCUMENT: &str = "
openapi: 3.1.0
info: { title: Lines, version: '1' }
paths:
  /lines:
    get: { responses: { '204': { description: Done. } } }
";

/// The blocks of code in a text, each with its language.
fn blocks(markdown: &str) -> Vec<(&str, &str)> {
    let fences = markdown.split("```").skip(1).step_by(2);
    fences
        .map(|block| block.split_once('\n').unwrap())
        .collect()
}

/// The codes that a document gives, out of the report for programs.
fn codes(
    text: &str,
    overlay: Option<&str>,
    options: &Options,
) -> (Vec<String>, jackfield::Generated) {
    let mut diagnostics = Diagnostics::default();
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("openapi.yaml");
    std::fs::write(&path, text).unwrap();
    let overlays: Vec<_> = overlay
        .map(|text| ("overlay.yaml".to_owned(), text.as_bytes().to_owned()))
        .into_iter()
        .collect();
    let source =
        source::read_path("openapi.yaml", &path, None, &overlays, &mut diagnostics).unwrap();
    let target = Target::new("lines");
    let options = Options {
        messages: Messages::Json,
        ..options.clone()
    };
    let generated = generate_with(source, diagnostics, &target, &options);
    let found = generated.report.lines().map(|line| {
        let line: serde_json::Value = serde_json::from_str(line).unwrap();
        line["code"].as_str().unwrap().to_owned()
    });
    (found.collect(), generated)
}

fn given(code: Code) -> Vec<String> {
    let text = code.explanation();
    match blocks(text).as_slice() {
        [("yaml", overlay)] if overlay.starts_with("overlay:") => {
            codes(DOCUMENT, Some(overlay), &Options::default()).0
        }
        [("yaml", document)] => codes(document, None, &Options::default()).0,
        [("yaml", before), ("yaml", after)] => {
            let naming = |lock| Options {
                naming: Some(Naming {
                    lock,
                    ..Naming::default()
                }),
                ..Options::default()
            };
            let (_, generated) = codes(before, None, &naming(jackfield::plan::Lock::default()));
            codes(after, None, &naming(generated.names.lock)).0
        }
        [("toml", text)] => match settings::read(text) {
            Err(problems) => problems
                .iter()
                .map(|_| Code::SettingsInvalid.name().to_owned())
                .collect(),
            Ok(settings) => {
                let client = settings.clients.into_iter().next().unwrap();
                let (select, types) = (client.select, client.types);
                codes(
                    DOCUMENT,
                    None,
                    &Options {
                        select,
                        types,
                        ..Options::default()
                    },
                )
                .0
            }
        },
        other => panic!("{code}: {} blocks", other.len()),
    }
}

#[test]
fn the_example_of_each_code_gives_it() {
    let wrong: Vec<String> = Code::ALL
        .iter()
        .filter(|code| !given(**code).contains(&code.name().to_owned()))
        .map(|code| format!("{code}: {:?}", given(*code)))
        .collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn each_explanation_begins_with_its_code_and_says_what_to_do() {
    for code in Code::ALL {
        let text = code.explanation();
        assert!(text.starts_with(&format!("# {code}\n\n")), "{code}");
        assert!(text.contains("\n**What to do.** "), "{code}");
        assert_eq!(Code::from_name(code.name()), Some(*code));
    }
}
