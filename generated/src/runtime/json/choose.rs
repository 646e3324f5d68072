//! Which form of a union a value has.

use super::Node;
use super::tape::Token;

/// What tells one form of a union from the others.
///
/// The functions are `const`, so that the forms of a union are a table in the program and cost nothing to build.
#[derive(Clone, Copy, Debug)]
pub struct Form {
    kind: Kind,
    required: &'static [&'static str],
    known: &'static [&'static str],
    nullable: &'static [&'static str],
    constants: [Option<Constant>; 4],
    kinds: &'static [(&'static str, Form)],
}

/// A member that has one value only.
#[derive(Clone, Copy, Debug)]
struct Constant {
    name: &'static str,
    /// The text, or the JSON of what is no text.
    value: &'static str,
    is_text: bool,
}

impl Constant {
    fn admits(&self, node: Node<'_>) -> bool {
        match node.member(self.name) {
            None => true,
            Some(value) if self.is_text => value.as_str() == Some(self.value),
            Some(value) => value.is_literal(self.value),
        }
    }
}

#[derive(Clone, Copy, Debug)]
enum Kind {
    Any,
    Null,
    Boolean,
    Integer,
    Number,
    String,
    /// One of these texts.
    Text(&'static [&'static str]),
    Array(Option<&'static Form>),
    /// An array whose first items have these forms.
    Tuple {
        first: &'static [Form],
        is_open: bool,
    },
    Object,
    /// Any of these forms.
    Union(&'static [Form]),
}

impl Form {
    /// Any value; every other form that fits goes before.
    pub const ANY: Self = Self::of(Kind::Any);
    /// Null.
    pub const NULL: Self = Self::of(Kind::Null);
    /// A truth value.
    pub const BOOLEAN: Self = Self::of(Kind::Boolean);
    /// A number without a fraction.
    pub const INTEGER: Self = Self::of(Kind::Integer);
    /// A number.
    pub const NUMBER: Self = Self::of(Kind::Number);
    /// Any text.
    pub const STRING: Self = Self::of(Kind::String);
    /// Any array.
    pub const ARRAY: Self = Self::of(Kind::Array(None));

    const fn of(kind: Kind) -> Self {
        Self {
            kind,
            required: &[],
            known: &[],
            nullable: &[],
            constants: [None; 4],
            kinds: &[],
        }
    }

    /// An object.
    pub const fn object() -> Self {
        Self::of(Kind::Object)
    }

    /// Whatever has one of several forms.
    pub const fn any_of(forms: &'static [Form]) -> Self {
        Self::of(Kind::Union(forms))
    }

    /// One of certain texts.
    pub const fn text(texts: &'static [&'static str]) -> Self {
        Self::of(Kind::Text(texts))
    }

    /// An array whose items all have a form.
    pub const fn array(item: &'static Form) -> Self {
        Self::of(Kind::Array(Some(item)))
    }

    /// An array whose items have these forms, one each.
    pub const fn tuple(items: &'static [Form]) -> Self {
        Self::of(Kind::Tuple {
            first: items,
            is_open: false,
        })
    }

    /// An array whose first items have these forms, one each, and which may have more.
    pub const fn open_tuple(first: &'static [Form]) -> Self {
        Self::of(Kind::Tuple {
            first,
            is_open: true,
        })
    }

    /// The members that must be present.
    #[must_use]
    pub const fn required(mut self, names: &'static [&'static str]) -> Self {
        self.required = names;
        self
    }

    /// The members that the form has, whether required or not.
    #[must_use]
    pub const fn known(mut self, names: &'static [&'static str]) -> Self {
        self.known = names;
        self
    }

    /// Those of the known members that may be null. Null in another one speaks for a form that does not know the member.
    #[must_use]
    pub const fn nullable(mut self, names: &'static [&'static str]) -> Self {
        self.nullable = names;
        self
    }

    /// A member that, where it is present, is this text. A form holds four constants; more are not looked at.
    #[must_use]
    pub const fn constant(self, name: &'static str, text: &'static str) -> Self {
        self.with(Constant {
            name,
            value: text,
            is_text: true,
        })
    }

    /// A member that, where it is present, is this JSON value.
    #[must_use]
    pub const fn literal(self, name: &'static str, json: &'static str) -> Self {
        self.with(Constant {
            name,
            value: json,
            is_text: false,
        })
    }

    /// The members that, where they are present and not null, have a form of their own.
    #[must_use]
    pub const fn kinds(mut self, kinds: &'static [(&'static str, Form)]) -> Self {
        self.kinds = kinds;
        self
    }

    const fn with(mut self, constant: Constant) -> Self {
        self.constants = match self.constants {
            [None, ..] => [Some(constant), None, None, None],
            [first, None, ..] => [first, Some(constant), None, None],
            [first, second, None, _] => [first, second, Some(constant), None],
            [first, second, third, _] => [first, second, third, Some(constant)],
        };
        self
    }

    /// How well a value fits the form: `None` if it does not.
    fn fit(&self, node: Node<'_>) -> Option<Fit> {
        // Zero is for what admits anything, one for what admits a JSON type, two for what admits less than that.
        let closeness = match (self.kind, node.token()) {
            (Kind::Any, _) => 0,
            (Kind::Null, Token::Null)
            | (Kind::Boolean, Token::Bool(_))
            | (Kind::String, Token::Text(_))
            | (Kind::Number, Token::Unsigned(_) | Token::Signed(_) | Token::Float(_))
            | (Kind::Array(None), Token::Array { .. }) => 1,
            (Kind::Integer, Token::Unsigned(_) | Token::Signed(_)) => 2,
            (Kind::Integer, Token::Float(value)) if value.fract() == 0.0 => 2,
            (Kind::Text(texts), Token::Text(text)) if texts.contains(&text.as_ref()) => 2,
            (Kind::Array(Some(form)), Token::Array { .. }) => return form.fit_items(node),
            (Kind::Tuple { first, is_open }, Token::Array { items, .. }) => {
                let has_length = *items == first.len() || (is_open && *items > first.len());
                return fit_first(node, first).filter(|_| has_length);
            }
            (Kind::Object, Token::Object { .. }) => return self.fit_object(node),
            (Kind::Union(forms), _) => {
                return forms.iter().filter_map(|form| form.fit(node)).max();
            }
            _ => return None,
        };
        Some(Fit::exact(closeness))
    }

    fn fit_items(&self, node: Node<'_>) -> Option<Fit> {
        let mut fit = Fit::exact(2);
        for item in node.items().into_iter().flatten() {
            fit.is_exact &= self.fit(item)?.is_exact;
        }
        Some(fit)
    }

    fn fit_object(&self, node: Node<'_>) -> Option<Fit> {
        let fits = self
            .constants
            .iter()
            .flatten()
            .all(|constant| constant.admits(node))
            && self.required.iter().all(|name| node.member(name).is_some())
            && self.kinds.iter().all(|(name, form)| {
                let member = node.member(name);
                member.is_none_or(|member| member.is_null() || form.fit(member).is_some())
            });
        if !fits {
            return None;
        }
        let mut fit = Fit::exact(1);
        let constants = self.constants.iter().flatten();
        fit.marks = constants
            .filter(|constant| node.member(constant.name).is_some())
            .count();
        for name in self.known {
            if let Some(member) = node.member(name) {
                fit.closeness += 1;
                fit.is_exact &= !member.is_null() || self.nullable.contains(name);
            }
        }
        Some(fit)
    }
}

/// How well the first items of an array fit their forms.
fn fit_first(node: Node<'_>, first: &[Form]) -> Option<Fit> {
    let mut fit = Fit::exact(2);
    for (item, form) in node.items().into_iter().flatten().zip(first) {
        fit.is_exact &= form.fit(item)?.is_exact;
    }
    Some(fit)
}

/// How well a value fits a form. The better fit is the greater one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Fit {
    /// No member is null that may not be: such a null is read as absent, so another form is better if there is one.
    is_exact: bool,
    /// How much the form says of the value.
    closeness: usize,
    /// How many members have the one value that the form gives them.
    marks: usize,
}

impl Fit {
    /// No member speaks for or against it.
    fn exact(closeness: usize) -> Self {
        Self {
            is_exact: true,
            closeness,
            marks: 0,
        }
    }
}

pub(super) fn choose(node: Node<'_>, forms: &[Form]) -> Option<usize> {
    let mut best: Option<(usize, Fit)> = None;
    for (index, form) in forms.iter().enumerate() {
        if let Some(fit) = form.fit(node)
            && best.is_none_or(|(_, most)| fit > most)
        {
            best = Some((index, fit));
        }
    }
    best.map(|(index, _)| index)
}
