//! What has been found out about nodes.

use std::cell::RefCell;

use ego_tree::NodeId;

use super::html::number;

/// Answers to a question about nodes, kept so that asking once per element stays linear, however
/// deep elements lie and however much they hold.
#[derive(Debug, Default)]
pub(super) struct Known(RefCell<Vec<Option<bool>>>);

impl Known {
    /// The answer for a node, found if it is not known.
    pub(super) fn of(&self, node: NodeId, find: impl FnOnce() -> bool) -> bool {
        if let Some(known) = self.get(node) {
            return known;
        }
        let found = find();
        self.put([node], found);
        found
    }

    /// The answer for a node, if it is known.
    pub(super) fn get(&self, node: NodeId) -> Option<bool> {
        *self.0.borrow().get(number(node))?
    }

    /// Keeps one answer for several nodes.
    pub(super) fn put(&self, nodes: impl IntoIterator<Item = NodeId>, found: bool) {
        let mut known = self.0.borrow_mut();
        for node in nodes {
            let number = number(node);
            if number >= known.len() {
                known.resize(number + 1, None);
            }
            known[number] = Some(found);
        }
    }
}
