//! What a body holds, by name: most questions about it end here.

use ego_tree::NodeId;
use html5ever::{LocalName, local_name};
use rustc_hash::{FxBuildHasher, FxHashMap};
use scraper::Node;

use super::html::{Closing, Dom};
use super::span::Span;

/// The elements of a body, those in a `template` left out, and the text that is read as text.
#[derive(Debug)]
pub(super) struct Index {
    /// In document order.
    pub(super) elements: Vec<NodeId>,
    /// Those that their own end tag does not end, though they can have one, in document order.
    pub(super) left_open: Vec<NodeId>,
    /// By tag name, in document order.
    pub(super) names: Lists,
    /// By attribute, in document order.
    pub(super) attributes: Lists,
    /// Bytes of the HTML: text outside of code, scripts and styles, in document order.
    pub(super) texts: Vec<Span>,
}

impl Index {
    pub(super) fn of(dom: &Dom) -> Self {
        // About a third of the nodes are elements, and most of the others texts.
        let nodes = dom.tree().tree.values().len();
        let mut index = Self {
            elements: Vec::with_capacity(nodes / 2),
            left_open: Vec::new(),
            names: Lists::with_capacity(nodes / 2),
            attributes: Lists::with_capacity(nodes / 2),
            texts: Vec::with_capacity(nodes / 2),
        };
        let root = dom.tree().tree.root();
        // The outermost element around whose text is not read.
        let mut unread = None;
        let mut node = root;
        loop {
            match node.value() {
                Node::Text(_) if unread.is_none() => {
                    index.texts.extend_from_slice(dom.text_spans(node.id()));
                }
                Node::Element(data) => {
                    index.add(node.id(), data);
                    if !matches!(dom.closing(node.id()), Closing::EndTag(_) | Closing::Void) {
                        index.left_open.push(node.id());
                    }
                    if unread.is_none() && is_unread(&data.name.local) {
                        unread = Some(node.id());
                    }
                }
                _ => {}
            }
            // The contents of a template are a fragment below it.
            let is_template = node.value().is_fragment() && node.id() != root.id();
            if let Some(child) = node.first_child().filter(|_| !is_template) {
                node = child;
                continue;
            }
            node = loop {
                if unread == Some(node.id()) {
                    unread = None;
                }
                if let Some(next) = node.next_sibling() {
                    break next;
                }
                let Some(parent) = node.parent() else {
                    return index;
                };
                node = parent;
            };
        }
    }

    fn add(&mut self, id: NodeId, data: &scraper::node::Element) {
        self.elements.push(id);
        self.names.push(&data.name.local, id);
        for (name, _) in &data.attrs {
            self.attributes.push(&name.local, id);
        }
    }
}

/// Lists of nodes by name, all in one: most names have few nodes, and a list of its own for each
/// would cost more than all that is in it.
#[derive(Debug)]
pub(super) struct Lists {
    ends: FxHashMap<LocalName, Ends>,
    /// A node, and the place of the next one of its name.
    links: Vec<(NodeId, usize)>,
}

/// Places in the links.
#[derive(Debug)]
struct Ends {
    first: usize,
    last: usize,
}

/// Behind the last one of a list.
const NONE: usize = usize::MAX;

impl Lists {
    fn with_capacity(nodes: usize) -> Self {
        Self {
            ends: FxHashMap::with_capacity_and_hasher(24, FxBuildHasher),
            links: Vec::with_capacity(nodes),
        }
    }

    fn push(&mut self, name: &LocalName, id: NodeId) {
        let place = self.links.len();
        self.links.push((id, NONE));
        match self.ends.get_mut(name) {
            Some(ends) => {
                self.links[ends.last].1 = place;
                ends.last = place;
            }
            None => {
                let (first, last) = (place, place);
                self.ends.insert(name.clone(), Ends { first, last });
            }
        }
    }

    /// The nodes of a name, in the order in which they came.
    pub(super) fn get(&self, name: &LocalName) -> impl Iterator<Item = NodeId> + use<'_> {
        let mut next = self.ends.get(name).map_or(NONE, |ends| ends.first);
        std::iter::from_fn(move || {
            let &(id, after) = self.links.get(next)?;
            next = after;
            Some(id)
        })
    }

    /// The names, in no order.
    pub(super) fn names(&self) -> impl Iterator<Item = &LocalName> {
        self.ends.keys()
    }

    pub(super) fn has(&self, name: &LocalName) -> bool {
        self.ends.contains_key(name)
    }
}

/// Whether the text of an element is not read as text.
fn is_unread(name: &LocalName) -> bool {
    matches!(
        *name,
        local_name!("code")
            | local_name!("kbd")
            | local_name!("math")
            | local_name!("pre")
            | local_name!("samp")
            | local_name!("script")
            | local_name!("style")
            | local_name!("svg")
            | local_name!("textarea")
            | local_name!("tt")
            | local_name!("var")
    )
}
