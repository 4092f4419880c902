//! From a file as written, and what it extends, to layers.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::build::Builder;
use super::choices::Choices;
use super::file::{ConfigFile, Section};
use super::globs::{self, Globs};
use super::invalid::Invalid;
use super::layer::{Layer, Place};
use super::{pack, reading, sections};
use crate::document::{Source, Span};
use crate::reader::{Mistake, Spanned};
use crate::rule::Registry;
use crate::suggest::suggest;

/// How many files may extend one another.
const DEEPEST: usize = 10;

/// Reads files on behalf of a builder.
pub(super) struct Loader<'b> {
    builder: &'b mut Builder,
    /// The files that extend one another, down to the one that is read: canonical, and as shown.
    chain: Vec<(PathBuf, PathBuf)>,
    /// The choices of all layers so far: what they say is held against these.
    trial: Choices,
}

/// What is wrong: in the file at hand, and in the first file that it names.
#[derive(Default)]
struct Wrong {
    here: Vec<Mistake>,
    elsewhere: Option<Box<Invalid>>,
    /// Whether rules are missing because the files that have them could not be read: that a name
    /// is unknown then is no news.
    lacks_rules: bool,
}

impl Wrong {
    fn say(&mut self, span: Span, message: impl Into<String>) {
        self.here.push(Mistake::at(span, message));
    }

    fn other(&mut self, invalid: Box<Invalid>) {
        self.lacks_rules = true;
        self.elsewhere.get_or_insert(invalid);
    }
}

impl<'b> Loader<'b> {
    pub(super) fn new(builder: &'b mut Builder) -> Self {
        let trial = builder.choices();
        Self {
            builder,
            chain: Vec::new(),
            trial,
        }
    }

    /// Reads a file and adds its layers.
    pub(super) fn file(&mut self, source: Source) -> Result<(), Box<Invalid>> {
        let shown = source.path().to_owned();
        let canonical = fs::canonicalize(&shown).unwrap_or_else(|_| shown.clone());
        self.builder.applied.insert(canonical.clone());
        self.chain.push((canonical, shown));
        let done = self.place(&Place::File(Arc::new(source)));
        self.chain.pop();
        done
    }

    /// Adds the layers of a preset.
    ///
    /// # Errors
    /// When there is none of that name: a sentence with a suggestion.
    pub(super) fn preset(&mut self, name: &str) -> Result<(), String> {
        let Some(text) = Registry::preset(name) else {
            let known = Registry::presets().map(|(name, _)| name);
            let hint = match suggest(name, known) {
                none if none.is_empty() => {
                    "; a file is named by its path, as `./base.yml`".to_owned()
                }
                near => near,
            };
            return Err(format!("there is no preset `{name}`{hint}"));
        };
        self.builder.extended = true;
        let path = PathBuf::from(format!("rules/presets/{name}.yml"));
        if self.builder.applied.insert(path.clone()) {
            let place = Place::Preset(name.to_owned(), Arc::new(Source::new(path, text)));
            self.place(&place)
                .unwrap_or_else(|invalid| panic!("preset {name}: {invalid}"));
        }
        Ok(())
    }

    fn place(&mut self, place: &Place) -> Result<(), Box<Invalid>> {
        let (mut file, mistakes) = reading::read(place.source());
        let mut wrong = Wrong {
            here: mistakes,
            ..Wrong::default()
        };
        // First of all, so that levels can be set for their rules.
        let mut exclude = self.packs(&file, place, &mut wrong);
        for named in file.extends.iter().flatten() {
            self.extend(named, place, &mut wrong);
        }
        // Who names nothing at all builds on nothing.
        self.builder.extended |= file.extends.as_ref().is_some_and(Vec::is_empty);
        self.builder.is_root |= file.root && self.chain.len() == 1;

        exclude.extend(&globs(&file.exclude, place, &mut wrong));
        let include = file.include.take();
        let include = include.map(|include| globs(&include, place, &mut wrong));
        let layer = Layer {
            place: place.clone(),
            guard: None,
            include,
            exclude,
            section: file.section(),
        };
        self.push(layer, &mut wrong);
        for one in file.overrides {
            let guard = globs(&one.files.value, place, &mut wrong);
            if one.files.value.is_empty() {
                wrong.say(
                    one.files.span,
                    "`files` names no file: the override never holds",
                );
            }
            let layer = Layer {
                place: place.clone(),
                guard: Some(guard),
                include: None,
                exclude: Globs::default(),
                section: Section::from(one),
            };
            self.push(layer, &mut wrong);
        }
        let Wrong {
            mut here,
            elsewhere,
            ..
        } = wrong;
        if here.is_empty() {
            return elsewhere.map_or(Ok(()), Err);
        }
        here.sort_by_key(|mistake| mistake.span);
        here.truncate(reading::MOST);
        Err(Box::new(Invalid {
            source: Arc::clone(place.source()),
            mistakes: here,
        }))
    }

