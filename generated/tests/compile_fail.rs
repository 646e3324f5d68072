//! What a call or a type requires is required by the compiler.

#[test]
#[cfg(feature = "carrierx")]
fn what_is_required_cannot_be_left_out() {
    trybuild::TestCases::new().compile_fail("tests/ui/*.rs");
}
