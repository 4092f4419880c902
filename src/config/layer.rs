//! What one preset, file or override says. Layers lie on each other: the last word counts.

use std::path::Path;
use std::sync::Arc;

use super::file::Section;
use super::globs::Globs;
use super::{Origin, Sourced};
use crate::document::{Source, Span};

/// One of them.
pub(super) struct Layer {
    pub(super) place: Place,
    /// The files that it is for; all without.
    pub(super) guard: Option<Globs>,
    /// The files that are checked, if it says so.
    pub(super) include: Option<Globs>,
    /// Files that are not checked.
    pub(super) exclude: Globs,
    pub(super) section: Section,
}

impl Layer {
    pub(super) fn is_preset(&self) -> bool {
        matches!(self.place, Place::Preset(..))
    }
}

/// Where a layer is written.
#[derive(Clone)]
pub(super) enum Place {
    /// A preset that comes with copydesk, by name.
    Preset(String, Arc<Source>),
    /// A file of the site's owner.
    File(Arc<Source>),
}

impl Place {
    pub(super) fn source(&self) -> &Arc<Source> {
        match self {
            Self::Preset(_, source) | Self::File(source) => source,
        }
    }

    /// The folder that its paths are relative to.
    pub(super) fn folder(&self) -> &Path {
        let path = self.source().path();
        path.parent().unwrap_or(Path::new(""))
    }

    /// Who says what stands at these bytes.
    pub(super) fn origin(&self, span: Span) -> Origin {
        match self {
            Self::Preset(name, _) => Origin::Preset(name.clone()),
            Self::File(source) => Origin::File {
                path: source.path().to_owned(),
                line: source.position(span.start).line,
            },
        }
    }

    pub(super) fn sourced<T>(&self, span: Span, value: T) -> Sourced<T> {
        Sourced::new(value, self.origin(span))
    }
}
