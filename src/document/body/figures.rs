//! The figures of a body and their captions.

use std::collections::HashSet;

use ego_tree::NodeId;
use html5ever::local_name;
use rustc_hash::FxHashMap;

use super::Body;
use crate::document::figure::Figure;

impl Body {
    /// The captions of each figure that has some, in document order: kept, since many questions
    /// about a figure end here.
    pub(in crate::document) fn captions(&self) -> &FxHashMap<NodeId, Vec<NodeId>> {
        self.captions.get_or_init(|| {
            let mut captions: FxHashMap<_, Vec<_>> = FxHashMap::default();
            for caption in self.named(&local_name!("figcaption")) {
                if let Some(figure) = caption.closest("figure") {
                    captions.entry(figure.id()).or_default().push(caption.id());
                }
            }
            captions
        })
    }

    /// The figures that have a caption: kept, since every image of a figure asks.
    pub(in crate::document) fn captioned_figures(&self) -> &HashSet<NodeId> {
        self.captioned.get_or_init(|| {
            let figure = local_name!("figure");
            let figures = self.named(&figure).filter_map(Figure::of);
            let captioned = figures.filter(Figure::find_caption);
            captioned.map(|figure| figure.element().id()).collect()
        })
    }
}
