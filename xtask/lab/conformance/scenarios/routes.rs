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
/// operations that the suite tells apart by the names of their interfaces.
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
    style!(to, standard_primitive_3, standard_array_3, standard_record_3:
        "Routes_PathParameters_LabelExpansion_Standard_primitive",
        "Routes_PathParameters_LabelExpansion_Standard_array",
        "Routes_PathParameters_LabelExpansion_Standard_record"
    );
    style!(to, explode_primitive_3, explode_array_3, explode_record_3:
        "Routes_PathParameters_LabelExpansion_Explode_primitive",
        "Routes_PathParameters_LabelExpansion_Explode_array",
        "Routes_PathParameters_LabelExpansion_Explode_record"
    );
    style!(to, standard_primitive_4, standard_array_4, standard_record_4:
        "Routes_PathParameters_MatrixExpansion_Standard_primitive",
        "Routes_PathParameters_MatrixExpansion_Standard_array",
        "Routes_PathParameters_MatrixExpansion_Standard_record"
    );
    style!(to, explode_primitive_4, explode_array_4, explode_record_4:
        "Routes_PathParameters_MatrixExpansion_Explode_primitive",
        "Routes_PathParameters_MatrixExpansion_Explode_array",
        "Routes_PathParameters_MatrixExpansion_Explode_record"
    );
    style!(to, standard_primitive_5, standard_array_5, standard_record_5:
        "Routes_QueryParameters_QueryExpansion_Standard_primitive",
        "Routes_QueryParameters_QueryExpansion_Standard_array",
        "Routes_QueryParameters_QueryExpansion_Standard_record"
    );
    style!(to, explode_primitive_5, explode_array_5, explode_record_5:
        "Routes_QueryParameters_QueryExpansion_Explode_primitive",
        "Routes_QueryParameters_QueryExpansion_Explode_array",
        "Routes_QueryParameters_QueryExpansion_Explode_record"
    );
    style!(to, standard_primitive_6, standard_array_6, standard_record_6, true:
        "Routes_QueryParameters_QueryContinuation_Standard_primitive",
        "Routes_QueryParameters_QueryContinuation_Standard_array",
        "Routes_QueryParameters_QueryContinuation_Standard_record"
    );
    style!(to, explode_primitive_6, explode_array_6, explode_record_6, true:
        "Routes_QueryParameters_QueryContinuation_Explode_primitive",
        "Routes_QueryParameters_QueryContinuation_Explode_array",
        "Routes_QueryParameters_QueryContinuation_Explode_record"
    );
    style!(to, standard_primitive_2, standard_array_2, standard_record_2:
        "Routes_PathParameters_PathExpansion_Standard_primitive",
        "Routes_PathParameters_PathExpansion_Standard_array",
        "Routes_PathParameters_PathExpansion_Standard_record"
    );
    to.add(
        "Routes_PathParameters_PathExpansion_Explode_primitive",
        async |api: Client| Ok(api.routes().explode_primitive_2("a").await?),
    );
}
