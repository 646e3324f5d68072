//! An `Api` as a short text for people.

use jackfield::api::*;
use jackfield::diagnostic::{Diagnostics, Severity};
use std::fmt::Write as _;

/// The whole API, and what was reported.
pub(crate) fn api(api: &Api, diagnostics: &Diagnostics) -> String {
    let mut out = String::new();
    for server in &api.servers {
        writeln!(out, "server {}{}", server.url, variables(server)).unwrap();
    }
    for scheme in &api.schemes {
        writeln!(out, "scheme {}: {:?}", scheme.name, scheme.kind).unwrap();
    }
    for tag in &api.tags {
        let text = tag.docs.description.as_deref().unwrap_or_default();
        writeln!(out, "tag {}{}", tag.name, said(text)).unwrap();
    }
    let print = Print { api };
    for def in &api.types.0 {
        print.def(def, &mut out);
    }
    for operation in &api.operations {
        print.operation(operation, &mut out);
    }
    for diagnostic in diagnostics.iter() {
        let severity = match diagnostic.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
        };
        writeln!(
            out,
            "{severity} {}: {}",
            diagnostic.place.pointer, diagnostic.message
        )
        .unwrap();
    }
    out
}

fn said(text: &str) -> String {
    if text.is_empty() {
        String::new()
    } else {
        format!("  # {}", text.replace('\n', " / "))
    }
}

fn docs(docs: &Docs) -> String {
    let mut parts = Vec::new();
    parts.extend(docs.summary.clone().map(|text| format!("[{text}]")));
    parts.extend(docs.description.clone());
    parts.extend(docs.notes.iter().map(|note| format!("({note})")));
    if docs.deprecated {
        parts.push("DEPRECATED".to_owned());
    }
    said(&parts.join(" "))
}

fn variables(server: &Server) -> String {
    let variables: Vec<String> = server
        .variables
        .iter()
        .map(|variable| {
            format!(
                "{}={:?}{:?}",
                variable.name, variable.default, variable.allowed
            )
        })
        .collect();
    if variables.is_empty() {
        String::new()
    } else {
        format!("  where {}", variables.join(", "))
    }
}

struct Print<'a> {
    api: &'a Api,
}

