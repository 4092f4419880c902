//! Hosts by their names.

use std::borrow::Cow;

use rustc_hash::FxHashSet;
use schemars::JsonSchema;
use serde::Deserialize;

/// Globs of host names.
#[derive(Default, Deserialize)]
#[serde(try_from = "Vec<String>")]
pub(in crate::checks) struct Hosts {
    /// Those without a wildcard, which need no pattern.
    exact: FxHashSet<String>,
    /// What follows the `*` of `*.example.org`, which most are.
    endings: FxHashSet<String>,
    globs: globset::GlobSet,
}

impl Hosts {
    pub(in crate::checks) fn is_empty(&self) -> bool {
        self.exact.is_empty() && self.endings.is_empty() && self.globs.is_empty()
    }

    pub(in crate::checks) fn contain(&self, host: &str) -> bool {
        let mut dots = host.match_indices('.');
        self.exact.contains(host)
            || dots.any(|(dot, _)| self.endings.contains(&host[dot..]))
            || (!self.globs.is_empty() && self.globs.is_match(host))
    }
}

impl TryFrom<Vec<String>> for Hosts {
    type Error = globset::Error;

    fn try_from(patterns: Vec<String>) -> Result<Self, globset::Error> {
        let mut globs = globset::GlobSetBuilder::new();
        let mut endings = FxHashSet::default();
        let mut exact = FxHashSet::default();
        let has_wildcard = |pattern: &str| pattern.contains(['*', '?', '[', '{', '\\']);
        for pattern in &patterns {
            let pattern = pattern.to_ascii_lowercase();
            match pattern.strip_prefix('*') {
                Some(ending) if ending.starts_with('.') && !has_wildcard(ending) => {
                    endings.insert(ending.to_owned());
                }
                _ if has_wildcard(&pattern) => {
                    globs.add(globset::Glob::new(&pattern)?);
                }
                _ => {
                    exact.insert(pattern);
                }
            }
        }
        let globs = globs.build()?;
        Ok(Self {
            exact,
            endings,
            globs,
        })
    }
}

impl JsonSchema for Hosts {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        "Hosts".into()
    }

    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        Vec::<String>::json_schema(generator)
    }
}
