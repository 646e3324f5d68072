//! Which form of a union a value has.

use super::Node;
use super::find::Finder;
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

    /// Whether a value may have the form.
    fn admits(&self, node: Node<'_>) -> bool {
        match (self.kind, node.token()) {
            (Kind::Any, _)
            | (Kind::Null, Token::Null)
            | (Kind::Boolean, Token::Bool(_))
            | (Kind::String, Token::Text(_) | Token::Broken(_))
            | (
                Kind::Number,
                Token::Unsigned(_) | Token::Signed(_) | Token::Number(_) | Token::Made(_),
            )
            | (Kind::Integer, Token::Unsigned(_) | Token::Signed(_))
            | (Kind::Array(None), Token::Array { .. }) => true,
            (Kind::Integer, Token::Number(_) | Token::Made(_)) => node.is_whole(),
            (Kind::Text(texts), Token::Text(text)) => texts.contains(&text.as_ref()),
            (Kind::Array(Some(form)), Token::Array { .. }) => {
                let mut items = node.items().into_iter().flatten();
                items.all(|item| form.admits(item))
            }
            (Kind::Tuple { first, is_open }, Token::Array { items, .. }) => {
                (*items == first.len() || (is_open && *items > first.len()))
                    && first_items(node, first).all(|(item, form)| form.admits(item))
            }
            (Kind::Object, Token::Object { .. }) => self.admits_object(node),
            (Kind::Union(forms), _) => forms.iter().any(|form| form.admits(node)),
            _ => false,
        }
    }

    fn admits_object(&self, node: Node<'_>) -> bool {
        let mut constants = self.constants.iter().flatten();
        constants.all(|constant| constant.admits(node))
            && self.missing(node).all(|name| self.nullable.contains(name))
            && self.kinds.iter().all(|(name, form)| {
                let member = node.member(name);
                member.is_none_or(|member| member.is_null() || form.admits(member))
            })
    }

    /// The required members that a value lacks.
    fn missing(&self, node: Node<'_>) -> impl Iterator<Item = &'static &'static str> {
        let required = self.required.iter();
        required.filter(move |name| node.member(name).is_none())
    }

    /// How well a value fits the form, which admits it.
    fn fit(&self, node: Node<'_>) -> Fit {
        match self.kind {
            Kind::Any => Fit::exact(0),
            Kind::Null | Kind::Boolean | Kind::String | Kind::Number | Kind::Array(None) => {
                Fit::exact(1)
            }
            Kind::Integer | Kind::Text(_) => Fit::exact(2),
            Kind::Array(Some(form)) => {
                let items = node.items().into_iter().flatten();
                fit_items(items.map(|item| (item, form)))
            }
            Kind::Tuple { first, .. } => fit_items(first_items(node, first)),
            Kind::Object => self.fit_object(node),
            Kind::Union(forms) => {
                let admitting = forms.iter().filter(|form| form.admits(node));
                let best = admitting.map(|form| form.fit(node)).max();
                best.unwrap_or(Fit::exact(0))
            }
        }
    }

    fn fit_object(&self, node: Node<'_>) -> Fit {
        let mut fit = Fit::exact(1);
        fit.is_complete = self.missing(node).next().is_none();
        let constants = self.constants.iter().flatten();
        fit.marks = constants
            .filter(|constant| node.member(constant.name).is_some())
            .count();
        let mut members = Finder::new(node);
        for name in self.known {
            if let Some((_, member)) = members.find(name) {
                fit.closeness += 1;
                fit.is_exact &= !member.is_null() || self.nullable.contains(name);
            }
        }
        fit
    }
}

/// The first items of an array with their forms.
fn first_items<'a>(
    node: Node<'a>,
    first: &'static [Form],
) -> impl Iterator<Item = (Node<'a>, &'static Form)> {
    node.items().into_iter().flatten().zip(first)
}

/// How well the items of an array fit their forms.
fn fit_items<'a>(items: impl Iterator<Item = (Node<'a>, &'static Form)>) -> Fit {
    let mut fit = Fit::exact(2);
    for (item, form) in items {
        fit.is_exact &= form.fit(item).is_exact;
    }
    fit
}

/// How well a value fits a form. The better fit is the greater one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Fit {
    /// No member is absent that should be there and may be null: such a one is read as null, so another form is better
    /// if there is one.
    is_complete: bool,
    /// No member is null that may not be: such a null is read as absent, so another form is better if there is one.
    is_exact: bool,
    /// How much the form says of the value: zero is for what admits anything, one for what admits a JSON type, more for
    /// what admits less than that.
    closeness: usize,
    /// How many members have the one value that the form gives them.
    marks: usize,
}

impl Fit {
    /// No member speaks for or against it.
    fn exact(closeness: usize) -> Self {
        Self {
            is_complete: true,
            is_exact: true,
            closeness,
            marks: 0,
        }
    }
}

/// The form that fits best, the first of several such. How well they fit is not asked where only one admits the value.
pub(super) fn choose(node: Node<'_>, forms: &[Form]) -> Option<usize> {
    let mut admitting = forms
        .iter()
        .enumerate()
        .filter(|(_, form)| form.admits(node));
    let (mut best, form) = admitting.next()?;
    let mut most = None;
    for (index, other) in admitting {
        let most = most.get_or_insert_with(|| form.fit(node));
        let fit = other.fit(node);
        if fit > *most {
            (best, *most) = (index, fit);
        }
    }
    Some(best)
}
