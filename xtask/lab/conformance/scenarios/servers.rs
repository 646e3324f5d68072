//! server/*

use crate::support::Scenarios;

pub(crate) fn add(to: &mut Scenarios) {
    paths(to);
    not_versioned(to);
    versioned(to);
}

fn paths(to: &mut Scenarios) {
    use jackfield::{server_endpoint_not_defined, server_path_multiple_v1_0, server_path_single};
    to.add(
        "Server_Endpoint_NotDefined_valid",
        async |api: server_endpoint_not_defined::Client| Ok(api.server().valid().await?),
    );
    to.at("Server_Path_Single_myOp", async |at| {
        let api = at.endpoint::<server_path_single::Client>().build()?;
        Ok(api.server().my_op().await?)
    });
    to.at("Server_Path_Multiple_noOperationParams", async |at| {
        let builder = at.endpoint::<server_path_multiple_v1_0::Client>();
        let api = builder.variable("apiVersion", "v1.0").build()?;
        Ok(api.root().no_operation_params().await?)
    });
    to.at("Server_Path_Multiple_withOperationPathParam", async |at| {
        let builder = at.endpoint::<server_path_multiple_v1_0::Client>();
        let api = builder.variable("apiVersion", "v1.0").build()?;
        Ok(api.root().with_operation_path_param("test").await?)
    });
}

fn not_versioned(to: &mut Scenarios) {
    use jackfield::server_versions_not_versioned::Client;
    to.at(
        "Server_Versions_NotVersioned_withoutApiVersion",
        async |at| {
            let api = at.endpoint::<Client>().build()?;
            Ok(api.server().without_api_version().await?)
        },
    );
    to.at(
        "Server_Versions_NotVersioned_withPathApiVersion",
        async |at| {
            let api = at.endpoint::<Client>().build()?;
            Ok(api.server().with_path_api_version("v1.0").await?)
        },
    );
    to.at(
        "Server_Versions_NotVersioned_withQueryApiVersion",
        async |at| {
            let api = at.endpoint::<Client>().build()?;
            Ok(api.server().with_query_api_version("v1.0").await?)
        },
    );
}

fn versioned(to: &mut Scenarios) {
    use jackfield::server_versions_versioned_2022_12_01_preview::Client;
    const NEW: &str = "2022-12-01-preview";
    to.at("Server_Versions_Versioned_withoutApiVersion", async |at| {
        let api = at.endpoint::<Client>().build()?;
        Ok(api.server().without_api_version().await?)
    });
    to.at("Server_Versions_Versioned_withPathApiVersion", async |at| {
        let api = at.endpoint::<Client>().build()?;
        Ok(api.server().with_path_api_version(NEW).await?)
    });
    to.at(
        "Server_Versions_Versioned_withQueryApiVersion",
        async |at| {
            let api = at.endpoint::<Client>().build()?;
            Ok(api.server().with_query_api_version(NEW).await?)
        },
    );
    to.at(
        "Server_Versions_Versioned_withQueryOldApiVersion",
        async |at| {
            let api = at.endpoint::<Client>().build()?;
            let server = api.server();
            Ok(server
                .with_query_old_api_version("2021-01-01-preview")
                .await?)
        },
    );
}
