//! A pack: a folder with rules of a site's own, `<group>/<name>.yml`.

use std::fs;
use std::path::{Path, PathBuf};

use super::invalid::Invalid;
use super::{FILE_NAMES, rule_file};
use crate::document::Source;
use crate::rule::Registry;

/// The folder of a pack that holds articles to try the rules on, not rules.
pub(crate) const FIXTURES: &str = "tests";

/// A folder that is no pack.
pub(super) enum Fault {
    /// The folder itself: what is wrong with it, in one line.
    Folder(String),
    /// A file in it.
    File(Box<Invalid>),
}

/// Adds the rules of a pack, and returns their ids, sorted.
///
/// # Errors
/// The first mistake.
pub(super) fn load(folder: &Path, registry: &mut Registry) -> Result<Vec<String>, Fault> {
    let mut ids = Vec::new();
    for path in rule_files(folder)? {
        let id = id_of(folder, &path).map_err(|message| whole(&path, message))?;
        let text = fs::read_to_string(&path)
            .map_err(|error| whole(&path, format!("cannot be read: {error}")))?;
        let source = Source::new(&path, text);
        let rule = match rule_file::read(&id, &source) {
            Ok(rule) => rule,
            Err(mistake) => return Err(Fault::File(Invalid::one(source, mistake))),
        };
        if let Some(other) = registry.get(&id) {
            return Err(whole(&path, taken(&id, other.origin.as_deref())));
        }
        registry.insert(id.clone(), rule);
        ids.push(id);
    }
    if ids.is_empty() {
        let message = "there is no rule: a rule is a file `<group>/<name>.yml`; \
                       `copydesk new rule GROUP/NAME` writes one";
        return Err(Fault::Folder(format!("{}: {message}", folder.display())));
    }
    Ok(ids)
}

fn whole(path: &Path, message: String) -> Fault {
    Fault::File(Invalid::whole(path, message))
}

fn taken(id: &str, origin: Option<&Path>) -> String {
    match origin {
        Some(origin) => format!("`{id}` is also in {}: rename one of them", origin.display()),
        None => format!(
            "`{id}` is a rule that comes with copydesk: rename the file; \
             to change that rule, use `rules` in copydesk.yml"
        ),
    }
}

/// The files of a pack: those in the folders of its folder.
fn rule_files(folder: &Path) -> Result<Vec<PathBuf>, Fault> {
    let entries = |folder: &Path| -> Result<Vec<PathBuf>, Fault> {
        let list = fs::read_dir(folder).and_then(|entries| {
            let paths = entries.map(|entry| entry.map(|entry| entry.path()));
            paths.collect::<Result<Vec<_>, _>>()
        });
        list.map_err(|error| Fault::Folder(format!("{} cannot be read: {error}", folder.display())))
    };
    let mut found = Vec::new();
    for path in entries(folder)? {
        let hidden = name(&path).starts_with('.') || name(&path) == FIXTURES;
        if !hidden && path.is_dir() {
            found.extend(entries(&path)?.into_iter().filter(|path| is_rule(path)));
        } else if is_rule(&path) && !FILE_NAMES.contains(&&*name(&path)) {
            let message = "a rule file lies in a folder that names its group: `<group>/<name>.yml`";
            return Err(whole(&path, message.to_owned()));
        }
    }
    found.sort();
    Ok(found)
}

fn is_rule(path: &Path) -> bool {
    let extension = path.extension().and_then(|extension| extension.to_str());
    matches!(extension, Some("yml" | "yaml")) && !name(path).starts_with('.') && path.is_file()
}

fn name(path: &Path) -> std::borrow::Cow<'_, str> {
    path.file_name().unwrap_or_default().to_string_lossy()
}

/// The id of a rule file: its path in the pack, without the extension.
fn id_of(folder: &Path, path: &Path) -> Result<String, String> {
    let below = path.strip_prefix(folder).unwrap_or(path).with_extension("");
    let parts = below
        .components()
        .map(|part| part.as_os_str().to_string_lossy());
    let id = parts.collect::<Vec<_>>().join("/");
    check_id(&id)?;
    Ok(id)
}

/// Refuses what cannot be named in a configuration and in a comment.
///
/// # Errors
/// What is wrong with the id, in one line.
pub fn check_id(id: &str) -> Result<(), String> {
    let fine = |char: char| (char.is_alphanumeric() && !char.is_uppercase()) || char == '-';
    let part = |part: &str| {
        !part.is_empty() && part.chars().all(fine) && !part.starts_with('-') && !part.ends_with('-')
    };
    match id.split_once('/') {
        Some((group, name)) if part(group) && part(name) => Ok(()),
        _ => Err(format!(
            "`{id}` is no id for a rule: it is `group/name`, each in lower case with hyphens, as `image/alt-missing`"
        )),
    }
}

impl From<Fault> for Box<Invalid> {
    fn from(fault: Fault) -> Self {
        match fault {
            Fault::File(invalid) => invalid,
            Fault::Folder(message) => Invalid::whole(Path::new(""), message),
        }
    }
}
