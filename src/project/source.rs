//! Reading a file: its bytes, its text, and which bytes are no UTF-8.

use crate::lint::Undecoded;
use encoding_rs::Encoding;
use std::fmt;
use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

/// The largest file, in bytes: offsets are 32 bits wide.
const LARGEST: u64 = u32::MAX as u64;

/// A file as read.
#[derive(Clone, Debug)]
pub struct Source {
    /// Its text. Each byte that is no UTF-8 stands as one U+FFFD in it.
    pub text: String,
    /// The bytes that are no UTF-8, in order.
    pub invalid: Vec<Undecoded>,
}

/// Why a file cannot be read.
#[derive(Debug)]
pub struct ReadError {
    /// The file.
    pub path: PathBuf,
    /// What is wrong with it.
    pub kind: ReadErrorKind,
}

/// What is wrong with a file.
#[derive(Debug)]
pub enum ReadErrorKind {
    /// It is a pipe, a device or a socket.
    NotAFile,
    /// It is a folder where a file is wanted.
    IsAFolder,
    /// It is larger than 4 GiB.
    TooLarge,
    /// The system says why.
    Io(io::Error),
}

impl fmt::Display for ReadError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.kind {
            ReadErrorKind::NotAFile => write!(formatter, "is not a regular file; name a file or a folder"),
            ReadErrorKind::IsAFolder => write!(formatter, "is a folder; name a file"),
            ReadErrorKind::TooLarge => write!(formatter, "is larger than 4 GiB; split it"),
            ReadErrorKind::Io(error) if error.kind() == io::ErrorKind::NotFound => {
                write!(formatter, "does not exist; check the name")
            }
            ReadErrorKind::Io(error) if error.kind() == io::ErrorKind::PermissionDenied => {
                write!(formatter, "may not be read; check its permissions")
            }
            ReadErrorKind::Io(error) => write!(formatter, "cannot be read: {error}"),
        }
    }
}

impl std::error::Error for ReadError {}

/// Reads the file at `path`.
///
/// # Errors
///
/// If it is not a regular file of at most 4 GiB that may be read. A pipe is refused before it is opened, so
/// that nothing waits for a writer.
pub fn read(path: &Path) -> Result<Source, ReadError> {
    read_bytes(path).map(decode)
}

/// The bytes of the file at `path`.
///
/// # Errors
///
/// As [`read`].
pub fn read_bytes(path: &Path) -> Result<Vec<u8>, ReadError> {
    let fail = |kind| ReadError { path: path.to_owned(), kind };
    let io = |error| fail(ReadErrorKind::Io(error));
    let metadata = std::fs::metadata(path).map_err(io)?;
    if metadata.is_dir() {
        return Err(fail(ReadErrorKind::IsAFolder));
    }
    if !metadata.is_file() {
        return Err(fail(ReadErrorKind::NotAFile));
    }
    if metadata.len() > LARGEST {
        return Err(fail(ReadErrorKind::TooLarge));
    }
    let mut bytes = Vec::with_capacity(metadata.len() as usize);
    File::open(path).and_then(|file| file.take(LARGEST).read_to_end(&mut bytes)).map_err(io)?;
    Ok(bytes)
}

/// Reads standard input to its end.
///
/// # Errors
///
/// If it fails or is larger than 4 GiB.
pub fn read_stdin() -> Result<Source, ReadError> {
    read_stdin_bytes().map(decode)
}

/// The bytes of standard input.
///
/// # Errors
///
/// As [`read_stdin`].
pub fn read_stdin_bytes() -> Result<Vec<u8>, ReadError> {
    let fail = |kind| ReadError { path: "-".into(), kind };
    let mut bytes = Vec::new();
    io::stdin().lock().take(LARGEST + 1).read_to_end(&mut bytes).map_err(|e| fail(ReadErrorKind::Io(e)))?;
    if bytes.len() as u64 > LARGEST {
        return Err(fail(ReadErrorKind::TooLarge));
    }
    Ok(bytes)
}

/// Why bytes are no text in an encoding.
#[derive(Debug)]
pub enum DecodeError {
    /// No encoding has this label.
    Unknown(String),
    /// They are no UTF-8 from this byte of the file on, and no other encoding was named.
    NotUtf8(usize),
    /// They are not in the encoding that was named.
    Malformed(&'static str),
}

impl fmt::Display for DecodeError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unknown(label) => {
                write!(
                    formatter,
                    "cannot be read: no encoding is called {label:?}; try windows-1252 or utf-16le"
                )
            }
            Self::NotUtf8(offset) => write!(
                formatter,
                "is not UTF-8 from byte {offset} on; name its encoding, such as --encoding windows-1252"
            ),
            Self::Malformed(name) => {
                write!(formatter, "is not {name} throughout; name another encoding with --encoding")
            }
        }
    }
}

impl std::error::Error for DecodeError {}

/// The text of `bytes` in the encoding with a label (WHATWG Encoding Standard); without one in UTF-8, or in UTF-16
/// where a byte order mark says so.
///
/// # Errors
///
/// If there is no such encoding, or a byte is none of it: nothing is read past what cannot be.
pub fn decode_as(bytes: Vec<u8>, label: Option<&str>) -> Result<String, DecodeError> {
    let named = match label {
        Some(label) => Some(
            Encoding::for_label(label.as_bytes()).ok_or_else(|| DecodeError::Unknown(label.to_owned()))?,
        ),
        None => Encoding::for_bom(&bytes).map(|(encoding, _)| encoding),
    };
    let Some(encoding) = named else {
        return String::from_utf8(bytes)
            .map_err(|error| DecodeError::NotUtf8(error.utf8_error().valid_up_to()));
    };
    let (text, used, malformed) = encoding.decode(&bytes);
    if malformed { Err(DecodeError::Malformed(used.name())) } else { Ok(text.into_owned()) }
}

/// The text of `bytes`.
pub fn decode(bytes: Vec<u8>) -> Source {
    let bytes = match String::from_utf8(bytes) {
        Ok(text) => return Source { text, invalid: Vec::new() },
        Err(error) => error.into_bytes(),
    };
    let mut source = Source { text: String::with_capacity(bytes.len()), invalid: Vec::new() };
    let mut file_offset = 0;
    for chunk in bytes.utf8_chunks() {
        source.text.push_str(chunk.valid());
        file_offset += chunk.valid().len() as u64;
        for byte in chunk.invalid() {
            source.invalid.push(Undecoded { byte: *byte, file_offset, text_offset: source.text.len() });
            source.text.push(char::REPLACEMENT_CHARACTER);
            file_offset += 1;
        }
    }
    source
}

impl Source {
    /// The place in the file of byte `offset` of the text, in bytes.
    pub fn file_offset(&self, offset: usize) -> u64 {
        let before = self.invalid.partition_point(|invalid| invalid.text_offset < offset);
        offset as u64 - before as u64 * (char::REPLACEMENT_CHARACTER.len_utf8() as u64 - 1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_utf8_keeps_its_place() {
        let source = decode(b"a\x93b\xE2\x80c".to_vec());
        assert_eq!(source.text, "a\u{FFFD}b\u{FFFD}\u{FFFD}c");
        assert_eq!(
            source.invalid.first().map(|i| (i.byte, i.file_offset, i.text_offset)),
            Some((0x93, 1, 1))
        );
        assert_eq!(source.file_offset(source.text.find('b').expect("b")), 2);
        assert_eq!(source.file_offset(source.text.find('c').expect("c")), 5);
        assert_eq!(source.file_offset(source.text.len()), 6);
    }
}
