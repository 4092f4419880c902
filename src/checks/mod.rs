//! Check kinds: the mechanisms that rules put to use.
//!
//! A kind is a struct whose fields are the parameters of a rule file. It sees the article
//! through domain views and leaves hits; words and levels belong to the rule.

mod alt_text;
mod attribute_name;
mod block_cut;
mod block_in_paragraph;
mod body_text;
mod cdata_section;
mod characters;
mod cut_off;
mod date;
mod datetime;
mod duplicate_id;
mod element;
mod elements;
mod empty_element;
mod empty_entry;
mod encoding;
mod entry;
mod entry_markup;
mod entry_urls;
mod error_page;
mod escaped_markup;
mod figure;
mod front_matter;
mod front_matter_problem;
mod front_matter_view;
mod heading_order;
mod hit;
mod id_reference;
mod ignored_start_tag;
mod image_alt;
mod image_source;
mod image_url;
mod inside_link;
mod kind;
mod lazy_image;
mod lazy_media;
mod link_target;
mod literal_markdown;
mod local_image;
mod merge_conflict;
mod mojibake;
mod nesting_depth;
mod prose;
mod referrer_host;
mod referrer_policy;
mod required_entry;
mod residue;
#[cfg(feature = "json-schema")]
mod schema;
mod shortcode;
mod signed_url;
mod srcset;
mod stray_end_tag;
mod suppression;
mod text;
mod tracking_pixel;
mod truncated;
mod unclosed_element;
mod unknown_element;
mod unknown_key;
mod white_space;
mod width_pair;
mod yaml_trap;

pub use entry::Type as ValueType;

use std::cell::OnceCell;

pub use elements::Elements;
pub use hit::{Hit, Values};
pub use kind::{Kind, KindEntry};

use self::date::Dated;
use crate::document::front_matter::Value;
use crate::document::{Article, Element, Source};
use crate::settings::Settings;
use crate::site::Site;
use crate::target::{Draft, lies_in};

/// What a check looks at: one article, under the settings of its site.
pub struct Context<'a> {
    /// The article.
    pub article: &'a Article<'a>,
    /// What the site's owner has said about it.
    pub settings: &'a Settings,
    dates: OnceCell<Vec<Dated<'a>>>,
}

impl<'a> Context<'a> {
    /// An article to be looked at.
    #[must_use]
    pub fn new(article: &'a Article<'a>, settings: &'a Settings) -> Self {
        Self {
            article,
            settings,
            dates: OnceCell::new(),
        }
    }

    /// The files around the article; `None` where nobody knows its generator.
    pub(crate) fn site(&self) -> Option<Site<'a>> {
        Site::of(self.settings, self.article.source().path())
    }

    /// Whether the article is a dated post; `None` when nobody knows.
    #[must_use]
    pub fn is_post(&self) -> Option<bool> {
        self.settings.is_post(self.article.source().path())
    }

    /// Whether the article says, or its folder, that it is not out yet.
    #[must_use]
    pub fn is_draft(&self) -> bool {
        let says = |key: &str, value: bool| {
            let front_matter = self.article.front_matter();
            let entry = front_matter.and_then(|front_matter| front_matter.entry(key));
            entry.is_some_and(|entry| entry.value.value == Value::Bool(value))
        };
        let path = self.settings.site_path(self.article.source().path());
        if self.settings.targets.is_empty() {
            return says("draft", true) || says("published", false) || lies_in(&path, "_drafts");
        }
        let targets = self.settings.targets.iter();
        targets
            .flat_map(|target| target.profile().drafts)
            .any(|draft| match *draft {
                Draft::Key(key, value) => says(key, value),
                Draft::Folder(folder) => lies_in(&path, folder),
                Draft::FutureDate | Draft::Expired(_) => false,
            })
    }
}

/// A mechanism with its parameters filled in.
///
/// A check asks for elements by name, or sees the article once, or both: the engine walks the
/// tree one time for all checks together.
pub trait Check: Send + Sync {
    /// The elements that [`Self::element`] wants to see.
    fn elements(&self) -> Elements {
        Elements::None
    }

    /// Looks at the text before anything is read from it.
    fn source(&self, _source: &Source, _hits: &mut Vec<Hit>) {}

    /// Looks at one element.
    fn element(&self, _element: Element<'_>, _cx: &Context<'_>, _hits: &mut Vec<Hit>) {}

