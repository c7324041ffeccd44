//! Where explicit links, gloss targets and quoted blocks lead, as they are written (`grammar/SPEC.md`,
//! "Links").

/// The target of a link.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LinkTarget<'a> {
    /// `#4(1)`: a clause of the same document, by its pinpoint.
    Clause(&'a str),
    /// `@ru`: a party, an actor or a whole instrument, by its id.
    Name(&'a str),
    /// `un-charter#51`, `annexes/one.treaty#3`, `other.treaty`: another document by id or path, and the
    /// pinpoint in it.
    Elsewhere(&'a str, Option<&'a str>),
    /// `https://…`.
    Web(&'a str),
}

impl<'a> LinkTarget<'a> {
    /// Reads a target; `None` for what is none.
    pub fn parse(text: &'a str) -> Option<Self> {
        if let Some(pinpoint) = text.strip_prefix('#') {
            return Some(Self::Clause(pinpoint));
        }
        if let Some(id) = text.strip_prefix('@') {
            return Some(Self::Name(id));
        }
        if has_scheme(text) {
            return Some(Self::Web(text));
        }
        match text.split_once('#') {
            Some((document, pinpoint)) => Some(Self::Elsewhere(document, Some(pinpoint))),
            None => text.ends_with(".treaty").then_some(Self::Elsewhere(text, None)),
        }
    }
}

/// The schemes that a link may have.
const SCHEMES: [&str; 3] = ["http:", "https:", "mailto:"];

fn has_scheme(text: &str) -> bool {
    SCHEMES.iter().any(|scheme| text.starts_with(scheme))
}

#[cfg(test)]
mod tests {
    use super::LinkTarget::{self, Clause, Elsewhere, Name, Web};

    #[test]
    fn targets_are_read_by_their_first_sign() {
        let read = LinkTarget::parse;
        assert_eq!(read("#4(1)(b)"), Some(Clause("4(1)(b)")));
        assert_eq!(read("@ru"), Some(Name("ru")));
        assert_eq!(read("un-charter#51"), Some(Elsewhere("un-charter", Some("51"))));
        assert_eq!(read("a/b.treaty"), Some(Elsewhere("a/b.treaty", None)));
        assert_eq!(read("https://un.org/#x"), Some(Web("https://un.org/#x")));
        assert_eq!(read("EC"), None);
    }
}
