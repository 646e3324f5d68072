//! routes

use crate::support::{Scenarios, map, texts};
use jackfield::routes::{Client, types::ExpandParameters};

pub(crate) fn add(to: &mut Scenarios) {
    fixed(to);
    parameters(to);
    reserved(to);
    styles(to);
}

fn fixed(to: &mut Scenarios) {
    to.add("Routes_fixed", async |api: Client| {
        Ok(api.routes().fixed().await?)
    });
    to.add("Routes_InInterface", async |api: Client| {
        Ok(api.routes().in_interface_fixed().await?)
    });
}

fn parameters(to: &mut Scenarios) {
    to.add("Routes_PathParameters_templateOnly", async |api: Client| {
        Ok(api.routes().path_parameters_template_only("a").await?)
    });
    to.add("Routes_PathParameters_explicit", async |api: Client| {
        Ok(api.routes().path_parameters_explicit("a").await?)
    });
    to.add(
        "Routes_PathParameters_annotationOnly",
        async |api: Client| Ok(api.routes().path_parameters_annotation_only("a").await?),
    );
    to.add(
        "Routes_QueryParameters_templateOnly",
        async |api: Client| Ok(api.routes().query_parameters_template_only("a").await?),
    );
    to.add("Routes_QueryParameters_explicit", async |api: Client| {
        Ok(api.routes().query_parameters_explicit("a").await?)
    });
    to.add(
        "Routes_QueryParameters_annotationOnly",
        async |api: Client| Ok(api.routes().query_parameters_annotation_only("a").await?),
    );
    to.add(
        "Routes_QueryParameters_QueryExpansion_Explode_model",
        async |api: Client| {
            let param = ExpandParameters {
                field: "status".to_owned(),
                value: "active".to_owned(),
            };
            Ok(api.routes().explode_model(&param).await?)
        },
    );
}

fn reserved(to: &mut Scenarios) {
    to.add(
        "Routes_PathParameters_ReservedExpansion_template",
        async |api: Client| {
            Ok(api
                .routes()
                .reserved_expansion_template("foo/bar baz")
                .await?)
        },
    );
    to.add(
        "Routes_PathParameters_ReservedExpansion_annotation",
        async |api: Client| {
            Ok(api
                .routes()
                .reserved_expansion_annotation("foo/bar baz")
                .await?)
        },
    );
}

/// Adds the scenarios of a style: a text, a list and a record, as such and exploded. The documents number the
/// operations that the suite tells apart by the names of their interfaces, and the paths tell them apart.
macro_rules! style {
    ($to:ident, $primitive:ident, $array:ident, $record:ident $(, $more:literal)?: $($scenario:literal),*) => {
        let [primitive, array, record] = [$($scenario),*];
        $to.add(primitive, async |api: Client| Ok(api.routes().$primitive("a" $(, $more)?).await?));
        $to.add(array, async |api: Client| Ok(api.routes().$array(&texts(["a", "b"]) $(, $more)?).await?));
        $to.add(record, async |api: Client| Ok(api.routes().$record(&map([("a", 1), ("b", 2)]) $(, $more)?).await?));
    };
}

fn styles(to: &mut Scenarios) {
    style!(to, standard_primitive, standard_array, standard_record:
        "Routes_PathParameters_SimpleExpansion_Standard_primitive",
        "Routes_PathParameters_SimpleExpansion_Standard_array",
        "Routes_PathParameters_SimpleExpansion_Standard_record"
    );
    style!(to, explode_primitive, explode_array, explode_record:
        "Routes_PathParameters_SimpleExpansion_Explode_primitive",
        "Routes_PathParameters_SimpleExpansion_Explode_array",
        "Routes_PathParameters_SimpleExpansion_Explode_record"
    );
    style!(to, standard_primitive_for_label, standard_array_for_label, standard_record_for_label:
        "Routes_PathParameters_LabelExpansion_Standard_primitive",
        "Routes_PathParameters_LabelExpansion_Standard_array",
        "Routes_PathParameters_LabelExpansion_Standard_record"
    );
    style!(to, explode_primitive_for_label, explode_array_for_label, explode_record_for_label:
        "Routes_PathParameters_LabelExpansion_Explode_primitive",
        "Routes_PathParameters_LabelExpansion_Explode_array",
        "Routes_PathParameters_LabelExpansion_Explode_record"
    );
    style!(to, standard_primitive_for_matrix, standard_array_for_matrix, standard_record_for_matrix:
        "Routes_PathParameters_MatrixExpansion_Standard_primitive",
        "Routes_PathParameters_MatrixExpansion_Standard_array",
        "Routes_PathParameters_MatrixExpansion_Standard_record"
    );
    style!(to, explode_primitive_for_matrix, explode_array_for_matrix, explode_record_for_matrix:
        "Routes_PathParameters_MatrixExpansion_Explode_primitive",
        "Routes_PathParameters_MatrixExpansion_Explode_array",
        "Routes_PathParameters_MatrixExpansion_Explode_record"
    );
    style!(to, standard_primitive_for_query_expansion, standard_array_for_query_expansion, standard_record_for_query_expansion:
        "Routes_QueryParameters_QueryExpansion_Standard_primitive",
        "Routes_QueryParameters_QueryExpansion_Standard_array",
        "Routes_QueryParameters_QueryExpansion_Standard_record"
    );
    style!(to, explode_primitive_for_query_expansion, explode_array_for_query_expansion, explode_record_for_query_expansion:
        "Routes_QueryParameters_QueryExpansion_Explode_primitive",
        "Routes_QueryParameters_QueryExpansion_Explode_array",
        "Routes_QueryParameters_QueryExpansion_Explode_record"
    );
    style!(to, standard_primitive_for_query_continuation, standard_array_for_query_continuation, standard_record_for_query_continuation, true:
        "Routes_QueryParameters_QueryContinuation_Standard_primitive",
        "Routes_QueryParameters_QueryContinuation_Standard_array",
        "Routes_QueryParameters_QueryContinuation_Standard_record"
    );
    style!(to, explode_primitive_for_query_continuation, explode_array_for_query_continuation, explode_record_for_query_continuation, true:
        "Routes_QueryParameters_QueryContinuation_Explode_primitive",
        "Routes_QueryParameters_QueryContinuation_Explode_array",
        "Routes_QueryParameters_QueryContinuation_Explode_record"
    );
    style!(to, standard_primitive_by_param, standard_array_by_param, standard_record_by_param:
        "Routes_PathParameters_PathExpansion_Standard_primitive",
        "Routes_PathParameters_PathExpansion_Standard_array",
        "Routes_PathParameters_PathExpansion_Standard_record"
    );
    to.add(
        "Routes_PathParameters_PathExpansion_Explode_primitive",
        async |api: Client| Ok(api.routes().explode_primitive_by_param("a").await?),
    );
}
