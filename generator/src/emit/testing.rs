//! The file of valid values, which is there for tests alone.

use super::file::{File, gate, tokens};
use crate::api::TypeId;
use crate::package::{Answer, AnswerBody, Package, Testing};
use proc_macro2::{Literal, TokenStream};
use quote::quote;
use std::collections::HashMap;

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
    for (id, text) in &testing.examples {
        if let Some(item) = package.item(*id) {
            let name = file.testing("Example");
            let ty = item.name.code();
            let gate = gates.get(id).map_or("", String::as_str);
            let text = Literal::string(text).to_string();
            let head =
                format!("{gate}impl {name} for super::types::{ty} {{\n    const JSON: &str = ");
            file.written_with(head, &text, ";\n}\n");
        }
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

/// The gates of the types, as far as they have any.
fn gates(package: &Package<'_>) -> HashMap<TypeId, String> {
    let files = package.type_files.iter();
    let gated = files.filter(|file| !file.features.is_empty());
    let gated = gated.flat_map(|file| {
        let gate = gate(package, &file.features);
        file.types.iter().map(move |id| (*id, gate.clone()))
    });
    gated.collect()
}

fn examples_of_client(
    file: &mut File<'_, '_>,
    testing: &Testing<'_>,
    gates: &HashMap<TypeId, String>,
) {
    let package = file.package;
    let mut answers: Vec<TokenStream> = Vec::new();
    for answer in &testing.answers {
        let Some((gate, ty)) = operation(package, answer) else {
            continue;
        };
        let described = tokens(&file.testing("Described"));
        let (gate, ty) = (tokens(&gate), tokens(&ty));
        answers.push(quote!(#gate <#ty as #described>::ANSWER));
    }
    let mut types: Vec<TokenStream> = Vec::new();
    for (id, _) in &testing.examples {
        let Some(item) = package.item(*id) else {
            continue;
        };
        let check = tokens(&file.testing("check"));
        let gate = gates.get(id).map(|gate| tokens(gate));
        let (name, text) = (&item.name, item.name.as_str());
        types.push(quote!(#gate (#text, #check::<super::types::#name>)));
    }
    file.item(quote! {
        impl Examples for super::Client {
            const ANSWERS: &[Answer] = &[#(#answers),*];
            const TYPES: &[(&str, fn() -> Result<(), String>)] = &[#(#types),*];
        }
    });
}

/// The gate and the type of the operation that an answer is of.
fn operation(package: &Package<'_>, answer: &Answer<'_>) -> Option<(String, String)> {
    let group = package.groups.get(answer.call.0)?;
    let call = group.calls.get(answer.call.1)?;
    let gate = gate(package, group.feature.as_slice());
    let (module, name) = (group.module.code(), call.name.code());
    Some((gate, format!("super::{module}::{name}")))
}

fn described(file: &mut File<'_, '_>, answer: &Answer<'_>) {
    let package = file.package;
    let (Some((gate, ty)), Some(call)) = (
        operation(package, answer),
        package
            .groups
            .get(answer.call.0)
            .and_then(|group| group.calls.get(answer.call.1)),
    ) else {
        return;
    };
    let text = |text: &str| Literal::string(text).to_string();
    let (method, path) = (&call.operation.method, &call.operation.template);
    let (method, path, media_type) = (text(method), text(path), text(answer.media_type));
    let body = match &answer.body {
        AnswerBody::Text(body) => text(body),
        AnswerBody::Example(id) => match package.item(*id).map(|item| &item.name) {
            Some(name) => {
                let example = file.testing("Example");
                format!("<super::types::{} as {example}>::JSON", name.code())
            }
            None => text(""),
        },
    };
    let (described, check) = (file.testing("Described"), file.testing("check_answer"));
    let head = format!(
        "{gate}impl {described} for {ty} {{\n    const ANSWER: Answer = Answer {{\n        method: {method},\n        \
         path: {path},\n        status: {},\n        media_type: {media_type},\n        body: ",
        answer.status
    );
    let end = format!(",\n        check: {check}::<Self>,\n    }};\n}}\n");
    file.written_with(head, &body, &end);
}
