//! The site around an article: which file an address leads to.
//!
//! What is not there is only said to be missing where its generator would look in a folder that
//! holds such files. An archive of articles alone, or one whose pictures are kept elsewhere, is
//! none that anything is missing from.

mod address;
mod facts;
mod files;
mod place;
#[cfg(test)]
mod tests;

use std::path::{Path, PathBuf};

pub(crate) use address::{Address, decoded};
pub use files::Files;

use files::{Folder, Place, is_media};
use place::{Candidate, Counts, below, below_folder, from, is_index, is_language, joined};

use crate::settings::Settings;
use crate::target::{Bundle, Profile, Target};

/// What an address leads to.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Led {
    /// A file.
    There,
    /// A file whose name differs in the case of letters: the names on the way to it, as they are.
    OtherCase(Vec<String>),
    /// Nothing.
    Nowhere {
        /// Where it ought to be, relative to the site.
        place: String,
        /// A picture in the same place whose name differs in its ending.
        sibling: Option<String>,
    },
    /// Nobody can tell.
    Unknown,
}

/// An article on a site of known generators.
pub(crate) struct Site<'a> {
    root: &'a Path,
    targets: &'a [Target],
    files: &'a Files,
    /// The article's path on the site, with `/`.
    path: String,
}

impl<'a> Site<'a> {
    /// The site of an article; `None` where nobody knows its generator.
    pub(crate) fn of(settings: &'a Settings, article: &Path) -> Option<Self> {
        let known = !settings.targets.is_empty();
        Some(Self {
            root: settings.site.as_deref().filter(|_| known)?,
            targets: &settings.targets,
            files: &settings.files,
            path: settings.site_path(article),
        })
    }

    /// What the address of a picture leads to. Generators find relative addresses of Markdown,
    /// and leave those in HTML to the browser.
    pub(crate) fn picture(&self, address: &Address<'_>, is_markdown: bool) -> Led {
        if !is_media(address.name()) {
            return Led::Unknown;
        }
        let mut candidates = Vec::new();
        for target in self.targets {
            let profile = target.profile();
            match address.is_rooted {
                true => self.rooted(profile, address, &mut candidates),
                false => self.relative(profile, address, is_markdown, &mut candidates),
            }
        }
        let led = self.lead(&candidates);
        match &led {
            // Smaller forms of a picture are often made by the build.
            Led::Nowhere {
                sibling: Some(_), ..
            } if ends_in(address.name(), &["webp", "avif"]) => Led::Unknown,
            _ => led,
        }
    }

    /// What a link by a generator's own name for the folder of all articles leads to:
    /// `@/other.md` of Zola. `None` where no generator in use has one that fits.
    pub(crate) fn aliased(&self, href: &str) -> Option<Led> {
        self.targets.iter().find_map(|target| {
            let folders = &target.profile().folders;
            let below_it = href.strip_prefix(folders.content_alias?)?;
            let folder = folders.content.first()?;
            let candidate = below(folder, &Address::read(below_it)?, Counts::IfFolder)?;
            Some(self.lead(&[candidate]))
        })
    }

    /// What the address of an article's source leads to: `../other.md`.
    pub(crate) fn source(&self, address: &Address<'_>) -> Led {
        // Docusaurus takes what has not been translated from the original.
        if address.is_rooted || self.path.starts_with("i18n/") || self.is_in_language() {
            return Led::Unknown;
        }
        let mut candidates = Vec::new();
        candidates.extend(self.beside(address, Counts::IfFolder));
        // Counted from the address of the page, which mostly ends in a slash.
        let page = self.path.rsplit_once('.').map_or("", |(stem, _)| stem);
        candidates.extend(from(page, address, Counts::Never));
        let folders = self.targets.iter().map(|target| &target.profile().folders);
        let roots = folders.flat_map(|folders| folders.content.iter().chain(folders.assets));
        for root in roots.chain(&[""]) {
            candidates.extend(below(root, address, Counts::Never));
        }
        let led = self.lead(&candidates);
        match &led {
            // `other.en.md`, in one language or the other.
            Led::Nowhere { place, .. } if self.has_translation(place) => Led::Unknown,
            _ => led,
        }
    }

    fn rooted(&self, profile: &Profile, address: &Address<'_>, candidates: &mut Vec<Candidate>) {
        let counts = match profile.folders.assets_are_scripted {
            true => Counts::Never,
            false => Counts::IfKeptThere,
        };
        let facts = self.files.facts(self.root);
        let base = facts.base.as_deref().map(|base| base.trim_matches('/'));
        let base_parts = base.map_or(0, |base| base.split('/').count());
        let is_based = base.is_some_and(|base| {
            let mut parts = address.parts.iter();
            base.split('/')
                .all(|name| parts.next().is_some_and(|part| part == name))
        });
        let mut add = |folder: &str| {
            candidates.extend(below(folder, address, counts));
            let rest = Address {
                is_rooted: true,
                parts: address.parts[1.min(address.parts.len() - 1)..].to_vec(),
            };
            // The path of the site on its host may be set where it is not easily read.
            candidates.extend(below(folder, &rest, Counts::Never));
            if is_based && base_parts < address.parts.len() {
                let parts = address.parts[base_parts..].to_vec();
                let is_rooted = true;
                let rest = Address { is_rooted, parts };
                candidates.extend(below(folder, &rest, counts));
            }
        };
        profile.folders.assets.iter().for_each(|folder| add(folder));
        for pattern in profile.folders.more_assets {
            for folder in self.folders(pattern) {
                candidates.extend(below(&folder, address, Counts::Never));
            }
        }
    }

