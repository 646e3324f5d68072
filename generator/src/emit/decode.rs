//! How the responses of an operation are decoded, by status.

use super::docs::Comment;
use super::file::{File, tokens};
use crate::package::{Arm, Call, Decoder, Group, Ident, Output, OutputVariant, StatusMatch, Step};
use proc_macro2::TokenStream;
use quote::quote;

/// The enum of an operation whose successes differ.
pub(super) fn output(
    file: &mut File<'_, '_>,
    group: &Group<'_>,
    call: &Call<'_>,
    name: &Ident,
    variants: &[OutputVariant<'_>],
) {
    let docs = Comment::line(&format!(
        "What [`{}::{}`] gives back.",
        group.name, call.method
    ))
    .outer();
    let mut items: Vec<TokenStream> = Vec::new();
    for variant in variants {
        let docs = Comment::of(variant.docs, &format!("{}.", variant.ident)).outer();
        let (ident, body) = (
            &variant.ident,
            variant.ty.map(|ty| tokens(&format!("({})", file.ty(ty)))),
        );
        items.push(quote!(#docs #ident #body));
    }
    file.item(quote! {
        #docs
        #[derive(Clone, Debug, PartialEq)]
        #[non_exhaustive]
        pub enum #name { #(#items),* }
    });
}

/// The line that ties a call to its result and errors, with an arm for each status. It is a macro of the
/// runtime, whose inside the formatter does not print.
pub(super) fn operation(file: &mut File<'_, '_>, call: &Call<'_>) {
    let value = output_type(file, call);
    let error = match &call.errors {
        Some((alias, _)) => alias.code(),
        None => file.runtime("Undocumented"),
    };
    let make = file.runtime("operation");
    let mut text = format!(
        "{make}!({} -> {value}, {error}, |response| match response.status() {{\n",
        call.name.code()
    );
    for arm in &call.arms {
        text.push_str(&format!(
            "    {} => {},\n",
            pattern(arm.status),
            step(call, &error, arm)
        ));
    }
    text.push_str("});\n");
    file.text(text);
}

/// The type that a call gives back.
pub(super) fn output_type(file: &mut File<'_, '_>, call: &Call<'_>) -> String {
    match &call.output {
        Output::One(_, Some(ty)) => file.ty(ty),
        Output::One(_, None) => "()".to_owned(),
        Output::Several(name, _) => name.code(),
    }
}

fn pattern(status: StatusMatch) -> String {
    match status {
        StatusMatch::Code(code) => code.to_string(),
        StatusMatch::Range(from, to) => format!("{from}..={to}"),
        StatusMatch::Any => "_".to_owned(),
    }
}

fn step(call: &Call<'_>, error: &str, arm: &Arm) -> String {
    match &arm.step {
        Step::Value(decoder) => decode(*decoder).to_owned(),
        Step::Variant(variant, decoder) => {
            let output = match &call.output {
                Output::Several(name, _) => name.code(),
                Output::One(..) => String::new(),
            };
            match decoder {
                Decoder::Empty => {
                    format!("response.empty().map(|()| {output}::{})", variant.code())
                }
                other => format!("{}.map({output}::{})", decode(*other), variant.code()),
            }
        }
        Step::Error(variant, decoder) => match decoder {
            Decoder::Empty => format!("response.error_without_body({error}::{})", variant.code()),
            Decoder::Json => format!("response.error({error}::{})", variant.code()),
            Decoder::Text => format!("response.text_error({error}::{})", variant.code()),
            Decoder::Bytes => format!("response.bytes_error({error}::{})", variant.code()),
        },
        Step::Unexpected => "response.unexpected()".to_owned(),
    }
}

fn decode(decoder: Decoder) -> &'static str {
    match decoder {
        Decoder::Empty => "response.empty()",
        Decoder::Json => "response.json()",
        Decoder::Text => "response.text()",
        Decoder::Bytes => "response.bytes()",
    }
}
