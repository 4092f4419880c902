//! Addresses that every parser takes, and that lead elsewhere than was meant.

use memchr::memchr;

/// What is wrong with such an address.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct UrlSlip {
    /// A clause.
    pub(crate) problem: &'static str,
    /// The address that is meant, where there is no doubt.
    pub(crate) meant: Option<String>,
}

/// What is wrong with an address that can be read.
pub(crate) fn url_slip(url: &str) -> Option<UrlSlip> {
    let url = url.trim();
    let web = url.strip_prefix("https://");
    if let Some(rest) = web.or_else(|| url.strip_prefix("http://")) {
        return is_doubled(rest).then(|| slip("it starts twice"));
    }
    let (scheme, rest) = match url.split_once(':') {
        Some((scheme, rest)) if is_scheme(scheme) => (scheme, rest),
        _ => return without_scheme(url),
    };
    let scheme = scheme.to_ascii_lowercase();
    match &*scheme {
        "file" => Some(slip("it is a file of one computer")),
        "blob" => Some(slip("it was made for the moment, and is gone")),
        "cid" => Some(slip("it is a part of an e-mail")),
        _ if scheme.len() == 1 && rest.starts_with(['/', '\\']) => {
            Some(slip("it is a file of one computer"))
        }
        _ => {
            let meant = ["https", "http"].into_iter();
            let meant = meant.filter(|_| rest.starts_with("//"));
            let mut meant = meant.filter(|known| is_mistyped(&scheme, known));
            let meant = meant.next()?;
            Some(UrlSlip {
                problem: "its scheme is mistyped",
                meant: Some(format!("{meant}:{rest}")),
            })
        }
    }
}

fn slip(problem: &'static str) -> UrlSlip {
    UrlSlip {
        problem,
        meant: None,
    }
}

/// RFC 3986 §3.1.
fn is_scheme(text: &str) -> bool {
    let is_part = |byte: &u8| byte.is_ascii_alphanumeric() || b"+-.".contains(byte);
    text.starts_with(|first: char| first.is_ascii_alphabetic())
        && text.as_bytes().iter().all(is_part)
}

/// `htpps`, `ttp`, `hhttps`; but `ftp` and `shttp` are schemes.
fn is_mistyped(scheme: &str, known: &str) -> bool {
    let known_ones = ["ftp", "sftp", "ftps", "shttp", "http", "https"];
    let is_known = known_ones.contains(&scheme);
    !is_known && strsim::osa_distance(scheme, known) == 1
}

fn without_scheme(url: &str) -> Option<UrlSlip> {
    let found = |problem, meant: String| {
        Some(UrlSlip {
            problem,
            meant: Some(meant),
        })
    };
    if matches!(url, "undefined" | "null" | "[object Object]") {
        return Some(slip("a script wrote it that had no address"));
    }
    for scheme in ["https", "http"] {
        if let Some(rest) = url.strip_prefix(scheme) {
            let rest = rest.strip_prefix('\u{ff1a}').unwrap_or(rest);
            if rest.starts_with("//") {
                return found("its scheme has no `:`", format!("{scheme}:{rest}"));
            }
        }
    }
    let host = url.split(['/', '?', '#']).next().unwrap_or_default();
    if url.starts_with("www.") && is_host(&host["www.".len()..]) {
        let problem = "without `https://` it is a path on this site";
        return found(problem, format!("https://{url}"));
    }
    let (name, host) = url.split_once('@')?;
    let is_part = |char: char| char.is_ascii_alphanumeric() || "._%+-".contains(char);
    let is_address = !name.is_empty() && name.chars().all(is_part) && is_host(host);
    if is_address && !is_file(host) {
        let problem = "without `mailto:` it is a path on this site";
        return found(problem, format!("mailto:{url}"));
    }
    None
}