    /// Looks at the article as a whole.
    fn article(&self, _cx: &Context<'_>, _hits: &mut Vec<Hit>) {}

    /// Keys that it wants in the front matter, for whoever helps to write it; `a|b` is satisfied by
    /// either.
    fn required_keys(&self) -> Vec<&str> {
        Vec::new()
    }

    /// Values that it allows under a key of the front matter, where it lists them.
    fn allowed_values(&self, _key: &str) -> Vec<String> {
        Vec::new()
    }
}

/// Every kind, by name.
pub const KINDS: &[KindEntry] = &[
    KindEntry::of::<alt_text::AltText>(),
    KindEntry::of::<attribute_name::AttributeName>(),
    KindEntry::of::<block_cut::BlockCut>(),
    KindEntry::of::<block_in_paragraph::BlockInParagraph>(),
    KindEntry::of::<body_text::BodyText>(),
    KindEntry::of::<cdata_section::CdataSection>(),
    KindEntry::of::<characters::Characters>(),
    KindEntry::of::<cut_off::CutOff>(),
    KindEntry::of::<date::DateCheck>(),
    KindEntry::of::<date::DateRange>(),
    KindEntry::of::<datetime::Datetime>(),
    KindEntry::of::<duplicate_id::DuplicateId>(),
    KindEntry::of::<element::ElementCheck>(),
    KindEntry::of::<empty_element::EmptyElement>(),
    KindEntry::of::<empty_entry::EmptyEntry>(),
    KindEntry::of::<encoding::Encoding>(),
    KindEntry::of::<entry::EntryCheck>(),
    KindEntry::of::<entry::EntryTypes>(),
    KindEntry::of::<entry_markup::EntryMarkup>(),
    KindEntry::of::<entry_urls::EntryUrls>(),
    KindEntry::of::<error_page::ErrorPage>(),
    KindEntry::of::<escaped_markup::EscapedMarkup>(),
    KindEntry::of::<figure::FigureCheck>(),
    KindEntry::of::<front_matter::FrontMatterCheck>(),
    KindEntry::of::<front_matter_problem::FrontMatterProblem>(),
    KindEntry::of::<front_matter_view::FrontMatterView>(),
    KindEntry::of::<heading_order::HeadingOrder>(),
    KindEntry::of::<id_reference::IdReference>(),
    KindEntry::of::<ignored_start_tag::IgnoredStartTag>(),
    KindEntry::of::<image_alt::ImageAlt>(),
    KindEntry::of::<image_source::ImageSource>(),
    KindEntry::of::<image_url::ImageUrl>(),
    KindEntry::of::<inside_link::InsideLink>(),
    KindEntry::of::<lazy_image::LazyImage>(),
    KindEntry::of::<lazy_media::LazyMedia>(),
    KindEntry::of::<link_target::LinkTarget>(),
    KindEntry::of::<literal_markdown::LiteralMarkdown>(),
    KindEntry::of::<local_image::LocalImage>(),
    KindEntry::of::<merge_conflict::MergeConflict>(),
    KindEntry::of::<mojibake::Mojibake>(),
    KindEntry::of::<nesting_depth::NestingDepth>(),
    KindEntry::of::<prose::Prose>(),
    KindEntry::of::<referrer_host::ReferrerHost>(),
    KindEntry::of::<referrer_policy::ReferrerPolicyCheck>(),
    KindEntry::of::<required_entry::RequiredEntry>(),
    KindEntry::of::<residue::Residue>(),
    #[cfg(feature = "json-schema")]
    KindEntry::of::<schema::SchemaCheck>(),
    KindEntry::of::<signed_url::SignedUrl>(),
    KindEntry::of::<shortcode::Shortcode>(),
    KindEntry::of::<srcset::Srcset>(),
    KindEntry::of::<stray_end_tag::StrayEndTag>(),
    KindEntry::of::<suppression::Suppression>(),
    KindEntry::of::<text::TextCheck>(),
    KindEntry::of::<tracking_pixel::TrackingPixel>(),
    KindEntry::of::<truncated::Truncated>(),
    KindEntry::of::<unclosed_element::UnclosedElement>(),
    KindEntry::of::<unknown_element::UnknownElement>(),
    KindEntry::of::<unknown_key::UnknownKey>(),
    KindEntry::of::<white_space::WhiteSpace>(),
    KindEntry::of::<width_pair::WidthPair>(),
    KindEntry::of::<yaml_trap::YamlTrap>(),
];
