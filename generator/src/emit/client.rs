//! The root of the package: the client and its groups.

use super::docs::Comment;
use super::file::{File, gate, import, tokens};
use super::{builder, layout, markdown, servers};
use crate::api::{Location, SchemeKind};
use crate::package::{Group, Package};
use crate::settings::Runtime;
use proc_macro2::TokenStream;
use quote::quote;

/// The names that a client re-exports from its runtime.
const EXPORTS: &[&str] = &[
    "AsReceived",
    "Base64",
    "Base64Url",
    "Body",
    "ByteStream",
    "CallError",
    "CallOptions",
    "ClientCredentials",
    "Credential",
    "CredentialSource",
    "Date",
    "DateTime",
    "DecodeError",
    "Delimited",
    "Error",
    "Event",
    "EventStream",
    "Field",
    "FilePart",
    "FormStyle",
    "HttpDate",
    "IsoDuration",
    "Issue",
    "Issues",
    "LinesStream",
    "Multipart",
    "Number",
    "OpenTuple",
    "Operation",
    "Part",
    "Response",
    "Result",
    "RetryPolicy",
    "ScalarText",
    "Secret",
    "TokenError",
    "Transport",
    "Undocumented",
];

/// The re-exported names that only streams need.
const OF_STREAMS: [&str; 3] = ["Event", "EventStream", "LinesStream"];

/// The root module: `mod.rs`, or `lib.rs` of a crate.
pub(super) fn file(package: &Package<'_>) -> String {
    let own = ["Client", "ClientBuilder"].map(str::to_owned);
    let own = own.into_iter().collect();
    let mut file = File::new(package, "self::types", own);
    modules(&mut file);
    // A document without operations is a document of types.
    if !package.groups.is_empty() {
        client(&mut file);
        service(&mut file);
        builder::emit(&mut file);
    }
    let mut docs = Comment::line(&title(package));
    if let Some(text) = package.description {
        docs.push(markdown::lines(text));
    }
    let mut head = docs.inner();
    if !package.features.is_empty() {
        docs_of_features(&mut head);
    }
    let target = &package.target;
    if target.has_runtime() != Runtime::Module {
        head.push_str(LINTS);
    }
    if !target.is_crate() {
        // A crate of somebody else's need not have the feature `testing`.
        head.push_str("\n#![allow(unexpected_cfgs)]\n");
    }
    if let Some(limit) = package.recursion_limit.filter(|_| target.is_crate()) {
        head.push_str(&format!(
            "\n// Types hold one another so deep that rustdoc needs more than the usual limit.\n\
             #![recursion_limit = \"{limit}\"]\n"
        ));
    }
    file.finish(&head)
}

/// The lints that are not for generated code, for those of a workspace are for what people write: all of clippy's, and
/// those of rustc that are off by default. A crate with several clients says so itself.
const LINTS: &str = "\n#![allow(clippy::all, clippy::pedantic, clippy::nursery, clippy::restriction, clippy::cargo)]\n\
                     #![allow(missing_debug_implementations, unused_qualifications, unused_results, unreachable_pub)]\n";

/// Adds the paragraph on features to the docs of the crate, and the attribute that makes docs.rs show them.
fn docs_of_features(head: &mut String) {
    head.push_str(
        "//!\n//! Each group of operations is a cargo feature, or shares one; all are on by default.\n\n\
         #![cfg_attr(docsrs, feature(doc_cfg))]\n",
    );
}

/// Returns the document's title, or a sentence in its place where the document has none.
fn title(package: &Package<'_>) -> String {
    let title = markdown::line(package.title);
    if title.is_empty() {
        "A client.".to_owned()
    } else {
        title
    }
}

fn modules(file: &mut File<'_, '_>) {
    let package = file.package;
    let mut text = String::new();
    for group in &package.groups {
        text.push_str(&gate(package, group.feature.as_slice()));
        text.push_str(&format!("pub mod {};\n", group.module.code()));
    }
    if !package.error_sets.is_empty() {
        text.push_str("pub mod errors;\n");
    }
    match package.target.has_runtime() {
        Runtime::Embedded => text.push_str("pub mod runtime;\n"),
        Runtime::Crate => text.push_str("pub use ::jackfield_runtime as runtime;\n"),
        Runtime::Module => {}
    }
    if package.testing.is_some() {
        text.push_str("#[cfg(feature = \"testing\")]\npub mod testing;\n");
    }
    if !package.type_files.is_empty() {
        text.push_str("pub mod types;\n");
    }
    for module in &package.own_modules {
        text.push_str(&format!("/// Types of your own.\npub mod {module};\n"));
    }
    if package.target.has_runtime() != Runtime::Module {
        let is_used = |name: &&&str| package.uses_streams() || !OF_STREAMS.contains(*name);
        let exports: Vec<&str> = EXPORTS.iter().filter(is_used).copied().collect();
        text.push('\n');
        text.push_str("pub ");
        text.push_str(&import(
            "self::runtime",
            &exports.iter().map(|name| (*name).to_owned()).collect(),
        ));
        file.exports(exports);
    }
    if !text.is_empty() {
        file.text(text);
    }
}

