//! Names that frameworks give to generic types: `Page<com.acme.Order>`, `Response-array_models_Order`,
//! `Page_com.acme.Order_`.

use super::words::words;

/// The brackets that enclose the arguments of a generic type.
const BRACKETS: &[(char, char)] = &[('<', '>'), ('«', '»'), ('[', ']')];

/// Names of generic types that hold many of their argument and say nothing else.
const LISTS: &[&str] = &["array", "collection", "iterable", "list"];

/// Names that Go gives to types without a package.
const BASIC: &[&str] = &[
    "any", "bool", "byte", "int", "int32", "int64", "string", "uint",
];

/// A generic type and its arguments: `Page` of `com.acme.Order`.
#[derive(Debug, PartialEq)]
pub(super) struct Generic {
    /// The type without its arguments.
    base: String,
    arguments: Vec<Argument>,
}

#[derive(Debug, PartialEq)]
enum Argument {
    Class(String),
    Generic(Generic),
    List(Box<Argument>),
}

/// The parts of a generic type by its name, if they can be told apart.
pub(super) fn generic(name: &str) -> Option<Generic> {
    in_brackets(name)
        .or_else(|| behind_dashes(name))
        .or_else(|| in_underscores(name))
}

impl Generic {
    /// Returns the name of the type with those of its arguments behind it, each class as `class` names it.
    pub(super) fn name(&self, class: &dyn Fn(&str) -> String) -> String {
        let mut name = class(&self.base);
        for argument in &self.arguments {
            name.push('_');
            name.push_str(&argument.name(class));
        }
        name
    }
}

impl Argument {
    fn name(&self, class: &dyn Fn(&str) -> String) -> String {
        match self {
            Self::Class(text) => class(text),
            Self::Generic(inner) => inner.name(class),
            Self::List(of) => format!("{}_list", of.name(class)),
        }
    }

    /// An argument, which is a list of another where its own name says nothing else.
    fn of(generic: Generic) -> Self {
        let Generic {
            base,
            mut arguments,
        } = generic;
        let class = base.rsplit('.').next().unwrap_or_default();
        let is_list = LISTS.contains(&class.to_ascii_lowercase().as_str());
        match arguments.pop() {
            Some(only) if is_list && arguments.is_empty() => Self::List(Box::new(only)),
            last => {
                arguments.extend(last);
                Self::Generic(Generic { base, arguments })
            }
        }
    }
}

/// `Page<Order>`, `Page«List«Order»»`, `Result[[]models.User]`, and of .NET
/// ``Page`1[[Acme.Order, Acme, Version=1.0]]``.
fn in_brackets(name: &str) -> Option<Generic> {
    let places = BRACKETS.iter();
    let (_, open, close) = places
        .filter_map(|(open, close)| Some((name.find(*open)?, *open, *close)))
        .min()?;
    let (base, rest) = name.split_once(open)?;
    let base = base.split('`').next().unwrap_or(base);
    let parts = parts(rest.strip_suffix(close)?);
    let arguments: Option<Vec<Argument>> = parts.into_iter().map(argument).collect();
    let arguments = arguments.filter(|_| !words(base).is_empty())?;
    Some(Generic {
        base: base.to_owned(),
        arguments,
    })
}

fn argument(text: &str) -> Option<Argument> {
    let text = text.trim();
    if let Some(item) = text.strip_prefix("[]") {
        return Some(Argument::List(Box::new(argument(item)?)));
    }
    // .NET encloses each argument once more, and says which assembly it is from.
    if let Some(inner) = text
        .strip_prefix('[')
        .and_then(|text| text.strip_suffix(']'))
    {
        return argument(parts(inner).first()?);
    }
    match generic(text) {
        Some(generic) => Some(Argument::of(generic)),
        None if words(text).is_empty() || text.contains(is_bracket) => None,
        None => Some(Argument::Class(text.to_owned())),
    }
}

fn is_bracket(c: char) -> bool {
    BRACKETS
        .iter()
        .any(|(open, close)| c == *open || c == *close)
}

