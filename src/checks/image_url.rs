//! URLs of media that browsers or readers may not get.

use std::sync::LazyLock;

use regex::Regex;
use schemars::JsonSchema;
use serde::Deserialize;
use url::Url;

use super::{Check, Context, Elements, Hit, Kind};
use crate::document::{Attribute, Element, offset, web_host};
use crate::fix::{Applicability, Edit, Fix};

/// Looks at the `src` of images and other media.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct ImageUrl {
    /// What is objected to.
    fault: Fault,
}

#[derive(Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
enum Fault {
    /// `http:`, which browsers upgrade or block on a page that came by `https:`.
    Insecure,
    /// Another site that passes the picture on.
    Proxy,
}

impl Kind for ImageUrl {
    const NAME: &'static str = "image-url";
    const HOLES: &'static [&'static str] = &["host", "element"];
}

impl Check for ImageUrl {
    fn elements(&self) -> Elements {
        match self.fault {
            Fault::Proxy => Elements::named(&["img"]),
            _ => Elements::named(&["img", "iframe", "video", "audio", "source", "embed"]),
        }
    }

    fn element(&self, element: Element<'_>, _cx: &Context<'_>, hits: &mut Vec<Hit>) {
        let Some(url) = element.attr("src").map(str::trim) else {
            return;
        };
        let suspect = match self.fault {
            Fault::Insecure => starts_with(url, "http:"),
            Fault::Proxy => web_host(url).is_some_and(|host| is_proxy(&host)),
        };
        let Some(parsed) = suspect.then(|| Url::parse(url).ok()).flatten() else {
            return;
        };
        let (Some(host), Some(src)) = (parsed.host_str(), element.attribute("src")) else {
            return;
        };
        let span = src.value_span.unwrap_or(src.span);
        let hit = Hit::new(span)
            .with("host", host)
            .with("element", element.name());
        match self.fault {
            Fault::Insecure if !is_private(host) => hits.push(hit.fix(secure(src))),
            Fault::Proxy => {
                if let Some(origin) = origin(&parsed) {
                    let edit = exact(src).map(|_| Edit::replace(span, origin));
                    hits.push(hit.fix(edit.map(|edit| {
                        let title = "load it from where it came";
                        Fix::new(title, Applicability::Unsafe, vec![edit])
                    })));
                }
            }
            Fault::Insecure => {}
        }
    }
}

fn starts_with(text: &str, prefix: &str) -> bool {
    text.get(..prefix.len())
        .is_some_and(|start| start.eq_ignore_ascii_case(prefix))
}

/// Hosts that nobody else can reach, and those that stand in examples (RFC 2606, RFC 6761).
fn is_private(host: &str) -> bool {
    let ends = |suffix: &str| host.ends_with(suffix);
    !host.contains('.')
        || [
            ".local",
            ".localhost",
            ".test",
            ".example",
            ".invalid",
            ".onion",
        ]
        .iter()
        .any(|suffix| ends(suffix))
        || host.parse::<std::net::Ipv4Addr>().is_ok()
        || host.starts_with('[')
        || ["example.com", "example.org", "example.net"]
            .iter()
            .any(|name| host == *name || ends(&format!(".{name}")))
}

/// The value's place, if its bytes are the value.
fn exact(src: Attribute<'_>) -> Option<crate::document::Span> {
    src.value_span
        .filter(|span| span.len() == offset(src.value.len()))
}

fn secure(src: Attribute<'_>) -> Option<Fix> {
    let span = exact(src)?;
    let lead = offset(src.value.len() - src.value.trim_start().len());
    let edit = Edit::insert(span.start + lead + 4, "s");
    Some(Fix::new(
        "load it by `https:`",
        Applicability::Unsafe,
        vec![edit],
    ))
}

static PHOTON: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"^i[0-3]\.wp\.com$").expect("a constant that compiles"));

fn is_proxy(host: &str) -> bool {
    source_parameter(host).is_some() || PHOTON.is_match(host)
}

/// The parameter that tells a host what to pass on.
fn source_parameter(host: &str) -> Option<&'static str> {
    match host {
        "images.weserv.nl" | "wsrv.nl" => Some("url"),
        "external-content.duckduckgo.com" => Some("u"),
        _ => None,
    }
}

/// Where a proxy gets a picture from.
fn origin(url: &Url) -> Option<String> {
    let host = url.host_str()?;
    let path = url.path().trim_start_matches('/');
    if PHOTON.is_match(host) {
        return path.contains('/').then(|| format!("https://{path}"));
    }
    let named = |name: &str| {
        let mut pairs = url.query_pairs();
        pairs.find_map(|(key, value)| (key == name).then(|| value.into_owned()))
    };
    let inner = named(source_parameter(host)?)?;
    let inner = inner.trim_start_matches("ssl:");
    let absolute = if inner.contains("://") {
        inner.to_owned()
    } else {
        format!("https://{}", inner.trim_start_matches('/'))
    };
    (Url::parse(&absolute).is_ok() && !absolute.contains(['"', '\'', '<', '>', ' ', '&', ')']))
        .then_some(absolute)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn proxies_tell_where_they_get_it() {
        let of = |text: &str| origin(&Url::parse(text).unwrap());
        assert_eq!(
            of("https://i0.wp.com/example.org/a/b.jpg?w=600&ssl=1").as_deref(),
            Some("https://example.org/a/b.jpg")
        );
        assert_eq!(
            of("https://wsrv.nl/?url=example.org/b.jpg&w=3").as_deref(),
            Some("https://example.org/b.jpg")
        );
        assert_eq!(of("https://example.org/?url=a"), None);
    }
}
