//! Where images come from that count readers.

use std::sync::LazyLock;

use serde::Deserialize;
use url::Url;

use crate::document::{Needles, web_url};

/// A place that serves such images: `host/path`.
///
/// The host stands for those below it too, and a `*` in it for any letters. The path is the one
/// asked for, or with a `/` at its end the start of it. `*/path` is the end of any URL, or with a
/// `/` at its end a part of it.
#[derive(Deserialize)]
#[serde(from = "String")]
pub(super) struct Counter {
    host: String,
    path: String,
}

/// What is known, from the pages of those who sell it and from feeds that carry it.
const KNOWN: &[&str] = &[
    "medium.com/_/stat",
    "pixel.wp.com/",
    "stats.wordpress.com/b.gif",
    "stats.wp.com/",
    "feeds.feedburner.com/~r/",
    "feedproxy.google.com/~r/",
    "rss.cnn.com/~r/",
    "feedsportal.com/c/",
    "pi.feedsportal.com/",
    "blogger.googleusercontent.com/tracker/",
    "google-analytics.com/",
    "facebook.com/tr",
    "doubleclick.net/activity",
    "doubleclick.net/ddm/activity/",
    "doubleclick.net/ddm/trackimp/",
    "doubleclick.net/pagead/viewthroughconversion/",
    "scorecardresearch.com/b",
    "scorecardresearch.com/p",
    "counter.theconversation.com/content/",
    "assoc-amazon.*/e/ir",
    "ir-*.amazon-adsystem.com/e/ir",
    "stat.rss.app/",
    "pixel.quantserve.com/",
    "vgwort.de/na/",
    "hm.baidu.com/hm.gif",
    "counter.cnblogs.com/",
    "c.statcounter.com/",
    "mc.yandex.ru/watch/",
    "*/piwik.php",
    "*/matomo.php",
    "*/track/open.php",
    "*/wf/open",
    "*/aggbug.ashx",
    "*/aggbug.aspx",
    "*/aggbug/",
];

/// What a URL has to have in it before it is worth parsing.
static MARKS: LazyLock<Needles> = LazyLock::new(|| {
    Needles::of_any_case(KNOWN.iter().map(|place| {
        match place.split_once('/') {
            Some(("*", path)) => path,
            Some((host, _)) => host
                .split('*')
                .max_by_key(|part| part.len())
                .unwrap_or(host),
            None => place,
        }
    }))
});

impl From<String> for Counter {
    fn from(text: String) -> Self {
        let (host, path) = text.split_once('/').unwrap_or((&text, ""));
        Self {
            host: host.to_ascii_lowercase(),
            path: format!("/{path}"),
        }
    }
}

impl Counter {
    fn is_at(&self, url: &Url) -> bool {
        is_at(&self.host, &self.path, url)
    }
}

/// Whether an image of another host comes from a place where readers are counted: a known one, or
/// one of `more`.
pub(super) fn counts(src: &str, more: &[Counter]) -> bool {
    if more.is_empty() && !MARKS.any_in(src) {
        return false;
    }
    let Some(url) = web_url(src) else {
        return false;
    };
    let known = |place: &&str| {
        let (host, path) = place.split_at(place.find('/').unwrap_or(place.len()));
        is_at(host, path, &url)
    };
    KNOWN.iter().any(known) || more.iter().any(|counter| counter.is_at(&url))
}

fn is_at(host: &str, path: &str, url: &Url) -> bool {
    let asked = url.path();
    if host == "*" {
        return asked.ends_with(path) || (path.ends_with('/') && asked.contains(path));
    }
    let begins = asked.strip_prefix(path).is_some_and(|rest| {
        path.ends_with('/') || rest.is_empty() || rest == "/" || rest.starts_with(';')
    });
    let labels = url.host_str().unwrap_or_default();
    let mut hosts = std::iter::successors(Some(labels), |host| Some(host.split_once('.')?.1));
    begins && hosts.any(|below| is_host(host, below))
}

fn is_host(pattern: &str, host: &str) -> bool {
    match pattern.split_once('*') {
        None => pattern == host,
        Some((start, end)) => host
            .strip_prefix(start)
            .and_then(|rest| rest.strip_suffix(end))
            .is_some_and(|any| !any.is_empty()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hosts_and_paths_are_compared_as_such() {
        let more = [Counter::from("count.piers.eu/".to_owned())];
        for src in [
            "https://www.facebook.com/tr?id=1&ev=PageView",
            "https://www.facebook.com/tr/?id=1",
            "//pixel.wp.com/b.gif?host=a",
            "https://ir-na.amazon-adsystem.com/e/ir?t=a",
            "http://www.assoc-amazon.co.uk/e/ir?t=a",
            "https://ad.doubleclick.net/ddm/trackimp/N1;ord=1",
            "https://ad.doubleclick.net/activity;src=1",
            "https://vg01.met.vgwort.de/na/0a1b",
            "https://stats.piers.eu/matomo/matomo.php?idsite=1",
            "https://mail.piers.eu/wf/open?upn=1",
            "http://count.piers.eu/a/b.gif",
            "http://piers.eu/log/aggbug/18.aspx",
        ] {
            assert!(counts(src, &more), "{src}");
        }
        for src in [
            "https://www.facebook.com/travel/photo.jpg",
            "https://a.eu/mirror/facebook.com/tr",
            "https://a.eu/?from=facebook.com/tr",
            "https://img.mydoubleclick.net/activity",
            "https://ws.assoc-amazon.com/widgets/q?ASIN=1",
            "https://i0.wp.com/pixel.wp.com/photo.jpg",
            "https://feeds.feedburner.com/~ff/piers?d=1",
            "https://piers.eu/matomo.php/photo.jpg",
            "/matomo.php",
            "data:image/gif;base64,R0lGODlh",
        ] {
            assert!(!counts(src, &more), "{src}");
        }
    }
}
