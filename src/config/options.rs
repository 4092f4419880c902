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
        let hint = match suggest(&name.value, known.iter().map(String::as_str)) {
            none if none.is_empty() && known.is_empty() => "; it has none".to_owned(),
            none if none.is_empty() => format!("; it has `{}`", known.join("`, `")),
            near => near,
        };
        return Err(at(format!("{id} has no option `{}`{hint}", name.value)));
    }
    check(registry, id, with).map_err(at)
}

/// Refuses values that do not fit.
pub(super) fn check(registry: &Registry, id: &str, with: &Mapping) -> Result<(), String> {
    let Some(file) = registry.get(id) else {
        return Ok(());
    };
    Rule::compile(id, &with_options(file, with)).map(|_| ())
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
