//! The file of valid values, which is there for tests alone.
//!
//! It is the longest of all, so none of it is left to the formatter.

use super::file::{File, formatted_gate};
use super::layout::{MARGIN, json_literal, literal};
use super::spelling::{Names, spelled};
use super::xml;
use crate::api::TypeId;
use crate::maps::{HashMap, HashSet};
use crate::package::{Answer, AnswerBody, Call, Group, Ident, Package, Testing, XmlAnswer};

/// The features that need a type, by its place, as far as it is gated.
type Gates<'p> = HashMap<TypeId, &'p [usize]>;

/// The file of the answers and examples.
pub(super) fn file(package: &Package<'_>, testing: &Testing<'_>) -> String {
    let mut file = File::new(package, "super::types", Default::default());
    let gates = gates(package);
    // A document without operations has no client.
    if !package.groups.is_empty() {
        for name in ["Answer", "Examples"] {
            file.testing(name);
        }
        examples_of_client(&mut file, testing, &gates);
    }
    for answer in &testing.answers {
        described(&mut file, answer);
    }
    let guesses: HashSet<TypeId> = testing.guesses.iter().copied().collect();
    for (id, text) in &testing.examples {
        example(&mut file, &gates, *id, text, guesses.contains(id));
    }
    let mut docs = docs(&package.runtime);
    if !package.features.is_empty() {
        // Without a group of operations there may be neither answers nor examples.
        docs.push_str("#![allow(unused_imports)]\n");
    }
    file.finish(&docs)
}

fn docs(runtime: &str) -> String {
    format!(
        "//! Valid values for tests: an answer of each operation, and an example of each type.\n//!\n\
         //! [`Mock::from_examples`]({runtime}::testing::Mock::from_examples) answers by them, and `example()` of the trait\n\
         //! [`Example`]({runtime}::testing::Example) gives the value of a type, whose fields can then be changed.\n\n\
         #![allow(deprecated)]\n"
    )
}

/// The gates of the types.
fn gates<'p>(package: &'p Package<'_>) -> Gates<'p> {
    let files = package.type_files.iter();
    let gated = files.filter(|file| !file.features.is_empty());
    let gated = gated.flat_map(|file| {
        let features = file.features.as_slice();
        file.types.iter().map(move |id| (*id, features))
    });
    gated.collect()
}

fn examples_of_client(file: &mut File<'_, '_>, testing: &Testing<'_>, gates: &Gates<'_>) {
    let package = file.package;
    let mut answers: Vec<Gated> = Vec::new();
    for answer in &testing.answers {
        let Some((group, call)) = operation(package, answer) else {
            continue;
        };
        let described = file.testing("Described");
        answers.push(Gated {
            gate: formatted_gate(package, group.feature.as_slice(), INNER),
            written: vec![format!("<{} as {described}>::ANSWER", type_of(group, call))],
        });
    }
    let mut types: Vec<Gated> = Vec::new();
    for (id, _) in &testing.examples {
        let Some(item) = package.item(*id) else {
            continue;
        };
        let check = file.testing("check");
        let ty = format!("super::types::{}", item.name.code());
        let mut check_of_type = format!("{check}::<{ty}>");
        if INNER.len() + 4 + check_of_type.len() > MARGIN {
            check_of_type = format!("{check}::<\n{INNER}        {ty},\n{INNER}    >");
        }
        let features = gates.get(id).copied().unwrap_or_default();
        types.push(Gated {
            gate: formatted_gate(package, features, INNER),
            written: vec![literal(item.name.as_str()), check_of_type],
        });
    }
    let answers = list("    const ANSWERS: &[Answer] = ", &answers);
    let types = list(
        "    const TYPES: &[(&str, fn() -> Result<(), String>)] = ",
        &types,
    );
    file.text(format!(
        "impl Examples for super::Client {{\n{answers}{types}}}\n"
    ));
}

/// The indentation of the items of a list in an impl.
const INNER: &str = "        ";

/// An item of a list, with its gate: an expression, or the several of a tuple.
struct Gated {
    gate: String,
    written: Vec<String>,
}

impl Gated {
    fn on_one_line(&self) -> String {
        match self.written.as_slice() {
            [one] => one.clone(),
            several => format!("({})", several.join(", ")),
        }
    }

    /// Returns the lines of the item. `comma` is the comma that follows if the formatter counts it, and else empty.
    fn lines(&self, comma: &str) -> String {
        let gate = &self.gate;
        let line = self.on_one_line();
        let is_tuple = self.written.len() > 1;
        if !is_tuple || INNER.len() + line.len() + comma.len() <= MARGIN {
            return format!("{gate}{INNER}{line},\n");
        }
        let parts = self.written.iter();
        let parts: String = parts.map(|part| format!("{INNER}    {part},\n")).collect();
        format!("{gate}{INNER}(\n{parts}{INNER}),\n")
    }
}

/// A constant that is a list.
fn list(head: &str, items: &[Gated]) -> String {
    if items.is_empty() {
        return format!("{head}&[];\n");
    }
    if let [only] = items
        && only.gate.is_empty()
    {
        let line = format!("{head}&[{}];\n", only.on_one_line());
        if line.len() <= MARGIN + 1 {
            return line;
        }
    }
    let mut text = format!("{head}&[\n");
    let last = items.len() - 1;
    for (place, item) in items.iter().enumerate() {
        text.push_str(&item.lines(if place == last { "" } else { "," }));
    }
    text + "    ];\n"
}

