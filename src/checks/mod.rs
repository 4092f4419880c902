//! Check kinds: the mechanisms that rules put to use.
//!
//! A kind is a struct whose fields are the parameters of a rule file. It sees the article
//! through domain views and leaves hits; words and levels belong to the rule.

mod alt_text;
mod attribute_name;
mod block_cut;
mod block_in_paragraph;
mod body_text;
mod characters;
mod date;
mod duplicate_id;
mod element;
mod empty_element;
mod encoding;
mod entry;
mod entry_urls;
mod figure;
mod front_matter;
mod front_matter_problem;
mod front_matter_view;
mod heading_order;
mod id_reference;
mod ignored_start_tag;
mod image_alt;
mod image_source;
mod image_url;
mod lazy_image;
mod link_target;
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
mod srcset;
mod stray_end_tag;
mod suppression;
mod text;
mod tracking_pixel;
mod unclosed_element;
mod unknown_element;
mod white_space;
mod width_pair;
mod yaml_trap;

pub use entry::Type as ValueType;

use std::cell::OnceCell;
use std::path::Path;

use html5ever::LocalName;
use schemars::JsonSchema;
use serde::de::DeserializeOwned;

use self::date::Dated;
use crate::document::front_matter::Node;
use crate::document::{Article, Body, Element, Source, Span};
use crate::finding::{Level, Related};
use crate::fix::Fix;
use crate::reader::{self, Mistake};
use crate::settings::Settings;

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

    /// Whether the article is a dated post; `None` when nobody knows.
    #[must_use]
    pub fn is_post(&self) -> Option<bool> {
        self.settings.is_post(self.article.source().path())
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

/// Which elements a check wants to see.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Elements {
    /// None.
    None,
    /// Those of these names.
    Named(Vec<LocalName>),
    /// Those that have at least one of these attributes.
    Having(Vec<LocalName>),
    /// Every one.
    All,
}

impl Elements {
    /// Elements of the names given, in lower case.
    #[must_use]
    pub fn named(names: &[impl AsRef<str>]) -> Self {
        Self::Named(local_names(names))
    }

    /// Elements with one of the attributes given, in lower case.
    #[must_use]
    pub fn having(attributes: &[impl AsRef<str>]) -> Self {
        Self::Having(local_names(attributes))
    }

    /// Shows each of them to `look`, once.
    pub fn each<'a>(&self, body: &'a Body, mut look: impl FnMut(Element<'a>)) {
        match self {
            Self::None => {}
            Self::Named(names) => {
                for name in names {
                    body.named(name).for_each(&mut look);
                }
            }
            Self::Having(attributes) => {
                let mut there = attributes.iter().filter(|name| body.has_attribute(name));
                match (there.next(), there.next()) {
                    (None, _) => {}
                    (Some(only), None) => body.having(only).for_each(look),
                    (Some(_), Some(_)) => {
                        let has_one = |element: &Element<'_>| {
                            attributes.iter().any(|name| element.attr(name).is_some())
                        };
                        body.elements().filter(has_one).for_each(look);
                    }
                }
            }
            Self::All => body.elements().for_each(look),
        }
    }
}

fn local_names(names: &[impl AsRef<str>]) -> Vec<LocalName> {
    let names = names.iter().map(AsRef::as_ref);
    names.map(LocalName::from).collect()
}

/// The values for the holes of a message, by name.
pub type Values = Vec<(&'static str, String)>;

/// A place that a check objects to.
#[derive(Clone, Debug, Default)]
pub struct Hit {
    /// The offending bytes of the file.
    pub span: Span,
    /// Values for the holes of the rule's message.
    pub values: Values,
    /// Other places that explain it.
    pub related: Vec<Related>,
    /// What is special about this case; put before the advice.
    pub note: Option<String>,
    /// What to do in this case; in the place of the rule's advice.
    pub help: Option<String>,
    /// A level that fits this case better than the rule's own, unless the configuration sets one.
    pub level: Option<Level>,
    /// A change that mends it.
    pub fix: Option<Fix>,
}

impl Hit {
    /// A hit on the bytes of `span`.
    #[must_use]
    pub fn new(span: Span) -> Self {
        Self {
            span,
            ..Self::default()
        }
    }

    /// Fills a hole of the message.
    #[must_use]
    pub fn with(mut self, hole: &'static str, value: impl Into<String>) -> Self {
        self.values.push((hole, value.into()));
        self
    }

    /// Points at another place.
    #[must_use]
    pub fn related(mut self, span: Span, message: impl Into<String>) -> Self {
        self.related.push(Related {
            span,
            message: message.into(),
        });
        self
    }

    /// Says what is special about this case.
    #[must_use]
    pub fn note(mut self, note: impl Into<String>) -> Self {
        self.note = Some(note.into());
        self
    }

    /// Says what to do in this case.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// Sets the level that fits this case.
    #[must_use]
    pub fn level(mut self, level: Level) -> Self {
        self.level = Some(level);
        self
    }

    /// Offers a fix.
    #[must_use]
    pub fn fix(mut self, fix: impl Into<Option<Fix>>) -> Self {
        self.fix = fix.into();
        self
    }
}

/// A check's type, as rule files name it. Its fields are the parameters; `///` on a field is
/// the description that editors show.
pub trait Kind: Check + DeserializeOwned + JsonSchema + 'static {
    /// The name in rule files.
    const NAME: &'static str;
    /// The holes that messages of its rules may have.
    const HOLES: &'static [&'static str];

    /// Refuses parameters that make no sense together.
    ///
    /// # Errors
    /// What is wrong, in one line.
    fn validate(&self) -> Result<(), String> {
        Ok(())
    }

    /// Reads the files that the parameters name, relative to the folder of the rule file.
    ///
    /// # Errors
    /// What is wrong with one, in one line.
    fn load(&mut self, _folder: Option<&Path>) -> Result<(), String> {
        Ok(())
    }
}

