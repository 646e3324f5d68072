//! The program that calls every operation of a client with the values it is given.

use jackfield::FileSet;
use jackfield::api::{Location, Presence, Scheme, SchemeKind, Text, Type, TypeId};
use jackfield::emit::type_path;
use jackfield::package::{
    Argument, Body, Call, Construction, Field, Group, Item, ItemPart, ItemPartKind, ItemParts,
    Package, Passing, Struct,
};
use std::fmt::Write as _;

/// The name of the client's crate.
pub(crate) const CLIENT: &str = "judged";

/// How many calls a file has.
const CALLS: usize = 100;

/// The calls of a client with their groups, by their numbers.
pub(crate) fn calls<'p, 'a>(package: &'p Package<'a>) -> Vec<(&'p Group<'a>, &'p Call<'a>)> {
    let groups = package.groups.iter();
    groups
        .flat_map(|group| group.calls.iter().map(move |call| (group, call)))
        .collect()
}

/// What an argument is, in words.
pub(crate) fn named(argument: &Argument<'_>) -> String {
    match &argument.passing {
        Passing::Path(name, _) => format!("path.{name}"),
        Passing::Query(name, _) => format!("query.{name}"),
        Passing::Header(name, _) => format!("header.{name}"),
        Passing::Cookie(name, _) => format!("cookie.{name}"),
        Passing::QueryString(name, _) => format!("querystring.{name}"),
        Passing::Body(_) => "body".to_owned(),
    }
}

/// The generated files of the program.
pub(crate) fn files(package: &Package<'_>) -> FileSet {
    let mut files = FileSet::default();
    let calls = calls(package);
    let mut root = String::from("//! Every call of the client, by its number.\n\n");
    let modules = calls.len().div_ceil(CALLS);
    for module in 0..modules {
        let _ = writeln!(root, "mod part{module};");
    }
    let (path, runtime) = (package.target.path(), package.target.results());
    let _ = writeln!(
        root,
        "\nuse crate::support::{{Given, Prepared}};\nuse {path}::Client;\n\
         use {runtime}::{{Credential, RetryPolicy}};\n"
    );
    root.push_str(&client(package));
    root.push_str("\npub(crate) const CALLS: &[fn(&Client, &Given) -> Prepared] = &[\n");
    for number in 0..calls.len() {
        let _ = writeln!(root, "    part{}::call{number},", number / CALLS);
    }
    root.push_str("];\n");
    files.insert("src/calls/mod.rs", root);
    for (module, part) in calls.chunks(CALLS).enumerate() {
        let mut text = String::from("use crate::support::{Given, Prepared, send};\n");
        for (place, (group, call)) in part.iter().enumerate() {
            text.push_str(&function(package, group, call, module * CALLS + place));
        }
        files.insert(format!("src/calls/part{module}.rs"), text);
    }
    files
}

/// The function that makes the client, with a credential for every scheme.
fn client(package: &Package<'_>) -> String {
    let mut text = format!(
        "pub(crate) fn client(url: &str) -> {}::Result<Client> {{\n    \
         Client::builder()\n        .all_servers(url)\n        .retry(RetryPolicy::none())\n",
        package.target.results()
    );
    for setter in &package.service.credentials {
        let name = &setter.scheme.name;
        let _ = writeln!(
            text,
            "        .credential({name:?}, {})",
            credential(setter.scheme)
        );
    }
    text.push_str("        .build()\n}\n");
    text
}

/// A credential of a scheme.
fn credential(scheme: &Scheme) -> String {
    match &scheme.kind {
        SchemeKind::Basic => "Credential::basic(\"user\", \"password\".to_owned())".to_owned(),
        SchemeKind::Http(name) => {
            format!("Credential::http({name:?}, \"value\".to_owned())")
        }
        SchemeKind::ApiKey { location, name } => {
            let place = match location {
                Location::Header => "header",
                Location::Cookie => "cookie",
                Location::Query | Location::QueryString | Location::Path => "query",
            };
            format!("Credential::{place}({name:?}, \"key\".to_owned())")
        }
        SchemeKind::Bearer | SchemeKind::OAuth2 { .. } | SchemeKind::MutualTls => {
            "Credential::bearer(\"token\".to_owned())".to_owned()
        }
    }
}

