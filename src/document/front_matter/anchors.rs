//! Where the anchors of a tree are.

use std::collections::HashMap;

use super::value::{AnchorId, Node, Value};

/// The way from the root to each anchored node: numbers of children.
#[derive(Debug, Default)]
pub(super) struct Anchors(HashMap<AnchorId, Vec<u32>>);

impl Anchors {
    /// The anchors of a tree.
    pub(super) fn of(root: &Node<'_>) -> Self {
        let mut anchors = Self::default();
        anchors.gather(root, &mut Vec::new());
        anchors
    }

    fn gather(&mut self, node: &Node<'_>, path: &mut Vec<u32>) {
        if let Some(anchor) = node.anchor {
            self.0.insert(anchor.id, path.clone());
        }
        for step in 0.. {
            let Some(child) = nth(node, step) else { break };
            path.push(step);
            self.gather(child, path);
            path.pop();
        }
    }

    /// The node with an anchor, below the root of the same tree.
    pub(super) fn find<'f, 's>(&self, root: &'f Node<'s>, id: AnchorId) -> Option<&'f Node<'s>> {
        let path = self.0.get(&id)?;
        path.iter().try_fold(root, |node, &step| nth(node, step))
    }
}

/// The child of a node with that number: items, or keys and values in turn.
fn nth<'f, 's>(node: &'f Node<'s>, step: u32) -> Option<&'f Node<'s>> {
    let step = step as usize;
    match &node.value {
        Value::Seq(items) => items.get(step),
        Value::Map(entries) => {
            let entry = entries.get(step / 2)?;
            Some(if step.is_multiple_of(2) {
                &entry.key
            } else {
                &entry.value
            })
        }
        _ => None,
    }
}
