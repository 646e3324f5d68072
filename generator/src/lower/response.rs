//! Responses and their headers.

use super::Lowering;
use super::parameter::api_style;
use super::schema::read::docs;
use crate::api::{
    Direction, Docs, Location, OperationId, Parameter, ParameterEncoding, Response, Root, Shared,
    StatusPattern, StyleEncoding,
};
use crate::diagnostic::{Code, push_step};
use crate::document::{self, Components, Header, Responses};
use openapiv3::{ReferenceOr, StatusCode};

impl<'d> Lowering<'d, '_> {
    /// Lowers the responses of an operation.
    pub(super) fn responses(
        &mut self,
        responses: &'d Responses,
        id: OperationId,
        pointer: &str,
    ) -> Vec<Response> {
        let coded = responses.responses.iter().map(|(code, response)| {
            let status = match code {
                StatusCode::Code(code) => StatusPattern::Code(*code),
                StatusCode::Range(digit) => {
                    StatusPattern::Range(u8::try_from(*digit).unwrap_or(u8::MAX))
                }
            };
            (status, response)
        });
        let default = responses
            .default
            .iter()
            .map(|response| (StatusPattern::Default, response));
        let mut lowered = Vec::new();
        for (status, response) in coded.chain(default) {
            let key = match status {
                StatusPattern::Code(code) => code.to_string(),
                StatusPattern::Range(digit) => format!("{digit}XX"),
                StatusPattern::Default => "default".to_owned(),
            };
            let pointer = format!("{pointer}/responses/{key}");
            lowered.extend(self.response(status, response, id, &pointer));
        }
        complete_partial(&mut lowered);
        lowered
    }

    fn response(
        &mut self,
        status: StatusPattern,
        response: &'d ReferenceOr<document::Response>,
        id: OperationId,
        own: &str,
    ) -> Option<Response> {
        let Some((shared, response)) = Components::follow(&self.components.responses, response)
        else {
            self.warn(
                Code::ReferenceNotFound,
                own,
                "there is no such response: it is left out",
            )
            .advise("correct the reference");
            return None;
        };
        let mut pointer = own.to_owned();
        if let Some(name) = shared {
            pointer = "/components/responses".to_owned();
            push_step(&mut pointer, name);
        }
        let root = match shared {
            Some(name) => Root::Shared(Shared::Response, name.to_owned()),
            None => Root::Response(id, status),
        };
        let media = match status {
            StatusPattern::Code(code @ (204 | 205 | 304)) => {
                self.warn_of_body(code, response, &pointer);
                Vec::new()
            }
            _ => self.media(&response.content, &pointer, &root, Direction::Received),
        };
        let mut headers = Vec::new();
        for (name, header) in &response.headers {
            if name.eq_ignore_ascii_case("content-type") {
                continue;
            }
            let mut pointer = format!("{pointer}/headers");
            push_step(&mut pointer, name);
            if !self.is_header_name(name, &pointer, "no response has it, and it is left out") {
                continue;
            }
            let root = match shared {
                // A header has no root below a shared response; its own name serves.
                Some(_) => Root::Shared(Shared::Header, name.clone()),
                None => Root::ResponseHeader(id, status, name.clone()),
            };
            headers.extend(self.header(name, header, &pointer, &root));
        }
        Some(Response {
            status,
            docs: Docs {
                description: docs::text(Some(&response.description)),
                ..Docs::default()
            },
            media,
            headers,
        })
    }

    /// Warns that the content of a response is left out because its status admits no body (RFC 9110, 15.3.5, 15.3.6,
    /// 15.4.5).
    fn warn_of_body(&mut self, code: u16, response: &document::Response, pointer: &str) {
        if response.content.is_empty() {
            return;
        }
        self.warn(
            Code::BodySchemaUnused,
            &format!("{pointer}/content"),
            format!("a response of {code} has no body: its content is left out"),
        )
        .advise("correct the status, or leave the content out");
    }

    fn header(
        &mut self,
        name: &str,
        header: &'d ReferenceOr<Header>,
        own: &str,
        root: &Root,
    ) -> Option<Parameter> {
        let Some((shared, header)) = Components::follow(&self.components.headers, header) else {
            self.warn(
                Code::ReferenceNotFound,
                own,
                "there is no such header: it is left out",
            )
            .advise("correct the reference");
            return None;
        };
        let (mut pointer, mut root) = (own.to_owned(), root.clone());
        if let Some(shared) = shared {
            pointer = "/components/headers".to_owned();
            push_step(&mut pointer, shared);
            root = Root::Shared(Shared::Header, shared.to_owned());
        }
        let said = self.value_of(
            &header.value,
            &pointer,
            &root,
            ParameterEncoding::Style(StyleEncoding::of(api_style(header.style), false)),
        );
        let mut docs = said.docs;
        docs.description = docs::text(header.description.as_ref()).or(docs.description);
        docs.deprecated |= header.deprecated;
        Some(Parameter {
            name: name.to_owned(),
            location: Location::Header,
            docs,
            ty: said.ty,
            required: header.required,
            default: None,
            example: self.example_of(header.example.as_ref(), &header.value),
            least: None,
            encoding: said.encoding,
        })
    }
}

/// Gives a response of 206 without content the content of 200, because a part comes in the same representation as the
/// whole (RFC 9110, 15.3.7).
fn complete_partial(responses: &mut [Response]) {
    let place = |code| {
        let mut all = responses.iter();
        all.position(|response| response.status == StatusPattern::Code(code))
    };
    let (whole, partial) = (place(200), place(206));
    let whole = whole.and_then(|place| responses.get(place));
    let whole = whole.map_or_else(Vec::new, |response| response.media.clone());
    if let Some(partial) = partial.and_then(|place| responses.get_mut(place))
        && partial.media.is_empty()
    {
        partial.media = whole;
    }
}
