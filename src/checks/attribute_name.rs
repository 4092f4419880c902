//! Attributes that ought not to be there, by their names.

use schemars::JsonSchema;
use serde::Deserialize;

use super::{Check, Context, Hit, Kind};
use crate::document::{Element, Markup, Span, html};
use crate::finding::Level;
use crate::fix::{Applicability, Edit, Fix};

/// Looks at the names of all attributes.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct AttributeName {
    /// What is objected to.
    fault: Fault,
}

#[derive(Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
enum Fault {
    /// The name stands twice in a tag.
    Duplicate,
    /// The attribute holds a script: `onclick`, `onerror`.
    EventHandler,
    /// The name has quotes or other signs in it, as after a quote that came too early.
    Malformed,
}

impl Kind for AttributeName {
    const NAME: &'static str = "attribute-name";
    const HOLES: &'static [&'static str] = &["name", "element"];
}

impl Check for AttributeName {
    fn article(&self, cx: &Context<'_>, hits: &mut Vec<Hit>) {
        let body = cx.article.body();
        // In MDX a tag is JSX, whose attributes are not HTML's.
        if cx.article.markup() == Markup::Mdx {
            return;
        }
        if self.fault == Fault::Duplicate {
            let errors = body.dom().parse_errors();
            let mut messages = errors.iter().map(|error| &error.message);
            if messages.any(|message| message == "Duplicate attribute") {
                for element in body.elements().filter(Element::is_written) {
                    duplicates(element, hits);
                }
            }
        } else if body.attribute_names().any(|name| self.objects_to(name)) {
            let written = |element: &Element<'_>| element.is_written() && element.is_html();
            for element in body.elements().filter(written) {
                match self.fault {
                    Fault::Malformed => hits.extend(malformed(element)),
                    _ => self.look(element, hits),
                }
            }
        }
    }
}

impl AttributeName {
    fn objects_to(&self, name: &str) -> bool {
        match self.fault {
            Fault::EventHandler => is_event_handler(name),
            Fault::Malformed => is_malformed(name),
            Fault::Duplicate => false,
        }
    }

    fn look(&self, element: Element<'_>, hits: &mut Vec<Hit>) {
        let node = element.node().value().as_element();
        let names = node
            .into_iter()
            .flat_map(|data| data.attrs().map(|(name, _)| name));
        for name in names.filter(|name| self.objects_to(name)) {
            let Some(attribute) = element.attribute(name) else {
                continue;
            };
            let hit = Hit::new(attribute.span)
                .with("name", name)
                .with("element", element.name());
            let lost = names_address(attribute.value);
            let fix = (!lost)
                .then(|| remove(element, name, "remove the script"))
                .flatten();
            hits.push(hit.fix(fix));
        }
    }
}

/// One lost quote makes many such names: only the first is told.
fn malformed(element: Element<'_>) -> Option<Hit> {
    let tag = element.written_start_tag()?;
    let written = || html::attributes(tag).filter(|it| is_malformed(it.name.of_text(tag)));
    let first = written().next()?;
    let name = first.name.of_text(tag);
    let start = element.editable_start_tag()?.start;
    let hit = Hit::new(first.span.shift(start))
        .with("name", name)
        .with("element", element.name());
    let is_sign = |name: &str| name.chars().all(|char| "\"',;`".contains(char));
    let are_signs = written().all(|it| it.value.is_none() && is_sign(it.name.of_text(tag)));
    Some(if are_signs {
        // Browsers do nothing with such a name, but a quotation mark may have lost its value.
        let is_quote = |it: html::AttributeSpan| it.name.of_text(tag).contains(['"', '\'']);
        let trust = match written().any(is_quote) {
            true => Applicability::Unsafe,
            false => Applicability::Safe,
        };
        let title = format!("remove the `{name}`");
        let edits = written().map(|it| without(tag, start, it.span)).collect();
        hit.help(title.clone()).fix(Fix::new(title, trust, edits))
    } else if name.starts_with('=') {
        hit.help("write the name of the attribute before the `=`, or remove it")
    } else if name.starts_with('<') {
        hit.help("end the tag with a `>` before it")
    } else if name.starts_with([';', ',']) {
        hit.help(format!("remove the `{}`", &name[..1]))
    } else {
        hit
    })
}

fn is_malformed(name: &str) -> bool {
    name.contains(['"', '\'', '<', ';', ',', '`'])
}

/// `on` and a word; no name of HTML begins so that is no handler.
fn is_event_handler(name: &str) -> bool {
    name.strip_prefix("on")
        .is_some_and(|event| event.len() > 2 && event.bytes().all(|byte| byte.is_ascii_lowercase()))
}

/// Whether a script has an address in it, which may stand nowhere else: a string with a slash or a
/// dot.
fn names_address(script: &str) -> bool {
    let strings = script.split(['"', '\'', '`']).skip(1).step_by(2);
    strings
        .into_iter()
        .any(|string| string.contains(['/', '.']))
}

fn duplicates(element: Element<'_>, hits: &mut Vec<Hit>) {
    let (Some(tag), Some(at)) = (element.written_start_tag(), element.html_start_tag()) else {
        return;
    };
    // The words of a value that a quote has ended too early are another rule's.
    if html::attributes(tag).any(|attribute| is_malformed(attribute.name.of_text(tag))) {
        return;
    }
    let body = element.body();
    for attribute in html::attributes(tag).filter(|attribute| attribute.duplicate) {
        let name = attribute.name.of_text(tag).to_ascii_lowercase();
        let value = |span: Option<Span>| span.map_or("", |span| span.of_text(tag));
        let first =
            html::attributes(tag).find(|other| other.name.of_text(tag).eq_ignore_ascii_case(&name));
        let Some(first) = first else {
            continue;
        };
        let same = value(first.value) == value(attribute.value);
        let hit = Hit::new(body.locate(attribute.span.shift(at.start)))
            .with("name", name)
            .with("element", element.name())
            .related(body.locate(first.span.shift(at.start)), "this one counts");
        let trust = if same {
            Applicability::Safe
        } else {
            Applicability::Unsafe
        };
        // Which of them is meant then is for a person to say.
        let is_filled = |span| !value(span).trim().is_empty();
        let fix = (is_filled(first.value) || !is_filled(attribute.value))
            .then(|| delete(element, attribute.span, "remove the second one", trust))
            .flatten();
        let hit = hit.fix(fix);
        hits.push(if same {
            hit.level(Level::Warning).note("both say the same")
        } else {
            hit
        });
    }
}

/// Takes the attribute of a name out of a tag.
pub(super) fn remove(element: Element<'_>, name: &str, title: &str) -> Option<Fix> {
    let tag = element.written_start_tag()?;
    let written = html::attributes(tag)
        .find(|attribute| attribute.name.of_text(tag).eq_ignore_ascii_case(name))?;
    delete(element, written.span, title, Applicability::Unsafe)
}

/// Takes an attribute, given in bytes of the tag, out of it with the white space before.
pub(super) fn delete(
    element: Element<'_>,
    attribute: Span,
    title: &str,
    trust: Applicability,
) -> Option<Fix> {
    let start = element.editable_start_tag()?.start;
    let edit = without(element.written_start_tag()?, start, attribute);
    Some(Fix::new(title, trust, vec![edit]))
}

/// Takes an attribute out of a tag that stands at `start`.
fn without(tag: &str, start: u32, attribute: Span) -> Edit {
    let kept = tag[..attribute.start as usize].trim_end().len();
    Edit::delete(Span::of(kept..attribute.end as usize).shift(start))
}
