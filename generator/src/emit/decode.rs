//! How the responses of an operation are decoded, by status.

use super::docs::Comment;
use super::file::{File, tokens};
use crate::api::Type;
use crate::package::{
    Arm, Call, Decoder, Group, Ident, Output, OutputVariant, StatusMatch, Step, StreamCall,
};
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
        let ident = &variant.ident;
        let body = decoded(file, variant.decoder, variant.ty);
        let body = body.map(|ty| tokens(&format!("({ty})")));
        items.push(quote!(#docs #ident #body));
    }
    // A stream is read once.
    let derives = if variants.iter().any(|variant| variant.decoder.is_stream()) {
        quote!(#[derive(Debug)] #[allow(clippy::large_enum_variant)])
    } else {
        quote!(#[derive(Clone, Debug, PartialEq)])
    };
    file.item(quote! {
        #docs
        #derives
        #[non_exhaustive]
        pub enum #name { #(#items),* }
    });
}

/// The line that ties a call to its result and errors, with an arm for each status. It is a macro of the
/// runtime, whose inside the formatter does not print.
pub(super) fn operation(file: &mut File<'_, '_>, call: &Call<'_>) {
    let value = output_type(file, call);
    receive(file, call, &call.name, &value, &call.arms);
}

/// A way to receive a call piece by piece, beside awaiting it.
pub(super) fn stream(file: &mut File<'_, '_>, call: &Call<'_>, stream: &StreamCall<'_>) {
    let name = &stream.name;
    let docs = Comment::line(&format!(
        "A call prepared by [`{}::{}`].",
        call.name, stream.method
    ))
    .outer();
    let inner = tokens(&file.runtime("Call"));
    file.item(quote! {
        #docs
        #[derive(Debug)]
        #[must_use = "nothing is sent until the call is awaited"]
        pub struct #name(#inner);
    });
    let value = decoded(file, stream.decoder, stream.ty).unwrap_or_default();
    receive(file, call, name, &value, &stream.arms);
}

fn receive(file: &mut File<'_, '_>, call: &Call<'_>, name: &Ident, value: &str, arms: &[Arm]) {
    let error = match &call.errors {
        Some((alias, _)) => alias.code(),
        None => file.runtime("Undocumented"),
    };
    let make = file.runtime("operation");
    let headers = call.headers.as_ref();
    let headers = headers.map_or_else(String::new, |headers| format!("[{}]", headers.name.code()));
    let mut text = format!(
        "{make}!({}{headers} -> {value}, {error}, |response| match response.status() {{\n",
        name.code()
    );
    for arm in reachable(arms) {
        text.push_str(&format!(
            "    {} => {},\n",
            pattern(arm.status),
            step(call, &error, arm)
        ));
    }
    text.push_str("});\n");
    file.text(text);
}

/// The arms that some status reaches: a range all of whose statuses have arms of their own is a warning of rustc.
fn reachable(arms: &[Arm]) -> impl Iterator<Item = &Arm> {
    let is_known = |arms: &[Arm], code: u16| {
        arms.iter().any(|arm| match arm.status {
            StatusMatch::Code(known) => known == code,
            StatusMatch::Range(from, to) => (from..=to).contains(&code),
            StatusMatch::Any => true,
        })
    };
    arms.iter().enumerate().filter_map(move |(place, arm)| {
        let before = arms.get(..place).unwrap_or_default();
        let is_reached = match arm.status {
            StatusMatch::Range(from, to) => (from..=to).any(|code| !is_known(before, code)),
            StatusMatch::Code(_) | StatusMatch::Any => true,
        };
        is_reached.then_some(arm)
    })
}

/// The type that a call gives back.
pub(super) fn output_type(file: &mut File<'_, '_>, call: &Call<'_>) -> String {
    match &call.output {
        Output::One(decoder, ty) => decoded(file, *decoder, *ty).unwrap_or_else(|| "()".to_owned()),
        Output::Several(name, _) => name.code(),
    }
}

/// The type that a body is decoded as; `None` if there is none.
fn decoded(file: &mut File<'_, '_>, decoder: Decoder, ty: Option<&Type>) -> Option<String> {
    let item = match decoder {
        Decoder::RawEvents => Some(file.runtime("Event")),
        _ => ty.map(|ty| file.ty(ty)),
    };
    let stream = match decoder {
        Decoder::ByteStream => return Some(file.runtime("ByteStream")),
        Decoder::Events | Decoder::WholeEvents | Decoder::RawEvents => file.runtime("EventStream"),
        Decoder::Lines | Decoder::Records => file.runtime("LinesStream"),
        Decoder::Empty | Decoder::Json | Decoder::Xml | Decoder::Text | Decoder::Bytes => {
            return item;
        }
    };
    Some(format!("{stream}<{}>", item.unwrap_or_default()))
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
            Decoder::Xml => format!("response.xml_error({error}::{})", variant.code()),
            Decoder::Text => format!("response.text_error({error}::{})", variant.code()),
            _ => format!("response.bytes_error({error}::{})", variant.code()),
        },
        Step::Unexpected => "response.unexpected()".to_owned(),
    }
}

fn decode(decoder: Decoder) -> &'static str {
    match decoder {
        Decoder::Empty => "response.empty()",
        Decoder::Json => "response.json()",
        Decoder::Xml => "response.xml()",
        Decoder::Text => "response.text()",
        Decoder::Bytes => "response.bytes()",
        Decoder::ByteStream => "response.byte_stream()",
        Decoder::Events => "response.events()",
        Decoder::WholeEvents => "response.whole_events()",
        Decoder::RawEvents => "response.raw_events()",
        Decoder::Lines => "response.json_lines()",
        Decoder::Records => "response.json_sequence()",
    }
}