/// Splits a text at the commas that no brackets enclose.
fn parts(text: &str) -> Vec<&str> {
    let mut depth = 0_usize;
    text.split(|c: char| {
        if BRACKETS.iter().any(|(open, _)| c == *open) {
            depth += 1;
        } else if is_bracket(c) {
            depth = depth.saturating_sub(1);
        }
        c == ',' && depth == 0
    })
    .collect()
}

/// Go: `model.Response-array_models_Order`, where a package is parted by underscores.
fn behind_dashes(name: &str) -> Option<Generic> {
    let mut parts = name.split('-');
    let base = parts.next().filter(|base| is_class(base, '.'))?;
    let arguments: Option<Vec<Argument>> = parts.map(go_argument).collect();
    let arguments = arguments.filter(|arguments| !arguments.is_empty())?;
    Some(Generic {
        base: base.to_owned(),
        arguments,
    })
}

fn go_argument(text: &str) -> Option<Argument> {
    if let Some(item) = text.strip_prefix("array_") {
        return Some(Argument::List(Box::new(go_argument(item)?)));
    }
    let is_known = BASIC.contains(&text) || is_class(text, '_');
    is_known.then(|| Argument::Class(text.replace('_', ".")))
}

/// Pydantic and Kotlin: `Page_com.acme.Order_`. Without a package the words say all.
fn in_underscores(name: &str) -> Option<Generic> {
    let name = name.strip_suffix('_')?;
    let (place, _) = name.match_indices('_').find(|(place, _)| {
        let base = name.get(..*place).unwrap_or_default();
        let class = base.rsplit('.').next().unwrap_or_default();
        class.starts_with(|c: char| c.is_ascii_uppercase())
    })?;
    let (base, inner) = (name.get(..place)?, name.get(place + 1..)?);
    let argument = match in_underscores(inner) {
        Some(generic) => Argument::of(generic),
        None if is_class(inner, '.') => Argument::Class(inner.to_owned()),
        None => return None,
    };
    Some(Generic {
        base: base.to_owned(),
        arguments: vec![argument],
    })
}

/// Whether a text is a class in a package of small letters.
fn is_class(text: &str, sign: char) -> bool {
    let Some((package, class)) = text.rsplit_once(sign) else {
        return false;
    };
    let is_word = |c: char| c.is_ascii_alphanumeric() || c == '_';
    let is_package = |c: char| is_word(c) && !c.is_ascii_uppercase() || c == '.';
    package.starts_with(|c: char| c.is_ascii_lowercase())
        && package.chars().all(is_package)
        && class.starts_with(|c: char| c.is_ascii_uppercase())
        && class.chars().all(is_word)
}

#[cfg(test)]
mod tests {
    use super::generic;

    #[test]
    fn generic_types_are_taken_apart() {
        let class = |text: &str| text.rsplit(['.', ':']).next().unwrap_or(text).to_owned();
        for (name, expected) in [
            ("Page<com.acme.Order>", "Page_Order"),
            ("com.acme.Page<com.acme.Order>", "Page_Order"),
            ("Page«List«Order»»", "Page_Order_list"),
            ("Map«string,Order»", "Map_string_Order"),
            ("Result[[]models.User]", "Result_User_list"),
            (
                "Paged`1[[Acme.Order, Acme, Version=1.0.0.0]]",
                "Paged_Order",
            ),
            ("Paged`1[Acme.Order]", "Paged_Order"),
            ("Pair<Page<a.B>, List<c.D>>", "Pair_Page_B_D_list"),
            ("model.Response-array_models_Order", "Response_Order_list"),
            ("model.Response-int", "Response_int"),
            (
                "model.Response-github_com_acme_models_Order",
                "Response_Order",
            ),
            ("com.acme.Page_com.acme.Order_", "Page_Order"),
            ("Page_kotlin.List_com.acme.Order__", "Page_Order_list"),
        ] {
            let found = generic(name).map(|generic| generic.name(&class));
            assert_eq!(found.as_deref(), Some(expected), "{name}");
        }
        for name in [
            "Order",
            "order-line",
            "a.Order-Line",
            "a.Order-line_item",
            "Page_Order_",
            "Page<>",
            "<a>",
            "Page<a",
            "map[]",
            "Pick_User.email-or-name_",
            "a[b]c",
        ] {
            assert_eq!(generic(name), None, "{name}");
        }
    }
}
