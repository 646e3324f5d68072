//! The clients read their own examples and answers, strictly.

use crate::runtime::testing::{Examples, check_examples};

fn check<C: Examples>(case: &str) {
    let none: Vec<String> = Vec::new();
    assert_eq!(check_examples::<C>(), none, "{case}");
    assert!(!C::ANSWERS.is_empty() || case == "limits", "{case}");
}

macro_rules! cases {
    ($($case:ident),+ $(,)?) => {
        #[test]
        fn examples_and_answers_can_be_read() {
            $(check::<crate::$case::Client>(stringify!($case));)+
        }
    };
}

cases!(
    constants,
    constructors,
    credentials,
    defaults,
    dialects,
    directions,
    extension_names,
    forms,
    hierarchies,
    identity,
    limits,
    media,
    members,
    methods,
    multiparts,
    nodes,
    pages,
    positions,
    queries,
    redirects,
    representations,
    requests,
    statuses,
    streams,
    tagged,
    unions,
    values
);
