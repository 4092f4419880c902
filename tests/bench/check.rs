//! What a whole check costs, and the rules in it, as a multiple of what every linter has to pay:
//! parsing the body.
//!
//! Prints ratios, which say the same on every machine; one thread, one allocator, rounds in turn,
//! the fastest of each article counts. A number behind `--` sets how many rounds: `cargo bench -- 3`.

#![allow(clippy::print_stdout, reason = "a benchmark prints its figures")]

use std::hint::black_box;
use std::time::{Duration, Instant};

use copydesk::config::Config;
use copydesk::document::Source;
use copydesk::engine;
use scraper::Html;

mod articles;

use articles::{Batch, batches, rounds};

fn main() {
    let config = Config::recommended();
    let rounds = rounds();
    println!("fastest of {rounds} rounds for each article, one thread\n");
    for batch in batches() {
        compare(&batch, &config, rounds);
    }
}

/// Parsing the HTML alone beside the whole check of the articles it stands for.
fn compare(batch: &Batch, config: &Config, rounds: usize) {
    let Batch {
        name,
        html,
        sources: articles,
    } = batch;
    let fresh = |article: &Source| Source::new(article.path(), article.text());
    let fastest = || Fastest(vec![Duration::MAX; articles.len()]);
    let (mut parse, mut read, mut check) = (fastest(), fastest(), fastest());
    for _ in 0..rounds {
        parse.round(html, |body| {
            black_box(Html::parse_fragment(body));
        });
        // A new source each time: the line index is part of the work.
        read.round(articles, |article| {
            black_box(engine::parse(&fresh(article), config));
        });
        check.round(articles, |article| {
            black_box(engine::check(&fresh(article), config));
        });
    }
    let (parse, read, check) = (parse.sum(), read.sum(), check.sum());
    let each = |whole: Duration| whole.as_secs_f64() * 1e6 / articles.len() as f64;
    let ratio = |whole: Duration| whole.as_secs_f64() / parse.as_secs_f64();
    println!(
        "{name:9} check / bare parse = {:.2}, of it rules {:.2}   ({:.0} µs / {:.0} µs an article)",
        ratio(check),
        ratio(check.saturating_sub(read)),
        each(check),
        each(parse)
    );
}

/// The fastest time of each article: what else the machine does disturbs a short stretch of work
/// in few of its rounds.
struct Fastest(Vec<Duration>);

impl Fastest {
    fn round<T>(&mut self, articles: &[T], work: impl Fn(&T)) {
        for (fastest, article) in self.0.iter_mut().zip(articles) {
            let start = Instant::now();
            work(article);
            *fastest = start.elapsed().min(*fastest);
        }
    }

    fn sum(&self) -> Duration {
        self.0.iter().sum()
    }
}
