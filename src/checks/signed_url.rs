//! URLs that a store has signed for some time.

use std::borrow::Cow;

use schemars::JsonSchema;
use serde::Deserialize;

use super::entry_urls::urls;
use super::{Check, Context, Elements, Hit, Kind};
use crate::document::{Element, Span, web_host};

/// Looks at the URLs of images and other media, and at entries of the front matter.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct SignedUrl {
    /// Keys of the front matter that are URLs, or lists of them.
    #[serde(default)]
    keys: Vec<String>,
}

impl Kind for SignedUrl {
    const NAME: &'static str = "signed-url";
    const HOLES: &'static [&'static str] = &["element"];
}

impl Check for SignedUrl {
    fn elements(&self) -> Elements {
        Elements::named(&["img", "iframe", "video", "audio", "source", "embed"])
    }

    fn element(&self, element: Element<'_>, _cx: &Context<'_>, hits: &mut Vec<Hit>) {
        for name in ["src", "poster", "srcset"] {
            let Some(value) = element.attr(name).filter(|value| value.contains('?')) else {
                continue;
            };
            let found = match name {
                "srcset" => value.split_ascii_whitespace().find_map(signer),
                _ => signer(value),
            };
            if let Some(signer) = found
                && let Some(attribute) = element.attribute(name)
            {
                let span = attribute.value_span.unwrap_or(attribute.span);
                hits.push(hit(span, element.name(), signer));
                return;
            }
        }
    }

    fn article(&self, cx: &Context<'_>, hits: &mut Vec<Hit>) {
        for (key, node) in urls(cx, &self.keys) {
            if let Some(signer) = node.as_str().and_then(signer) {
                hits.push(hit(node.span, key, signer));
            }
        }
    }
}

fn hit(span: Span, element: &str, signer: &str) -> Hit {
    Hit::new(span).with("element", element).note(format!(
        "this is a link of {signer} that was made for some time"
    ))
}

/// What the value of a parameter looks like.
#[derive(Clone, Copy)]
enum Shape {
    /// Whatever: the name is unmistakable.
    Any,
    /// A point in time in seconds since 1970.
    Seconds,
    /// The same in hexadecimal digits.
    HexSeconds,
    /// A year, a month and so on.
    Calendar,
    /// What comes out of a cipher.
    Cipher,
    /// Seconds, and a cipher behind a sign.
    SecondsAndMore,
    /// `exp=` and seconds.
    Expiry,
}

impl Shape {
    fn fits(self, value: &str) -> bool {
        let digits = value.bytes().take_while(u8::is_ascii_digit).count();
        let is_cipher = |least: usize| {
            let plain = |char: char| char.is_ascii_alphanumeric() || "-_~+/=%.:".contains(char);
            value.len() >= least && value.chars().all(plain)
        };
        match self {
            Self::Any => !value.is_empty(),
            Self::Seconds => matches!(digits, 10 | 13) && digits == value.len(),
            Self::HexSeconds => value.len() == 8 && value.bytes().all(|it| it.is_ascii_hexdigit()),
            Self::Calendar => digits == 4 && value[4..].starts_with('-') || digits == 8,
            Self::Cipher => is_cipher(16),
            Self::SecondsAndMore => {
                digits == 10 && value[10..].starts_with(['-', ';', '%']) && value.len() > 16
            }
            Self::Expiry => value.split(['~', '%']).any(|part| {
                let exp = part.strip_prefix("exp=");
                exp.is_some_and(|exp| Self::Seconds.fits(exp))
            }),
        }
    }
}

/// The shortest query that is signed, in bytes.
const SHORTEST: usize = "X-Amz-Expires=1&X-Amz-Signature=0".len();

