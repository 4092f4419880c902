//! What is compared: which of our rules answer the question that others' cases ask.

/// A question, our rules about it, and the cases of others.
pub(crate) struct Topic {
    /// A word or two for tables and the floor.
    pub(crate) name: &'static str,
    /// Our rules or groups of them; one finding at warning or error is a "fail".
    pub(crate) rules: &'static [&'static str],
    /// The cases: the file, and their own name for the rule.
    pub(crate) cases: &'static [(&'static str, &'static [&'static str])],
    /// What a case has to have one of, where their rule asks about more than ours.
    pub(crate) about: &'static [&'static str],
    /// Whether every disagreement is in the list of understood ones.
    pub(crate) is_understood: bool,
}

/// Tags and figures.
const TAGS_AND_FIGURES: &[&str] = &[
    "figure",
    "html/unclosed",
    "html/misnested",
    "html/stray-end-tag",
    "html/stray-start-tag",
    "html/unknown-element",
    "html/block-in-paragraph",
];

/// Tags alone.
const TAGS: &[&str] = &[
    "html/unclosed",
    "html/misnested",
    "html/stray-end-tag",
    "html/stray-start-tag",
    "html/unknown-element",
    "html/block-in-paragraph",
    "figure/in-paragraph",
];

/// What may stand where.
const CONTENT: &[&str] = &[
    "figure",
    "html",
    "structure/ignored-element",
    "structure/loose-list-item",
    "image/picture-content",
    "image/picture-empty",
];

/// Every comparison.
pub(crate) const TOPICS: &[Topic] = &[
    Topic {
        name: "image names",
        rules: &["image/alt-missing", "image/alt-whitespace"],
        cases: &[
            ("act", &["img-accessible-name"]),
            ("axe", &["image-alt"]),
            ("html-proofer", &["img-alt"]),
            ("html-validate", &["wcag/h37"]),
            ("htmlhint", &["alt-require"]),
            ("jsx-a11y", &["alt-text"]),
            ("vnu", &["img-alt"]),
        ],
        about: &["<img"],
        is_understood: true,
    },
    Topic {
        name: "ids",
        rules: &["structure/duplicate-id"],
        cases: &[
            ("act", &["id-unique"]),
            ("axe", &["duplicate-id-active", "duplicate-id-aria"]),
            ("html-validate", &["no-dup-id"]),
            ("htmlhint", &["id-unique"]),
            ("markuplint", &["id-duplication"]),
            ("vnu", &["dup-id"]),
        ],
        about: &[],
        is_understood: true,
    },
    Topic {
        name: "references",
        rules: &["structure/dangling-idref"],
        cases: &[
            ("act", &["aria-required-idref"]),
            ("axe", &["aria-valid-attr-value"]),
            ("html-validate", &["no-missing-references"]),
            ("markuplint", &["no-refer-to-non-existent-id"]),
            ("vnu", &["idref"]),
        ],
        about: &[
            "activedescendant=",
            "controls=",
            "describedby=",
            "details=",
            "errormessage=",
            "flowto=",
            "labelledby=",
            "owns=",
            "for",
            "list=",
            "form=",
            "itemref=",
        ],
        is_understood: true,
    },
    Topic {
        name: "figures",
        rules: TAGS_AND_FIGURES,
        cases: &[
            ("figure", &["figure-structure"]),
            ("vnu", &["figure-structure"]),
        ],
        about: &["<fig"],
        is_understood: true,
    },
    Topic {
        name: "names in figures",
        rules: &["image/alt-missing", "image/alt-whitespace"],
        cases: &[("figure", &["img-alt"])],
        about: &["<img"],
        is_understood: true,
    },
    Topic {
        name: "referrer policies",
        rules: &["referrer/invalid-value"],
        cases: &[
            ("referrerpolicy", &["referrerpolicy"]),
            ("vnu", &["referrerpolicy"]),
        ],
        about: &[],
        is_understood: true,
    },
    Topic {
        name: "image sources",
        rules: &[
            "image/src-missing",
            "image/src-invalid",
            "image/srcset-invalid",
            "image/picture-empty",
            "structure/ignored-element",
        ],
        cases: &[
            ("html-proofer", &["images"]),
            ("markuplint", &["required-attr"]),
            ("vnu", &["img-src"]),
        ],
        about: &["<img"],
        is_understood: false,
    },
    Topic {
        name: "tags",
        rules: TAGS,
        cases: &[
            (
                "html-validate",
                &["close-order", "element-name", "no-unknown-elements"],
            ),
            ("htmlhint", &["tag-pair"]),
            ("markuplint", &["end-tag", "no-orphaned-end-tag"]),
            ("vnu", &["tag-structure"]),
        ],
        about: &[],
        is_understood: true,
    },
    Topic {
        name: "times",
        rules: &["html/datetime"],
        cases: &[("vnu", &["datetime"])],
        about: &[],
        is_understood: true,
    },
    Topic {
        name: "content model",
        rules: CONTENT,
        cases: &[("vnu", &["nesting"])],
        about: &[],
        is_understood: false,
    },
];
