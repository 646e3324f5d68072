//! parameters/*

use crate::support::{Scenarios, texts};

pub(crate) fn add(to: &mut Scenarios) {
    bodies(to);
    optional_bodies(to);
    collections(to);
    paths_and_queries(to);
    spread_alias(to);
    spread_model(to);
    spread_composite(to);
}

fn foo() -> String {
    "foo".to_owned()
}

fn bodies(to: &mut Scenarios) {
    to.add(
        "Parameters_Basic_ExplicitBody_simple",
        async |api: jackfield::parameters_basic::Client| {
            use jackfield::parameters_basic::types::ExplicitBodyUser;
            Ok(api
                .explicit_body()
                .simple(&ExplicitBodyUser { name: foo() })
                .await?)
        },
    );
    to.add(
        "Parameters_Basic_ImplicitBody_simple",
        async |api: jackfield::parameters_basic::Client| {
            use jackfield::parameters_basic::types::ExplicitBodyUser;
            Ok(api
                .implicit_body()
                .simple(&ExplicitBodyUser { name: foo() })
                .await?)
        },
    );
    to.add(
        "Parameters_BodyRoot_nested",
        async |api: jackfield::parameters_body_root::Client| {
            use jackfield::parameters_body_root::types::BodyRootModel;
            let body = BodyRootModel::new()
                .category("widget")
                .link_type("hard")
                .was_successful(true);
            Ok(api.parameters().nested(&body).await?)
        },
    );
}

fn optional_bodies(to: &mut Scenarios) {
    use jackfield::parameters_body_optionality::{Client, types::BodyModel};
    to.add(
        "Parameters_BodyOptionality_requiredExplicit",
        async |api: Client| {
            Ok(api
                .parameters()
                .required_explicit(&BodyModel { name: foo() })
                .await?)
        },
    );
    to.add(
        "Parameters_BodyOptionality_requiredImplicit",
        async |api: Client| {
            Ok(api
                .parameters()
                .required_implicit(&BodyModel { name: foo() })
                .await?)
        },
    );
    to.add(
        "Parameters_BodyOptionality_OptionalExplicit",
        async |api: Client| {
            let body = BodyModel { name: foo() };
            api.parameters().optional_explicit_set().body(&body).await?;
            Ok(api.parameters().optional_explicit_omit().await?)
        },
    );
}

fn collections(to: &mut Scenarios) {
    use jackfield::parameters_collection_format::Client;
    let colors = || texts(["blue", "red", "green"]);
    to.add(
        "Parameters_CollectionFormat_Query_multi",
        async move |api: Client| Ok(api.parameters().query_multi(&colors()).await?),
    );
    to.add(
        "Parameters_CollectionFormat_Query_ssv",
        async move |api: Client| Ok(api.parameters().query_ssv(&colors()).await?),
    );
    to.add(
        "Parameters_CollectionFormat_Query_pipes",
        async move |api: Client| Ok(api.parameters().query_pipes(&colors()).await?),
    );
    to.add(
        "Parameters_CollectionFormat_Query_csv",
        async move |api: Client| Ok(api.parameters().query_csv(&colors()).await?),
    );
    to.add(
        "Parameters_CollectionFormat_Header_csv",
        async move |api: Client| Ok(api.parameters().header_csv(&colors()).await?),
    );
}

fn paths_and_queries(to: &mut Scenarios) {
    use jackfield::{parameters_path, parameters_query};
    to.add(
        "Parameters_Path_optional",
        async |api: parameters_path::Client| {
            api.parameters().optional_without().await?;
            Ok(api.parameters().optional("foo").await?)
        },
    );
    to.add(
        "Parameters_Path_normal",
        async |api: parameters_path::Client| Ok(api.parameters().normal("foo").await?),
    );
    to.add(
        "Parameters_Query_Constant_post",
        async |api: parameters_query::Client| {
            Ok(api
                .constant()
                .post()
                .await?)
        },
    );
    to.add(
        "Parameters_Query_SpecialChar_dollarSign",
        async |api: parameters_query::Client| {
            Ok(api
                .special_char()
                .dollar_sign("status eq 'active'")
                .await?)
        },
    );
}

fn spread_alias(to: &mut Scenarios) {
    use jackfield::parameters_spread::{Client, types::*};
    to.add(
        "Parameters_Spread_Alias_spreadAsRequestBody",
        async |api: Client| {
            let body = AliasInnerModel { name: foo() };
            Ok(api.alias().spread_as_request_body(&body).await?)
        },
    );
    to.add(
        "Parameters_Spread_Alias_spreadAsRequestParameter",
        async |api: Client| {
            let body = AliasInnerModel { name: foo() };
            Ok(api
                .alias()
                .spread_as_request_parameter("1", "bar", &body)
                .await?)
        },
    );
    to.add(
        "Parameters_Spread_Alias_spreadWithMultipleParameters",
        async |api: Client| {
            let body = AliasSpreadWithMultipleParametersRequest::new("foo", vec![1, 2])
                .optional_int(1)
                .optional_string_list(texts(["foo", "bar"]));
            Ok(api
                .alias()
                .spread_with_multiple_parameters("1", "bar", &body)
                .await?)
        },
    );
    to.add(
        "Parameters_Spread_Alias_spreadParameterWithInnerModel",
        async |api: Client| {
            let body = AliasInnerModel { name: foo() };
            Ok(api
                .alias()
                .spread_parameter_with_inner_model("1", "bar", &body)
                .await?)
        },
    );
    to.add(
        "Parameters_Spread_Alias_spreadParameterWithInnerAlias",
        async |api: Client| {
            let body = AliasSpreadParameterWithInnerRequest {
                name: foo(),
                age: 1,
            };
            Ok(api
                .alias()
                .spread_parameter_with_inner("1", "bar", &body)
                .await?)
        },
    );
}

fn spread_model(to: &mut Scenarios) {
    use jackfield::parameters_spread::{Client, types::*};
    to.add(
        "Parameters_Spread_Model_spreadAsRequestBody",
        async |api: Client| {
            let body = ModelBodyParameter { name: foo() };
            Ok(api.model().spread_as_request_body(&body).await?)
        },
    );
    to.add(
        "Parameters_Spread_Model_spreadCompositeRequestOnlyWithBody",
        async |api: Client| {
            let body = ModelBodyParameter { name: foo() };
            Ok(api
                .model()
                .spread_composite_request_only_with_body(&body)
                .await?)
        },
    );
}

fn spread_composite(to: &mut Scenarios) {
    use jackfield::parameters_spread::{Client, types::*};
    to.add(
        "Parameters_Spread_Model_spreadCompositeRequestWithoutBody",
        async |api: Client| {
            Ok(api
                .model()
                .spread_composite_request_without_body("foo", "bar")
                .await?)
        },
    );
    to.add(
        "Parameters_Spread_Model_spreadCompositeRequest",
        async |api: Client| {
            let body = ModelBodyParameter { name: foo() };
            Ok(api
                .model()
                .spread_composite_request("foo", "bar", &body)
                .await?)
        },
    );
    to.add(
        "Parameters_Spread_Model_spreadCompositeRequestMix",
        async |api: Client| {
            let body = ModelCompositeRequestMix { prop: foo() };
            Ok(api
                .model()
                .spread_composite_request_mix("foo", "bar", &body)
                .await?)
        },
    );
}
