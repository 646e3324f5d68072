//! type/model: models alone, and models that inherit.

use crate::support::{Scenarios, map, same};

pub(crate) fn add(to: &mut Scenarios) {
    empty(to);
    usage(to);
    enum_discriminator(to);
    nested_discriminator(to);
    not_discriminated(to);
    recursive(to);
    single_discriminator(to);
    no_subtypes(to);
}

fn empty(to: &mut Scenarios) {
    use jackfield::type_model_empty::Client;
    use std::collections::BTreeMap;
    to.add("Type_Model_Empty_getEmpty", async |api: Client| {
        same(api.r#type().get_empty().await?, BTreeMap::new())
    });
    to.add("Type_Model_Empty_putEmpty", async |api: Client| {
        Ok(api.r#type().put_empty(&BTreeMap::new()).await?)
    });
    to.add(
        "Type_Model_Empty_postRoundTripEmpty",
        async |api: Client| {
            let sent = BTreeMap::new();
            same(api.r#type().post_round_trip_empty(&sent).await?, sent)
        },
    );
}

fn usage(to: &mut Scenarios) {
    use jackfield::type_model_usage::{Client, types::*};
    to.add("Type_Model_Usage_input", async |api: Client| {
        let record = InputRecord::new("example-value");
        Ok(api.r#type().input(&record).await?)
    });
    to.add("Type_Model_Usage_output", async |api: Client| {
        same(api.r#type().output().await?.required_prop, "example-value")
    });
    to.add("Type_Model_Usage_inputAndOutput", async |api: Client| {
        let record = InputOutputRecord::new("example-value");
        same(api.r#type().input_and_output(&record).await?, record)
    });
}

fn enum_discriminator(to: &mut Scenarios) {
    use jackfield::type_model_inheritance_enum_discriminator::{Client, types::*};
    let golden = || Dog::Golden(Golden::new(10));
    let cobra = || Snake::Cobra(Cobra::new(10));
    to.add(
        "Type_Model_Inheritance_EnumDiscriminator_getExtensibleModel",
        async move |api: Client| same(api.r#type().get_extensible_model().await?, golden()),
    );
    to.add(
        "Type_Model_Inheritance_EnumDiscriminator_putExtensibleModel",
        async move |api: Client| Ok(api.r#type().put_extensible_model(&golden()).await?),
    );
    to.add(
        "Type_Model_Inheritance_EnumDiscriminator_getExtensibleModelWrongDiscriminator",
        async |api: Client| {
            let dog = DogBase::new(8).kind(DogKind::from("wrongKind"));
            let call = api.r#type().get_extensible_model_wrong_discriminator();
            same(call.await?, Dog::Dog(dog))
        },
    );
    to.add(
        "Type_Model_Inheritance_EnumDiscriminator_getExtensibleModelMissingDiscriminator",
        async |api: Client| {
            let call = api.r#type().get_extensible_model_missing_discriminator();
            same(call.await?, Dog::Dog(DogBase::new(10)))
        },
    );
    to.add(
        "Type_Model_Inheritance_EnumDiscriminator_getFixedModelMissingDiscriminator",
        async |api: Client| {
            let call = api.r#type().get_fixed_model_missing_discriminator();
            same(call.await?, Snake::Snake(SnakeBase::new(10)))
        },
    );
    to.add(
        "Type_Model_Inheritance_EnumDiscriminator_getFixedModel",
        async move |api: Client| same(api.r#type().get_fixed_model().await?, cobra()),
    );
    to.add(
        "Type_Model_Inheritance_EnumDiscriminator_putFixedModel",
        async move |api: Client| Ok(api.r#type().put_fixed_model(&cobra()).await?),
    );
    to.add(
        "Type_Model_Inheritance_EnumDiscriminator_getFixedModelWrongDiscriminator",
        async |api: Client| {
            let snake = SnakeBase::new(8).kind(SnakeKind::from("wrongKind"));
            let call = api.r#type().get_fixed_model_wrong_discriminator();
            same(call.await?, Snake::Snake(snake))
        },
    );
}

fn nested_discriminator(to: &mut Scenarios) {
    use jackfield::type_model_inheritance_nested_discriminator::{Client, types::*};
    let goblin = |age| {
        let shark = GoblinShark::new(age);
        Fish::Shark(Shark::GoblinShark(shark))
    };
    to.add(
        "Type_Model_Inheritance_NestedDiscriminator_getModel",
        async move |api: Client| same(api.r#type().get_model().await?, goblin(1)),
    );
    to.add(
        "Type_Model_Inheritance_NestedDiscriminator_putModel",
        async move |api: Client| Ok(api.r#type().put_model(&goblin(1)).await?),
    );
    to.add(
        "Type_Model_Inheritance_NestedDiscriminator_getMissingDiscriminator",
        async |api: Client| {
            let call = api.r#type().get_missing_discriminator();
            same(call.await?, Fish::Fish(FishBase::new(1)))
        },
    );
    let saw = |age| {
        let shark = SawShark::new(age);
        Fish::Shark(Shark::SawShark(shark))
    };
    let salmon = |age| Salmon::new(age);
    let recursive = move || {
        let friend = salmon(2)
            .partner(Fish::Salmon(Box::new(salmon(3))))
            .hate(map([
                ("key1", Fish::Salmon(Box::new(salmon(4)))),
                ("key2", goblin(2)),
            ]));
        let hate = map([
            ("key3", saw(3)),
            (
                "key4",
                Fish::Salmon(Box::new(
                    salmon(2).friends(vec![Fish::Salmon(Box::new(salmon(1))), goblin(4)]),
                )),
            ),
        ]);
        let friends = vec![Fish::Salmon(Box::new(friend)), goblin(3)];
        let whole = salmon(1).partner(saw(2)).friends(friends).hate(hate);
        Fish::Salmon(Box::new(whole))
    };
    to.add(
        "Type_Model_Inheritance_NestedDiscriminator_getRecursiveModel",
        async move |api: Client| same(api.r#type().get_recursive_model().await?, recursive()),
    );
    to.add(
        "Type_Model_Inheritance_NestedDiscriminator_putRecursiveModel",
        async move |api: Client| Ok(api.r#type().put_recursive_model(&recursive()).await?),
    );
    to.add(
        "Type_Model_Inheritance_NestedDiscriminator_getWrongDiscriminator",
        async |api: Client| {
            let fish = FishBase::new(1).kind("wrongKind");
            let call = api.r#type().get_wrong_discriminator();
            same(call.await?, Fish::Fish(fish))
        },
    );
}

fn not_discriminated(to: &mut Scenarios) {
    use jackfield::type_model_inheritance_not_discriminated::{Client, types::*};
    let siamese = || Siamese::new("abc", 32, true);
    to.add(
        "Type_Model_Inheritance_NotDiscriminated_getValid",
        async move |api: Client| same(api.r#type().get_valid().await?, siamese()),
    );
    to.add(
        "Type_Model_Inheritance_NotDiscriminated_putValid",
        async move |api: Client| same(api.r#type().put_valid(&siamese()).await?, siamese()),
    );
    to.add(
        "Type_Model_Inheritance_NotDiscriminated_postValid",
        async move |api: Client| Ok(api.r#type().post_valid(&siamese()).await?),
    );
}

fn recursive(to: &mut Scenarios) {
    use jackfield::type_model_inheritance_recursive::{Client, types::*};
    let whole = || {
        let inner = Extension::new(1).extension(vec![Extension::new(2)]);
        Extension::new(0).extension(vec![inner, Extension::new(1)])
    };
    to.add(
        "Type_Model_Inheritance_Recursive_get",
        async move |api: Client| same(api.r#type().get().await?, whole()),
    );
    to.add(
        "Type_Model_Inheritance_Recursive_put",
        async move |api: Client| Ok(api.r#type().put(&whole()).await?),
    );
}

fn single_discriminator(to: &mut Scenarios) {
    use jackfield::type_model_inheritance_single_discriminator::{Client, types::*};
    let sparrow = || Bird::Sparrow(Sparrow::new(1));
    let eagle = move || {
        let goose = Bird::Goose(Goose::new(2));
        let gull = Bird::SeaGull(SeaGull::new(2));
        let eagle = Eagle::new(5)
            .partner(goose)
            .friends(vec![gull])
            .hate(map([("key3", sparrow())]));
        Bird::Eagle(Box::new(eagle))
    };
    to.add(
        "Type_Model_Inheritance_SingleDiscriminator_getModel",
        async move |api: Client| same(api.r#type().get_model().await?, sparrow()),
    );
    to.add(
        "Type_Model_Inheritance_SingleDiscriminator_putModel",
        async move |api: Client| Ok(api.r#type().put_model(&sparrow()).await?),
    );
    to.add(
        "Type_Model_Inheritance_SingleDiscriminator_getRecursiveModel",
        async move |api: Client| same(api.r#type().get_recursive_model().await?, eagle()),
    );
    to.add(
        "Type_Model_Inheritance_SingleDiscriminator_putRecursiveModel",
        async move |api: Client| Ok(api.r#type().put_recursive_model(&eagle()).await?),
    );
    to.add(
        "Type_Model_Inheritance_SingleDiscriminator_getMissingDiscriminator",
        async |api: Client| {
            let call = api.r#type().get_missing_discriminator();
            same(call.await?, Bird::Bird(BirdBase::new(1)))
        },
    );
    to.add(
        "Type_Model_Inheritance_SingleDiscriminator_getWrongDiscriminator",
        async |api: Client| {
            let bird = BirdBase::new(1).kind("wrongKind");
            let call = api.r#type().get_wrong_discriminator();
            same(call.await?, Bird::Bird(bird))
        },
    );
    to.add(
        "Type_Model_Inheritance_SingleDiscriminator_getLegacyModel",
        async |api: Client| match api.r#type().get_legacy_model().await? {
            Dinosaur::TRex(found) => same((found.kind, found.size), (TRexKind::TRex, 20)),
            other => same(format!("{other:?}"), "a t-rex"),
        },
    );
}

fn no_subtypes(to: &mut Scenarios) {
    use jackfield::type_model_inheritance_single_discriminator::{Client, types::Fish};
    let salmon = || Fish::new("salmon", 10);
    to.add(
        "Type_Model_Inheritance_SingleDiscriminator_getNoSubtypesModel",
        async move |api: Client| same(api.r#type().get_no_subtypes_model().await?, salmon()),
    );
    to.add(
        "Type_Model_Inheritance_SingleDiscriminator_putNoSubtypesModel",
        async move |api: Client| Ok(api.r#type().put_no_subtypes_model(&salmon()).await?),
    );
}
