//! What stood in the Markdown where HTML was generated.

use crate::document::Span;

/// What kind of Markdown an element was generated from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ConstructKind {
    /// `![text](destination "title")` and its reference forms.
    Image,
    /// `[text](destination "title")` and its reference forms.
    Link,
    /// `<https://…>` or `<name@host>`.
    Autolink,
    /// `# text`, or a text underlined by `===` or `---`.
    Heading,
    /// A fenced or indented block of code.
    CodeBlock,
    /// `` `code` ``.
    CodeSpan,
    /// `[^name]` in the text.
    FootnoteReference,
    /// `[^name]: …`.
    FootnoteDefinition,
}

/// One Markdown construct and its parts, all in bytes of the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Construct {
    /// What it is.
    pub kind: ConstructKind,
    /// The whole construct, without the line ending of a block.
    pub span: Span,
    /// What stands between the brackets of an image or link: as written, so with its inline
    /// markup and escapes. The inside of an autolink's angle brackets. The text of a heading, the
    /// code of a code block or span.
    pub text: Option<Span>,
    /// Where an image or link points, without angle brackets; in the link definition for the
    /// reference forms. May be empty.
    pub destination: Option<Span>,
    /// The title, without its quotes; in the link definition for the reference forms.
    pub title: Option<Span>,
    /// The whole link definition that a reference form refers to.
    pub reference: Option<Span>,
}

impl Construct {
    pub(super) fn new(kind: ConstructKind, span: Span) -> Self {
        Self {
            kind,
            span,
            text: None,
            destination: None,
            title: None,
            reference: None,
        }
    }
}

/// A block of raw HTML in Markdown (CommonMark 0.31.2, §4.6).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct HtmlBlock {
    /// The block without its last line ending, in bytes of the file.
    pub span: Span,
    /// The start tag of the innermost element that is still open where a blank line ended the
    /// block; what follows is Markdown again. `None` when the block ended in another way, or with
    /// nothing open that needs an end tag.
    pub cut: Option<Span>,
}
