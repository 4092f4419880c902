//! Options of rules, as a configuration sets them.

use serde_yaml::{Mapping, Value};

use crate::reader::{Mistake, Spanned};
use crate::rule::{Registry, Rule, RuleFile};
use crate::suggest::suggest;

/// Refuses an option that the rule does not have, or a value that does not fit.
pub(super) fn check_option(
    registry: &Registry,
    id: &str,
    name: &Spanned<String>,
    with: &Mapping,
) -> Result<(), Mistake> {
    let Some(file) = registry.get(id) else {
        return Ok(());
    };
    let at = |message: String| Mistake::at(name.span, message);
    let known = Rule::options(file);
    if !known.contains(&name.value) {
        let hint = suggest(&name.value, known.iter().map(String::as_str));
        return Err(at(format!("{id} has no option `{}`{hint}", name.value)));
    }
    Rule::compile(id, &with_options(file, with))
        .map(|_| ())
        .map_err(at)
}

pub(super) fn with_options(file: &RuleFile, with: &Mapping) -> RuleFile {
    let mut file = file.clone();
    if with.is_empty() {
        return file;
    }
    for parameters in file.check.values_mut() {
        if parameters.is_null() {
            *parameters = Value::Mapping(Mapping::new());
        }
        if let Value::Mapping(given) = parameters {
            given.extend(with.clone());
        }
    }
    file
}
