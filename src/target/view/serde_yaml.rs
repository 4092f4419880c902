//! `serde_yaml`: the crate itself, behind the limits of our own reading. It runs on `libyaml`, as
//! Ruby's Psych does.

use serde::Deserialize;
use serde::de::IgnoredAny;
use serde_yaml::{Deserializer, Value as Yaml};

use super::tree::Tree;
use super::{Read, Scalar, Value};

pub(super) fn read(text: &str) -> Read {
    let tree = Tree::of(text);
    if !tree.is_harmless() {
        let fault = tree.fault().map(|fault| fault.message.clone());
        return Err(fault.unwrap_or_else(|| "it is too large".to_owned()));
    }
    let value: Yaml = serde_yaml::from_str(text).map_err(|error| error.to_string())?;
    match value {
        Yaml::Null => Ok(None),
        value => convert(value).map(Some),
    }
}

/// How far `libyaml` gets with the first document of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Syntax {
    /// To its end.
    Read,
    /// To an alias that names no anchor, which is no concern of the grammar.
    UnknownAnchor,
}

/// Whether `libyaml` can read the first document of a text, which has to be
/// [harmless](Tree::is_harmless).
pub(super) fn syntax(text: &str) -> Result<Syntax, String> {
    let document = Deserializer::from_str(text).next();
    match document.map(IgnoredAny::deserialize) {
        Some(Err(error)) if error.to_string().starts_with("unknown anchor") => {
            Ok(Syntax::UnknownAnchor)
        }
        Some(Err(error)) => Err(error.to_string()),
        _ => Ok(Syntax::Read),
    }
}

/// The first document of a text, as `serde_yaml` has it. The text has to be harmless.
pub(super) fn first_document(text: &str) -> Read {
    let document = Deserializer::from_str(text).next();
    let value = document.map(Yaml::deserialize).transpose();
    let value = value
        .map_err(|error| error.to_string())?
        .filter(|value| !value.is_null());
    value.map(convert).transpose()
}

fn convert(value: Yaml) -> Result<Value, String> {
    Ok(match value {
        Yaml::Null => Value::NULL,
        Yaml::Bool(truth) => Value::Scalar(Scalar::Bool(truth)),
        Yaml::Number(number) => Value::number(number.as_u64(), number.as_i64(), number.as_f64()),
        Yaml::String(text) => Value::text(text),
        Yaml::Sequence(items) => {
            Value::List(items.into_iter().map(convert).collect::<Result<_, _>>()?)
        }
        Yaml::Mapping(entries) => {
            let entries = entries
                .into_iter()
                .map(|(name, value)| Ok((key(&name)?, convert(value)?)));
            Value::Map(entries.collect::<Result<_, String>>()?)
        }
        Yaml::Tagged(tagged) => {
            Value::Tagged(tagged.tag.to_string(), Box::new(convert(tagged.value)?))
        }
    })
}

/// Keys of other types stand as YAML writes them.
fn key(name: &Yaml) -> Result<String, String> {
    let name = match name {
        Yaml::String(name) => return Ok(name.clone()),
        name => serde_yaml::to_string(name).map_err(|error| error.to_string())?,
    };
    Ok(name.trim_end().to_owned())
}