/// Who signed a URL for some time, by the parameters that each leaves in the query.
fn signer(url: &str) -> Option<&'static str> {
    const SIGNERS: &[(&str, &[(&str, Shape)])] = &[
        (
            "Amazon S3",
            &[
                ("x-amz-signature", Shape::Any),
                ("x-amz-expires", Shape::Any),
            ],
        ),
        (
            "Google Cloud Storage",
            &[
                ("x-goog-signature", Shape::Any),
                ("x-goog-expires", Shape::Any),
            ],
        ),
        (
            "a CloudFront or S3 bucket",
            &[("expires", Shape::Seconds), ("signature", Shape::Cipher)],
        ),
        (
            "CloudFront",
            &[
                ("policy", Shape::Cipher),
                ("signature", Shape::Cipher),
                ("key-pair-id", Shape::Any),
            ],
        ),
        (
            "an Azure store",
            &[("se", Shape::Calendar), ("sig", Shape::Cipher)],
        ),
        (
            "ByteDance",
            &[("x-expires", Shape::Seconds), ("x-signature", Shape::Any)],
        ),
        (
            "Alibaba Cloud",
            &[
                ("x-oss-signature", Shape::Any),
                ("x-oss-expires", Shape::Any),
            ],
        ),
        ("Alibaba Cloud", &[("auth_key", Shape::SecondsAndMore)]),
        (
            "Tencent Cloud",
            &[
                ("q-sign-time", Shape::SecondsAndMore),
                ("q-signature", Shape::Any),
            ],
        ),
        ("Qiniu", &[("e", Shape::Seconds), ("token", Shape::Cipher)]),
        ("Akamai", &[("hdnts", Shape::Expiry)]),
        ("Akamai", &[("hdnea", Shape::Expiry)]),
        (
            "LinkedIn",
            &[
                ("e", Shape::Seconds),
                ("v", Shape::Any),
                ("t", Shape::Cipher),
            ],
        ),
        (
            "Discord",
            &[
                ("ex", Shape::HexSeconds),
                ("is", Shape::HexSeconds),
                ("hm", Shape::Cipher),
            ],
        ),
        (
            "Facebook",
            &[("oh", Shape::Cipher), ("oe", Shape::HexSeconds)],
        ),
    ];
    let (address, query) = url.split_once('?')?;
    // No signature is shorter, and most queries are.
    if query.len() < SHORTEST {
        return None;
    }
    if address.contains("://private-user-images.githubusercontent.com/") {
        return Some("GitHub");
    }
    web_host(url)?;
    let query = match query.contains("&amp;") {
        true => Cow::Owned(query.replace("&amp;", "&")),
        false => Cow::Borrowed(query),
    };
    let query = query.split('#').next().unwrap_or_default();
    let pairs = || query.split('&').filter_map(|pair| pair.split_once('='));
    let has = |(wanted, shape): (&str, Shape)| {
        let mut pairs = pairs();
        pairs.any(|(name, value)| name.eq_ignore_ascii_case(wanted) && shape.fits(value))
    };
    let mut signers = SIGNERS.iter();
    let found = signers.find(|(_, wanted)| wanted.iter().all(|&wanted| has(wanted)))?;
    Some(found.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signatures_are_known_by_their_parameters_and_what_these_look_like() {
        let of = |query: &str| signer(&format!("https://b.example.org/a.jpg?{query}"));
        for signed in [
            "X-Amz-Expires=3600&X-Amz-Signature=0a",
            "Expires=1714521600&Signature=q2w3e4r5t6y7u8i9%2Bo0%3D",
            "se=2024-05-01T09%3A00%3A00Z&sig=q2w3e4r5t6y7u8i9%2Bo0%3D",
            "auth_key=1714521600-0-0-0123456789abcdef0123456789abcdef",
            "q-sign-time=1714521600;1714525200&q-signature=0a",
            "e=1714521600&token=q2w3e4r5t6y7u8i9:o0",
            "hdnts=exp=1714521600~acl=/*~hmac=0a",
            "Policy=q2w3e4r5t6y7u8i9o0&Signature=q2w3e4r5t6y7u8i9o0&Key-Pair-Id=K1",
            "ex=66322f00&is=6630dd80&hm=0123456789abcdef0123456789abcdef",
            "oh=00_AfBcDeFgHiJkLmNoP&oe=66322F00",
        ] {
            assert!(of(signed).is_some(), "{signed}");
        }
        for other in [
            "expires=never",
            "w=1&sig=2",
            "se=winter&sig=keeper",
            "Expires=never&Signature=keeper",
            "ex=1&is=2&hm=3",
            "oh=1&oe=2",
            "e=1&token=2",
            "auth_key=lock",
        ] {
            assert!(of(other).is_none(), "{other}");
        }
    }
}
