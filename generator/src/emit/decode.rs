//! How the responses of an operation are decoded, by status.

use super::docs::Comment;
use super::file::{File, tokens};
use super::{attributes, layout};
use crate::api::Type;
use crate::package::{
    Arm, Attributes, Call, Decoder, Guard, Ident, Output, OutputVariant, Representation,
    RepresentationCall, StatusMatch, Step,
};
use proc_macro2::TokenStream;
use quote::quote;

/// The enum of an operation whose successes differ.
pub(super) fn output(
    file: &mut File<'_, '_>,
    (owner, method): (&Ident, &Ident),
    name: &Ident,
    variants: &[OutputVariant<'_>],
    attributes: &Attributes,
) {
    let docs = Comment::line(&format!("What [`{owner}::{method}`] gives back.")).outer();
    let mut items: Vec<TokenStream> = Vec::new();
    for variant in variants {
        let docs = Comment::of(variant.docs, &format!("{}.", variant.ident)).outer();
        let ident = &variant.ident;
        let body = decoded(file, variant.decoder, variant.ty);
        let body = body.map(|ty| tokens(&format!("({ty})")));
        items.push(quote!(#docs #ident #body));
    }
    // A stream is larger than what is decoded at once.
    let is_stream = variants.iter().any(|variant| variant.decoder.is_stream());
    let allowed = is_stream.then(|| quote!(#[allow(clippy::large_enum_variant)]));
    let attributes = attributes::around(attributes, allowed);
    file.item(quote! {
        #docs
        #attributes
        pub enum #name { #(#items),* }
    });
}

/// Emits the line that ties a call to its result and errors, with an arm for each status. It is a macro of the runtime,
/// whose inside the formatter does not print.
pub(super) fn operation(file: &mut File<'_, '_>, call: &Call<'_>) {
    let value = output_type(file, call);
    receive(file, call, &call.name, &value, &call.output, &call.arms);
}

/// Emits the call that asks for another representation, where that has a call of its own.
pub(super) fn representation(
    file: &mut File<'_, '_>,
    call: &Call<'_>,
    representation: &Representation<'_>,
) {
    let RepresentationCall::Own(name, output, arms) = &representation.call else {
        return;
    };
    super::call::call_type(file, (&call.name, &representation.method), name);
    if let Output::Several(several, variants, attributes) = output {
        self::output(
            file,
            (&call.name, &representation.method),
            several,
            variants,
            attributes,
        );
    }
    let value = type_of(file, output);
    receive(file, call, name, &value, output, arms);
}

fn receive(
    file: &mut File<'_, '_>,
    call: &Call<'_>,
    name: &Ident,
    value: &str,
    output: &Output<'_>,
    arms: &[Arm<'_>],
) {
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
            "    {}{} => {},\n",
            pattern(arm.status),
            guard(arm.guard.as_ref()),
            step(output, &error, arm)
        ));
    }
    text.push_str("});\n");
    file.text(text);
}

/// Returns the arms that some status reaches: rustc warns of a range all of whose statuses have arms of their own.
fn reachable<'a>(arms: &'a [Arm<'a>]) -> impl Iterator<Item = &'a Arm<'a>> {
    let is_known = |arms: &[Arm<'_>], code: u16| {
        let mut whole = arms.iter().filter(|arm| arm.guard.is_none());
        whole.any(|arm| match arm.status {
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
    type_of(file, &call.output)
}

fn type_of(file: &mut File<'_, '_>, output: &Output<'_>) -> String {
    match output {
        Output::One(decoder, ty) => decoded(file, *decoder, *ty).unwrap_or_else(|| "()".to_owned()),
        Output::Several(name, ..) => name.code(),
    }
}

/// The type that a body is decoded as; `None` if there is none.
pub(super) fn decoded(
    file: &mut File<'_, '_>,
    decoder: Decoder,
    ty: Option<&Type>,
) -> Option<String> {
    let item = match decoder {
        Decoder::RawEvents => Some(file.runtime("Event")),
        _ => ty.map(|ty| file.ty(ty)),
    };
    let stream = match decoder {
        Decoder::ByteStream => return Some(file.runtime("ByteStream")),
        Decoder::Bytes => return Some(file.import("bytes", "Bytes")),
        Decoder::Events
        | Decoder::WholeEvents
        | Decoder::ParsedEvents
        | Decoder::MixedEvents
        | Decoder::EnvelopedEvents
        | Decoder::RawEvents => file.runtime("EventStream"),
        Decoder::Lines | Decoder::Records => file.runtime("LinesStream"),
        Decoder::Empty | Decoder::Json | Decoder::Xml | Decoder::Text => return item,
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

/// What a body must say that it is, as the condition of an arm.
fn guard(guard: Option<&Guard<'_>>) -> String {
    match guard {
        None => String::new(),
        Some(Guard::Xml) => " if response.is_xml()".to_owned(),
        Some(Guard::Text) => " if response.is_text()".to_owned(),
        Some(Guard::Is(media_types)) => {
            let texts: Vec<String> = media_types.iter().map(|one| layout::literal(one)).collect();
            match texts.as_slice() {
                [one] => format!(" if response.is({one})"),
                several => format!(" if response.is_any(&[{}])", several.join(", ")),
            }
        }
    }
}

fn step(output: &Output<'_>, error: &str, arm: &Arm<'_>) -> String {
    match &arm.step {
        Step::Value(decoder) => decode(*decoder).to_owned(),
        Step::Variant(variant, decoder) => {
            let output = match output {
                Output::Several(name, ..) => name.code(),
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
        Step::OtherMediaType(expected) => {
            format!("response.other_media_type({})", layout::literal(expected))
        }
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
        Decoder::ParsedEvents => "response.parsed_events()",
        Decoder::MixedEvents => "response.mixed_events()",
        Decoder::EnvelopedEvents => "response.enveloped_events()",
        Decoder::RawEvents => "response.raw_events()",
        Decoder::Lines => "response.json_lines()",
        Decoder::Records => "response.json_sequence()",
    }
}
