//! Which elements and attributes a body has, by name: most questions about a body end here.

use ego_tree::NodeId;
use html5ever::LocalName;
use rustc_hash::FxHashMap;
use scraper::Node;

use super::body::Body;

/// The elements of a body, those in a `template` left out, and where to find them.
#[derive(Debug, Default)]
pub(super) struct Index {
    /// In document order.
    pub(super) elements: Vec<NodeId>,
    /// By tag name, in document order.
    pub(super) names: FxHashMap<LocalName, Vec<NodeId>>,
    /// By attribute, in document order.
    pub(super) attributes: FxHashMap<LocalName, Vec<NodeId>>,
}

impl Index {
    pub(super) fn of(body: &Body) -> Self {
        let mut index = Self::default();
        for element in body.elements_below(body.dom().tree().tree.root()) {
            let Node::Element(data) = element.node().value() else {
                continue;
            };
            let id = element.id();
            index.elements.push(id);
            push(&mut index.names, &data.name.local, id);
            for (name, _) in &data.attrs {
                push(&mut index.attributes, &name.local, id);
            }
        }
        index
    }
}

fn push(map: &mut FxHashMap<LocalName, Vec<NodeId>>, name: &LocalName, id: NodeId) {
    match map.get_mut(name) {
        Some(known) => known.push(id),
        None => {
            map.insert(name.clone(), vec![id]);
        }
    }
}
