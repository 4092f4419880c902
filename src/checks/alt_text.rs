//! What alternative texts say.

use std::collections::HashMap;
use std::sync::LazyLock;

use regex::Regex;
use rustc_hash::FxHashSet;
use schemars::JsonSchema;
use serde::Deserialize;

use super::{Check, Context, Elements, Hit, Kind};
use crate::document::{Alt, Element, Image, Span};

/// Looks at the text of every `alt` that has one.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct AltText {
    /// What is objected to.
    fault: Fault,
    /// For `placeholder`: texts that say nothing, compared without case.
    #[serde(default)]
    #[schemars(with = "Vec<String>", extend("default" = []))]
    words: Words,
    /// For `length`: the fewest characters.
    #[serde(default)]
    min: usize,
    /// For `length`: the most characters.
    #[serde(default = "default_max")]
    max: usize,
}

/// Words in lower case.
#[derive(Default, Deserialize)]
#[serde(from = "Vec<String>")]
struct Words {
    all: FxHashSet<String>,
    longest: usize,
}

impl From<Vec<String>> for Words {
    fn from(words: Vec<String>) -> Self {
        let all: FxHashSet<_> = words.iter().map(|word| word.to_lowercase()).collect();
        let longest = all.iter().map(String::len).max();
        Self {
            longest: longest.unwrap_or(0),
            all,
        }
    }
}

/// The longest name of a picture, in bytes, that is worth comparing.
const LONGEST_NAME: usize = 80;

fn default_max() -> usize {
    250
}

#[derive(Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
enum Fault {
    /// The name of a picture file, or a URL.
    FileName,
    /// A word that holds the place of a text: "image", "TODO", "Screenshot 2024-05-01".
    Placeholder,
    /// The text of the caption once more.
    SameAsCaption,
    /// The text of another image of the article.
    Repeated,
    /// Too few or too many characters.
    Length,
}

impl Kind for AltText {
    const NAME: &'static str = "alt-text";
    const HOLES: &'static [&'static str] = &["alt", "what", "length", "limit"];
}

impl Check for AltText {
    fn elements(&self) -> Elements {
        match self.fault {
            Fault::Repeated => Elements::None,
            _ => Elements::named(&["img"]),
        }
    }

    fn element(&self, element: Element<'_>, _cx: &Context<'_>, hits: &mut Vec<Hit>) {
        let Some((image, alt)) = Image::of(element).and_then(described) else {
            return;
        };
        match self.fault {
            Fault::FileName => {
                let what = match is_address(alt) {
                    true => Some("an address"),
                    false => is_file_name(alt).then_some("the name of a file"),
                };
                hits.extend(what.map(|what| hit(image, alt).with("what", what)));
            }
            Fault::Placeholder if self.is_placeholder(alt) && !is_referred_to(image, alt) => {
                hits.push(hit(image, alt));
            }
            Fault::SameAsCaption => hits.extend(same_as_caption(image, alt)),
            Fault::Length => {
                let length = alt.chars().count();
                let limit = if length < self.min {
                    format!("fewer than {}", self.min)
                } else if length > self.max {
                    format!("more than {}", self.max)
                } else {
                    return;
                };
                let hit = hit(image, alt).with("length", length.to_string());
                hits.push(hit.with("limit", limit));
            }
            _ => {}
        }
    }

