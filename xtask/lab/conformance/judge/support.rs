//! What the calls of all documents share: how they are sent.

pub(crate) use crate::given::{Given, decode, file, items};
use judged::runtime::{BoxFuture, Error, Operation, Sending};

/// A call about to be sent, or why there is none.
pub(crate) type Prepared = Result<BoxFuture<'static, Result<(), String>>, String>;

/// Sends a call; only that it arrives matters.
pub(crate) fn send<O>(call: O, given: &Given) -> Prepared
where
    O: Operation<Error: Send + Sync> + Send + 'static,
{
    let mut call = call.header("x-judge-case", &given.case);
    if let Some(by) = &given.answered_by {
        call = call.header("x-judge-answer", by);
    }
    let sending = Sending::new(call);
    Ok(Box::pin(async move {
        match sending.await {
            Ok(_) => Ok(()),
            Err(error) => Err(Error::from(error).to_string()),
        }
    }))
}
