//! The choice of the variant of a union that a value belongs to.

use super::Node;
use super::find::Finder;
use super::tape::Token;

/// The outline of one variant of a union: the parts of its schema that tell its values apart from those of the other
/// variants.
///
/// The functions are `const`, so that the outlines of a union are a table in the program and cost nothing to build.
#[derive(Clone, Copy, Debug)]
pub struct Outline {
    kind: Shape,
    required: &'static [&'static str],
    known: &'static [&'static str],
    nullable: &'static [&'static str],
    texts: &'static [(&'static str, &'static str)],
    literals: &'static [(&'static str, &'static str)],
    kinds: &'static [(&'static str, Outline)],
}

#[derive(Clone, Copy, Debug)]
enum Shape {
    Any,
    Null,
    Boolean,
    Integer,
    Number,
    String,
    /// One of these texts.
    Text(&'static [&'static str]),
    Array(Option<&'static Outline>),
    /// An array whose first items have these outlines.
    Tuple {
        first: &'static [Outline],
        is_open: bool,
    },
    Object,
    /// Any of these outlines.
    Union(&'static [Outline]),
}

impl Outline {
    /// Any value; every other outline that fits goes before.
    pub const ANY: Self = Self::of(Shape::Any);
    /// Null.
    pub const NULL: Self = Self::of(Shape::Null);
    /// A truth value.
    pub const BOOLEAN: Self = Self::of(Shape::Boolean);
    /// A number without a fraction.
    pub const INTEGER: Self = Self::of(Shape::Integer);
    /// A number.
    pub const NUMBER: Self = Self::of(Shape::Number);
    /// Any text.
    pub const STRING: Self = Self::of(Shape::String);
    /// Any array.
    pub const ARRAY: Self = Self::of(Shape::Array(None));

    const fn of(kind: Shape) -> Self {
        Self {
            kind,
            required: &[],
            known: &[],
            nullable: &[],
            texts: &[],
            literals: &[],
            kinds: &[],
        }
    }

    /// An object.
    pub const fn object() -> Self {
        Self::of(Shape::Object)
    }

    /// A value that has at least one of several outlines.
    pub const fn any_of(outlines: &'static [Outline]) -> Self {
        Self::of(Shape::Union(outlines))
    }

    /// One of certain texts.
    pub const fn text(texts: &'static [&'static str]) -> Self {
        Self::of(Shape::Text(texts))
    }

    /// An array whose items all have one outline.
    pub const fn array(item: &'static Outline) -> Self {
        Self::of(Shape::Array(Some(item)))
    }

    /// An array whose items have these outlines, one each.
    pub const fn tuple(items: &'static [Outline]) -> Self {
        Self::of(Shape::Tuple {
            first: items,
            is_open: false,
        })
    }

    /// An array whose first items have these outlines, one each, and which may have more.
    pub const fn open_tuple(first: &'static [Outline]) -> Self {
        Self::of(Shape::Tuple {
            first,
            is_open: true,
        })
    }

    /// The properties that must be present.
    #[must_use]
    pub const fn required(mut self, names: &'static [&'static str]) -> Self {
        self.required = names;
        self
    }

    /// The properties that the outline knows, whether required or not.
    #[must_use]
    pub const fn known(mut self, names: &'static [&'static str]) -> Self {
        self.known = names;
        self
    }

    /// The known properties that may be null. Null in another known property counts against the outline.
    #[must_use]
    pub const fn nullable(mut self, names: &'static [&'static str]) -> Self {
        self.nullable = names;
        self
    }

    /// The properties that, where they are present, have one text each.
    #[must_use]
    pub const fn texts(mut self, texts: &'static [(&'static str, &'static str)]) -> Self {
        self.texts = texts;
        self
    }

    /// The properties that, where they are present, have one value each, which is no text: it is given in JSON.
    #[must_use]
    pub const fn literals(mut self, literals: &'static [(&'static str, &'static str)]) -> Self {
        self.literals = literals;
        self
    }

    /// The properties that, where they are present and not null, have an outline of their own.
    #[must_use]
    pub const fn kinds(mut self, kinds: &'static [(&'static str, Outline)]) -> Self {
        self.kinds = kinds;
        self
    }

    /// Whether a value may have the outline.
    fn admits(&self, node: Node<'_>) -> bool {
        match (self.kind, node.token()) {
            (Shape::Any, _)
            | (Shape::Null, Token::Null)
            | (Shape::Boolean, Token::Bool(_))
            | (Shape::String, Token::Text(_) | Token::Broken(_))
            | (
                Shape::Number,
                Token::Unsigned(_) | Token::Signed(_) | Token::Number(_) | Token::Made(_),
            )
            | (Shape::Integer, Token::Unsigned(_) | Token::Signed(_))
            | (Shape::Array(None), Token::Array { .. }) => true,
            (Shape::Integer, Token::Number(_) | Token::Made(_)) => node.is_whole(),
            (Shape::Text(texts), Token::Text(text)) => texts.contains(&text.as_ref()),
            (Shape::Array(Some(outline)), Token::Array { .. }) => {
                let mut items = node.items().into_iter().flatten();
                items.all(|item| outline.admits(item))
            }
            (Shape::Tuple { first, is_open }, Token::Array { items, .. }) => {
                (*items == first.len() || (is_open && *items > first.len()))
                    && first_items(node, first).all(|(item, outline)| outline.admits(item))
            }
            (Shape::Object, Token::Object { .. }) => self.admits_object(node),
            (Shape::Union(outlines), _) => outlines.iter().any(|outline| outline.admits(node)),
            _ => false,
        }
    }

    fn admits_object(&self, node: Node<'_>) -> bool {
        // A constant that may be null tells nothing where it is null.
        let is_untold =
            |name: &str, value: Node<'_>| value.is_null() && self.nullable.contains(&name);
        let is_text = |name, text| match node.member(name) {
            Some(value) => value.as_str() == Some(text) || is_untold(name, value),
            None => true,
        };
        let is_literal = |name, json| match node.member(name) {
            Some(value) => value.is_literal(json) || is_untold(name, value),
            None => true,
        };
        self.texts.iter().all(|(name, text)| is_text(name, text))
            && self
                .literals
                .iter()
                .all(|(name, json)| is_literal(name, json))
            && self.missing(node).all(|name| self.nullable.contains(name))
            && self.kinds.iter().all(|(name, outline)| {
                let member = node.member(name);
                member.is_none_or(|member| member.is_null() || outline.admits(member))
            })
    }

    /// The required properties that a value lacks.
    fn missing(&self, node: Node<'_>) -> impl Iterator<Item = &'static &'static str> {
        let required = self.required.iter();
        required.filter(move |name| node.member(name).is_none())
    }

    /// How well a value fits the outline, which admits it.
    fn fit(&self, node: Node<'_>) -> Fit {
        match self.kind {
            Shape::Any => Fit::exact(0),
            Shape::Null | Shape::Boolean | Shape::String | Shape::Number | Shape::Array(None) => {
                Fit::exact(1)
            }
            Shape::Integer | Shape::Text(_) => Fit::exact(2),
            Shape::Array(Some(outline)) => {
                let items = node.items().into_iter().flatten();
                fit_items(items.map(|item| (item, outline)))
            }
            Shape::Tuple { first, .. } => fit_items(first_items(node, first)),
            Shape::Object => self.fit_object(node),
            Shape::Union(outlines) => {
                let admitting = outlines.iter().filter(|outline| outline.admits(node));
                let best = admitting.map(|outline| outline.fit(node)).max();
                best.unwrap_or(Fit::exact(0))
            }
        }
    }

    fn fit_object(&self, node: Node<'_>) -> Fit {
        let mut fit = Fit::exact(1);
        fit.is_complete = self.missing(node).next().is_none();
        let is_told = |name| node.member(name).is_some_and(|member| !member.is_null());
        let is_literal = |name, json| {
            node.member(name)
                .is_some_and(|member| member.is_literal(json))
        };
        let texts = self.texts.iter().filter(|(name, _)| is_told(name));
        let literals = self
            .literals
            .iter()
            .filter(|(name, json)| is_literal(name, json));
        fit.marks = texts.count() + literals.count();
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

/// The first items of an array with their outlines.
fn first_items<'a>(
    node: Node<'a>,
    first: &'static [Outline],
) -> impl Iterator<Item = (Node<'a>, &'static Outline)> {
    node.items().into_iter().flatten().zip(first)
}

