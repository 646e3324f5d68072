//! special-words

use crate::support::{Scenarios, same};
use jackfield::special_words::Client;
use jackfield::special_words::types::*;

pub(crate) fn add(to: &mut Scenarios) {
    properties(to);
    values(to);
    models(to);
    operations(to);
    parameters(to);
}

fn properties(to: &mut Scenarios) {
    let ok = || "ok".to_owned();
    to.add(
        "SpecialWords_ModelProperties_sameAsModel",
        async move |api: Client| {
            let body = ModelPropertiesSameAsModel {
                same_as_model: ok(),
            };
            Ok(api
                .special_words()
                .model_properties_same_as_model(&body)
                .await?)
        },
    );
    to.add(
        "SpecialWords_ModelProperties_dictMethods",
        async move |api: Client| {
            let body = ModelPropertiesDictMethods {
                keys: ok(),
                items: ok(),
                values: ok(),
                popitem: ok(),
                clear: ok(),
                update: ok(),
                setdefault: ok(),
                pop: ok(),
                get: ok(),
                copy: ok(),
            };
            Ok(api
                .special_words()
                .model_properties_dict_methods(&body)
                .await?)
        },
    );
    to.add(
        "SpecialWords_ModelProperties_withList",
        async move |api: Client| {
            let body = ModelPropertiesModelWithList { list: ok() };
            Ok(api
                .special_words()
                .model_properties_with_list(&body)
                .await?)
        },
    );
}

fn values(to: &mut Scenarios) {
    to.add(
        "SpecialWords_ReservedOperationBodyParams_withItems",
        async |api: Client| {
            let body = ReservedOperationBodyParamsWithItemsRequest {
                items: vec!["item".to_owned()],
            };
            let words = api.special_words();
            Ok(words
                .reserved_operation_body_params_with_items(&body)
                .await?)
        },
    );
    to.add(
        "SpecialWords_ExtensibleStrings_putExtensibleStringValue",
        async |api: Client| {
            let class = ExtensibleStringsExtensibleString::Class;
            let words = api.special_words();
            same(
                words
                    .extensible_strings_put_extensible_string_value(class.clone())
                    .await?,
                class,
            )
        },
    );
}

/// Adds scenarios that are alike but for the word that is special.
macro_rules! words {
    (models $to:ident: $($scenario:literal $method:ident $model:ident),* $(,)?) => { $(
        $to.add($scenario, async |api: Client| {
            let body = $model { name: "ok".to_owned() };
            Ok(api.special_words().$method(&body).await?)
        });
    )* };
    (operations $to:ident: $($scenario:literal $method:ident),* $(,)?) => { $(
        $to.add($scenario, async |api: Client| Ok(api.special_words().$method().await?));
    )* };
    (parameters $to:ident: $($scenario:literal $method:ident),* $(,)?) => { $(
        $to.add($scenario, async |api: Client| Ok(api.special_words().$method("ok").await?));
    )* };
}

fn models(to: &mut Scenarios) {
    words!(models to:
        "SpecialWords_Models_and" models_with_and ModelsAnd,
        "SpecialWords_Models_as" models_with_as ModelsAs,
        "SpecialWords_Models_assert" models_with_assert ModelsAssert,
        "SpecialWords_Models_async" models_with_async ModelsAsync,
        "SpecialWords_Models_await" models_with_await ModelsAwait,
        "SpecialWords_Models_break" models_with_break ModelsBreak,
        "SpecialWords_Models_class" models_with_class ModelsClass,
        "SpecialWords_Models_constructor" models_with_constructor ModelsConstructor,
        "SpecialWords_Models_continue" models_with_continue ModelsContinue,
        "SpecialWords_Models_def" models_with_def ModelsDef,
        "SpecialWords_Models_del" models_with_del ModelsDel,
        "SpecialWords_Models_elif" models_with_elif ModelsElif,
        "SpecialWords_Models_else" models_with_else ModelsElse,
        "SpecialWords_Models_except" models_with_except ModelsExcept,
        "SpecialWords_Models_exec" models_with_exec ModelsExec,
        "SpecialWords_Models_finally" models_with_finally ModelsFinally,
        "SpecialWords_Models_for" models_with_for ModelsFor,
        "SpecialWords_Models_from" models_with_from ModelsFrom,
        "SpecialWords_Models_global" models_with_global ModelsGlobal,
        "SpecialWords_Models_if" models_with_if ModelsIf,
        "SpecialWords_Models_import" models_with_import ModelsImport,
        "SpecialWords_Models_in" models_with_in ModelsIn,
        "SpecialWords_Models_is" models_with_is ModelsIs,
        "SpecialWords_Models_lambda" models_with_lambda ModelsLambda,
        "SpecialWords_Models_not" models_with_not ModelsNot,
        "SpecialWords_Models_or" models_with_or ModelsOr,
        "SpecialWords_Models_pass" models_with_pass ModelsPass,
        "SpecialWords_Models_raise" models_with_raise ModelsRaise,
        "SpecialWords_Models_return" models_with_return ModelsReturn,
        "SpecialWords_Models_try" models_with_try ModelsTry,
        "SpecialWords_Models_while" models_with_while ModelsWhile,
        "SpecialWords_Models_with" models_with_with ModelsWith,
        "SpecialWords_Models_yield" models_with_yield ModelsYield,
    );
}

