//! The runtime is the crate that others use too.

#[test]
fn types_of_the_runtime_are_those_of_the_crate() {
    let retry: jackfield_runtime::RetryPolicy = shared::RetryPolicy::default();
    let error: Option<shared::Error> = None::<jackfield_runtime::Error>;
    assert!(shared::Client::builder().retry(retry).build().is_ok() && error.is_none());
    assert!(!std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src/runtime").exists());
}
