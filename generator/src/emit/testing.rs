//! The file of valid values, which is there for tests alone.

use super::file::{File, gate, tokens};
use crate::api::TypeId;
use crate::package::{Answer, AnswerBody, Package, Testing};
use proc_macro2::TokenStream;
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
            let (gate, name, ty) = (gates.get(id), tokens(&name), &item.name);
            file.item(quote! {
                #gate
                impl #name for super::types::#ty {
                    const JSON: &str = #text;
                }
            });
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
fn gates(package: &Package<'_>) -> HashMap<TypeId, TokenStream> {
    let files = package.type_files.iter();
    let gated = files.filter(|file| !file.features.is_empty());
    let gated = gated.flat_map(|file| {
        let gate = tokens(&gate(package, &file.features));
        file.types.iter().map(move |id| (*id, gate.clone()))
    });
    gated.collect()
}

fn examples_of_client(
    file: &mut File<'_, '_>,
    testing: &Testing<'_>,
    gates: &HashMap<TypeId, TokenStream>,
) {
    let package = file.package;
    let mut answers: Vec<TokenStream> = Vec::new();
    for answer in &testing.answers {
        let Some((gate, ty)) = operation(package, answer) else {
            continue;
        };
        let described = tokens(&file.testing("Described"));
        answers.push(quote!(#gate <#ty as #described>::ANSWER));
    }
    let mut types: Vec<TokenStream> = Vec::new();
    for (id, _) in &testing.examples {
        let Some(item) = package.item(*id) else {
            continue;
        };
        let check = tokens(&file.testing("check"));
        let (gate, name, text) = (gates.get(id), &item.name, item.name.as_str());
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
fn operation(package: &Package<'_>, answer: &Answer<'_>) -> Option<(TokenStream, TokenStream)> {
    let group = package.groups.get(answer.call.0)?;
    let call = group.calls.get(answer.call.1)?;
    let gate = tokens(&gate(package, group.feature.as_slice()));
    let (module, name) = (&group.module, &call.name);
    Some((gate, quote!(super::#module::#name)))
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
    let (method, path) = (&call.operation.method, &call.operation.template);
    let (status, media_type) = (answer.status, answer.media_type);
    let status = proc_macro2::Literal::u16_unsuffixed(status);
    let body = match &answer.body {
        AnswerBody::Text(text) => quote!(#text),
        AnswerBody::Example(id) => match package.item(*id).map(|item| &item.name) {
            Some(name) => {
                let example = tokens(&file.testing("Example"));
                quote!(<super::types::#name as #example>::JSON)
            }
            None => quote!(""),
        },
    };
    let described = tokens(&file.testing("Described"));
    let check = tokens(&file.testing("check_answer"));
    file.item(quote! {
        #gate
        impl #described for #ty {
            const ANSWER: Answer = Answer {
                method: #method,
                path: #path,
                status: #status,
                media_type: #media_type,
                body: #body,
                check: #check::<Self>,
            };
        }
    });
}