/// Names with a dot between, the last of letters.
fn is_host(text: &str) -> bool {
    let is_name = |name: &str| {
        let is_part = |byte: &u8| byte.is_ascii_alphanumeric() || *byte == b'-';
        !name.is_empty() && name.as_bytes().iter().all(is_part)
    };
    let Some((_, last)) = text.rsplit_once('.') else {
        return false;
    };
    last.len() > 1
        && last.bytes().all(|byte| byte.is_ascii_alphabetic())
        && text.split('.').all(is_name)
}

/// `photo@2x.png`
fn is_file(name: &str) -> bool {
    const ENDINGS: &[&str] = &[
        "avif", "css", "gif", "html", "jpeg", "jpg", "js", "mp4", "pdf", "png", "svg", "webp",
        "zip",
    ];
    let ending = name.rsplit('.').next().unwrap_or_default();
    ENDINGS.contains(&&*ending.to_ascii_lowercase())
}

/// Whether what follows a scheme has one more: a prefix put before what had one, or an address
/// pasted behind itself. Archives and services that make pictures smaller hold other addresses.
fn is_doubled(rest: &str) -> bool {
    let begins = |rest: &str| {
        let schemes = ["http://", "https://", "http//", "https//"].iter();
        schemes.into_iter().any(|scheme| rest.starts_with(scheme))
    };
    if begins(rest) {
        return true;
    }
    let path = rest.split(['?', '#']).next().unwrap_or_default();
    let Some(colon) = memchr(b':', path.as_bytes()) else {
        return false;
    };
    let Some(inner) = path[colon..].strip_prefix("://") else {
        return false;
    };
    let outer = &path[..colon];
    let outer = outer
        .strip_suffix("/http")
        .or_else(|| outer.strip_suffix("/https"));
    outer.is_some_and(|outer| inner.starts_with(outer))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn meant(url: &str) -> Option<Option<String>> {
        url_slip(url).map(|slip| slip.meant)
    }

    #[test]
    fn what_is_meant_is_known() {
        for (url, wanted) in [
            ("www.piers.eu/a?b", "https://www.piers.eu/a?b"),
            ("keeper@piers.eu", "mailto:keeper@piers.eu"),
            ("htpps://piers.eu", "https://piers.eu"),
            ("ttps://piers.eu", "https://piers.eu"),
            ("hhttp://piers.eu", "http://piers.eu"),
            ("htp://piers.eu", "http://piers.eu"),
            ("http//piers.eu", "http://piers.eu"),
            ("https\u{ff1a}//piers.eu", "https://piers.eu"),
        ] {
            assert_eq!(meant(url), Some(Some(wanted.to_owned())), "{url}");
        }
    }

    #[test]
    fn some_lead_to_nobody_knows_where() {
        for url in [
            "https://http://piers.eu",
            "http://https//piers.eu",
            "https://piers.eu/a/https://piers.eu/a",
            "file:///home/keeper/a.jpg",
            "C:\\keeper\\a.jpg",
            "c:/keeper/a.jpg",
            "blob:https://piers.eu/0a",
            "undefined",
        ] {
            assert_eq!(meant(url), Some(None), "{url}");
        }
    }

    #[test]
    fn others_are_as_they_should_be() {
        for url in [
            "https://web.archive.org/web/2020/https://piers.eu/a",
            "https://piers.eu/small/1/https://piers.eu/small/2/https://quays.eu/a.jpg",
            "https://piers.eu/login?next=https://piers.eu/a",
            "https://piers.eu/a:b",
            "ftp://piers.eu",
            "git+https://piers.eu/a",
            "tel:+49301234",
            "mailto:keeper@piers.eu",
            "javascript:void(0)",
            "/@keeper/a",
            "@keeper@piers.eu",
            "photo@2x.png",
            "www/a.html",
            "www.html",
            "wwwa.piers.eu",
            "a.html",
            "null.html",
            "#http//",
            "",
        ] {
            assert_eq!(meant(url), None, "{url}");
        }
    }
}
