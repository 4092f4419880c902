//! What a reader gets of an element.

use super::Element;

impl<'a> Element<'a> {
    /// Whether `aria-label` or `aria-labelledby` gives the element a name that is not blank
    /// (WAI-ARIA 1.2 §5.2.8).
    #[must_use]
    pub fn has_aria_name(&self) -> bool {
        let filled = |text: &str| !text.chars().all(is_blank);
        let names = |id: &str| {
            // Of several elements with one id, references mean the first.
            let named = self.body.first_by_id(id);
            named.is_some_and(|named| {
                let is_blank = || named.is_blank_text();
                !self.body.blank.of(named.id(), is_blank)
            })
        };
        self.attr("aria-label").is_some_and(filled)
            || self
                .attr("aria-labelledby")
                .is_some_and(|ids| ids.split_whitespace().any(names))
    }

    /// Whether nobody is shown the element: `aria-hidden`, `hidden`, or `display: none` on it or
    /// around it.
    #[must_use]
    pub fn is_hidden(&self) -> bool {
        if !self.body.may_hide() {
            return false;
        }
        let hides = |element: &Self| {
            element
                .attr("aria-hidden")
                .is_some_and(|value| value.trim().eq_ignore_ascii_case("true"))
                || element.attr("hidden").is_some()
                || element.attr("style").is_some_and(has_display_none)
        };
        let known = &self.body.hidden;
        let mut asked = Vec::new();
        let mut hidden = false;
        for element in std::iter::once(*self).chain(self.ancestors()) {
            if let Some(found) = known.get(element.id()) {
                hidden = found;
                break;
            }
            asked.push(element.id());
            if hides(&element) {
                hidden = true;
                break;
            }
        }
        known.put(asked, hidden);
        hidden
    }

    /// The text inside, as the tree has it.
    #[must_use]
    pub fn text(&self) -> String {
        self.texts().collect()
    }

    /// The same, piece by piece.
    pub fn texts(&self) -> impl Iterator<Item = &'a str> + use<'a> {
        let nodes = self.node.descendants();
        nodes.filter_map(|node| node.value().as_text().map(|text| &text[..]))
    }

    /// Whether the text inside is white space, or none.
    #[must_use]
    pub fn is_blank_text(&self) -> bool {
        self.texts().all(|text| text.chars().all(is_blank))
    }
}

/// White space to a reader: Unicode's, and the invisible characters that editors leave.
#[must_use]
pub(in crate::document) fn is_blank(char: char) -> bool {
    char.is_whitespace() || matches!(char, '\u{200b}' | '\u{feff}' | '\u{2060}' | '\u{ad}')
}

fn has_display_none(style: &str) -> bool {
    style.split(';').any(|declaration| {
        declaration
            .split_once(':')
            .is_some_and(|(property, value)| {
                property.trim().eq_ignore_ascii_case("display")
                    && value.trim().eq_ignore_ascii_case("none")
            })
    })
}
