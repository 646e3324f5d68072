//! The answers of operations.

use super::Examples;
use super::fits::Judge;
use super::headers;
use super::made::{Made, plain, text, value};
use crate::api::{Content, Framing, Media, MediaType, Response, StatusPattern, Type, TypeId};
use crate::package::{Answer, AnswerBody, Call, Item, Package, XmlAnswer};
use crate::plan::xml;
use serde_json::{Value, json};

/// The longest example of one operation's own: a longer one is left out where its type has another.
const LONGEST_OWN: usize = 1024;

/// The answer of an operation: the first success that it documents, of the media type that is asked for.
pub(super) fn answer<'a>(
    judge: Judge<'_, 'a>,
    examples: &Examples<'_>,
    call: &Call<'a>,
    place: (usize, usize),
) -> Option<Answer<'a>> {
    let responses = &call.operation.responses;
    let is_success = |response: &&Response| match response.status {
        StatusPattern::Code(code) => (200..300).contains(&code) || call.redirects.contains(&code),
        StatusPattern::Range(digit) => digit == 2,
        StatusPattern::Default => false,
    };
    let is_default = |response: &&Response| response.status == StatusPattern::Default;
    let response = responses.iter().find(is_success);
    let response = response.or_else(|| responses.iter().find(is_default));
    let status = match response.map(|response| response.status) {
        Some(StatusPattern::Code(code)) => code,
        Some(_) => 200,
        None => 204,
    };
    let media = response.map_or(&[][..], |response| &response.media);
    // As the client asks: a call reads no other documented media type.
    let place_asked = |media: &&Media| {
        let media_type = media.media_type.accept();
        match call.accept.as_slice() {
            [] if media_type == "application/json" => 0,
            asked => {
                let place = asked.iter().position(|one| *one == media_type);
                place.unwrap_or(usize::MAX)
            }
        }
    };
    let media = media.iter().min_by_key(place_asked);
    let (media_type, body) = match media {
        None => ("", sure(AnswerBody::Text(String::new()))),
        Some(media) => (
            concrete(&media.media_type, &media.content),
            body(judge, examples, media)?,
        ),
    };
    let headers = response.map(|response| headers::required(judge, response));
    let headers = headers.unwrap_or(sure(Vec::new()));
    Some(Answer {
        call: place,
        status,
        media_type,
        is_guess: body.is_guess || headers.is_guess,
        headers: headers.value,
        body: body.value,
        xml: media.and_then(|media| xml_of(&media.content)),
    })
}

/// Returns the type and the element names of a body that is XML, and `None` for others.
fn xml_of(content: &Content) -> Option<XmlAnswer<'_>> {
    let Content::Xml(ty, xml) = content else {
        return None;
    };
    Some(XmlAnswer {
        ty,
        name: xml::name(Some(xml), "root"),
        item: xml::name(xml.items.as_deref(), "item"),
    })
}

/// A media type that can be sent, for one that may stand for several.
fn concrete<'a>(media_type: &'a MediaType, content: &Content) -> &'a str {
    match (media_type.is_range(), content) {
        (false, _) => media_type.as_str(),
        (true, Content::Json(_)) => "application/json",
        (true, Content::Text(_)) => "text/plain",
        (true, _) => match media_type.essence() {
            "image/*" => "image/png",
            "audio/*" => "audio/mpeg",
            "video/*" => "video/mp4",
            "text/*" => "text/plain",
            _ => "application/octet-stream",
        },
    }
}

/// Makes the body of an answer: the example that the document has for it, or a value of its type.
fn body(judge: Judge<'_, '_>, examples: &Examples<'_>, media: &Media) -> Option<Made<AnswerBody>> {
    let body = match &media.content {
        Content::Json(ty) | Content::Xml(ty, _) => return json(judge, examples, media, ty),
        Content::Text(ty) => {
            value(judge, ty, media.constraints.as_deref())?.map(|value| plain(&value))
        }
        Content::Bytes => sure("bytes".to_owned()),
        Content::Stream(framing, ty) => {
            let made = match ty {
                Some(ty) => value(judge, ty, None)?,
                None => sure(json!({})),
            };
            made.map(|value| match framing {
                Framing::Data => format!("data: {value}\n\n"),
                Framing::Events => event(&value),
                Framing::Lines => format!("{value}\n"),
                Framing::Records => format!("\u{1e}{value}\n"),
            })
        }
        // No answer is read as one of these.
        Content::Form(..) | Content::Parts(_) => return None,
    };
    Some(body.map(AnswerBody::Text))
}

/// Marks a value as no guess: the document has it, or asks for nothing else.
fn sure<T>(value: T) -> Made<T> {
    Made {
        value,
        is_guess: false,
    }
}

/// Makes a body of JSON. An example that is also that of its type is not written once more.
fn json(
    judge: Judge<'_, '_>,
    examples: &Examples<'_>,
    media: &Media,
    ty: &Type,
) -> Option<Made<AnswerBody>> {
    let constraints = media.constraints.as_deref();
    let own = media.example.as_deref();
    let own = own.filter(|value| judge.fits(ty, constraints, value));
    let own = own.map(Value::to_string);
    let own = own.filter(|text| text.len() <= LONGEST_OWN);
    let id = example_of(judge.package, ty);
    let known = id.and_then(|id| Some((id, examples.get(&id)?)));
    Some(match (own, known) {
        // Whether the example of a type is a guess is told where that example stands.
        (None, Some((id, _))) => sure(AnswerBody::Example(id)),
        (Some(own), Some((id, text))) if own == *text => sure(AnswerBody::Example(id)),
        (Some(own), _) => sure(AnswerBody::Text(own)),
        (None, None) => text(judge, ty, constraints)?.map(AnswerBody::Text),
    })
}

/// A server-sent event whose fields are the properties of a value.
fn event(value: &Value) -> String {
    let mut text = String::new();
    for (name, value) in value.as_object().into_iter().flatten() {
        if matches!(name.as_str(), "event" | "data" | "id" | "retry") {
            text.push_str(&format!("{name}: {}\n", plain(value)));
        }
    }
    text + "\n"
}

/// The definition whose example is one of a type.
pub(super) fn example_of(package: &Package<'_>, ty: &Type) -> Option<TypeId> {
    match package.resolve(ty) {
        Type::Defined(id) => match &package.item(*id)?.item {
            Item::Alias(other) => example_of(package, &Type::Defined(*other)),
            _ => Some(*id),
        },
        _ => None,
    }
}