/// The function of one call.
fn function(package: &Package<'_>, group: &Group<'_>, call: &Call<'_>, number: usize) -> String {
    let mut text = format!(
        "\n/// `{} {}`\npub(crate) fn call{number}(client: &{}::Client, given: &Given) -> Prepared {{\n",
        call.operation.method,
        call.operation.path,
        package.target.path()
    );
    let mut shown = Vec::new();
    let mut fields = Vec::new();
    for (place, argument) in call.required().enumerate() {
        let value = Value::of(package, argument, place);
        let _ = writeln!(text, "    let v{place}{} = {};", value.ty, value.read);
        if place < call.arguments.len() {
            shown.push(value.passed);
            continue;
        }
        // What is converted the struct holds itself.
        let value = match package.is_converted(argument.ty) {
            true => format!("v{place}"),
            false => value.passed,
        };
        fields.push(format!("{}: {value}", argument.ident.code()));
    }
    shown.extend(call.named.iter().map(|named| {
        let (module, name) = (group.module.code(), named.name.code());
        let fields = fields.join(", ");
        format!("{}::{module}::{name} {{ {fields} }}", package.target.path())
    }));
    let is_changed = if call.setters.is_empty() { "" } else { "mut " };
    let _ = writeln!(
        text,
        "    let {is_changed}call = client.{}().{}({});",
        group.accessor.code(),
        call.method.code(),
        shown.join(", ")
    );
    for (place, argument) in call.setters.iter().enumerate() {
        let place = call.required().count() + place;
        let value = Value::of(package, argument, place);
        let _ = writeln!(
            text,
            "    if given.has(\"{place}\") {{\n        let v{place}{} = {};\n        call = call.{}({});\n    }}",
            value.ty,
            value.read,
            argument.ident.code(),
            value.passed
        );
    }
    text.push_str("    send(call, given)\n}\n");
    text
}

/// How the value of an argument is read and passed.
struct Value {
    /// Its type, if that must be said.
    ty: String,
    read: String,
    passed: String,
}

impl Value {
    fn of(package: &Package<'_>, argument: &Argument<'_>, place: usize) -> Self {
        let made = |ty: &str, read: String, by: &str| Self {
            ty: ty.to_owned(),
            read,
            passed: format!("{by}v{place}"),
        };
        if let Passing::Body(media) = &argument.passing {
            match media.body {
                Body::Bytes => return made("", format!("given.bytes(\"{place}\")?"), ""),
                Body::ByHand => return made("", format!("given.parts(\"{place}\")?"), ""),
                Body::Items(ref items) => {
                    let read = items_of(package, items, &format!("given.json(\"{place}\")?"));
                    return made("", read, "&");
                }
                _ => {}
            }
            if let Some((name, shape)) = with_files(package, argument.ty) {
                let ty = format!(": {}::types::{name}", package.target.path());
                return made(&ty, literal(package, &name, shape, place), "&");
            }
        }
        let resolved = package.resolve(argument.ty);
        let path = type_path(package, resolved);
        if let Passing::Body(media) = &argument.passing
            && matches!(media.body, Body::Lines)
        {
            let ty = format!(": Vec<{path}>");
            return made(&ty, format!("given.value(\"{place}\")?"), "&");
        }
        let ty = format!(": {path}");
        let is_text = matches!(resolved, Type::String(Text::Plain));
        let by = if !is_text && package.is_passed_by_value(argument.ty) {
            ""
        } else {
            "&"
        };
        made(&ty, format!("given.value(\"{place}\")?"), by)
    }
}

/// The list whose items are parts, made of a JSON value.
fn items_of(package: &Package<'_>, items: &ItemParts<'_>, json: &str) -> String {
    let count = items.first.len();
    let first = items.first.iter().enumerate();
    let first: String = first
        .map(|(place, item)| item_of(package, item, &format!("&({json})[{place}]")) + ", ")
        .collect();
    let Some(others) = &items.others else {
        return format!("({first})");
    };
    let item = item_of(package, others, "item");
    let rest = format!(
        "crate::support::items({json}).skip({count}).map(|item| Ok({item})).collect::<Result<Vec<_>, String>>()?"
    );
    match count {
        0 => rest,
        _ => format!(
            "{}::OpenTuple {{ first: ({first}), rest: {rest} }}",
            package.target.results()
        ),
    }
}

/// An item that becomes a part, made of a JSON value.
fn item_of(package: &Package<'_>, item: &ItemPart<'_>, json: &str) -> String {
    match &item.kind {
        ItemPartKind::Value(ty) | ItemPartKind::Json(ty) => {
            format!(
                "crate::support::decode::<{}>({json})?",
                type_path(package, ty)
            )
        }
        ItemPartKind::File(_) => format!("crate::support::file({json})"),
        ItemPartKind::Parts(_, items) => items_of(package, items, json),
    }
}

/// The name and the fields of a struct that holds files, and so is not read as JSON.
fn with_files<'p, 'a>(package: &'p Package<'a>, ty: &'p Type) -> Option<(String, &'p Struct<'a>)> {
    let Type::Defined(id) = package.resolve(ty) else {
        return None;
    };
    let name = package.item(*id)?.name.code();
    let shape = shape(package, *id)?;
    shape.has_files().then_some((name, shape))
}

/// The struct that an item is, or that it is another name for.
fn shape<'p, 'a>(package: &'p Package<'a>, id: TypeId) -> Option<&'p Struct<'a>> {
    let mut item = &package.item(id)?.item;
    if let Item::Alias(other) = item {
        item = &package.item(*other)?.item;
    }
    match item {
        Item::Struct(shape) => Some(shape),
        _ => None,
    }
}