fn operations(to: &mut Scenarios) {
    words!(operations to:
        "SpecialWords_Operations_and" operations_and,
        "SpecialWords_Operations_as" operations_as,
        "SpecialWords_Operations_assert" operations_assert,
        "SpecialWords_Operations_async" operations_async,
        "SpecialWords_Operations_await" operations_await,
        "SpecialWords_Operations_break" operations_break,
        "SpecialWords_Operations_class" operations_class,
        "SpecialWords_Operations_constructor" operations_constructor,
        "SpecialWords_Operations_continue" operations_continue,
        "SpecialWords_Operations_def" operations_def,
        "SpecialWords_Operations_del" operations_del,
        "SpecialWords_Operations_elif" operations_elif,
        "SpecialWords_Operations_else" operations_else,
        "SpecialWords_Operations_except" operations_except,
        "SpecialWords_Operations_exec" operations_exec,
        "SpecialWords_Operations_finally" operations_finally,
        "SpecialWords_Operations_for" operations_for,
        "SpecialWords_Operations_from" operations_from,
        "SpecialWords_Operations_global" operations_global,
        "SpecialWords_Operations_if" operations_if,
        "SpecialWords_Operations_import" operations_import,
        "SpecialWords_Operations_in" operations_in,
        "SpecialWords_Operations_is" operations_is,
        "SpecialWords_Operations_lambda" operations_lambda,
        "SpecialWords_Operations_not" operations_not,
        "SpecialWords_Operations_or" operations_or,
        "SpecialWords_Operations_pass" operations_pass,
        "SpecialWords_Operations_raise" operations_raise,
        "SpecialWords_Operations_return" operations_return,
        "SpecialWords_Operations_try" operations_try,
        "SpecialWords_Operations_while" operations_while,
        "SpecialWords_Operations_with" operations_with,
        "SpecialWords_Operations_yield" operations_yield,
    );
}

fn parameters(to: &mut Scenarios) {
    words!(parameters to:
        "SpecialWords_Parameters_and" parameters_with_and,
        "SpecialWords_Parameters_as" parameters_with_as,
        "SpecialWords_Parameters_assert" parameters_with_assert,
        "SpecialWords_Parameters_async" parameters_with_async,
        "SpecialWords_Parameters_await" parameters_with_await,
        "SpecialWords_Parameters_break" parameters_with_break,
        "SpecialWords_Parameters_cancellationToken" parameters_with_cancellation_token,
        "SpecialWords_Parameters_class" parameters_with_class,
        "SpecialWords_Parameters_constructor" parameters_with_constructor,
        "SpecialWords_Parameters_continue" parameters_with_continue,
        "SpecialWords_Parameters_def" parameters_with_def,
        "SpecialWords_Parameters_del" parameters_with_del,
        "SpecialWords_Parameters_elif" parameters_with_elif,
        "SpecialWords_Parameters_else" parameters_with_else,
        "SpecialWords_Parameters_except" parameters_with_except,
        "SpecialWords_Parameters_exec" parameters_with_exec,
        "SpecialWords_Parameters_finally" parameters_with_finally,
        "SpecialWords_Parameters_for" parameters_with_for,
        "SpecialWords_Parameters_from" parameters_with_from,
        "SpecialWords_Parameters_global" parameters_with_global,
        "SpecialWords_Parameters_if" parameters_with_if,
        "SpecialWords_Parameters_import" parameters_with_import,
        "SpecialWords_Parameters_in" parameters_with_in,
        "SpecialWords_Parameters_is" parameters_with_is,
        "SpecialWords_Parameters_lambda" parameters_with_lambda,
        "SpecialWords_Parameters_not" parameters_with_not,
        "SpecialWords_Parameters_or" parameters_with_or,
        "SpecialWords_Parameters_pass" parameters_with_pass,
        "SpecialWords_Parameters_raise" parameters_with_raise,
        "SpecialWords_Parameters_return" parameters_with_return,
        "SpecialWords_Parameters_try" parameters_with_try,
        "SpecialWords_Parameters_while" parameters_with_while,
        "SpecialWords_Parameters_with" parameters_with_with,
        "SpecialWords_Parameters_yield" parameters_with_yield,
    );
}
