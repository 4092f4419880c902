//! Lists of image candidates.

mod sizes;

use schemars::JsonSchema;
use serde::Deserialize;

use super::attribute_name::delete;
use super::{Check, Context, Elements, Hit, Kind};
use crate::document::{Attribute, Element, UrlProblem, check_url, html, offset};
use crate::finding::Level;
use crate::fix::{Applicability, Edit, Fix};

/// Looks at every `srcset` and the `sizes` beside it (WHATWG HTML §4.8.4.2.1).
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Srcset {}

impl Kind for Srcset {
    const NAME: &'static str = "srcset";
    const HOLES: &'static [&'static str] = &["attribute", "problem"];
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
        let span = srcset.value_span.unwrap_or(srcset.span);
        let hit = |problem: String| {
            Hit::new(span)
                .with("attribute", "srcset")
                .with("problem", problem)
        };
        hits.extend(match read(srcset.value) {
            Err(problem) => Some(hit(problem).fix(mended(element, srcset))),
            Ok(repeated) => repeated.map(|problem| {
                let hit = hit(problem).level(Level::Info);
                hit.help("remove one of them; browsers never take the second")
            }),
        });
        let Some(sizes) = element.attribute("sizes") else {
            return;
        };
        if let Err(problem) = sizes::read(sizes.value) {
            let span = sizes.value_span.unwrap_or(sizes.span);
            let hit = Hit::new(span)
                .with("attribute", "sizes")
                .with("problem", problem);
            hits.push(hit.help("write `(min-width: 640px) 50vw, 100vw`, or leave `sizes` out"));
        }
    }
}

fn is_space(char: char) -> bool {
    matches!(char, ' ' | '\t' | '\n' | '\x0c' | '\r')
}

/// Goes through the candidates as browsers do (WHATWG HTML §4.8.4.3.7), and says which of them
/// can never be taken.
fn read(srcset: &str) -> Result<Option<String>, String> {
    let mut repeated = None;
    let mut rest = srcset.trim_matches(is_space);
    if rest.is_empty() {
        return Err("it is empty".to_owned());
    }
    let (mut widths, mut densities) = (Vec::new(), Vec::new());
    let mut add = |descriptor: Descriptor| {
        let known = match descriptor {
            Descriptor::Width(width) => add_once(&mut widths, width, &format!("{width}w")),
            Descriptor::Density(density) => {
                add_once(&mut densities, density, &format!("{density}x"))
            }
        };
        repeated = repeated.take().or(known);
    };
    while !rest.is_empty() {
        rest = rest.trim_start_matches(|char| is_space(char) || char == ',');
        let end = rest.find(is_space).unwrap_or(rest.len());
        let (url, behind) = rest.split_at(end);
        if url.is_empty() {
            return Err("it ends in a comma".to_owned());
        }
        let own = url.trim_end_matches(',');
        if let Some(problem @ UrlProblem::Unreadable(_)) = check_url(own) {
            return Err(format!("`{own}` is no URL: {}", problem.text()));
        }
        if own.len() < url.len() {
            add(Descriptor::Density(1.0));
            rest = behind;
            if rest.is_empty() {
                return Err("it ends in a comma".to_owned());
            }
            continue;
        }
        let behind = behind.trim_start_matches(is_space);
        let end = behind.find(',').unwrap_or(behind.len());
        add(Descriptor::read(&behind[..end])?);
        rest = &behind[end..];
        if rest == "," {
            return Err("it ends in a comma".to_owned());
        }
    }
    if !widths.is_empty() && !densities.is_empty() {
        return Err("it mixes widths and densities".to_owned());
    }
    Ok(repeated)
}

/// Keeps the first of two candidates that say the same of themselves, as browsers do.
fn add_once<N: PartialEq>(known: &mut Vec<N>, new: N, name: &str) -> Option<String> {
    if known.contains(&new) {
        return Some(format!("two candidates are `{name}`"));
    }
    known.push(new);
    None
}

/// What is said of a candidate.
#[derive(Clone, Copy)]
enum Descriptor {
    Width(u64),
    Density(f64),
}

impl Descriptor {
    /// Of the words between a URL and the next comma.
    fn read(words: &str) -> Result<Self, String> {
        let mut found = None;
        let mut height = None;
        for word in words.split_ascii_whitespace() {
            let wrong = || format!("`{word}` is neither a width nor a density");
            let is_digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
            let whole = |text: &str| {
                let number = text.parse::<u64>().ok().filter(|&number| number > 0);
                number.filter(|_| is_digits(text)).ok_or_else(wrong)
            };
            let new = match word.as_bytes() {
                [number @ .., b'w'] => Self::Width(whole(&word[..number.len()])?),
                [number @ .., b'h'] => {
                    height = Some(whole(&word[..number.len()])?);
                    continue;
                }
                [b'0'..=b'9' | b'.', .., b'x'] => {
                    let number = word[..word.len() - 1].parse::<f64>();
                    let number = number.ok().filter(|number| *number > 0.0);
                    Self::Density(number.ok_or_else(wrong)?)
                }
                _ => return Err(wrong()),
            };
            if found.replace(new).is_some() {
                return Err(format!(
                    "`{words}` says two things at once",
                    words = words.trim()
                ));
            }
        }
        match (found, height) {
            (Some(width @ Self::Width(_)), _) => Ok(width),
            (_, Some(height)) => Err(format!("`{height}h` has no width beside it")),
            (other, None) => Ok(other.unwrap_or(Self::Density(1.0))),
        }
    }
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
            "a.jpg 300w 200h, b.jpg 600w 400h",
            "a.jpg .5x, b.jpg 1x",
        ] {
            assert_eq!(read(fine), Ok(None), "{fine}");
        }
        for bad in [
            "",
            "a.jpg 300",
            "a.jpg 300w, b.jpg 2x",
            "a b.jpg 2x",
            "a.jpg 1x,",
            "a.jpg,",
            "a.jpg 300.5w",
            "a.jpg 0w",
            "a.jpg -1x",
            "a.jpg +2x",
            "a.jpg NaNx",
            "a.jpg 1x 300w",
            "a.jpg 300h",
            "http: 1x",
        ] {
            assert!(read(bad).is_err(), "{bad}");
        }
        for twice in [
            "a.jpg 300w, b.jpg 300w",
            "a.jpg, b.jpg 1.0x",
            "a.jpg, b.jpg",
        ] {
            assert!(read(twice).is_ok_and(|twice| twice.is_some()), "{twice}");
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
            assert_eq!(read(good), Ok(None), "{good}");
        }
        for open in ["a.jpg 300w, b.jpg 2x", "a.jpg b.jpg 2x", "a.jpg 20"] {
            let text = rewritten(open).filter(|text| read(text).is_ok());
            assert_eq!(text, None, "{open}");
        }
    }
}
