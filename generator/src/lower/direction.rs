//! The directions in which the values of each definition travel: in requests, in responses, or both.

use super::stages::Model;
use crate::api::{Access, Direction, TypeId, reachable};

/// For each definition, whether operations send or receive its values.
pub(super) struct Directions {
    sent: Vec<bool>,
    received: Vec<bool>,
}

impl Directions {
    /// Finds the directions of all definitions. Properties that are `readOnly` are not sent with the object around
    /// them, and those that are `writeOnly` are not received with it. Payloads are received.
    pub(super) fn of(model: &Model) -> Self {
        let count = model.definitions.len();
        let shape = |id| model.shape(id);
        let sent = model.operations.iter().flat_map(reachable::sent);
        let received = model.operations.iter().flat_map(reachable::received);
        let received = received.chain(&model.payloads);
        Self {
            sent: reachable::definitions(count, shape, sent, Some(Access::ReadOnly)),
            received: reachable::definitions(count, shape, received, Some(Access::WriteOnly)),
        }
    }

    /// Whether operations send the values of a definition.
    pub(super) fn is_sent(&self, id: TypeId) -> bool {
        self.sent.get(id.0).copied().unwrap_or_default()
    }

    /// Whether operations receive the values of a definition.
    pub(super) fn is_received(&self, id: TypeId) -> bool {
        self.received.get(id.0).copied().unwrap_or_default()
    }

    /// Returns the direction of a definition's values; both ways if no operation uses it.
    pub(super) fn get(&self, id: TypeId) -> Direction {
        match (self.is_sent(id), self.is_received(id)) {
            (true, false) => Direction::Sent,
            (false, true) => Direction::Received,
            _ => Direction::Both,
        }
    }
}
