//! Calls every scenario of the suite through generated clients, as a user would: by typed calls alone.
//!
//! `program URL` prints a JSON object: for each scenario null, or what went wrong.

mod additional;
mod authentication;
mod discriminated;
mod durations;
mod encodings;
mod enums;
mod files;
mod lists;
mod maps;
mod models;
mod nullable;
mod optional;
mod pages;
mod parameters;
mod parts;
mod patches;
mod properties;
mod responses;
mod routes;
mod scalars;
mod servers;
mod streams;
mod support;
mod unions;
mod versioning;
mod visibility;
mod words;
mod xml;

use std::process::ExitCode;
use support::Scenarios;

fn main() -> ExitCode {
    let Some(url) = std::env::args().nth(1) else {
        eprintln!("usage: program URL");
        return ExitCode::from(2);
    };
    let mut all = Scenarios::default();
    for add in [
        additional::add,
        authentication::add,
        discriminated::add,
        durations::add,
        encodings::add,
        enums::add,
        files::add,
        lists::add,
        maps::add,
        models::add,
        nullable::add,
        optional::add,
        pages::add,
        parameters::add,
        parts::add,
        patches::add,
        properties::add,
        responses::add,
        routes::add,
        scalars::add,
        servers::add,
        streams::add,
        unions::add,
        versioning::add,
        visibility::add,
        words::add,
        xml::add,
    ] {
        add(&mut all);
    }
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build();
    match runtime {
        Ok(runtime) => println!("{}", runtime.block_on(all.run(&url))),
        Err(error) => {
            eprintln!("error: {error}");
            return ExitCode::FAILURE;
        }
    }
    ExitCode::SUCCESS
}