fn client(file: &mut File<'_, '_>) {
    let package = file.package;
    let core = tokens(&file.runtime("Core"));
    let docs = Comment::line(&format!("A client of {}.", subject(package))).outer();
    file.item(quote! {
        #docs
        #[derive(Clone, Debug)]
        pub struct Client(#core);
    });
    let builder = tokens(&format!("{}::ClientBuilder", package.runtime));
    let methods = tokens(&file.runtime("client_builder"));
    let docs = servers::docs(package).outer();
    file.item(quote! {
        #docs
        #[derive(Clone)]
        #[must_use = "a client comes of `build`"]
        pub struct ClientBuilder(#builder<Client>);
    });
    file.item(quote!(#methods!(ClientBuilder for Client);));
    let groups = package.groups.iter().map(|group| accessor(package, group));
    file.item(quote! {
        impl Client {
            /// Starts a client; what it needs is set on the builder.
            pub fn builder() -> ClientBuilder { ClientBuilder::new() }
            #(#groups)*
        }
    });
}

/// Returns the words for the API that the client is of, for a sentence.
fn subject(package: &Package<'_>) -> String {
    let title = markdown::line(package.title);
    if title.is_empty() {
        "the API".to_owned()
    } else {
        title.trim_end_matches('.').to_owned()
    }
}

fn accessor(package: &Package<'_>, group: &Group<'_>) -> TokenStream {
    let (accessor, module, name) = (&group.accessor, &group.module, &group.name);
    let docs = group_docs(group).outer();
    let gate = tokens(&gate(package, group.feature.as_slice()));
    quote!(#docs #gate pub fn #accessor(&self) -> #module::#name<'_> { #module::#name(&self.0) })
}

/// Returns the documentation of a group, or a sentence in its place where the document has none.
pub(super) fn group_docs(group: &Group<'_>) -> Comment {
    let docs = group.docs;
    if docs.summary.is_some() || docs.description.is_some() {
        let comment = Comment::of_operation(docs);
        if !comment.is_empty() {
            return comment;
        }
    }
    let title = markdown::code(&group.title);
    let mut comment = Comment::line(&format!("The operations of {title}."));
    comment.more(docs);
    comment
}

fn service(file: &mut File<'_, '_>) {
    let package = file.package;
    let [service, core, server] =
        ["Service", "Core", "Server"].map(|name| tokens(&file.runtime(name)));
    let operation_servers = servers::constant_of_operations(file);
    let servers = tokens(&servers::constant(file, package.service.servers));
    let security = tokens(&alternatives(&package.service.security));
    let schemes = schemes(file);
    let strictness = package.is_strict.then(|| {
        quote!(
            const IS_STRICT: bool = true;
        )
    });
    file.item(quote! {
        impl #service for Client {
            type Builder = ClientBuilder;
            #strictness
            const USER_AGENT: &str = concat!(env!("CARGO_PKG_NAME"), "/", env!("CARGO_PKG_VERSION"));
            const SERVERS: &[#server] = #servers;
            #operation_servers
            const SECURITY: &[&[&str]] = #security;
            #schemes
            fn from_core(core: #core) -> Self { Self(core) }
            fn core(&self) -> &#core { &self.0 }
        }
    });
}

/// The security schemes as a constant: which setter gives each its credential, and where that travels. Nothing where the
/// document has none.
fn schemes(file: &mut File<'_, '_>) -> TokenStream {
    let package = file.package;
    let mut items: Vec<TokenStream> = Vec::new();
    for credential in &package.service.credentials {
        if credential.grant.is_some() {
            continue;
        }
        let [scheme, place] = ["Scheme", "Place"].map(|name| tokens(&file.runtime(name)));
        let (name, setter) = (&credential.scheme.name, credential.setter.to_string());
        let place = match &credential.scheme.kind {
            SchemeKind::ApiKey { location, name } => match location {
                Location::Query | Location::QueryString => quote!(#place::Query(#name)),
                Location::Cookie => quote!(#place::Cookie(#name)),
                Location::Header | Location::Path => {
                    let name = name.to_ascii_lowercase();
                    quote!(#place::Header(#name))
                }
            },
            _ => quote!(#place::Header("authorization")),
        };
        items.push(quote!(#scheme { name: #name, setter: #setter, place: #place }));
    }
    if items.is_empty() {
        return quote!();
    }
    let scheme = tokens(&file.runtime("Scheme"));
    quote!(const SCHEMES: &[#scheme] = &[#(#items),*];)
}

/// Alternatives of scheme names as a constant.
pub(super) fn alternatives(security: &[Vec<&str>]) -> String {
    let alternatives = security.iter().map(|schemes| {
        let schemes: Vec<String> = schemes.iter().map(|name| layout::literal(name)).collect();
        format!("&[{}]", schemes.join(", "))
    });
    let alternatives: Vec<String> = alternatives.collect();
    format!("&[{}]", alternatives.join(", "))
}