/// How the parameters of a kind become a check.
type Compile = fn(serde_yaml::Value, Option<&Path>) -> Result<Box<dyn Check>, String>;

/// One row of [`KINDS`].
pub struct KindEntry {
    /// The name in rule files.
    pub name: &'static str,
    /// The holes that messages of its rules may have.
    pub holes: &'static [&'static str],
    /// Reads the parameters, and the files they name relative to a folder.
    pub compile: Compile,
    /// Says what is wrong with the parameters of a rule file, and where.
    pub judge: fn(&Node<'_>) -> Result<(), Mistake>,
    /// JSON Schema of the parameters.
    pub schema: fn(&mut schemars::SchemaGenerator) -> schemars::Schema,
}

impl KindEntry {
    /// JSON Schema of the parameters, by itself.
    #[must_use]
    pub fn own_schema(&self) -> schemars::Schema {
        let mut generator = schemars::SchemaGenerator::default();
        let schema = (self.schema)(&mut generator);
        let name = schema
            .get("$ref")
            .and_then(|path| path.as_str()?.rsplit('/').next());
        let found = name.and_then(|name| generator.definitions().get(name).cloned());
        found
            .and_then(|found| found.try_into().ok())
            .unwrap_or(schema)
    }

    const fn of<K: Kind>() -> Self {
        Self {
            name: K::NAME,
            holes: K::HOLES,
            compile: |parameters, folder| {
                let mut check: K =
                    serde_yaml::from_value(parameters).map_err(|error| error.to_string())?;
                check.validate()?;
                check.load(folder)?;
                Ok(Box::new(check))
            },
            judge: |node| {
                let check: K = reader::read(node)?;
                check
                    .validate()
                    .map_err(|message| Mistake::at(node.span, message))
            },
            schema: schemars::SchemaGenerator::subschema_for::<K>,
        }
    }
}

/// Every kind, by name.
pub const KINDS: &[KindEntry] = &[
    KindEntry::of::<alt_text::AltText>(),
    KindEntry::of::<attribute_name::AttributeName>(),
    KindEntry::of::<block_cut::BlockCut>(),
    KindEntry::of::<block_in_paragraph::BlockInParagraph>(),
    KindEntry::of::<body_text::BodyText>(),
    KindEntry::of::<characters::Characters>(),
    KindEntry::of::<date::DateCheck>(),
    KindEntry::of::<date::DateRange>(),
    KindEntry::of::<duplicate_id::DuplicateId>(),
    KindEntry::of::<element::ElementCheck>(),
    KindEntry::of::<empty_element::EmptyElement>(),
    KindEntry::of::<encoding::Encoding>(),
    KindEntry::of::<entry::EntryCheck>(),
    KindEntry::of::<entry::EntryTypes>(),
    KindEntry::of::<entry_urls::EntryUrls>(),
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
    KindEntry::of::<lazy_image::LazyImage>(),
    KindEntry::of::<link_target::LinkTarget>(),
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
    KindEntry::of::<srcset::Srcset>(),
    KindEntry::of::<stray_end_tag::StrayEndTag>(),
    KindEntry::of::<suppression::Suppression>(),
    KindEntry::of::<text::TextCheck>(),
    KindEntry::of::<tracking_pixel::TrackingPixel>(),
    KindEntry::of::<unclosed_element::UnclosedElement>(),
    KindEntry::of::<unknown_element::UnknownElement>(),
    KindEntry::of::<white_space::WhiteSpace>(),
    KindEntry::of::<width_pair::WidthPair>(),
    KindEntry::of::<yaml_trap::YamlTrap>(),
];