    fn article(&self, cx: &Context<'_>, hits: &mut Vec<Hit>) {
        if self.fault != Fault::Repeated {
            return;
        }
        let mut seen: HashMap<&str, (Option<&str>, Span)> = HashMap::new();
        let images = cx.article.body().images();
        // What names the file says nothing to begin with, and that is said already.
        let says = |(_, alt): &(Image<'_>, &str)| !is_address(alt) && !is_file_name(alt);
        for (image, alt) in images.filter_map(described).filter(says) {
            let src = image.element().attr("src");
            let place = alt_place(image);
            match seen.get(alt) {
                Some(&(first, at)) if first != src => {
                    hits.push(hit(image, alt).related(at, "the same text on another image"));
                }
                Some(_) => {}
                None => {
                    seen.insert(alt, (src, place));
                }
            }
        }
    }
}

impl AltText {
    fn is_placeholder(&self, alt: &str) -> bool {
        let bare = alt.trim_matches(|char: char| !char.is_alphanumeric());
        if bare.len() > self.words.longest.max(LONGEST_NAME) {
            return false;
        }
        let bare = bare.to_lowercase();
        // One sign may be all that a picture shows: `≥`, `👍`.
        bare.is_empty() && alt.chars().count() < 3 && alt.chars().all(is_idle)
            || self.words.all.contains(&bare)
            || may_be_screenshot(&bare) && SCREENSHOT.is_match(&bare)
    }
}

/// A pattern costs more than all else here, and few texts can match: those with a digit, and the
/// words that stand without one.
fn may_be_screenshot(bare: &str) -> bool {
    const LONGEST_WORD: usize = "untitled_".len();
    bare.len() <= LONGEST_WORD || bare.contains(char::is_numeric)
}

/// What cameras, phones and desktops call a picture that nobody has named.
static SCREENSHOT: LazyLock<Regex> = LazyLock::new(|| {
    let pattern = r"^(?:screen ?shot|bildschirmfoto|capture d.écran|截屏|截图|螢幕截圖|屏幕截图|屏幕快照|スクリーンショット|snipaste|微信图片|微信截图|qq截图)?[ _-]*(?:\d{4}[-_.年]?\d{1,2}[-_.月]?\d{1,2}日?)(?:[ _,.:t-]+(?:at |um |à |上午|下午|午前|午後)?[\d.:_ -]+(?: ?[ap]m)?)?$|^(?:img|dsc|dscn|dscf|pxl|mvimg|untitled|image|picture|photo|figure|图片?|圖片?|图像)[ _-]?\d{0,8}$";
    Regex::new(pattern).expect("a constant that compiles")
});

/// Whether a sign stands for nothing.
fn is_idle(sign: char) -> bool {
    matches!(
        sign,
        '.' | ',' | ':' | ';' | '-' | '_' | '~' | '\'' | '"' | '…' | '–' | '—' | '·' | '•' | '。'
    )
}

/// An image that readers are told of, with its text.
fn described(image: Image<'_>) -> Option<(Image<'_>, &str)> {
    match image.alt() {
        Alt::Text(alt) if !image.is_hidden() => Some((image, alt.trim())),
        _ => None,
    }
}

fn alt_place(image: Image<'_>) -> Span {
    let element = image.element();
    let alt = element
        .attribute("alt")
        .and_then(|alt| alt.value_span.or(Some(alt.span)));
    alt.unwrap_or(element.start_tag())
}

fn hit(image: Image<'_>, alt: &str) -> Hit {
    Hit::new(alt_place(image)).with("alt", alt)
}

/// Whether a text is the address of something.
fn is_address(alt: &str) -> bool {
    (alt.contains("://") || alt.starts_with("//")) && !alt.contains(char::is_whitespace)
}

/// Whether a text is the name of a picture file.
fn is_file_name(alt: &str) -> bool {
    const EXTENSIONS: &[&str] = &[
        "apng", "avif", "bmp", "gif", "heic", "jpeg", "jpg", "png", "svg", "tif", "tiff", "webp",
    ];
    let Some((stem, extension)) = alt.rsplit_once('.') else {
        return false;
    };
    // "Logo of socket.io" is no file, nor is "Logo of sprite.svg"; a name may hold blanks, but a
    // sentence has more of them.
    const OF: &[&str] = &[
        "as", "da", "de", "des", "du", "for", "für", "of", "the", "von",
    ];
    let mut words = stem.split_whitespace();
    !stem.is_empty()
        && stem.split_whitespace().count() <= 4
        && !words.any(|word| OF.contains(&word))
        && !stem.ends_with(' ')
        && EXTENSIONS.contains(&extension.to_ascii_lowercase().as_str())
}

/// Whether the caption goes on from where the text ends, as `Figure 3` and "Figure 3: the quay".
fn is_referred_to(image: Image<'_>, alt: &str) -> bool {
    let captions = image.figure().map(|figure| figure.captions());
    captions.into_iter().flatten().any(|caption| {
        let text = caption.text();
        let rest = text.trim_start().strip_prefix(alt);
        rest.is_some_and(|rest| rest.contains(char::is_alphabetic))
    })
}

fn same_as_caption(image: Image<'_>, alt: &str) -> Option<Hit> {
    let figure = image.figure()?;
    let captions = figure.captions();
    let caption = captions.first()?;
    let same = caption.texts().flat_map(heard).eq(heard(alt))
        && image.element().closest("figcaption").is_none()
        && figure.media().len() == 1;
    same.then(|| hit(image, alt).related(caption.start_tag(), "the caption"))
}

/// A text as far as it is heard: letters and digits, in lower case.
fn heard(text: &str) -> impl Iterator<Item = char> + use<'_> {
    let heard = text.chars().filter(|char| char.is_alphanumeric());
    heard.flat_map(char::to_lowercase)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn file_names_are_told_from_sentences() {
        for name in ["IMG_0123.JPG", "my ferry 2.png"] {
            assert!(is_file_name(name), "{name}");
        }
        for address in [
            "https://example.org/a",
            "//example.org/a.png",
            "图：http://example.org/",
        ] {
            assert!(is_address(address), "{address}");
        }
        for text in [
            "Logo of socket.io",
            "Logo of sprite.svg",
            "a ferry",
            ".png",
            "the icon that you get if you save as .svg",
            "see https://example.org",
            "https://example.org is down",
        ] {
            assert!(!is_file_name(text) && !is_address(text), "{text}");
        }
    }

    #[test]
    fn names_of_screenshots_say_nothing() {
        for name in [
            "screenshot 2024-05-01 at 10.12.13",
            "截屏2022-01-02 下午3.04.05",
            "img_20240501",
            "untitled",
            "image-3",
            "2024-05-01",
        ] {
            assert!(SCREENSHOT.is_match(name), "{name}");
        }
        for text in [
            "screenshot",
            "image of a ferry",
            "figure skating",
            "2024 in review",
        ] {
            assert!(!SCREENSHOT.is_match(text), "{text}");
        }
    }
}
