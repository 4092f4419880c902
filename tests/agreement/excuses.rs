//! Disagreements that are understood, each with its reason.

/// Cases in which we say otherwise, on purpose or because they ask something else.
#[derive(Debug)]
pub(crate) struct Excuse {
    pub(crate) topic: &'static str,
    pub(crate) source: &'static str,
    /// Parts of the ids of the cases.
    pub(crate) ids: &'static [&'static str],
    /// Why.
    #[allow(dead_code, reason = "for who reads, and for the message of a failure")]
    pub(crate) why: &'static str,
}

pub(crate) const EXCUSES: &[Excuse] = &[
    Excuse {
        topic: "image names",
        source: "html-proofer",
        ids: &[
            "when asked to ignore",
            "passes when ignoring image",
            "urls when asked",
            "missing urls when asked",
            "when ignore_missing_alt set to false",
            "for srcset",
        ],
        why: "they were told to be silent about it",
    },
    Excuse {
        topic: "image names",
        source: "html-proofer",
        ids: &["with an empty alt attribute when asked"],
        why: "they were told to object to an empty `alt`; that is `image/alt-empty` here, information",
    },
    Excuse {
        topic: "image names",
        source: "html-proofer",
        ids: &["missing src or srcset"],
        why: "a missing `src` is `image/src-missing` here",
    },
    Excuse {
        topic: "image names",
        source: "jsx-a11y",
        ids: &["alt-text/3387"],
        why: "an `alt` of white space is neither text nor decoration: a warning of its own",
    },
    Excuse {
        topic: "image names",
        source: "vnu",
        ids: &[
            "presentation-role/",
            "role-none",
            "role-presentation",
            "role-with-",
            "bad-role-value",
            "img-role-no-alt",
        ],
        why: "a role that does not go with the `alt`; an image that is decoration by its role needs none here",
    },
    Excuse {
        topic: "image names",
        source: "vnu",
        ids: &["controls-with-empty-alt"],
        why: "about `controls`",
    },
    Excuse {
        topic: "references",
        source: "act",
        ids: &["in6db8/Passed3", "in6db8/Inapplicable2"],
        why: "they ask whether a required reference leads anywhere at all; each id that is missing is reported here",
    },
    Excuse {
        topic: "references",
        source: "axe",
        ids: &["pass57"],
        why: "one id of the list is there; the missing one is reported here",
    },
    Excuse {
        topic: "references",
        source: "axe",
        ids: &[
            "violation44",
            "violation45",
            "violation46",
            "violation47",
            "violation48",
        ],
        why: "the id is there; they ask whether the message is announced",
    },
    Excuse {
        topic: "references",
        source: "vnu",
        ids: &["aria-labelledby-broken-idref"],
        why: "one id of the list is there; the missing one is reported here",
    },
    Excuse {
        topic: "references",
        source: "vnu",
        ids: &[
            "form-not-referencing-form",
            "form-references-nondiv",
            "list-not-datalist",
            "list-references-nondatalist",
        ],
        why: "the id is there, on an element of another kind",
    },
    Excuse {
        topic: "figures",
        source: "figure",
        ids: &["text-after-cap"],
        why: "text beside a caption is no fault of structure",
    },
    Excuse {
        topic: "figures",
        source: "figure",
        ids: &["cap-empty"],
        why: "no fault of structure, but of content: screen readers announce a caption and say nothing",
    },
    Excuse {
        topic: "figures",
        source: "figure",
        ids: &["in-table"],
        why: "checkers split; browsers put the figure before the table",
    },
    Excuse {
        topic: "figures",
        source: "figure",
        ids: &["end-attr"],
        why: "checkers split; browsers ignore attributes of an end tag",
    },
    Excuse {
        topic: "figures",
        source: "figure",
        ids: &["align-attr"],
        why: "checkers split; an obsolete attribute",
    },
    Excuse {
        topic: "figures",
        source: "vnu",
        ids: &[
            "aria-braillelabel",
            "aria-label",
            "with-figcaption-and-role",
        ],
        why: "about names and roles that captions and figures may not have",
    },
    Excuse {
        topic: "names in figures",
        source: "figure",
        ids: &["alt/link+text/space"],
        why: "an `alt` of white space is a warning everywhere",
    },
    Excuse {
        topic: "names in figures",
        source: "figure",
        ids: &["alt/link/presentation"],
        why: "they want a name for the link; the image is decoration by its role",
    },
    Excuse {
        topic: "referrer policies",
        source: "vnu",
        ids: &["speculationrules"],
        why: "about a kind of script that may not have the attribute at all",
    },
    Excuse {
        topic: "tags",
        source: "html-validate",
        ids: &["does not start with letter"],
        why: "`<1` is text to every parser",
    },
    Excuse {
        topic: "tags",
        source: "vnu",
        ids: &["html-syntax-picture-slash"],
        why: "`/>` does nothing in HTML; the element is closed by its end tag",
    },
    Excuse {
        topic: "times",
        source: "vnu",
        ids: &["-haswarn"],
        why: "valid; a year or a zone that nobody has, which they warn of",
    },
];
