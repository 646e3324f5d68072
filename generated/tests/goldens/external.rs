//! Enums of Rust as servers in Rust describe them.

use super::server::{Reply, Server};
use super::tagged::Client;
use super::tagged::types::{Job, JobState, JobStateFailed, Outcome, Owner, OwnerUser, Trigger};
use super::through;
use serde_json::json;

#[tokio::test]
async fn variants_are_sent_as_their_tags() {
    let failed = JobStateFailed::new("disk");
    for (state, sent) in [
        (JobState::Queued, json!("queued")),
        (JobState::InProgress, json!("in-progress")),
        (
            JobState::Failed(failed),
            json!({"failed": {"reason": "disk"}}),
        ),
        (
            JobState::Done(Outcome::new(3)),
            json!({"done": {"code": 3}}),
        ),
        (
            JobState::After(Box::new(JobState::Queued)),
            json!({"after": "queued"}),
        ),
        (JobState::Retried(vec![1, 2]), json!({"retried": [1, 2]})),
    ] {
        let server =
            Server::answering(vec![Reply::json(200, json!({"state": sent}).to_string())]).await;
        let client = Client::builder().base_url(&server.origin).build().unwrap();
        let job = Job::new(state.clone()).trigger(Trigger::Cron("@daily".to_owned()));
        let received = client.jobs().update("1", &job).await.unwrap();
        assert_eq!(received.state, state);
        assert_eq!(
            server.request().json(),
            json!({"state": sent, "trigger": {"Cron": "@daily"}})
        );
    }
}

#[test]
fn what_is_none_of_them_is_kept() {
    for value in [
        json!("paused"),
        json!({"paused": 1}),
        json!({"failed": {"reason": "r"}, "at": 3}),
        json!([1]),
    ] {
        let state: JobState = serde_json::from_value(value.clone()).unwrap();
        assert!(matches!(state, JobState::Unknown(_)), "{value}");
        assert_eq!(serde_json::to_value(state).unwrap(), value);
    }
    assert!(serde_json::from_value::<JobState>(json!({"failed": {"cause": "r"}})).is_err());
    for value in [json!("Push"), json!({"Cron": "x"})] {
        assert_eq!(through::<Trigger>(&value), value);
    }
    let owner: Owner = serde_json::from_value(json!({"user": {"name": "n"}})).unwrap();
    assert_eq!(owner, Owner::User(OwnerUser::new("n")));
    let owner = Owner::ByTeam(Outcome::new(1));
    assert_eq!(
        serde_json::to_value(owner).unwrap(),
        json!({"team": {"code": 1}})
    );
}
