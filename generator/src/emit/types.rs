//! The files of `types/`.

use super::docs::Comment;
use super::file::{File, gate, import, tokens};
use super::{attributes, enums, request_forms, structs, tagged, xml};
use crate::api::{Type, TypeId};
use crate::package::{Ident, Item, Package, TypeFile, TypeItem};
use quote::quote;

/// The file of a component and the inline types it holds.
pub(super) fn file(package: &Package<'_>, planned: &TypeFile) -> String {
    let ids = planned.types.iter();
    let items = || ids.clone().filter_map(|id| Some((*id, package.item(*id)?)));
    let own = items()
        .flat_map(|(_, item)| item.names())
        .map(|name| name.as_str().to_owned())
        .collect();
    let mut file = File::new(package, "super", own);
    for (id, item) in items() {
        match &item.item {
            Item::Struct(shape) => structs::emit(&mut file, item, shape),
            Item::Enum(shape) => enums::emit(&mut file, item, shape),
            Item::Union(shape) => enums::emit_union(&mut file, item, shape),
            Item::Tagged(shape) => tagged::emit(&mut file, item, shape),
            Item::Newtype(ty, boxed) => newtype(&mut file, item, ty, *boxed),
            Item::Alias(id) => alias(&mut file, item, *id),
            Item::Transparent(_) => {}
        }
        request_forms::emit(&mut file, item, id);
        if item.is_xml {
            xml::emit(&mut file, item);
        }
    }
    file.finish(match planned.has_long_tuple {
        true => "#![allow(clippy::type_complexity, reason = \"tuples are as long as the document says\")]\n",
        false => "",
    })
}

/// Emits an alias of an item with the same content.
fn alias(file: &mut File<'_, '_>, item: &TypeItem<'_>, id: TypeId) {
    let docs = Comment::of(item.docs, "").outer();
    let (name, ty) = (&item.name, tokens(&file.ty(&Type::Defined(id))));
    file.item(quote!(#docs pub type #name = #ty;));
}

/// Emits a struct around a type that would otherwise be its own definition.
fn newtype(file: &mut File<'_, '_>, item: &TypeItem<'_>, ty: &Type, boxed: bool) {
    let docs = Comment::of(item.docs, "").outer();
    let (name, ty) = (&item.name, file.ty(ty));
    let ty = tokens(&if boxed { format!("Box<{ty}>") } else { ty });
    let attributes = attributes::outer(&item.attributes);
    file.item(quote! {
        #docs
        #attributes
        pub struct #name(pub #ty);
    });
    let make = file.runtime("newtype");
    file.text(format!("{make}!({});\n", name.code()));
}

/// The module of all types: a file for each component.
pub(super) fn module(package: &Package<'_>) -> String {
    // Not every document describes everything, and a name that is repeated describes nothing.
    let mut out = format!(
        "{}\n\n//! The types of the API.\n\n#![allow(missing_docs)]\n\n",
        package.header
    );
    for file in &package.type_files {
        out.push_str(&gate(package, &file.features));
        out.push_str(&format!("mod {};\n", file.module.code()));
    }
    if !package.type_files.is_empty() {
        out.push('\n');
    }
    for file in &package.type_files {
        let names = file
            .types
            .iter()
            .filter_map(|id| package.item(*id))
            .flat_map(TypeItem::names)
            .map(Ident::code)
            .collect();
        out.push_str(&gate(package, &file.features));
        out.push_str("pub ");
        out.push_str(&import(&format!("self::{}", file.module.code()), &names));
    }
    out.push_str(&custom(package));
    out
}

/// Returns the lines for the user's own types: they are the one place where the compiler says what those types lack.
fn custom(package: &Package<'_>) -> String {
    let mut out = String::new();
    if !package.custom.is_empty() {
        out.push_str(
            "\n// The types of `jackfield.toml`. Each must be `Clone + Debug + PartialEq + Send + Sync`, and be read and written by\n// serde as the document says.\n",
        );
    }
    let runtime = &package.runtime;
    for (path, replaced) in &package.custom {
        out.push_str(&format!("{runtime}::custom!({path});\n"));
        if package.uses_xml() {
            let kind = match replaced {
                Type::String(_) => "Text",
                Type::Boolean | Type::Integer(_) | Type::Number(_) => "Literal",
                _ => "Any",
            };
            out.push_str(&format!("{runtime}::xml_custom!({path}, {kind});\n"));
        }
    }
    out
}
