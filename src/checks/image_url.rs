//! URLs of media that browsers or readers may not get.

use std::net::Ipv4Addr;
use std::sync::LazyLock;

use regex::Regex;
use schemars::JsonSchema;
use serde::Deserialize;
use url::Url;

use super::attribute_name::remove;
use super::{Check, Context, Elements, Hit, Kind};
use crate::document::{Attribute, Element, Image, Span, offset, web_host};
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
            Fault::Insecure if !is_private(host) => {
                // What answers at a port of its own answers there as it does.
                let fix = is_at_usual_port(url).then(|| secure(src));
                hits.push(hit.fix(fix.flatten()));
            }
            Fault::Proxy => {
                let twin = Image::of(element).and_then(|image| image.twin());
                let twin = twin.and_then(|twin| twin.element().attr("src"));
                let is_said = twin.and_then(web_host).is_some_and(|host| is_proxy(&host));
                if let Some(origin) = origin(&parsed).filter(|_| !is_said) {
                    let edits = element_edits(element, span, origin);
                    hits.push(hit.fix(edits.map(|edits| {
                        let title = "load it from where it came";
                        Fix::new(title, Applicability::Unsafe, edits)
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

/// Hosts of one computer or one house (RFC 1918, RFC 6761, RFC 6762).
pub(super) fn is_at_home(host: &str) -> bool {
    let is_home = |address: Ipv4Addr| {
        address.is_private() || address.is_loopback() || address.is_link_local()
    };
    let is_number = host.starts_with(|first: char| first.is_ascii_digit());
    !host.contains('.')
        || [
            ".home.arpa",
            ".internal",
            ".lan",
            ".local",
            ".localhost",
            ".test",
        ]
        .iter()
        .any(|suffix| host.ends_with(suffix))
        || is_number && host.parse().is_ok_and(is_home)
}

/// Hosts that nobody else can reach, and those that stand in examples (RFC 2606, RFC 6761).
fn is_private(host: &str) -> bool {
    let ends = |suffix: &str| host.ends_with(suffix);
    is_at_home(host)
        || [".example", ".invalid", ".onion"]
            .iter()
            .any(|suffix| ends(suffix))
        || host.parse::<Ipv4Addr>().is_ok()
        || host.starts_with('[')
        || ["example.com", "example.org", "example.net"]
            .iter()
            .any(|name| host == *name || ends(&format!(".{name}")))
}

/// The value's place, if its bytes are the value.
fn exact(src: Attribute<'_>) -> Option<Span> {
    src.value_span
        .filter(|span| span.len() == offset(src.value.len()))
}

/// Whether no port is written, not even the usual one, which `https:` would go on to use.
fn is_at_usual_port(url: &str) -> bool {
    let authority = url.split(['/', '?', '#']).nth(2).unwrap_or_default();
    let host = authority.rsplit('@').next().unwrap_or_default();
    !host.contains(':')
}

fn secure(src: Attribute<'_>) -> Option<Fix> {
    let span = exact(src)?;
    let lead = offset(src.value.len() - src.value.trim_start().len());
    let is_upper = src.value.trim_start().starts_with("HTTP");
    let letter = if is_upper { "S" } else { "s" };
    let edit = Edit::insert(span.start + lead + 4, letter);
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

/// The origin put into `src`. Candidates that the proxy makes of the same picture go: browsers
/// prefer them. `None` where others would be left, or what stands in a `<picture>`.
fn element_edits(element: Element<'_>, src: Span, origin: String) -> Option<Vec<Edit>> {
    let mut edits = vec![Edit::replace(src, origin)];
    if element
        .parent()
        .is_some_and(|outer| outer.name() == "picture")
    {
        return None;
    }
    if let Some(srcset) = element.attr("srcset") {
        let urls = srcset
            .split_ascii_whitespace()
            .filter(|word| word.contains('/'));
        let mut hosts = urls.map(|url| web_host(url.trim_matches(',')));
        if !hosts.all(|host| host.is_some_and(|host| is_proxy(&host))) {
            return None;
        }
        for name in ["srcset", "sizes"] {
            let gone = remove(element, name, "");
            edits.extend(gone.iter().flat_map(Fix::edits).cloned());
        }
    }
    Some(edits)
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
