//! What a body holds, by name: most questions about it end here.

use ego_tree::NodeId;
use ego_tree::iter::Edge;
use html5ever::LocalName;
use rustc_hash::FxHashMap;
use scraper::Node;

use super::html::Dom;
use super::span::Span;

/// The elements of a body, those in a `template` left out, and the text that is read as text.
#[derive(Debug, Default)]
pub(super) struct Index {
    /// In document order.
    pub(super) elements: Vec<NodeId>,
    /// By tag name, in document order.
    pub(super) names: FxHashMap<LocalName, Vec<NodeId>>,
    /// By attribute, in document order.
    pub(super) attributes: FxHashMap<LocalName, Vec<NodeId>>,
    /// Bytes of the HTML: text outside of code, scripts and styles, in document order.
    pub(super) texts: Vec<Span>,
}

impl Index {
    pub(super) fn of(dom: &Dom) -> Self {
        let mut index = Self::default();
        let mut templates = 0_u32;
        let mut unread = 0_u32;
        for edge in dom.tree().tree.root().traverse() {
            let (Edge::Open(node) | Edge::Close(node)) = edge;
            let opens = matches!(edge, Edge::Open(_));
            let depth = match node.value() {
                // The contents of a template are a fragment below it.
                Node::Fragment if node.parent().is_some() => &mut templates,
                Node::Element(data) => {
                    if opens && templates == 0 {
                        index.add(node.id(), data);
                    }
                    if !is_unread(data.name()) {
                        continue;
                    }
                    &mut unread
                }
                Node::Text(_) => {
                    if opens && unread == 0 && templates == 0 {
                        index.texts.extend_from_slice(dom.text_spans(node.id()));
                    }
                    continue;
                }
                _ => continue,
            };
            match opens {
                true => *depth += 1,
                false => *depth -= 1,
            }
        }
        index
    }

    fn add(&mut self, id: NodeId, data: &scraper::node::Element) {
        self.elements.push(id);
        push(&mut self.names, &data.name.local, id);
        for (name, _) in &data.attrs {
            push(&mut self.attributes, &name.local, id);
        }
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

/// Whether the text of an element is not read as text.
fn is_unread(name: &str) -> bool {
    matches!(
        name,
        "code"
            | "kbd"
            | "math"
            | "pre"
            | "samp"
            | "script"
            | "style"
            | "svg"
            | "textarea"
            | "tt"
            | "var"
    )
}
