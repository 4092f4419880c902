//! temporary
#![allow(missing_docs)]
pub fn from_path(_: &std::path::Path) -> Option<()> { None }
