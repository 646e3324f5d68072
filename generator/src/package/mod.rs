//! A package of Rust modules, with every name decided.
//!
//! [`Package`] borrows from the [`Api`](crate::api::Api) what needs no change (docs, wire names, types) and
//! adds what only Rust demands: identifiers, files, boxes, derives.

mod attributes;
mod body;
mod call;
mod conversion;
mod ident;
mod item;
mod outline;
mod paging;
mod response;
mod target;
mod testing;
mod xml;

pub use self::attributes::{Attributes, Derive};
pub use self::body::{
    Body, FieldPart, FormStyle, ItemPart, ItemPartKind, ItemParts, Media, PartKind, QueryString,
};
pub use self::call::{Argument, Call, NamedParameters, Passing};
pub use self::conversion::Conversion;
pub use self::ident::Ident;
pub use self::item::{
    Construction, DefaultForm, Enum, EnumKind, EnumVariant, Field, Fixed, Item, Struct, TagForm,
    Tagged, TaggedVariant, Telling, TypeItem, Union, UnionVariant,
};
pub use self::outline::{JsonKind, Outline};
pub use self::paging::{FieldPath, NextCall, PageEnd, Paging};
pub use self::response::{
    Arm, Decoder, ErrorCase, ErrorSet, Guard, HeaderField, HeaderForm, Headers, OTHER_STATUS,
    Output, OutputVariant, Representation, RepresentationCall, StatusMatch, Step,
};
pub use self::target::Target;
pub use self::testing::{Answer, AnswerBody, Testing, XmlAnswer};
pub use self::xml::{XmlName, XmlRoot};

use crate::api::{Docs, Number, Scheme, Server, Text, Type, TypeId};
use crate::maps::HashSet;
use crate::settings::Decoration;
use std::collections::BTreeMap;

/// The modules of one API.
#[derive(Clone, Debug)]
pub struct Package<'a> {
    /// The first line of every file.
    pub header: String,
    /// The place of the client: a crate or a module.
    pub target: Target,
    /// The path at which the code finds the runtime that all clients share: `crate::runtime`.
    pub runtime: String,
    /// Whether responses that are not as documented are errors unless a call says otherwise.
    pub is_strict: bool,
    /// The user's own modules that the root declares, since types in them are used.
    pub own_modules: Vec<String>,
    /// The `recursion_limit` that a crate of the types needs, if it is more than the usual one.
    pub recursion_limit: Option<usize>,
    /// The document's title.
    pub title: &'a str,
    /// The document's description.
    pub description: Option<&'a str>,
    /// The servers that the client connects to, and how it authenticates.
    pub service: Service<'a>,
    /// The cargo features that gate groups and types; empty if nothing is gated.
    pub features: Vec<Feature>,
    /// The groups of operations, in order.
    pub groups: Vec<Group<'a>>,
    /// The error sets, in order of first use.
    pub error_sets: Vec<ErrorSet<'a>>,
    /// Every definition, by [`TypeId`].
    pub types: Vec<TypeItem<'a>>,
    /// The pairs of definitions of which the second is made from the first by `From`.
    pub conversions: HashSet<(TypeId, TypeId)>,
    /// The files of `types/`, in order of their names.
    pub type_files: Vec<TypeFile>,
    /// The user's own types that are used, by their paths, each with the type that it replaces.
    pub custom: BTreeMap<&'a str, &'a Type>,
    /// The attributes that the user adds to types.
    pub decorations: Vec<Decoration>,
    /// Valid values for tests, if there are any.
    pub testing: Option<Testing<'a>>,
}

impl<'a> Package<'a> {
    /// Removes all gates: every group and type is always there.
    pub(crate) fn forget_features(&mut self) {
        self.features.clear();
        self.groups
            .iter_mut()
            .for_each(|group| group.feature = None);
        self.type_files
            .iter_mut()
            .for_each(|file| file.features.clear());
    }

