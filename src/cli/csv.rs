//! Comma-separated values (RFC 4180).

use super::terminal::safe;
use std::io::{self, Write};

/// Writes a row. A field with a comma, a quotation mark or a line end stands in quotation marks.
pub(super) fn row<T: AsRef<str>>(out: &mut dyn Write, fields: impl IntoIterator<Item = T>) -> io::Result<()> {
    for (index, field) in fields.into_iter().enumerate() {
        if index > 0 {
            write!(out, ",")?;
        }
        let field = safe(field.as_ref());
        if field.contains([',', '"', '\n', '\r']) {
            write!(out, "\"{}\"", field.replace('"', "\"\""))?;
        } else {
            write!(out, "{field}")?;
        }
    }
    write!(out, "\r\n")
}
