//! The generated files are what the rules make of them; `BLESS=1` rewrites them.

mod support;

use copydesk::config::{self, Config};
use copydesk::example;
use copydesk::rule::{Row, index, schema};

#[test]
fn the_index_of_rules_is_true() {
    let config = Config::recommended();
    let rules = config.registry().iter();
    let rows: Vec<_> = rules
        .map(|(id, rule)| Row {
            id,
            rule,
            fix: example::mended(id, &config).map(|mended| mended.applicability),
            is_off: config.rules().get(id).is_none(),
        })
        .collect();
    support::golden(&support::root().join("rules/README.md"), &index(&rows));
}

#[cfg(feature = "json-schema")]
#[test]
fn the_schema_of_rules_is_true() {
    let text = format!("{:#}\n", schema());
    support::golden(&support::root().join("rules/schema.json"), &text);
}

#[test]
fn the_schema_of_reports_is_true() {
    let text = format!("{:#}\n", copydesk::report::schema());
    support::golden(&support::root().join("rules/report-schema.json"), &text);
}

#[cfg(feature = "json-schema")]
#[test]
fn the_schema_of_configurations_is_true() {
    let text = format!("{:#}\n", config::schema());
    support::golden(&support::root().join("rules/config-schema.json"), &text);
}

#[cfg(feature = "json-schema")]
#[test]
fn every_rule_fits_the_schema() {
    let validator = jsonschema::validator_for(&schema()).expect("a valid schema");
    for path in support::files(&support::root().join("rules")) {
        let is_rule = path.extension().is_some_and(|extension| extension == "yml");
        if !is_rule
            || path
                .parent()
                .is_some_and(|folder| folder.ends_with("presets"))
        {
            continue;
        }
        let text = std::fs::read_to_string(&path).expect("a rule file");
        let rule: serde_json::Value = serde_yaml::from_str(&text).expect("YAML");
        let errors: Vec<_> = validator
            .iter_errors(&rule)
            .map(|error| error.to_string())
            .collect();
        assert!(errors.is_empty(), "{}: {errors:?}", path.display());
    }
}

/// Cargo.toml says the version, and the repository as soon as there is one.
#[test]
fn the_readme_names_the_version_and_the_home_of_the_project() {
    let path = support::root().join("README.md");
    let text = std::fs::read_to_string(&path).expect("a text");
    let home = env!("CARGO_PKG_REPOSITORY").strip_prefix("https://github.com/");
    let owner = home.map_or("OWNER", |home| home.split('/').next().expect("a part"));
    let names =
        regex::Regex::new(r"(https://github\.com/|uses: )[\w.-]+(/copydesk)").expect("a pattern");
    let versions = regex::Regex::new(r"(rev: v|/copydesk@v)\S+").expect("a pattern");
    let text = names.replace_all(&text, format!("${{1}}{owner}${{2}}"));
    let text = versions.replace_all(&text, concat!("${1}", env!("CARGO_PKG_VERSION")));
    support::golden(&path, &text);
    assert_eq!(
        text.contains("where OWNER is"),
        owner == "OWNER",
        "an account that is known needs no explanation"
    );
}
