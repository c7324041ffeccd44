//! Text in XML.

use super::terminal::safe;

/// `text` inside an element or an attribute. XML cannot hold controls: they are drawn.
pub(super) fn escape(text: &str) -> String {
    let mut result = String::with_capacity(text.len());
    for character in safe(text).chars() {
        match character {
            '&' => result.push_str("&amp;"),
            '<' => result.push_str("&lt;"),
            '>' => result.push_str("&gt;"),
            '"' => result.push_str("&quot;"),
            other => result.push(other),
        }
    }
    result
}