    fn relative(
        &self,
        profile: &Profile,
        address: &Address<'_>,
        is_markdown: bool,
        candidates: &mut Vec<Candidate>,
    ) {
        let (_, name) = self.split();
        let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
        let beside = match profile.folders.bundle {
            Bundle::Beside if is_markdown => Counts::IfKeptBeside,
            // Translations of one page share its folder, and Hugo's share it across languages.
            Bundle::IndexFolder if is_index(stem) && !self.is_in_language() => Counts::IfKeptBeside,
            _ => Counts::Never,
        };
        candidates.extend(self.beside(address, beside));
        if profile.folders.bundle == Bundle::SameNameFolder {
            let counts = match self.files.facts(self.root).has_post_folders {
                true => Counts::IfKeptThere,
                false => Counts::Never,
            };
            let (folder, _) = self.split();
            candidates.extend(below(&joined(folder, stem), address, counts));
        }
        let more = profile.folders.more_assets.iter();
        for pattern in profile.folders.assets.iter().chain(more) {
            for folder in self.folders(pattern) {
                candidates.extend(below(&folder, address, Counts::Never));
            }
        }
    }

    /// A place counted from the article's own folder; `None` if it lies outside of the site.
    fn beside(&self, address: &Address<'_>, counts: Counts) -> Option<Candidate> {
        from(self.split().0, address, counts)
    }

    fn lead(&self, candidates: &[Candidate]) -> Led {
        let mut best = Led::Unknown;
        for candidate in candidates {
            let names: Vec<_> = candidate.names.iter().map(String::as_str).collect();
            let folder = self.root.join(&candidate.folder);
            match self.files.find(&folder, &names) {
                Place::There => return Led::There,
                Place::OtherCase(names) if !matches!(best, Led::OtherCase(_)) => {
                    best = Led::OtherCase(names);
                }
                Place::Missing {
                    folder: above,
                    is_last,
                } if best == Led::Unknown && self.counts(candidate, &above, is_last) => {
                    best = Led::Nowhere {
                        place: joined(&candidate.folder, &candidate.names.join("/")),
                        sibling: sibling(&above, names.last().filter(|_| is_last)),
                    };
                }
                _ => {}
            }
        }
        best
    }

    fn counts(&self, candidate: &Candidate, above: &Folder, is_last: bool) -> bool {
        let place = self.root.join(&candidate.folder);
        let counts = match candidate.counts {
            Counts::Never => false,
            Counts::IfKeptThere => is_last && above.has_media(),
            Counts::IfKeptBeside => {
                (is_last && above.has_media()) || self.files.has_media_below(&self.content())
            }
            Counts::IfFolder => true,
        };
        counts
            && !self
                .files
                .is_ignored(&place.join(candidate.names.join("/")))
    }

    /// The folder of all articles that this one is among.
    fn content(&self) -> PathBuf {
        let roots = self
            .targets
            .iter()
            .flat_map(|target| target.profile().folders.content);
        let mut around = roots.filter(|root| below_folder(&self.path, root).is_some());
        self.root.join(around.next().unwrap_or(&""))
    }

    /// Whether the article lies in a folder of one language: `content/en/…`.
    fn is_in_language(&self) -> bool {
        let roots = self
            .targets
            .iter()
            .flat_map(|target| target.profile().folders.content);
        let mut below = roots.filter_map(|root| below_folder(&self.path, root));
        below.any(|path| {
            path.split_once('/')
                .is_some_and(|(first, _)| is_language(first))
        })
    }

    /// Whether a source of the same name is there with a language in it.
    fn has_translation(&self, place: &str) -> bool {
        let (folder, name) = place.rsplit_once('/').unwrap_or(("", place));
        let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
        let folder = self.files.folder(&self.root.join(folder));
        folder.is_some_and(|folder| {
            let mut names = folder.files();
            names.any(|name| {
                let rest = name.strip_prefix(stem).and_then(|it| it.strip_prefix('.'));
                rest.is_some_and(|rest| rest.contains('.') && ends_in(rest, &["md", "mdx"]))
            })
        })
    }

    /// The folders of a pattern; `*` is every folder.
    fn folders(&self, pattern: &str) -> Vec<String> {
        let Some((before, after)) = pattern.split_once("/*/") else {
            return vec![pattern.to_owned()];
        };
        let folder = self.files.folder(&self.root.join(before));
        let named = |name: &str| format!("{before}/{name}/{after}");
        folder.map_or_else(Vec::new, |folder| folder.folders().map(named).collect())
    }

    fn split(&self) -> (&str, &str) {
        self.path.rsplit_once('/').unwrap_or(("", &self.path))
    }
}

/// The picture whose name is the same but for its ending.
fn sibling(folder: &Folder, name: Option<&&str>) -> Option<String> {
    let (stem, _) = name?.rsplit_once('.')?;
    let same = |name: &&str| {
        let other = name.rsplit_once('.').map(|(other, _)| other);
        other == Some(stem) && is_media(name)
    };
    folder.files().find(same).map(ToOwned::to_owned)
}

fn ends_in(name: &str, endings: &[&str]) -> bool {
    let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending);
    endings
        .iter()
        .any(|known| known.eq_ignore_ascii_case(ending))
}