    /// Whether any body is in XML.
    pub fn uses_xml(&self) -> bool {
        let calls = || self.groups.iter().flat_map(|group| &group.calls);
        let sent = |call: &Call<'_>| {
            let alternatives = call.alternatives.iter().map(|(_, argument)| argument);
            let given = call
                .arguments
                .iter()
                .chain(&call.setters)
                .chain(alternatives);
            given.into_iter().any(Argument::is_xml)
        };
        self.types.iter().any(|item| item.is_xml)
            || calls().any(sent)
            || self.decoders().any(|decoder| decoder == Decoder::Xml)
    }

    /// Whether any response is events, lines or records, read one by one.
    pub fn uses_streams(&self) -> bool {
        let mut decoders = self.decoders();
        decoders.any(|decoder| decoder.is_stream() && decoder != Decoder::ByteStream)
    }

    /// Returns how the bodies of responses are decoded.
    fn decoders(&self) -> impl Iterator<Item = Decoder> {
        let calls = self.groups.iter().flat_map(|group| &group.calls);
        calls.flat_map(|call| {
            let others = call.representations.iter();
            let others = others.clone().filter_map(|one| match &one.call {
                RepresentationCall::Own(_, _, arms) => Some(arms),
                _ => None,
            });
            let arms = call.arms.iter().chain(others.flatten());
            let plain = call.representations.iter().map(|one| one.decoder);
            arms.filter_map(|arm| arm.step.decoder()).chain(plain)
        })
    }

    /// Returns the item that stands for a definition.
    pub fn item(&self, id: TypeId) -> Option<&TypeItem<'a>> {
        self.types.get(id.0)
    }

    /// Follows definitions that have no item, [`Item::Transparent`], to the type that they stand for.
    pub fn resolve<'t>(&self, mut ty: &'t Type) -> &'t Type
    where
        'a: 't,
    {
        while let Type::Defined(id) = ty {
            match self.item(*id).map(|item| &item.item) {
                Some(Item::Transparent(inner)) => ty = inner,
                _ => break,
            }
        }
        ty
    }

    /// Whether the values of a type are neither list nor object.
    pub fn is_scalar(&self, ty: &Type) -> bool {
        match self.resolve(ty).on_the_wire() {
            Type::Nullable(inner) => self.is_scalar(inner),
            Type::Defined(id) => self.is_enum(*id),
            ty => matches!(
                ty,
                Type::Boolean | Type::Integer(_) | Type::Number(_) | Type::String(_) | Type::Null
            ),
        }
    }

    /// Whether an argument of a type is passed by value: types that are `Copy`, and enums of values, which are named in
    /// the call.
    pub fn is_passed_by_value(&self, ty: &Type) -> bool {
        match self.resolve(ty) {
            Type::Nullable(inner) => self.is_passed_by_value(inner),
            Type::Defined(id) => self.is_enum(*id),
            ty => matches!(
                ty,
                Type::Boolean
                    | Type::Integer(_)
                    | Type::Number(Number::Double)
                    | Type::Null
                    | Type::String(Text::Uuid)
            ),
        }
    }

    /// Whether an argument of a type is taken as `impl Into`, so that decimals can be given as numbers, and dates and
    /// times as the types that programs have for them.
    pub fn is_converted(&self, ty: &Type) -> bool {
        matches!(
            self.resolve(ty),
            Type::Number(Number::Decimal)
                | Type::String(Text::DateTime | Text::Date | Text::HttpDate | Text::Duration)
        )
    }

    fn is_enum(&self, id: TypeId) -> bool {
        match self.item(id).map(|item| &item.item) {
            Some(Item::Enum(_)) => true,
            Some(Item::Alias(other)) => self.is_enum(*other),
            _ => false,
        }
    }
}

/// A file of `types/`.
#[derive(Clone, Debug)]
pub struct TypeFile {
    /// Its module.
    pub module: Ident,
    /// The definitions in the file, in order.
    pub types: Vec<TypeId>,
    /// The places of the features that need it in [`Package::features`]; empty if it is always there.
    pub features: Vec<usize>,
    /// Whether a field has a tuple of more types than clippy takes without a warning.
    pub has_long_tuple: bool,
}

/// A cargo feature: groups that a user takes or leaves together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Feature {
    /// Its name.
    pub name: String,
    /// The modules of the groups; empty for the feature of the types that no operation uses.
    pub groups: Vec<Ident>,
}

/// The servers that a client connects to, and how it authenticates.
#[derive(Clone, Debug)]
pub struct Service<'a> {
    /// The servers, the default first.
    pub servers: &'a [Server],
    /// A setter of the builder for each variable of the servers.
    pub variables: Vec<Variable<'a>>,
    /// A setter of the builder for each scheme that needs a credential.
    pub credentials: Vec<CredentialSetter<'a>>,
    /// The security requirements of operations that have none of their own: alternatives of scheme names.
    pub security: Vec<Vec<&'a str>>,
}

/// A setter of the builder for a server variable.
#[derive(Clone, Debug)]
pub struct Variable<'a> {
    /// The name of the setter.
    pub setter: Ident,
    /// The variable's name in the URL.
    pub name: &'a str,
    /// The description that the document gives for the variable.
    pub description: Option<&'a str>,
    /// The value used where the user gives none.
    pub default: Option<&'a str>,
    /// The allowed values; empty if every value is allowed.
    pub allowed: &'a [String],
}

/// A setter of the builder for a credential.
#[derive(Clone, Debug)]
pub struct CredentialSetter<'a> {
    /// The name of the setter.
    pub setter: Ident,
    /// The scheme it belongs to.
    pub scheme: &'a Scheme,
    /// The request for tokens, if the setter takes the credentials for that request instead of a token.
    pub grant: Option<Grant<'a>>,
}

/// A request for tokens by the client credentials flow of OAuth 2.0.
#[derive(Clone, Debug)]
pub struct Grant<'a> {
    /// The URL from which tokens are fetched, or a reference that is resolved against the base URL which the user
    /// chose, so that the secret goes to no other host. `None` if the user must give it.
    pub token_url: Option<&'a str>,
    /// The scopes asked for.
    pub scopes: Vec<&'a str>,
}

/// Operations that share a tag.
#[derive(Clone, Debug)]
pub struct Group<'a> {
    /// The method of the client that returns the group.
    pub accessor: Ident,
    /// Its module.
    pub module: Ident,
    /// Its type.
    pub name: Ident,
    /// The tag, as written.
    pub title: String,
    /// The documentation of the tag.
    pub docs: &'a Docs,
    /// Its operations, in document order.
    pub calls: Vec<Call<'a>>,
    /// The place of its feature in [`Package::features`]; `None` if it is always there.
    pub feature: Option<usize>,
}

/// The documentation of an element that has none in the document.
pub const NO_DOCS: &Docs = &Docs {
    summary: None,
    description: None,
    format: None,
    notes: Vec::new(),
    constraints: None,
    deprecated: false,
    name: None,
};