/// The operation that an answer is of, and its group.
fn operation<'p, 'a>(
    package: &'p Package<'a>,
    answer: &Answer<'_>,
) -> Option<(&'p Group<'a>, &'p Call<'a>)> {
    let group = package.groups.get(answer.call.0)?;
    Some((group, group.calls.get(answer.call.1)?))
}

/// The type of an operation as seen from this file.
fn type_of(group: &Group<'_>, call: &Call<'_>) -> String {
    format!("super::{}::{}", group.module.code(), call.name.code())
}

fn described(file: &mut File<'_, '_>, answer: &Answer<'_>) {
    let package = file.package;
    let Some((group, call)) = operation(package, answer) else {
        return;
    };
    let gate = formatted_gate(package, group.feature.as_slice(), "");
    let ty = type_of(group, call);
    let (method, path) = (&call.operation.method, &call.operation.template);
    let (method, path, media_type) = (literal(method), literal(path), literal(answer.media_type));
    let body = match &answer.body {
        AnswerBody::Text(body) => json_literal(body),
        AnswerBody::Example(id) => match package.item(*id).map(|item| &item.name) {
            Some(name) => {
                let example = file.testing("Example");
                format!("<super::types::{} as {example}>::JSON", name.code())
            }
            None => literal(""),
        },
    };
    let xml = match &answer.xml {
        None => "None".to_owned(),
        Some(xml) => xml_body(file, xml),
    };
    let head = head(&file.testing("Described"), &ty);
    let check = file.testing("check_answer");
    let headers = headers(&answer.headers);
    let told = if answer.is_guess { GUESS } else { "" };
    let text = format!(
        "{told}{gate}{head}    const ANSWER: Answer = Answer {{\n        method: {method},\n        \
         path: {path},\n        status: {},\n        media_type: {media_type},\n        headers: {headers},\n        body: {body},\n        \
         xml: {xml},\n        check: {check}::<Self>,\n    }};\n}}\n",
        answer.status
    );
    match answer.xml {
        None => file.text(text),
        Some(_) => file.written(text),
    }
}

/// Names as the file has them, except for the types of the document, which are written by their paths: an import of a
/// gated type would need the gate too.
struct Inside<'f, 'p, 'a>(&'f mut File<'p, 'a>);

impl Names for Inside<'_, '_, '_> {
    fn library(&mut self, path: &str, name: &str) -> String {
        format!("{path}::{name}")
    }

    fn runtime(&mut self, name: &str) -> String {
        self.0.runtime(name)
    }

    fn definition(&mut self, name: &Ident) -> String {
        format!("super::types::{}", name.code())
    }

    fn custom(&mut self, path: &str) -> String {
        path.to_owned()
    }
}

/// The doc comment of a value that the document may not admit.
const GUESS: &str = "/// A guess: the document asks for more than values are made by.\n";

/// The headers of an answer, as the formatter has them.
fn headers(headers: &[(&str, String)]) -> String {
    let pair = |(name, value): &(&str, String)| (literal(name), literal(value));
    let pairs: Vec<(String, String)> = headers.iter().map(pair).collect();
    let on_one_line: Vec<String> = pairs
        .iter()
        .map(|(name, value)| format!("({name}, {value})"))
        .collect();
    let line = format!("&[{}]", on_one_line.join(", "));
    if INNER.len() + "headers: ,".len() + line.len() <= MARGIN {
        return line;
    }
    let mut text = "&[\n".to_owned();
    for (pair, (name, value)) in on_one_line.iter().zip(&pairs) {
        let line = format!("{INNER}    {pair},\n");
        match line.len() <= MARGIN + 1 {
            true => text.push_str(&line),
            false => text.push_str(&format!(
                "{INNER}    (\n{INNER}        {name},\n{INNER}        {value},\n{INNER}    ),\n"
            )),
        }
    }
    text + INNER + "]"
}

/// The function that writes a body as XML.
fn xml_body(file: &mut File<'_, '_>, answer: &XmlAnswer<'_>) -> String {
    let ty = spelled(file.package, answer.ty, &mut Inside(file));
    let written = file.runtime("xml_written");
    let [name, item] = [answer.name, answer.item].map(|name| xml::name(file, name));
    format!(
        "Some(|json| {{\n            let root = {name};\n            let item = {item};\n            \
         {written}::<{ty}>(json, root, item)\n        }})"
    )
}

fn example(file: &mut File<'_, '_>, gates: &Gates<'_>, id: TypeId, text: &str, is_guess: bool) {
    let Some(item) = file.package.item(id) else {
        return;
    };
    let name = file.testing("Example");
    let features = gates.get(&id).copied().unwrap_or_default();
    let gate = formatted_gate(file.package, features, "");
    let head = head(&name, &format!("super::types::{}", item.name.code()));
    let text = json_literal(text);
    let told = if is_guess { GUESS } else { "" };
    file.text(format!(
        "{told}{gate}{head}    const JSON: &str = {text};\n}}\n"
    ));
}

/// The first line of an impl, or the two that the formatter makes of a long one.
fn head(name: &str, ty: &str) -> String {
    let line = format!("impl {name} for {ty} {{\n");
    match line.len() <= MARGIN + 1 {
        true => line,
        false => format!("impl {name}\nfor {ty} {{\n"),
    }
}
