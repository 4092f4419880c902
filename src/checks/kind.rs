//! Check kinds, as rule files name them.

use std::path::Path;

use schemars::JsonSchema;
use serde::de::DeserializeOwned;

use super::Check;
use crate::document::front_matter::Node;
use crate::reader::{self, Mistake};

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

    pub(super) const fn of<K: Kind>() -> Self {
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
