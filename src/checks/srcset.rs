//! Lists of image candidates.

use schemars::JsonSchema;
use serde::Deserialize;

use super::{Check, Context, Elements, Hit, Kind, sizes};
use crate::document::{Element, UrlProblem, check_url};
use crate::finding::Level;

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
            Err(problem) => Some(hit(problem)),
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
}
