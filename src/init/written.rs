//! The proposal as a configuration file that explains itself.

use std::fmt;

use super::Proposal;
use crate::report::counted;

/// The text of `copydesk.yml`.
impl fmt::Display for Proposal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let measured = &self.measured;
        let articles = counted(measured.articles, "article");
        writeln!(
            f,
            "# How copydesk checks this site. Each line may be changed or struck out."
        )?;
        writeln!(
            f,
            "# `copydesk rules` lists all rules, `copydesk explain RULE` says what one is for."
        )?;
        writeln!(f)?;

        if let Some(targets) = &self.targets {
            let names: Vec<_> = targets.targets.iter().map(|target| word(*target)).collect();
            writeln!(
                f,
                "# Which generators read the articles ({}).",
                targets.reason
            )?;
            writeln!(f, "target: [{}]", names.join(", "))?;
        } else {
            writeln!(
                f,
                "# Which generator reads the articles: hexo, hugo, jekyll, zola, astro, eleventy, docusaurus."
            )?;
            writeln!(
                f,
                "# With it, dates and front matter are read as it reads them."
            )?;
            writeln!(f, "# target: [hugo]")?;
        }
        writeln!(f)?;

        writeln!(
            f,
            "# Which rules are on: recommended, strict, or archive for articles that come from elsewhere."
        )?;
        writeln!(
            f,
            "# {} of {articles} are raw HTML for the most part.",
            measured.raw
        )?;
        writeln!(f, "extends: [{}]", quoted(&self.preset))?;
        writeln!(f)?;

        writeln!(f, "# What is not checked, besides what .gitignore names.")?;
        if self.exclude.is_empty() {
            writeln!(f, "# exclude: [drafts]")?;
        } else {
            writeln!(f, "exclude:")?;
        }
        for exclude in &self.exclude {
            writeln!(f, "  - {}  # {}", quoted(&exclude.glob), exclude.what)?;
        }
        writeln!(f)?;

        self.front_matter(f)?;
        writeln!(f)?;
        writeln!(
            f,
            "# Levels of single rules or groups: error, warning, info, on, off."
        )?;
        writeln!(f, "# rules: {{ image/alt-empty: off }}")
    }
}

impl Proposal {
    fn front_matter(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let measured = &self.measured;
        let articles = counted(measured.articles, "article");
        if self.required.is_empty() && self.types.is_empty() {
            writeln!(
                f,
                "# What front matter has to hold: no key stands in nearly all articles."
            )?;
            return writeln!(f, "# front-matter: {{ required: [title] }}");
        }
        writeln!(
            f,
            "# What front matter has to hold, as it does in nearly all articles now."
        )?;
        writeln!(f, "front-matter:")?;
        if self.required.is_empty() {
            writeln!(f, "  # required: [title]")?;
        } else {
            let keys: Vec<_> = self.required.iter().map(|key| quoted(key)).collect();
            let lacking = match self.lacking() {
                0 => "all have them".to_owned(),
                some => format!("{some} or more lack one"),
            };
            writeln!(
                f,
                "  # Keys that each article needs; of {articles}, {lacking}."
            )?;
            writeln!(f, "  required: [{}]", keys.join(", "))?;
        }
        if !self.types.is_empty() {
            writeln!(f, "  # What their values are; without a value is fine.")?;
            writeln!(f, "  types:")?;
        }
        for (key, name) in &self.types {
            writeln!(f, "    {}: {name}", quoted(key))?;
        }
        Ok(())
    }
}

/// A target as configurations call it.
fn word(target: crate::target::Target) -> String {
    target.name().to_lowercase()
}

/// A text as YAML, in quotes where it needs them.
fn quoted(text: &str) -> String {
    let is_plain =
        |char: char| char.is_ascii_alphanumeric() || matches!(char, '_' | '-' | '/' | '.');
    let starts_plain = text.starts_with(|char: char| char.is_ascii_alphabetic() || char == '_');
    let is_word = matches!(
        &*text.to_ascii_lowercase(),
        "y" | "n" | "yes" | "no" | "on" | "off" | "true" | "false" | "null"
    );
    match starts_plain && text.chars().all(is_plain) && !is_word {
        true => text.to_owned(),
        // A JSON text is a YAML text.
        false => crate::report::encode::encode(&text),
    }
}
