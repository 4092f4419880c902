//! Lists of image candidates.

use schemars::JsonSchema;
use serde::Deserialize;

use super::attribute_name::delete;
use super::{Check, Context, Elements, Hit, Kind};
use crate::document::{Attribute, Element, html, offset};
use crate::fix::{Applicability, Edit, Fix};

/// Looks at every `srcset` (WHATWG HTML §4.8.4.2.1).
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Srcset {}

impl Kind for Srcset {
    const NAME: &'static str = "srcset";
    const HOLES: &'static [&'static str] = &["problem"];
}

impl Check for Srcset {
    fn elements(&self) -> Elements {
        Elements::named(&["img", "source"])
    }

    fn element(&self, element: Element<'_>, _cx: &Context<'_>, hits: &mut Vec<Hit>) {
        let Some(srcset) = element.attribute("srcset") else {
            return;
        };
        // Pictures in the list itself have commas of their own.
        if srcset.value.contains("data:") {
            return;
        }
        if let Err(problem) = read(srcset.value) {
            let span = srcset.value_span.unwrap_or(srcset.span);
            let hit = Hit::new(span).with("problem", problem);
            hits.push(hit.fix(mended(element, srcset)));
        }
    }
}

fn is_space(char: char) -> bool {
    matches!(char, ' ' | '\t' | '\n' | '\x0c' | '\r')
}

/// Goes through the candidates as browsers do (WHATWG HTML §4.8.4.3.7).
fn read(srcset: &str) -> Result<(), String> {
    let mut rest = srcset.trim_matches(is_space);
    if rest.is_empty() {
        return Err("it is empty".to_owned());
    }
    let (mut widths, mut densities) = (false, false);
    while !rest.is_empty() {
        rest = rest.trim_start_matches(|char| is_space(char) || char == ',');
        let end = rest.find(is_space).unwrap_or(rest.len());
        let (url, behind) = rest.split_at(end);
        if url.is_empty() {
            return Err("it ends in a comma".to_owned());
        }
        if url.ends_with(',') {
            densities = true;
            rest = behind;
            continue;
        }
        let behind = behind.trim_start_matches(is_space);
        let end = behind.find(',').unwrap_or(behind.len());
        for descriptor in behind[..end].split_ascii_whitespace() {
            let Some(number) = descriptor.strip_suffix(['w', 'x', 'h']) else {
                return Err(format!("`{descriptor}` is neither a width nor a density"));
            };
            if !number.parse::<f64>().is_ok_and(|number| number > 0.0) {
                return Err(format!("`{descriptor}` is neither a width nor a density"));
            }
            widths |= descriptor.ends_with('w');
            densities |= descriptor.ends_with('x');
        }
        densities |= behind[..end].trim().is_empty();
        rest = &behind[end..];
        if rest == "," {
            return Err("it ends in a comma".to_owned());
        }
    }
    if widths && densities {
        return Err("it mixes widths and densities".to_owned());
    }
    Ok(())
}

fn mended(element: Element<'_>, srcset: Attribute<'_>) -> Option<Fix> {
    element.editable_start_tag()?;
    // A `<source>` is nothing without it.
    if srcset.value.trim_matches(is_space).is_empty() && element.name() == "img" {
        let tag = element.written_start_tag()?;
        let written = html::attributes(tag)
            .find(|attribute| attribute.name.of_text(tag).eq_ignore_ascii_case("srcset"))?;
        let title = "remove `srcset`";
        return delete(element, written.span, title, Applicability::Safe);
    }
    let span = srcset.value_span?;
    // Character references make the value differ from its bytes: leave those to a person.
    if offset(srcset.value.len()) != span.len() {
        return None;
    }
    // Browsers read the same without the comma at the end.
    let whole = srcset.value.trim_matches(is_space);
    let shorter = whole.trim_end_matches(|char| is_space(char) || char == ',');
    let (text, title, trust) = if read(shorter).is_ok() {
        let title = "remove the comma".to_owned();
        (shorter.to_owned(), title, Applicability::Safe)
    } else {
        let text = rewritten(shorter).filter(|text| read(text).is_ok())?;
        let title = format!("write `{text}`");
        (text, title, Applicability::Unsafe)
    };
    Some(Fix::new(title, trust, vec![Edit::replace(span, text)]))
}

