//! The servers of a client: the constants that the builder places them by, and their names and descriptions for users.

use super::docs::Comment;
use super::file::{File, tokens};
use super::{layout, markdown};
use crate::api::Server;
use crate::maps::HashMap;
use crate::package::Package;
use proc_macro2::TokenStream;
use quote::quote;

/// The docs of the builder: the servers among which it chooses, where the document says more of them than one URL.
pub(super) fn docs(package: &Package<'_>) -> Comment {
    let mut comment = Comment::line("Builds a [`Client`].");
    let servers = package.service.servers;
    if is_worth_telling(servers, 1) {
        comment.push(vec![
            "The API has these servers. The first is called, unless [`server`](Self::server) chooses another by its number, or \
             [`base_url`](Self::base_url) sets a URL:"
                .to_owned(),
        ]);
        let items = servers.iter().enumerate();
        comment.push(
            items
                .map(|(number, one)| format!("{number}. {}", described(one)))
                .collect(),
        );
    }
    let servers = of_operations(package);
    if is_worth_telling(servers.iter().copied(), 0) {
        comment.push(vec![
            "Some operations have servers of their own, which [`server_url`](Self::server_url) moves:".to_owned(),
        ]);
        let items = servers.iter();
        comment.push(items.map(|one| format!("- {}", described(one))).collect());
    }
    comment
}

/// Whether there are more servers than a user needs to be told of, or the document says something of one.
fn is_worth_telling<'s>(servers: impl IntoIterator<Item = &'s Server>, few: usize) -> bool {
    let mut count = 0;
    servers.into_iter().any(|server| {
        count += 1;
        count > few || server.description.is_some()
    })
}

/// A server as an item of a list: its URL, and the paragraphs of its description as sentences.
fn described(server: &Server) -> String {
    let url = markdown::code(&server.url);
    let paragraphs = server
        .description
        .iter()
        .flat_map(|text| text.split("\n\n"));
    let sentences = paragraphs
        .map(markdown::line)
        .filter(|line| !line.is_empty());
    let sentences = sentences.map(|line| match line.ends_with(['.', '!', '?']) {
        true => line,
        false => format!("{line}."),
    });
    let sentences: Vec<String> = sentences.collect();
    match sentences.is_empty() {
        true => url,
        false => format!("{url}: {}", sentences.join(" ")),
    }
}

/// The servers that only some operations have, each once.
fn of_operations<'p>(package: &'p Package<'_>) -> Vec<&'p Server> {
    let mut known: HashMap<&str, Vec<&Server>> = HashMap::default();
    let calls = package.groups.iter().flat_map(|group| &group.calls);
    let servers = calls.flat_map(|call| call.servers).filter(|server| {
        let known = known.entry(server.url.as_str()).or_default();
        let is_new = !known.iter().any(|one| one.variables == server.variables);
        known.extend(is_new.then_some(server));
        is_new
    });
    servers.collect()
}

/// The servers that only some operations have, each once: the builder places them by this list. Nothing where there are
/// none.
pub(super) fn constant_of_operations(file: &mut File<'_, '_>) -> TokenStream {
    let known: Vec<Server> = of_operations(file.package).into_iter().cloned().collect();
    if known.is_empty() {
        return quote!();
    }
    let server = tokens(&file.runtime("Server"));
    let servers = tokens(&constant(file, &known));
    quote!(const OPERATION_SERVERS: &[#server] = #servers;)
}

/// Servers as a constant.
pub(super) fn constant(file: &mut File<'_, '_>, servers: &[Server]) -> String {
    let mut items: Vec<String> = Vec::new();
    for server in servers {
        let (name, url) = (file.runtime("Server"), layout::literal(&server.url));
        let mut variables: Vec<String> = Vec::new();
        for variable in &server.variables {
            let ty = file.runtime("ServerVariable");
            let name = layout::literal(&variable.name);
            let default = match &variable.default {
                Some(text) => format!("Some({})", layout::literal(text)),
                None => "None".to_owned(),
            };
            variables.push(format!("{ty} {{ name: {name}, default: {default} }}"));
        }
        let variables = variables.join(", ");
        items.push(format!(
            "{name} {{ url: {url}, variables: &[{variables}] }}"
        ));
    }
    format!("&[{}]", items.join(", "))
}