impl Print<'_> {
    fn def(&self, def: &TypeDef, out: &mut String) {
        let direction = match def.direction {
            Direction::Sent => "sent ",
            Direction::Received => "received ",
            Direction::Both => "",
        };
        let name = self.origin(&def.origin);
        let docs = docs(&def.docs);
        match &def.shape {
            Shape::Struct(shape) => {
                writeln!(out, "\n{direction}struct {name} {{{docs}").unwrap();
                for member in &shape.members {
                    self.member(member, out);
                }
                match &shape.additional {
                    Additional::Unspecified => {}
                    Additional::Forbidden => writeln!(out, "    no others").unwrap(),
                    Additional::Typed(ty) => writeln!(out, "    others: {}", self.ty(ty)).unwrap(),
                }
                writeln!(out, "}}").unwrap();
            }
            Shape::Enum(shape) => {
                writeln!(
                    out,
                    "\n{direction}enum {name}: {} {{{docs}",
                    self.ty(&shape.base)
                )
                .unwrap();
                for value in &shape.values {
                    let suggested = value.name.as_ref().map(|name| format!(" as {name}"));
                    let suggested = suggested.unwrap_or_default();
                    let docs = self::docs(&value.docs);
                    writeln!(out, "    {}{suggested}{docs}", value.value).unwrap();
                }
                writeln!(out, "}}").unwrap();
            }
            Shape::Union(shape) => {
                writeln!(out, "\n{direction}union {name} {{{docs}").unwrap();
                for variant in &shape.variants {
                    let name = variant.name.as_deref().unwrap_or("_");
                    writeln!(
                        out,
                        "    {name}({}){}",
                        self.ty(&variant.ty),
                        self::docs(&variant.docs)
                    )
                    .unwrap();
                }
                if let Some(discriminator) = &shape.discriminator {
                    let mapping: Vec<String> = discriminator
                        .mapping
                        .iter()
                        .map(|(value, place)| format!("{value} -> {place}"))
                        .collect();
                    writeln!(
                        out,
                        "    by {}: {}",
                        discriminator.property,
                        mapping.join(", ")
                    )
                    .unwrap();
                }
                writeln!(out, "}}").unwrap();
            }
            Shape::Tagged(shape) => {
                writeln!(out, "\n{direction}tagged {name} {{{docs}").unwrap();
                for variant in &shape.variants {
                    let ty = variant.ty.as_ref().map(|ty| format!("({})", self.ty(ty)));
                    let docs = self::docs(&variant.docs);
                    writeln!(out, "    {}{}{docs}", variant.tag, ty.unwrap_or_default()).unwrap();
                }
                writeln!(out, "}}").unwrap();
            }
            Shape::Newtype(ty) => {
                writeln!(out, "\n{direction}newtype {name}({}){docs}", self.ty(ty)).unwrap();
            }
        }
    }

    fn member(&self, member: &Member, out: &mut String) {
        let presence = match member.presence {
            Presence::Required => "required",
            Presence::RequiredNullable => "required nullable",
            Presence::Optional => "optional",
            Presence::OptionalNullable => "optional nullable",
        };
        let access = match member.access {
            Access::ReadWrite => "",
            Access::ReadOnly => " readOnly",
            Access::WriteOnly => " writeOnly",
        };
        let ty = match (member.is_file, &member.ty) {
            (false, ty) => self.ty(ty),
            (true, Type::Array(_)) => "[file]".to_owned(),
            (true, _) => "file".to_owned(),
        };
        let default = member.default.as_ref().map(|value| format!(" = {value}"));
        let default = default.unwrap_or_default();
        writeln!(
            out,
            "    {}: {presence}{access} {ty}{default}{}",
            member.name,
            docs(&member.docs)
        )
        .unwrap();
    }

    fn operation(&self, operation: &Operation, out: &mut String) {
        let id = operation.id.as_deref().unwrap_or("_");
        writeln!(
            out,
            "\n{id}: {} {}{}",
            operation.method,
            operation.path,
            docs(&operation.docs)
        )
        .unwrap();
        if !operation.tags.is_empty() {
            writeln!(out, "    tags {}", operation.tags.join(", ")).unwrap();
        }
        for server in &operation.servers {
            writeln!(out, "    server {}{}", server.url, variables(server)).unwrap();
        }
        if !operation.security.is_empty() {
            let security: Vec<String> = operation
                .security
                .iter()
                .map(|one| self.requirement(one))
                .collect();
            writeln!(out, "    security {}", security.join(" or ")).unwrap();
        }
        for (location, name, value) in &operation.fixed {
            writeln!(out, "    fixed {location:?} {name} = {value}").unwrap();
        }
        for parameter in &operation.parameters {
            writeln!(out, "    {}", self.parameter(parameter)).unwrap();
        }
        if let Some(body) = &operation.body {
            let required = if body.required {
                "required"
            } else {
                "optional"
            };
            writeln!(
                out,
                "    body {required} {}{}",
                self.media(&body.media),
                docs(&body.docs)
            )
            .unwrap();
        }
        for response in &operation.responses {
            let status = status(response.status);
            writeln!(
                out,
                "    {status} {}{}",
                self.media(&response.media),
                docs(&response.docs)
            )
            .unwrap();
            for header in &response.headers {
                writeln!(out, "        {}", self.parameter(header)).unwrap();
            }
        }
        if let Some(pagination) = &operation.pagination {
            writeln!(out, "    {pagination:?}").unwrap();
        }
    }

    fn requirement(&self, requirement: &Requirement) -> String {
        if requirement.schemes.is_empty() {
            return "none".to_owned();
        }
        let schemes: Vec<String> = requirement
            .schemes
            .iter()
            .map(|(id, scopes)| {
                let name = &self.api.schemes[id.0].name;
                if scopes.is_empty() {
                    name.clone()
                } else {
                    format!("{name}({})", scopes.join(" "))
                }
            })
            .collect();
        schemes.join(" and ")
    }

    fn parameter(&self, parameter: &Parameter) -> String {
        let location = format!("{:?}", parameter.location).to_lowercase();
        let required = if parameter.required {
            "required"
        } else {
            "optional"
        };
        let encoding = match &parameter.encoding {
            ParameterEncoding::Content(media_type) => media_type.clone(),
            ParameterEncoding::Form(_) => "form".to_owned(),
            ParameterEncoding::Text => "text".to_owned(),
            ParameterEncoding::Style(encoding) => {
                let explode = if encoding.explode { " explode" } else { "" };
                let reserved = if encoding.allow_reserved {
                    " reserved"
                } else {
                    ""
                };
                let empty = if encoding.allow_empty {
                    " or empty"
                } else {
                    ""
                };
                let items = match encoding.items.as_slice() {
                    [] => String::new(),
                    items => format!(" items {items:?}"),
                };
                format!("{:?}{explode}{reserved}{empty}{items}", encoding.style)
            }
        };
        let default = parameter
            .default
            .as_ref()
            .map(|value| format!(" = {value}"));
        let (ty, default) = (self.ty(&parameter.ty), default.unwrap_or_default());
        let docs = docs(&parameter.docs);
        format!(
            "{location} {}: {required} {ty}{default}, {encoding}{docs}",
            parameter.name
        )
    }

    fn media(&self, media: &[Media]) -> String {
        let media: Vec<String> = media
            .iter()
            .map(|media| format!("{} {}", media.media_type, self.content(&media.content)))
            .collect();
        media.join(" or ")
    }

    fn content(&self, content: &Content) -> String {
        match content {
            Content::Bytes => "bytes".to_owned(),
            Content::Parts(Parts::ByHand) => "parts by hand".to_owned(),
            Content::Parts(Parts::Items(ty, encoding)) => {
                format!("parts {} as {}", self.ty(ty), positional(encoding))
            }
            Content::Stream(framing, item) => {
                let item = item.as_ref().map(|item| format!(" of {}", self.ty(item)));
                format!("{framing:?}{}", item.unwrap_or_default())
            }
            other => other.ty().map_or_else(String::new, |ty| self.ty(ty)),
        }
    }

    fn ty(&self, ty: &Type) -> String {
        match ty {
            Type::Any => "any".to_owned(),
            Type::Null => "null".to_owned(),
            Type::Boolean => "boolean".to_owned(),
            Type::Integer(range) => format!("{range:?}").to_lowercase(),
            Type::Number(Number::Decimal) => "number".to_owned(),
            Type::Number(Number::Double) => "double".to_owned(),
            Type::String(Text::Plain) => "string".to_owned(),
            Type::String(text) => format!("{text:?}"),
            Type::Array(items) => format!("[{}]", self.ty(items)),
            Type::Delimited(items, by) => format!("[{} by {by:?}]", self.ty(items)),
            Type::Map(values) => format!("{{string: {}}}", self.ty(values)),
            Type::Tuple(items) => {
                let items: Vec<String> = items.iter().map(|item| self.ty(item)).collect();
                format!("({})", items.join(", "))
            }
            Type::OpenTuple(items, rest) => {
                let items: Vec<String> = items.iter().map(|item| self.ty(item)).collect();
                format!("({}, ..{})", items.join(", "), self.ty(rest))
            }
            Type::Nullable(inner) => format!("{}?", self.ty(inner)),
            Type::Custom(custom) => format!("{} as {}", self.ty(&custom.replaced), custom.path),
            Type::Defined(id) => self.origin(&self.api.types.get(*id).unwrap().origin),
        }
    }

    fn origin(&self, origin: &Origin) -> String {
        let operation = |id: &OperationId| {
            let operation = &self.api.operations[id.0];
            let id = operation.id.clone();
            id.unwrap_or_else(|| format!("{} {}", operation.method, operation.path))
        };
        let mut text = match &origin.root {
            Root::Component(name) => name.clone(),
            Root::RequestForm(name) => format!("{name}(request)"),
            Root::MultipartForm(name) => format!("{name}(parts)"),
            Root::EventForm(name) => format!("{name}(event)"),
            Root::Shared(kind, name) => format!("{kind:?}({name})"),
            Root::RequestBody(id) => format!("<{} body>", operation(id)),
            Root::Response(id, pattern) => format!("<{} {}>", operation(id), status(*pattern)),
            Root::ResponseHeader(id, pattern, name) => {
                format!("<{} {} header {name}>", operation(id), status(*pattern))
            }
            Root::Parameter(id, name) => format!("<{} parameter {name}>", operation(id)),
            Root::Webhook(name) => format!("<webhook {name}>"),
        };
        for step in &origin.steps {
            match step {
                Step::Member(name) => write!(text, ".{name}"),
                Step::Items => write!(text, "[]"),
                Step::Item(index) => write!(text, "[{index}]"),
                Step::Values => write!(text, "{{}}"),
                Step::Variant(index, None) => write!(text, "|{index}"),
                Step::Variant(index, Some(name)) => write!(text, "|{index}:{name}"),
            }
            .unwrap();
        }
        text
    }
}

fn status(status: StatusPattern) -> String {
    match status {
        StatusPattern::Code(code) => code.to_string(),
        StatusPattern::Range(digit) => format!("{digit}XX"),
        StatusPattern::Default => "default".to_owned(),
    }
}

fn positional(encoding: &PositionalEncoding) -> String {
    let first = encoding.first.iter().map(item);
    let others = encoding
        .others
        .iter()
        .map(|others| format!("..{}", item(others)));
    let items: Vec<String> = first.chain(others).collect();
    format!("[{}]", items.join(", "))
}

fn item(encoding: &ItemEncoding) -> String {
    let mut words = Vec::new();
    words.push(match &encoding.parts {
        Some(parts) => positional(parts),
        None if encoding.is_file => "file".to_owned(),
        None => "value".to_owned(),
    });
    words.extend(encoding.media_type.as_ref().map(ToString::to_string));
    let headers = encoding.headers.iter();
    words.extend(headers.map(|(name, value)| format!("{name}: {value}")));
    words.join(" ")
}