/// The candidates with blanks of their URLs encoded, and with the unit that a bare number lacks.
fn rewritten(srcset: &str) -> Option<String> {
    let mut text = String::new();
    for (index, candidate) in srcset.split(", ").enumerate() {
        let candidate = candidate.trim_matches(is_space);
        let (url, descriptor) = match candidate.rsplit_once(is_space) {
            Some((url, last)) => match unit(last) {
                Some(descriptor) => (url.trim_end_matches(is_space), Some(descriptor)),
                None => (candidate, None),
            },
            None => (candidate, None),
        };
        // Where one part already ends like a picture, a comma is missing and no blank is too many.
        let mut parts = url.split(is_space).rev().skip(1);
        if url.contains(',') || parts.any(is_picture) {
            return None;
        }
        if index > 0 {
            text.push_str(", ");
        }
        text.push_str(&url.replace(is_space, "%20"));
        if let Some(descriptor) = descriptor {
            text.push(' ');
            text.push_str(&descriptor);
        }
    }
    Some(text)
}

/// A descriptor; of a number alone, and of pixels, the one that can be meant: nobody has a picture
/// of four pixels, or a screen of a hundred to one.
fn unit(descriptor: &str) -> Option<String> {
    const MOST_DENSE: u32 = 4;
    const LEAST_WIDE: u32 = 32;
    let number = descriptor.strip_suffix("px").unwrap_or(descriptor);
    let is_plain = number.bytes().all(|byte| byte.is_ascii_digit());
    match number.parse::<u32>() {
        Ok(wide) if is_plain && wide >= LEAST_WIDE => Some(format!("{number}w")),
        Ok(dense) if is_plain && (1..=MOST_DENSE).contains(&dense) && number == descriptor => {
            Some(format!("{number}x"))
        }
        Ok(_) => None,
        Err(_) => {
            let bare = descriptor.strip_suffix(['w', 'x', 'h'])?;
            bare.parse::<f64>().ok()?;
            Some(descriptor.to_owned())
        }
    }
}

fn is_picture(part: &str) -> bool {
    let kinds = [".jpg", ".jpeg", ".png", ".gif", ".webp", ".avif", ".svg"];
    let part = part.to_ascii_lowercase();
    kinds.iter().any(|kind| part.ends_with(kind)) || part.contains('?')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn candidates_are_read_as_browsers_read_them() {
        for fine in [
            "a.jpg",
            "a.jpg 1x, b.jpg 2x",
            "a,b.jpg 300w,c.jpg 600w",
            "a.jpg, b.jpg 1.5x",
        ] {
            assert_eq!(read(fine), Ok(()), "{fine}");
        }
        for bad in [
            "",
            "a.jpg 300",
            "a.jpg 300w, b.jpg 2x",
            "a b.jpg 2x",
            "a.jpg 1x,",
        ] {
            assert!(read(bad).is_err(), "{bad}");
        }
    }
    #[test]
    fn only_what_is_clear_is_rewritten() {
        for (bad, good) in [
            ("a.jpg 300, b.jpg 600", "a.jpg 300w, b.jpg 600w"),
            ("a.jpg 300px, b.jpg 600w", "a.jpg 300w, b.jpg 600w"),
            ("a.jpg 1, b.jpg 2", "a.jpg 1x, b.jpg 2x"),
            (
                "our boat.jpg 300w, b.jpg 600w",
                "our%20boat.jpg 300w, b.jpg 600w",
            ),
        ] {
            assert_eq!(rewritten(bad).as_deref(), Some(good), "{bad}");
            assert_eq!(read(good), Ok(()), "{good}");
        }
        for open in ["a.jpg 300w, b.jpg 2x", "a.jpg b.jpg 2x", "a.jpg 20"] {
            let text = rewritten(open).filter(|text| read(text).is_ok());
            assert_eq!(text, None, "{open}");
        }
    }
}
