//! The file of a group: its operations as methods, and the type that each returns.

use super::call;
use super::client::group_docs;
use super::docs::Comment;
use super::file::{File, tokens};
use crate::maps::HashSet;
use crate::package::{Group, Output, Package, RepresentationCall};
use quote::quote;

/// The file of a group.
pub(super) fn file(package: &Package<'_>, group: &Group<'_>) -> String {
    let mut own = HashSet::from_iter([group.name.as_str().to_owned()]);
    for call in &group.calls {
        own.insert(call.name.as_str().to_owned());
        for other in &call.representations {
            if let RepresentationCall::Own(name, output, _) = &other.call {
                own.insert(name.as_str().to_owned());
                if let Output::Several(name, ..) = output {
                    own.insert(name.as_str().to_owned());
                }
            }
        }
        own.extend(call.named.iter().map(|one| one.name.as_str().to_owned()));
        own.extend(call.headers.iter().map(|one| one.name.as_str().to_owned()));
        own.extend(call.errors.iter().map(|(name, _)| name.as_str().to_owned()));
        if let Output::Several(name, ..) = &call.output {
            own.insert(name.as_str().to_owned());
        }
    }
    let mut file = File::new(package, "super::types", own);
    let core = tokens(&file.runtime("Core"));
    let (name, docs) = (&group.name, group_docs(group));
    let outer = docs.outer();
    file.item(quote! {
        #outer
        #[derive(Clone, Copy, Debug)]
        pub struct #name<'a>(pub(super) &'a #core);
    });
    let mut methods = Vec::new();
    for planned in &group.calls {
        methods.extend(call::methods(&mut file, group, planned));
    }
    file.functions(&format!("impl {}<'_>", name.code()), methods);
    for planned in &group.calls {
        call::emit(&mut file, group, planned);
    }
    let head = Comment::line(&format!(
        "The operations of {}.",
        super::markdown::code(&group.title)
    ));
    file.finish(&head.inner())
}
