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
                .model_properties()
                .same_as_model(&body)
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
                .model_properties()
                .dict_methods(&body)
                .await?)
        },
    );
    to.add(
        "SpecialWords_ModelProperties_withList",
        async move |api: Client| {
            let body = ModelPropertiesModelWithList { list: ok() };
            Ok(api
                .model_properties()
                .with_list(&body)
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
            let words = api.reserved_operation_body_params();
            Ok(words
                .reserved_operation_body_params_with_items(&body)
                .await?)
        },
    );
    to.add(
        "SpecialWords_ExtensibleStrings_putExtensibleStringValue",
        async |api: Client| {
            let class = ExtensibleStringsExtensibleString::Class;
            let words = api.extensible_strings();
            same(
                words
                    .put_value(class.clone())
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
            Ok(api.models().$method(&body).await?)
        });
    )* };
    (operations $to:ident: $($scenario:literal $method:ident),* $(,)?) => { $(
        $to.add($scenario, async |api: Client| Ok(api.operations().$method().await?));
    )* };
    (parameters $to:ident: $($scenario:literal $method:ident),* $(,)?) => { $(
        $to.add($scenario, async |api: Client| Ok(api.parameters().$method("ok").await?));
    )* };
}

fn models(to: &mut Scenarios) {
    words!(models to:
        "SpecialWords_Models_and" with_and And,
        "SpecialWords_Models_as" with_as As,
        "SpecialWords_Models_assert" with_assert Assert,
        "SpecialWords_Models_async" with_async Async,
        "SpecialWords_Models_await" with_await Await,
        "SpecialWords_Models_break" with_break Break,
        "SpecialWords_Models_class" with_class Class,
        "SpecialWords_Models_constructor" with_constructor Constructor,
        "SpecialWords_Models_continue" with_continue Continue,
        "SpecialWords_Models_def" with_def Def,
        "SpecialWords_Models_del" with_del Del,
        "SpecialWords_Models_elif" with_elif Elif,
        "SpecialWords_Models_else" with_else Else,
        "SpecialWords_Models_except" with_except Except,
        "SpecialWords_Models_exec" with_exec Exec,
        "SpecialWords_Models_finally" with_finally Finally,
        "SpecialWords_Models_for" with_for For,
        "SpecialWords_Models_from" with_from ModelsFrom,
        "SpecialWords_Models_global" with_global Global,
        "SpecialWords_Models_if" with_if If,
        "SpecialWords_Models_import" with_import Import,
        "SpecialWords_Models_in" with_in In,
        "SpecialWords_Models_is" with_is Is,
        "SpecialWords_Models_lambda" with_lambda Lambda,
        "SpecialWords_Models_not" with_not Not,
        "SpecialWords_Models_or" with_or Or,
        "SpecialWords_Models_pass" with_pass Pass,
        "SpecialWords_Models_raise" with_raise Raise,
        "SpecialWords_Models_return" with_return Return,
        "SpecialWords_Models_try" with_try Try,
        "SpecialWords_Models_while" with_while While,
        "SpecialWords_Models_with" with_with With,
        "SpecialWords_Models_yield" with_yield Yield,
    );
}

fn operations(to: &mut Scenarios) {
    words!(operations to:
        "SpecialWords_Operations_and" and,
        "SpecialWords_Operations_as" r#as,
        "SpecialWords_Operations_assert" assert,
        "SpecialWords_Operations_async" r#async,
        "SpecialWords_Operations_await" r#await,
        "SpecialWords_Operations_break" r#break,
        "SpecialWords_Operations_class" class,
        "SpecialWords_Operations_constructor" constructor,
        "SpecialWords_Operations_continue" r#continue,
        "SpecialWords_Operations_def" def,
        "SpecialWords_Operations_del" del,
        "SpecialWords_Operations_elif" elif,
        "SpecialWords_Operations_else" r#else,
        "SpecialWords_Operations_except" except,
        "SpecialWords_Operations_exec" exec,
        "SpecialWords_Operations_finally" finally,
        "SpecialWords_Operations_for" r#for,
        "SpecialWords_Operations_from" from,
        "SpecialWords_Operations_global" global,
        "SpecialWords_Operations_if" r#if,
        "SpecialWords_Operations_import" import,
        "SpecialWords_Operations_in" r#in,
        "SpecialWords_Operations_is" is,
        "SpecialWords_Operations_lambda" lambda,
        "SpecialWords_Operations_not" not,
        "SpecialWords_Operations_or" or,
        "SpecialWords_Operations_pass" pass,
        "SpecialWords_Operations_raise" raise,
        "SpecialWords_Operations_return" r#return,
        "SpecialWords_Operations_try" r#try,
        "SpecialWords_Operations_while" r#while,
        "SpecialWords_Operations_with" with,
        "SpecialWords_Operations_yield" r#yield,
    );
}

fn parameters(to: &mut Scenarios) {
    words!(parameters to:
        "SpecialWords_Parameters_and" with_and,
        "SpecialWords_Parameters_as" with_as,
        "SpecialWords_Parameters_assert" with_assert,
        "SpecialWords_Parameters_async" with_async,
        "SpecialWords_Parameters_await" with_await,
        "SpecialWords_Parameters_break" with_break,
        "SpecialWords_Parameters_cancellationToken" with_cancellation_token,
        "SpecialWords_Parameters_class" with_class,
        "SpecialWords_Parameters_constructor" with_constructor,
        "SpecialWords_Parameters_continue" with_continue,
        "SpecialWords_Parameters_def" with_def,
        "SpecialWords_Parameters_del" with_del,
        "SpecialWords_Parameters_elif" with_elif,
        "SpecialWords_Parameters_else" with_else,
        "SpecialWords_Parameters_except" with_except,
        "SpecialWords_Parameters_exec" with_exec,
        "SpecialWords_Parameters_finally" with_finally,
        "SpecialWords_Parameters_for" with_for,
        "SpecialWords_Parameters_from" with_from,
        "SpecialWords_Parameters_global" with_global,
        "SpecialWords_Parameters_if" with_if,
        "SpecialWords_Parameters_import" with_import,
        "SpecialWords_Parameters_in" with_in,
        "SpecialWords_Parameters_is" with_is,
        "SpecialWords_Parameters_lambda" with_lambda,
        "SpecialWords_Parameters_not" with_not,
        "SpecialWords_Parameters_or" with_or,
        "SpecialWords_Parameters_pass" with_pass,
        "SpecialWords_Parameters_raise" with_raise,
        "SpecialWords_Parameters_return" with_return,
        "SpecialWords_Parameters_try" with_try,
        "SpecialWords_Parameters_while" with_while,
        "SpecialWords_Parameters_with" with_with,
        "SpecialWords_Parameters_yield" with_yield,
    );
}
