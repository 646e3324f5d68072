//! What the calls of all documents share: how they are sent.

pub(crate) use crate::given::{Given, decode, file, items};
use judged::runtime::{BoxFuture, Operation, Responding};
use std::fmt::Debug;

/// A call about to be sent, or why there is none. It gives its result as `Debug` shows it, and the number of issues.
pub(crate) type Prepared = Result<BoxFuture<'static, (String, usize)>, String>;

/// Sends a call.
pub(crate) fn send<O>(call: O, _: &Given) -> Prepared
where
    O: Operation<Output: Debug, Error: Debug + Send + Sync> + Send + 'static,
{
    let responding = Responding::new(call);
    Ok(Box::pin(async move {
        match responding.await {
            Ok(response) => {
                let location = response.headers.get("location");
                let shown = format!("{} {:?} location: {location:?}", response.status, response.value);
                (shown, response.issues().len())
            }
            Err(error) => match error.documented() {
                Some(documented) => (format!("Documented({documented:?})"), 0),
                None => (format!("Failed({error})"), 0),
            },
        }
    }))
}
