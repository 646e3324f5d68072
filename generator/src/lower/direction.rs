//! Which way the values of each definition travel.

use crate::api::{Access, Api, Direction, reachable};

/// For each definition, whether operations send or receive its values.
pub(super) struct Ways {
    pub(super) sent: Vec<bool>,
    pub(super) received: Vec<bool>,
}

/// Finds out which way the values of each definition travel. What is received only is not sent with what holds
/// it, nor the other way round. Payloads are received.
pub(super) fn ways(api: &Api) -> Ways {
    let count = api.types.0.len();
    let shape = |id| api.types.get(id).map(|def| &def.shape);
    let sent = api.operations.iter().flat_map(reachable::sent);
    let received = api
        .operations
        .iter()
        .flat_map(reachable::received)
        .chain(&api.payloads);
    Ways {
        sent: reachable::definitions(count, shape, sent, Some(Access::ReadOnly)),
        received: reachable::definitions(count, shape, received, Some(Access::WriteOnly)),
    }
}

/// Marks each definition.
pub(super) fn mark(api: &mut Api) {
    let ways = ways(api);
    for ((def, sent), received) in api.types.0.iter_mut().zip(ways.sent).zip(ways.received) {
        def.direction = match (sent, received) {
            (true, false) => Direction::Sent,
            (false, true) => Direction::Received,
            _ => Direction::Both,
        };
    }
}
