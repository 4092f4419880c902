//! Tags that belong together, and yet make no element of their own.

use std::collections::{BTreeMap, HashMap, HashSet};

use ego_tree::NodeId;
use html5ever::LocalName;

use super::body::Body;
use super::html::{Closing, end_tag_is_optional};
use super::span::Span;

/// End tags that are stray to the parser, each with the element whose start tag it was written for:
/// something else has ended that before, or stands between them.
#[derive(Debug, Default)]
pub(crate) struct Overlaps {
    ends: HashMap<NodeId, Span>,
    strays: HashSet<Span>,
}

impl Overlaps {
    /// Each end tag meets the nearest start tag before it that none has met.
    pub(super) fn of(body: &Body) -> Self {
        let mut by_name: BTreeMap<&str, Vec<Span>> = BTreeMap::new();
        for stray in body.dom().stray_end_tags() {
            // What the Markdown renderer wrote is not the author's.
            if body.map().exact(stray.span).is_some() {
                by_name.entry(&stray.name).or_default().push(stray.span);
            }
        }
        let mut found = Self::default();
        for (name, ends) in by_name {
            let name = LocalName::from(name);
            if !end_tag_is_optional(&name) {
                found.pair(body, &name, &ends);
            }
        }
        found
    }

    fn pair(&mut self, body: &Body, name: &LocalName, ends: &[Span]) {
        let is_open = |closing| matches!(closing, Closing::Implied { .. } | Closing::EndOfInput);
        let mut starts: Vec<_> = body
            .named(name)
            .filter(|element| element.is_written() && is_open(element.closing()))
            .filter_map(|element| Some((element.html_start_tag()?, element.id())))
            .collect();
        starts.sort_unstable();
        let mut starts = starts.into_iter().peekable();
        let mut waiting = Vec::new();
        for &end in ends {
            while let Some((_, node)) = starts.next_if(|(start, _)| start.end <= end.start) {
                waiting.push(node);
            }
            if let Some(node) = waiting.pop() {
                self.ends.insert(node, end);
                self.strays.insert(end);
            }
        }
    }

    /// The end tag that was written for an element, in the HTML.
    pub(crate) fn end_of(&self, element: NodeId) -> Option<Span> {
        self.ends.get(&element).copied()
    }

    /// Whether an end tag that the parser found stray, in the HTML, has a start tag.
    pub(crate) fn has_start(&self, end: Span) -> bool {
        self.strays.contains(&end)
    }
}