    /// Adds a layer, and says what is wrong in it.
    fn push(&mut self, layer: Layer, wrong: &mut Wrong) {
        if let Some(schema) = &layer.section.front_matter.schema
            && let Err(message) = sections::add_schema_rule(self.builder.registry.to_mut())
        {
            wrong.say(schema.span, message);
        }
        let registry = &self.builder.registry;
        match layer.guard {
            _ if wrong.lacks_rules => {}
            None => self.trial.apply(&layer, registry, &mut wrong.here),
            // It holds for some files only: what comes after does not build on it.
            Some(_) => {
                let mut trial = self.trial.clone();
                trial.apply(&layer, registry, &mut wrong.here);
            }
        }
        self.builder.layers.push(Arc::new(layer));
    }

    /// Reads the packs, and returns globs of what is no article in them.
    fn packs(&mut self, file: &ConfigFile, place: &Place, wrong: &mut Wrong) -> Globs {
        let mut fixtures = Vec::new();
        for folder in &file.packs {
            let name = globset::escape(folder.value.trim_end_matches('/'));
            let pattern = format!("{name}/{}", pack::FIXTURES);
            fixtures.push(place.sourced(folder.span, pattern));
            match self.builder.load_pack(&place.folder().join(&folder.value)) {
                Ok(()) => {}
                Err(pack::Fault::Folder(message)) => {
                    wrong.lacks_rules = true;
                    wrong.say(folder.span, message);
                }
                Err(pack::Fault::File(invalid)) => wrong.other(invalid),
            }
        }
        let mut exclude = Globs::default();
        exclude.add(&absolute(place.folder()), fixtures);
        exclude
    }

    fn extend(&mut self, named: &Spanned<String>, place: &Place, wrong: &mut Wrong) {
        let name = &*named.value;
        if name.contains("://") {
            let message = "nothing is fetched from the network: put the file beside this one";
            return wrong.say(named.span, message);
        }
        let is_path =
            name.ends_with(".yml") || name.ends_with(".yaml") || name.contains(['/', '\\']);
        if !is_path {
            if let Err(message) = self.preset(name) {
                wrong.say(named.span, message);
            }
            return;
        }
        let path = place.folder().join(name.strip_prefix("./").unwrap_or(name));
        match self.below(&path) {
            Ok(()) => {}
            Err(Below::Path(message)) => wrong.say(named.span, message),
            Err(Below::File(invalid)) => wrong.other(invalid),
        }
    }

    /// Reads a file that the one at hand extends.
    fn below(&mut self, path: &Path) -> Result<(), Below> {
        let shown = path.display();
        let canonical = fs::canonicalize(path).map_err(|error| {
            let expands = path.to_string_lossy().contains(['~', '$']);
            let hint = if expands {
                "; `~` and `$` stand for themselves"
            } else {
                ""
            };
            Below::Path(format!("`{shown}` cannot be read: {error}{hint}"))
        })?;
        if let Some(at) = self.chain.iter().position(|(known, _)| *known == canonical) {
            let way = self.chain[at + 1..].iter();
            let way: Vec<_> = way
                .map(|(_, shown)| format!("`{}`", shown.display()))
                .collect();
            let message = match way.as_slice() {
                [] => "the file extends itself".to_owned(),
                way => format!("`{shown}` extends itself, by way of {}", way.join(" and ")),
            };
            return Err(Below::Path(message));
        }
        if self.chain.len() >= DEEPEST {
            let message = format!("more than {DEEPEST} files extend one another");
            return Err(Below::Path(message));
        }
        // What two files build on counts once, where it is named first.
        if self.builder.applied.contains(&canonical) {
            return Ok(());
        }
        // A pipe could keep us waiting.
        if !canonical.is_file() {
            return Err(Below::Path(format!("`{shown}` is no file")));
        }
        let source = reading::read_file(path)
            .map_err(|error| Below::Path(format!("`{shown}` cannot be read: {error}")))?;
        self.file(source).map_err(Below::File)
    }
}

/// Why a file that is extended cannot be used.
enum Below {
    /// Its path: what is wrong with it, in one line.
    Path(String),
    /// What stands in it.
    File(Box<Invalid>),
}

fn absolute(folder: &Path) -> PathBuf {
    std::path::absolute(Path::new(".").join(folder)).unwrap_or_else(|_| folder.to_owned())
}

/// Globs relative to the folder of their file.
fn globs(patterns: &[Spanned<String>], place: &Place, wrong: &mut Wrong) -> Globs {
    let mut sound = Vec::new();
    for pattern in patterns {
        match globs::check(&pattern.value) {
            Ok(()) => sound.push(place.sourced(pattern.span, pattern.value.clone())),
            Err(message) => wrong.say(
                pattern.span,
                format!("`{}` is no glob: {message}", pattern.value),
            ),
        }
    }
    let mut globs = Globs::default();
    globs.add(&absolute(place.folder()), sound);
    globs
}
