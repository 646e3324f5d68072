//! The style of a parameter or of a property of a form.

use crate::api::{Style, StyleEncoding};

/// Whether a style is the default of its place, so that the code need not name it.
pub(super) fn is_usual(encoding: &StyleEncoding, is_scalar: bool) -> bool {
    let is_plain = matches!(encoding.style, Style::Simple | Style::Form);
    is_plain && steps(encoding, is_scalar, "").is_empty()
}

/// A style as an expression; `ty` is the runtime's type of styles.
pub(super) fn style(encoding: &StyleEncoding, is_scalar: bool, ty: &str) -> String {
    let steps = steps(encoding, is_scalar, ty);
    format!("{ty}::{}{steps}", constant(encoding.style))
}

/// Returns the steps of the expression that follow the name of the style.
fn steps(encoding: &StyleEncoding, is_scalar: bool, ty: &str) -> String {
    let usual = matches!(
        encoding.style,
        Style::Form | Style::DeepObject | Style::Cookie
    );
    let mut text = match (is_scalar || encoding.explode == usual, usual) {
        (true, _) => String::new(),
        (false, true) => ".no_explode()".to_owned(),
        (false, false) => ".explode()".to_owned(),
    };
    if encoding.allow_reserved {
        text.push_str(".reserved()");
    }
    if encoding.allow_empty {
        text.push_str(".or_empty()");
    }
    if !is_scalar {
        text.push_str(&items(&encoding.items, ty));
    }
    text
}

/// Returns the step that says how items that are lists themselves are joined.
fn items(styles: &[Style], ty: &str) -> String {
    let Some((first, rest)) = styles.split_first() else {
        return String::new();
    };
    let first = format!("{ty}::{}", constant(*first));
    match rest {
        [] => format!(".items(&{first})"),
        rest => format!(".items(const {{ &{first}{} }})", items(rest, ty)),
    }
}

fn constant(style: Style) -> &'static str {
    match style {
        Style::Simple => "SIMPLE",
        Style::Form => "FORM",
        Style::Label => "LABEL",
        Style::Matrix => "MATRIX",
        Style::SpaceDelimited => "SPACE",
        Style::PipeDelimited => "PIPE",
        Style::TabDelimited => "TAB",
        Style::DeepObject => "DEEP_OBJECT",
        Style::Cookie => "COOKIE",
    }
}
