//! How the value of a parameter becomes text: the styles of OpenAPI, as expansions of RFC 6570.

/// How the value of a parameter is written, as OpenAPI's `style`, `explode` and `allowReserved` say, and Swagger 2.0's
/// `collectionFormat`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Style {
    pub(crate) kind: StyleKind,
    pub(crate) explode: bool,
    pub(crate) reserved: bool,
    /// Whether a path may hold the empty text.
    empty: bool,
    /// The style of those items of an array that are arrays themselves.
    pub(crate) items: Option<&'static Style>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum StyleKind {
    Simple,
    Label,
    Matrix,
    Form,
    Space,
    Pipe,
    Tab,
    DeepObject,
    Cookie,
}

/// How an object within an object, and an array of objects, is written in a query. OpenAPI leaves it open, and servers
/// read it in two ways.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum Nesting {
    /// `filter[price][from]=1`, and `items[0][price]=1`: PHP, Rails, and Node's `qs`.
    #[default]
    Brackets,
    /// `filter.price.from=1`, and `items[0].price=1`: Spring and ASP.NET.
    Dots,
}

impl Style {
    /// `blue,black`: the default of paths and headers.
    pub const SIMPLE: Self = Self::of(StyleKind::Simple, false);
    /// `.blue,black`, in a path.
    pub const LABEL: Self = Self::of(StyleKind::Label, false);
    /// `;color=blue,black`, in a path.
    pub const MATRIX: Self = Self::of(StyleKind::Matrix, false);
    /// `color=blue&color=black`: the default of queries and forms.
    pub const FORM: Self = Self::of(StyleKind::Form, true);
    /// `color=blue%20black`; without the name in a path or a header.
    pub const SPACE: Self = Self::of(StyleKind::Space, false);
    /// `color=blue%7Cblack`; without the name in a path or a header.
    pub const PIPE: Self = Self::of(StyleKind::Pipe, false);
    /// `color=blue%09black`; without the name in a path or a header.
    pub const TAB: Self = Self::of(StyleKind::Tab, false);
    /// `color%5BR%5D=100&color%5BG%5D=200`, in a query or a form.
    ///
    /// It goes to any depth, and numbers the items of arrays: `items[0][price]=x`. OpenAPI does not say how; servers
    /// that read more than one level read this form.
    pub const DEEP_OBJECT: Self = Self::of(StyleKind::DeepObject, true);
    /// `color=blue; color=black`, in a cookie, with nothing encoded. A value that a cookie cannot hold is an error.
    pub const COOKIE: Self = Self::of(StyleKind::Cookie, true);

    const fn of(kind: StyleKind, explode: bool) -> Self {
        Self {
            kind,
            explode,
            reserved: false,
            empty: false,
            items: None,
        }
    }

    /// Every item and every property becomes a part of its own.
    #[must_use]
    pub const fn explode(mut self) -> Self {
        self.explode = true;
        self
    }

    /// The items or properties stay in one part.
    #[must_use]
    pub const fn no_explode(mut self) -> Self {
        self.explode = false;
        self
    }

    /// Reserved characters such as `/` and `:` are not percent-encoded.
    #[must_use]
    pub const fn reserved(mut self) -> Self {
        self.reserved = true;
        self
    }

    /// The value may be empty in a path, because the document says so.
    #[must_use]
    pub const fn or_empty(mut self) -> Self {
        self.empty = true;
        self
    }

    /// Items that are arrays are joined as this style joins its items: `1|2,3` is a list of lists.
    #[must_use]
    pub const fn items(mut self, style: &'static Self) -> Self {
        self.items = Some(style);
        self
    }
}

impl Style {
    /// Whether the text in a path is the value and nothing else.
    pub(crate) fn is_plain(self) -> bool {
        use StyleKind::{Pipe, Simple, Space, Tab};
        matches!(self.kind, Simple | Space | Pipe | Tab)
    }

    /// Whether an empty value may stand in a path.
    pub(crate) fn may_be_empty(self) -> bool {
        self.empty
    }

    /// Whether nothing is encoded, so that the value must be one that a cookie can hold.
    pub(crate) fn is_cookie(self) -> bool {
        self.kind == StyleKind::Cookie
    }
}
