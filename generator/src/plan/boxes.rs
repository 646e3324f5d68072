//! Where a box is needed: types that would contain themselves.

use super::same::Same;
use crate::api::{Api, Shape, Type, TypeId};
use std::collections::HashSet;

/// The uses that need a box: by the definition that contains and the one contained, each the one that stands for
/// all that say the same.
pub(super) struct Boxes {
    uses: HashSet<(TypeId, TypeId)>,
    same: Same,
}

/// Finds the uses by which a type would contain itself: both ends lie in one strongly connected component of
/// "contains by value". Lists and maps hold their content elsewhere and end a cycle by themselves.
pub(super) fn find(api: &Api, same: Same) -> Boxes {
    let edges: Vec<Vec<TypeId>> = api
        .types
        .iter()
        .map(|(id, def)| match same.of(id) == id {
            true => contained(&def.shape, &same),
            false => Vec::new(),
        })
        .collect();
    let components = components(&edges);
    let mut uses = HashSet::new();
    for (from, targets) in edges.iter().enumerate() {
        for to in targets {
            if components.get(from) == components.get(to.0) {
                uses.insert((TypeId(from), *to));
            }
        }
    }
    Boxes { uses, same }
}

/// Whether a type that a definition contains must be boxed.
pub(super) fn needed(boxes: &Boxes, container: TypeId, ty: &Type) -> bool {
    let mut found = Vec::new();
    by_value(ty, &mut found);
    found
        .iter()
        .any(|target| boxes.uses.contains(&(container, boxes.same.of(*target))))
}

/// The definitions that a shape contains by value.
fn contained(shape: &Shape, same: &Same) -> Vec<TypeId> {
    let mut found = Vec::new();
    match shape {
        Shape::Struct(shape) => shape
            .members
            .iter()
            .for_each(|member| by_value(&member.ty, &mut found)),
        Shape::Union(shape) => shape
            .variants
            .iter()
            .for_each(|variant| by_value(&variant.ty, &mut found)),
        Shape::Newtype(ty) => by_value(ty, &mut found),
        Shape::Enum(_) => {}
    }
    found.iter_mut().for_each(|id| *id = same.of(*id));
    found
}

fn by_value(ty: &Type, found: &mut Vec<TypeId>) {
    match ty {
        Type::Defined(id) => found.push(*id),
        Type::Nullable(inner) => by_value(inner, found),
        Type::Tuple(items) | Type::OpenTuple(items, _) => {
            items.iter().for_each(|item| by_value(item, found))
        }
        _ => {}
    }
}

/// The strongly connected component of each node (Tarjan, with a stack of its own: documents nest as deep as
/// they like).
fn components(edges: &[Vec<TypeId>]) -> Vec<usize> {
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
