//! Lists of image candidates.

use schemars::JsonSchema;
use serde::Deserialize;

use super::{Check, Context, Elements, Hit, Kind};
use crate::document::Element;

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
        if let Err(problem) = read(srcset.value) {
            let span = srcset.value_span.unwrap_or(srcset.span);
            hits.push(Hit::new(span).with("problem", problem));
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
        if url.starts_with("data:") {
            return Err("it holds a `data:` image in the place of the real one".to_owned());
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
            "data:image/gif;base64,AA 1x",
            "a.jpg 1x,",
        ] {
            assert!(read(bad).is_err(), "{bad}");
        }
    }
}
