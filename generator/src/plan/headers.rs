//! The documented headers of successes, as fields.

use super::attributes;
use super::names::Scope;
use super::resolve::resolve;
use super::words;
use crate::api::{Api, ParameterEncoding, Response, Shape, Style, Type};
use crate::package::{HeaderField, HeaderForm, Headers, Ident};

/// The headers that the successes of an operation may have, each once; `None` if the document names none.
pub(super) fn plan<'a>(
    api: &'a Api,
    scope: &mut Scope,
    successes: &[&'a Response],
    name: &Ident,
) -> Option<Headers<'a>> {
    let mut names = Scope::default();
    let mut fields: Vec<HeaderField<'a>> = Vec::new();
    for header in successes.iter().flat_map(|response| &response.headers) {
        let same = |known: &HeaderField<'_>| known.name.eq_ignore_ascii_case(&header.name);
        if fields.iter().any(same) {
            continue;
        }
        let ty = match resolve(api, &header.ty) {
            Type::Nullable(inner) => resolve(api, inner),
            ty => ty,
        };
        let (form, ty) = match (&header.encoding, ty) {
            // Cookies are set one by one (RFC 6265, section 3).
            (_, ty) if header.name.eq_ignore_ascii_case("set-cookie") => match ty {
                Type::Array(item) if is_scalar(api, item) => (HeaderForm::Lines, &**item),
                ty if is_scalar(api, ty) => (HeaderForm::Lines, ty),
                _ => (HeaderForm::Lines, Type::PLAIN_TEXT),
            },
            (ParameterEncoding::Content(_), ty) => (HeaderForm::Json, ty),
            (ParameterEncoding::Style(encoding), Type::Array(item)) if is_scalar(api, item) => {
                (HeaderForm::List(delimiter(encoding.style)), ty)
            }
            (_, ty) if is_scalar(api, ty) => (HeaderForm::Value, ty),
            // An object, or a list of values that are no scalars, stays the text that the header holds.
            _ => (HeaderForm::Value, Type::PLAIN_TEXT),
        };
        fields.push(HeaderField {
            ident: names.unique(&words::lower(&header.name)),
            name: &header.name,
            docs: &header.docs,
            ty,
            form,
        });
    }
    (!fields.is_empty()).then(|| Headers {
        attributes: attributes::of_documented(),
        name: scope.unique(&words::upper(&format!("{name}_headers"))),
        fields,
    })
}

/// Returns the character that stands between the items of a list in a header.
fn delimiter(style: Style) -> char {
    match style {
        Style::SpaceDelimited => ' ',
        Style::TabDelimited => '\t',
        Style::PipeDelimited => '|',
        _ => ',',
    }
}

fn is_scalar(api: &Api, ty: &Type) -> bool {
    match resolve(api, ty).on_the_wire() {
        Type::Boolean | Type::Integer(_) | Type::Number(_) | Type::String(_) => true,
        Type::Defined(id) => matches!(
            api.types.get(*id).map(|def| &def.shape),
            Some(Shape::Enum(_))
        ),
        _ => false,
    }
}
