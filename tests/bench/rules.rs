//! What each rule costs, as a share of what parsing the body costs: where to look when the rules
//! together have become too dear.
//!
//! A rule pays for what it is the first to ask for: the first that looks at elements pays for the
//! index of them all. A number behind `--` sets how many rounds.

#![allow(clippy::print_stdout, reason = "a benchmark prints its figures")]

use std::hint::black_box;
use std::time::{Duration, Instant};

use copydesk::checks::Context;
use copydesk::config::Config;
use copydesk::engine;
use scraper::Html;

mod articles;

use articles::{Batch, batches, rounds};

fn main() {
    let config = Config::recommended();
    for batch in batches() {
        table(&batch, &config, rounds());
    }
}

fn table(batch: &Batch, config: &Config, rounds: usize) {
    let Batch {
        name,
        html,
        sources: articles,
    } = batch;
    let rules = config.rules().rules();
    let elements: Vec<_> = rules.iter().map(|rule| rule.check.elements()).collect();
    let mut parse = vec![Duration::MAX; html.len()];
    let mut costs = vec![vec![Duration::MAX; articles.len()]; rules.len()];
    for _ in 0..rounds {
        for (html, fastest) in html.iter().zip(&mut parse) {
            keep(fastest, || {
                black_box(Html::parse_fragment(html));
            });
        }
        for (at, source) in articles.iter().enumerate() {
            let article = engine::parse(source, config);
            let cx = Context::new(&article, config.settings());
            let mut hits = Vec::new();
            for ((rule, elements), cost) in rules.iter().zip(&elements).zip(&mut costs) {
                keep(&mut cost[at], || {
                    rule.check.source(source, &mut hits);
                    rule.check.article(&cx, &mut hits);
                    elements.each(article.body(), |element| {
                        rule.check.element(element, &cx, &mut hits);
                    });
                });
                hits.clear();
            }
        }
    }
    let parse: Duration = parse.iter().sum();
    let share = |cost: Duration| 100.0 * cost.as_secs_f64() / parse.as_secs_f64();
    let costs = costs.iter().map(|costs| share(costs.iter().sum()));
    let mut rows: Vec<_> = costs.zip(rules.iter().map(|rule| &*rule.id)).collect();
    rows.sort_by(|a, b| b.0.total_cmp(&a.0));
    let sum: f64 = rows.iter().map(|(cost, _)| cost).sum();
    println!("{name}: {sum:.1} % of a parse, {} rules", rows.len());
    for (cost, id) in rows.iter().take(40) {
        println!("{cost:6.2} %  {id}");
    }
    println!();
}

fn keep(fastest: &mut Duration, work: impl FnOnce()) {
    let start = Instant::now();
    work();
    *fastest = start.elapsed().min(*fastest);
}
