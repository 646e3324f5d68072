//! The style of a parameter or of a property of a form.

use crate::api::Style;

/// A style as an expression, and whether it is the default of its place.
pub(super) fn style_of(
    style: Style,
    explode: bool,
    reserved: bool,
    is_scalar: bool,
) -> (String, bool) {
    let (name, usual) = match style {
        Style::Simple => ("SIMPLE", false),
        Style::Form => ("FORM", true),
        Style::Label => ("LABEL", false),
        Style::Matrix => ("MATRIX", false),
        Style::SpaceDelimited => ("SPACE", false),
        Style::PipeDelimited => ("PIPE", false),
        Style::DeepObject => ("DEEP_OBJECT", true),
        Style::Cookie => ("COOKIE", true),
    };
    let explode = if is_scalar { usual } else { explode };
    let is_usual = matches!(style, Style::Simple | Style::Form) && explode == usual && !reserved;
    let explode = match (explode, usual) {
        (true, false) => ".explode()",
        (false, true) => ".no_explode()",
        _ => "",
    };
    let reserved = if reserved { ".reserved()" } else { "" };
    (format!("{name}{explode}{reserved}"), is_usual)
}
