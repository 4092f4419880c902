//! The tree against the values that other crates read.

use serde_yaml::Value as Yaml;

use super::super::{Format, FrontMatter, Options};
use super::corpus;

#[test]
fn yaml_of_the_corpus_has_the_values_that_serde_yaml_reads() {
    let mut wrong = Vec::new();
    let mut blocks = 0;
    for (path, text) in corpus() {
        let Some(front) = FrontMatter::read(&text, Options { headless: true }) else {
            continue;
        };
        if front.format != Format::Yaml {
            continue;
        }
        blocks += 1;
        let block = front.fence.block.of_text(&text);
        let clean = front.problems.is_empty();
        let tree = front
            .root
            .as_ref()
            .map(|root| front.to_value(root, 100_000));
        let tree = tree.map_or(Yaml::Null, |value| value.expect("articles are small"));
        match serde_yaml::from_str::<Yaml>(block) {
            Ok(value) if clean && untagged(value.clone()) == tree => {}
            Ok(value) => wrong.push(format!(
                "{}: {:?}\n {tree:?}\n {value:?}",
                path.display(),
                front.problems
            )),
            Err(_) if !clean => {}
            Err(error) => wrong.push(format!("{}: {error}", path.display())),
        }
    }
    println!("{blocks} blocks");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// `! 'text'` is text in the specification and for every generator; serde_yaml alone keeps the mark.
fn untagged(value: Yaml) -> Yaml {
    match value {
        Yaml::Tagged(tagged) if tagged.tag == serde_yaml::value::Tag::new("!!") => tagged.value,
        Yaml::Sequence(items) => items.into_iter().map(untagged).collect(),
        Yaml::Mapping(entries) => entries
            .into_iter()
            .map(|(key, value)| (untagged(key), untagged(value)))
            .collect::<serde_yaml::Mapping>()
            .into(),
        other => other,
    }
}