/// A struct made of the members that are given.
fn literal(package: &Package<'_>, name: &str, shape: &Struct<'_>, place: usize) -> String {
    let is_open = shape.construction == Construction::Setters;
    let path = package.target.path();
    let mut text = if is_open {
        format!("{{\n        let mut value = {path}::types::{name}::new();\n")
    } else {
        format!("{path}::types::{name} {{\n")
    };
    for field in &shape.fields {
        let (ident, value) = (field.ident.code(), member(package, field, place));
        let _ = match is_open {
            true => writeln!(text, "        value.{ident} = {value};"),
            false => writeln!(text, "        {ident}: {value},"),
        };
    }
    if is_open {
        text.push_str("        value\n    }");
        return text;
    }
    let rest = shape.rest.as_ref().map(|(ident, _)| ident);
    for ident in rest.into_iter().chain(&shape.received) {
        let _ = writeln!(text, "        {}: Default::default(),", ident.code());
    }
    text.push_str("    }");
    text
}

/// The value of a field.
fn member(package: &Package<'_>, field: &Field<'_>, place: usize) -> String {
    let name = field.name;
    match (field.is_file, field.presence) {
        (true, presence) => {
            let method = if field.is_list() { "files" } else { "file" };
            let read = format!("given.{method}(\"{place}\", {name:?})?");
            match presence {
                Presence::Required => format!("{read}.ok_or(\"a file is missing\")?"),
                Presence::OptionalNullable => format!("{read}.into()"),
                Presence::Optional | Presence::RequiredNullable => read,
            }
        }
        (false, Presence::OptionalNullable) => {
            let ty = boxed(type_path(package, field.ty), field);
            format!("given.field::<{ty}>(\"{place}\", {name:?})?")
        }
        (false, Presence::Required) => {
            let ty = boxed(type_path(package, field.ty), field);
            format!("given.member::<{ty}>(\"{place}\", {name:?})?")
        }
        (false, Presence::Optional | Presence::RequiredNullable) => {
            let ty = boxed(type_path(package, field.ty), field);
            format!("given.member::<Option<{ty}>>(\"{place}\", {name:?})?")
        }
    }
}

fn boxed(ty: String, field: &Field<'_>) -> String {
    if field.boxed {
        format!("Box<{ty}>")
    } else {
        ty
    }
}

#[cfg(test)]
mod tests {
    use super::{CLIENT, files};
    use jackfield::diagnostic::Diagnostics;
    use jackfield::{Target, document, lower, plan, source};

    const DOCUMENT: &str = "
openapi: 3.2.0
info: { title: Lines, version: '1' }
paths:
  /lines/{id}:
    post:
      operationId: addLine
      tags: [Lines]
      parameters:
        - { name: id, in: path, required: true, schema: { type: integer } }
        - { name: type, in: query, schema: { type: array, items: { type: string } } }
      requestBody:
        required: true
        content:
          multipart/form-data:
            schema:
              type: object
              required: [file]
              properties:
                file: { type: string, format: binary }
                note: { type: [string, 'null'] }
      responses: { '204': { description: done } }
  /pictures:
    post:
      operationId: addPicture
      tags: [Lines]
      requestBody:
        required: true
        content:
          multipart/mixed:
            schema: { type: array, prefixItems: [{ type: integer, format: int32 }], items: {} }
      responses: { '204': { description: done } }
components: { securitySchemes: { key: { type: apiKey, in: header, name: X-Key } } }
";

    #[test]
    fn every_argument_is_read_and_passed() {
        let mut diagnostics = Diagnostics::default();
        let source = source::read("lines.yaml", DOCUMENT.to_owned(), &mut diagnostics).unwrap();
        let document = document::dialect(&source, &mut diagnostics).unwrap();
        let api = lower::lower(&document, &mut diagnostics);
        let target = Target::new(CLIENT.to_owned());
        let files = files(&plan::plan(&api, &target)).0;
        assert!(
            files["src/calls/mod.rs"].contains(
                ".credential(\"key\", Credential::header(\"X-Key\", \"key\".to_owned()))"
            )
        );
        assert!(files["src/calls/mod.rs"].contains("&[\n    part0::call0,\n    part0::call1,\n]"));
        let call = &files["src/calls/part0.rs"];
        for line in [
            "let v0: i128 = given.value(\"0\")?;",
            "file: given.file(\"1\", \"file\")?.ok_or(\"a file is missing\")?,",
            "note: given.field::<String>(\"1\", \"note\")?,",
            "let mut call = client.lines().add(v0, &v1);",
            "first: (crate::support::decode::<i32>(&(given.json(\"0\")?)[0])?, ), ",
            "rest: crate::support::items(given.json(\"0\")?).skip(1).map(|item| Ok(crate::support::file(item)))",
            "let call = client.lines().add_picture(&v0);",
            "if given.has(\"2\") {",
            "let v2: Vec<String> = given.value(\"2\")?;",
            "call = call.r#type(&v2);",
        ] {
            assert!(call.contains(line), "{line}\n{call}");
        }
    }
}