/// How well the items of an array fit their outlines.
fn fit_items<'a>(items: impl Iterator<Item = (Node<'a>, &'static Outline)>) -> Fit {
    let mut fit = Fit::exact(2);
    for (item, outline) in items {
        fit.is_exact &= outline.fit(item).is_exact;
    }
    fit
}

/// How well a value fits an outline. The better fit is the greater one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Fit {
    /// Whether no required property is absent. One that may be null is read as null where it is absent, so another
    /// outline is better if there is one.
    is_complete: bool,
    /// Whether no known property is null that must not be. Such a null is read as absent, so another outline is better
    /// if there is one.
    is_exact: bool,
    /// How closely the outline describes the value: zero for an outline that admits any value, one for an outline that
    /// admits a JSON type, more for a narrower outline and for each known property that is present.
    closeness: usize,
    /// How many properties have the constant that the outline gives them.
    marks: usize,
}

impl Fit {
    /// The fit of a value without properties that count for or against the outline.
    fn exact(closeness: usize) -> Self {
        Self {
            is_complete: true,
            is_exact: true,
            closeness,
            marks: 0,
        }
    }
}

/// The index of the outline that fits best, if no other fits equally well.
pub(super) fn choose_only(node: Node<'_>, outlines: &[Outline]) -> Option<usize> {
    let admitting = outlines.iter().filter(|outline| outline.admits(node));
    let mut fits: Vec<Fit> = admitting.map(|outline| outline.fit(node)).collect();
    fits.sort_unstable();
    match fits.as_slice() {
        [.., second, best] if second == best => None,
        _ => choose(node, outlines),
    }
}

/// The index of the outline that fits best; of several that fit equally well, the first. The fit is not computed where
/// only one outline admits the value.
pub(super) fn choose(node: Node<'_>, outlines: &[Outline]) -> Option<usize> {
    let mut admitting = outlines
        .iter()
        .enumerate()
        .filter(|(_, outline)| outline.admits(node));
    let (mut best, outline) = admitting.next()?;
    let mut most = None;
    for (index, other) in admitting {
        let most = most.get_or_insert_with(|| outline.fit(node));
        let fit = other.fit(node);
        if fit > *most {
            (best, *most) = (index, fit);
        }
    }
    Some(best)
}
