//! What the articles of a site and their baseline have to do with each other.

use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use rayon::prelude::*;

use crate::baseline::{Baseline, Compared, Entry, nearest};
use crate::cli::guard::{Panic, guard};
use crate::cli::site::invalid;
use crate::cli::{Stop, complain, input};
use crate::config::{Config, Configs};
use crate::date::clock::Instant;
use crate::engine;
use crate::walk;

/// The articles that a baseline is for, compared with it.
pub(super) struct Survey {
    /// By their names in the baseline.
    pub(super) compared: BTreeMap<String, Compared>,
    /// Files with entries that are gone from the folders that were looked at.
    pub(super) gone: Vec<String>,
}

/// An article with its configuration.
pub(in crate::cli) type Job = (PathBuf, Arc<Config>);

impl Survey {
    /// Checks the articles below some paths whose nearest baseline this is, or would be. The
    /// entries of renamed files are given to them first.
    pub(super) fn of(
        baseline: &mut Baseline,
        paths: &[PathBuf],
        config: Option<PathBuf>,
        is_fixed: bool,
    ) -> Result<Self, Stop> {
        let found = walk::walk(paths);
        let mut failed = false;
        for problem in found.problems.iter().chain(&found.empty) {
            failed = true;
            complain(&problem.to_string());
        }
        let now = Instant::now();
        let mut configs = Configs::new(move |builder| {
            builder.now(now);
            Ok(())
        })
        .fixed(config);
        let mut articles = Vec::new();
        for path in found.articles.into_keys() {
            let config = configs.of(&path).map_err(invalid)?;
            if !config.excludes(&path) && (is_fixed || is_for(baseline, &path)) {
                articles.push((path, config));
            }
        }
        follow(baseline, &articles);
        let baseline = &*baseline;
        let mut compared = BTreeMap::new();
        for ((path, _), result) in articles.iter().zip(each(baseline, &articles)) {
            match result {
                Ok(one) => {
                    compared.insert(baseline.name_of(path), one);
                }
                Err(message) => {
                    failed = true;
                    complain(&format!("{}: {message}", path.display()));
                }
            }
        }
        if failed {
            let message = "nothing was done: not everything could be checked";
            return Err(Stop::Message(message.to_owned()));
        }
        let gone = baseline.gone_below(paths);
        Ok(Self { compared, gone })
    }
}

/// Gives the entries of files that are gone to those of the articles without entries that have the
/// same findings. That costs nothing as long as no file is gone.
pub(in crate::cli) fn follow(baseline: &mut Baseline, articles: &[Job]) {
    if baseline.gone().is_empty() {
        return;
    }
    let is_new = |(path, _): &&Job| !baseline.knows(&baseline.name_of(path));
    let new: Vec<_> = articles.iter().filter(is_new).cloned().collect();
    // What cannot be checked is told when it is its turn.
    let results = each(baseline, &new);
    let found: BTreeMap<String, Vec<Entry>> = new
        .iter()
        .zip(results)
        .filter_map(|((path, _), result)| Some((baseline.name_of(path), result.ok()?.new)))
        .collect();
    baseline.follow(found);
}

/// Compares each article with the baseline, side by side.
fn each(baseline: &Baseline, articles: &[Job]) -> Vec<Result<Compared, String>> {
    let compare = |(path, config): &Job| {
        let done: Result<io::Result<_>, Panic> = guard(|| {
            let source = input::article(path)?;
            let findings = engine::review(&source, config);
            Ok(baseline.compare(&source, &findings))
        });
        match done {
            Ok(done) => done.map_err(|error| error.to_string()),
            Err(panic) => Err(panic.to_string()),
        }
    };
    articles.par_iter().map(compare).collect()
}

/// Whether no other baseline is nearer to an article.
fn is_for(baseline: &Baseline, article: &Path) -> bool {
    let found = nearest(article.parent().unwrap_or(Path::new("")));
    let absolute = |path: &Path| std::path::absolute(path).unwrap_or_default();
    found.is_none_or(|path| absolute(&path) == absolute(baseline.path()))
}
