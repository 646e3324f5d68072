//! The strongly connected components of a graph of types.

use crate::api::TypeId;

/// Returns the strongly connected component of each node, numbered from 1: the components that a component leads to
/// have lower numbers (Tarjan, with a stack of its own: documents nest as deep as they like).
pub(super) fn components(edges: &[Vec<TypeId>]) -> Vec<usize> {
    let mut search = Search {
        edges,
        states: vec![State::default(); edges.len()],
        stack: Vec::new(),
        next: 0,
        count: 0,
    };
    for node in 0..edges.len() {
        search.visit(node);
    }
    search.states.iter().map(|state| state.component).collect()
}

#[derive(Clone, Copy, Default)]
struct State {
    index: Option<usize>,
    low: usize,
    on_stack: bool,
    component: usize,
}

struct Search<'a> {
    edges: &'a [Vec<TypeId>],
    states: Vec<State>,
    stack: Vec<usize>,
    next: usize,
    count: usize,
}

impl Search<'_> {
    fn visit(&mut self, start: usize) {
        if self.state(start).index.is_some() {
            return;
        }
        let mut path = vec![(start, 0)];
        self.enter(start);
        while let Some((node, edge)) = path.pop() {
            let Some(target) = self.edges.get(node).and_then(|targets| targets.get(edge)) else {
                self.leave(node, path.last().map(|(parent, _)| *parent));
                continue;
            };
            path.push((node, edge + 1));
            let seen = self.state(target.0);
            match seen.index {
                None => {
                    self.enter(target.0);
                    path.push((target.0, 0));
                }
                Some(index) if seen.on_stack => self.lower(node, index),
                Some(_) => {}
            }
        }
    }

    fn state(&self, node: usize) -> State {
        self.states.get(node).copied().unwrap_or_default()
    }

    fn enter(&mut self, node: usize) {
        if let Some(state) = self.states.get_mut(node) {
            *state = State {
                index: Some(self.next),
                low: self.next,
                on_stack: true,
                component: 0,
            };
        }
        self.next += 1;
        self.stack.push(node);
    }

    fn lower(&mut self, node: usize, low: usize) {
        if let Some(state) = self.states.get_mut(node) {
            state.low = state.low.min(low);
        }
    }

    fn leave(&mut self, node: usize, parent: Option<usize>) {
        let state = self.state(node);
        if let Some(parent) = parent {
            self.lower(parent, state.low);
        }
        if state.index != Some(state.low) {
            return;
        }
        self.count += 1;
        while let Some(member) = self.stack.pop() {
            if let Some(state) = self.states.get_mut(member) {
                state.on_stack = false;
                state.component = self.count;
            }
            if member == node {
                break;
            }
        }
    }
}
