//! Which elements a check is shown.

use html5ever::LocalName;

use crate::document::{Body, Element};

/// Which elements a check wants to see.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Elements {
    /// None.
    None,
    /// Those of these names.
    Named(Vec<LocalName>),
    /// Those that have at least one of these attributes.
    Having(Vec<LocalName>),
    /// Every one.
    All,
}

impl Elements {
    /// Elements of the names given, in lower case.
    #[must_use]
    pub fn named(names: &[impl AsRef<str>]) -> Self {
        Self::Named(local_names(names))
    }

    /// Elements with one of the attributes given, in lower case.
    #[must_use]
    pub fn having(attributes: &[impl AsRef<str>]) -> Self {
        Self::Having(local_names(attributes))
    }

    /// Shows each of them to `look`, once.
    pub fn each<'a>(&self, body: &'a Body, mut look: impl FnMut(Element<'a>)) {
        match self {
            Self::None => {}
            Self::Named(names) => {
                for name in names {
                    body.named(name).for_each(&mut look);
                }
            }
            Self::Having(attributes) => {
                let mut there = attributes.iter().filter(|name| body.has_attribute(name));
                match (there.next(), there.next()) {
                    (None, _) => {}
                    (Some(only), None) => body.having(only).for_each(look),
                    (Some(_), Some(_)) => {
                        let has_one = |element: &Element<'_>| {
                            attributes.iter().any(|name| element.attr(name).is_some())
                        };
                        body.elements().filter(has_one).for_each(look);
                    }
                }
            }
            Self::All => body.elements().for_each(look),
        }
    }
}

fn local_names(names: &[impl AsRef<str>]) -> Vec<LocalName> {
    let names = names.iter().map(AsRef::as_ref);
    names.map(LocalName::from).collect()
}
