//! Incoming frames: `Content-Length` headers and the bytes that they announce, whatever else stands between
//! them. What the bytes say is left to `message`.
//!
//! A stream that went wrong is never given up. Lines that are no length header are passed over, whether
//! they are other headers, garbage, or the body of a frame whose length could not be used; a length header
//! counts even with garbage before it on its line. That finds the next frame and nothing else: inside a
//! JSON text a line cannot end in `Content-Length: 12`, since JSON writes a line end in a string as `\n`.

use memchr::memchr;
use std::io;
use tokio::io::{AsyncBufReadExt, AsyncRead, AsyncReadExt, BufReader};

/// How much is read at once: what a pipe of Linux holds.
const READ_BUFFER: usize = 64 << 10;

/// How much of a line is kept, from its end. A length header is far shorter, so garbage without a line end
/// costs no memory and loses nothing.
const LINE_TAIL: usize = 1 << 10;

/// How much is set aside for a body before it arrives, since a header may promise more than ever comes.
const FIRST_RESERVE: usize = 16 << 20;

/// What a frame turned out to be.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Incoming {
    /// The bytes of one whole frame.
    Body(Vec<u8>),
    /// A frame that is skipped, and why, in words for the client.
    Skipped(String),
}

/// The length that a header announces.
enum Length {
    Bytes(usize),
    /// Not a number, or one past every memory; the line's own words.
    Unusable(String),
}

/// Reads frames one after the other, each byte once.
pub(super) struct FrameReader<R> {
    input: BufReader<R>,
    limit: usize,
    line: Vec<u8>,
}

impl<R: AsyncRead + Unpin> FrameReader<R> {
    /// A reader of `input` that skips frames over `limit` bytes.
    pub(super) fn new(input: R, limit: usize) -> Self {
        Self { input: BufReader::with_capacity(READ_BUFFER, input), limit, line: Vec::new() }
    }

    /// The next frame; none at the end of the input, even if that falls inside a frame. Dropping this future
    /// before it is done loses what it has read.
    pub(super) async fn next(&mut self) -> io::Result<Option<Incoming>> {
        match self.read_header().await? {
            None => Ok(None),
            Some(Length::Bytes(length)) if length <= self.limit => self.read_body(length).await,
            Some(Length::Bytes(length)) => Ok(Some(Incoming::Skipped(format!(
                "a message of {length} bytes is over the limit of {} bytes",
                self.limit
            )))),
            Some(Length::Unusable(value)) => {
                Ok(Some(Incoming::Skipped(format!("the Content-Length \"{value}\" is not a usable length"))))
            }
        }
    }

    /// Reads to the blank line after a length header; the last such header counts.
    async fn read_header(&mut self) -> io::Result<Option<Length>> {
        let mut length = None;
        while self.read_line().await? {
            if let Some(found) = announced_length(&self.line) {
                length = Some(found);
            } else if self.line.trim_ascii().is_empty() && length.is_some() {
                return Ok(length);
            }
        }
        Ok(None)
    }

    /// Reads one line, however it ends, into `self.line`; false at the end of the input.
    async fn read_line(&mut self) -> io::Result<bool> {
        self.line.clear();
        loop {
            let chunk = self.input.fill_buf().await?;
            if chunk.is_empty() {
                return Ok(false);
            }
            let line_end = memchr(b'\n', chunk);
            let length = line_end.unwrap_or(chunk.len());
            append_tail(&mut self.line, chunk.get(..length).unwrap_or(chunk));
            self.input.consume(line_end.map_or(length, |end| end + 1));
            if line_end.is_some() {
                return Ok(true);
            }
        }
    }

    async fn read_body(&mut self, length: usize) -> io::Result<Option<Incoming>> {
        let mut body = Vec::with_capacity(length.min(FIRST_RESERVE));
        (&mut self.input).take(length as u64).read_to_end(&mut body).await?;
        Ok((body.len() == length).then_some(Incoming::Body(body)))
    }
}

/// Appends `part` to `line`, forgetting what stands more than a tail before the end. The front is cut at
/// twice the tail and not at every call, so that a line of any length is read in linear time.
fn append_tail(line: &mut Vec<u8>, part: &[u8]) {
    let tail = part.len().saturating_sub(LINE_TAIL);
    line.extend_from_slice(part.get(tail..).unwrap_or(part));
    if line.len() > 2 * LINE_TAIL {
        line.drain(..line.len() - LINE_TAIL);
    }
}

/// The length that a line announces, wherever on the line its header starts.
fn announced_length(line: &[u8]) -> Option<Length> {
    const NAME: &[u8] = b"content-length";
    let name = line.windows(NAME.len()).rposition(|window| window.eq_ignore_ascii_case(NAME))?;
    let value = line.get(name + NAME.len()..)?.trim_ascii_start().strip_prefix(b":")?.trim_ascii();
    let value = String::from_utf8_lossy(value);
    // `parse` alone would take a plus sign.
    let digits = value.bytes().all(|byte| byte.is_ascii_digit());
    Some(match value.parse() {
        Ok(length) if digits => Length::Bytes(length),
        _ => Length::Unusable(value.chars().take(40).collect()),
    })
}

#[cfg(test)]
mod tests {
    use super::{FrameReader, Incoming, LINE_TAIL};
    use tokio::io::AsyncWriteExt;

    const LIMIT: usize = 100;

    fn frame(body: &str) -> String {
        format!("Content-Length: {}\r\n\r\n{body}", body.len())
    }

    /// The frames of a stream that arrives in pieces of `piece` bytes: a body as its text, a skipped frame
    /// as `skipped`.
    async fn frames_by(stream: Vec<u8>, piece: usize) -> Vec<String> {
        let (mut far, near) = tokio::io::duplex(piece);
        let writing = tokio::spawn(async move { far.write_all(&stream).await });
        let mut reader = FrameReader::new(near, LIMIT);
        let mut frames = Vec::new();
        while let Some(incoming) = reader.next().await.unwrap() {
            frames.push(match incoming {
                Incoming::Body(body) => String::from_utf8(body).unwrap(),
                Incoming::Skipped(_) => "skipped".to_owned(),
            });
        }
        writing.await.unwrap().unwrap();
        frames
    }

    #[track_caller]
    fn check(stream: &str, expected: &[&str]) {
        let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
        for piece in [1, 7, 1 << 16] {
            let frames = runtime.block_on(frames_by(stream.into(), piece));
            assert_eq!(frames, expected, "in pieces of {piece}: {stream:?}");
        }
    }

    #[test]
    fn header_names_are_read_whatever_their_case() {
        check("content-length: 2\r\n\r\n{}CONTENT-LENGTH:2\r\n\r\n[]", &["{}", "[]"]);
    }

    #[test]
    fn other_headers_and_odd_white_space_do_not_matter() {
        check(
            "Content-Type: application/vscode-jsonrpc; charset=utf-8\r\nContent-Length: 2\r\nX: y\r\n\r\n{}\
             Content-Length :  2  \n\n[]",
            &["{}", "[]"],
        );
    }

    #[test]
    fn garbage_before_a_header_is_passed_over() {
        check(&format!("hello world\r\n\r\n\r\n{}", frame("{}")), &["{}"]);
        check(&format!("hello world{}", frame("{}")), &["{}"]);
        check(&format!("{}trailing{}", frame("{}"), frame("[]")), &["{}", "[]"]);
        check(&format!("Content-Length: 5\r\nContent-Le{}", frame("{}")), &["{}"]);
    }

    #[test]
    fn a_length_that_is_none_skips_the_frame() {
        for length in ["abc", "-1", "+2", "", "2.0", "99999999999999999999999"] {
            let stream = format!("Content-Length: {length}\r\n\r\n{{}}{}", frame("[]"));
            check(&stream, &["skipped", "[]"]);
        }
    }

    #[test]
    fn a_zero_length_is_an_empty_frame() {
        check(&format!("Content-Length: 0\r\n\r\n{}", frame("{}")), &["", "{}"]);
    }

    #[test]
    fn a_frame_over_the_limit_is_skipped_whether_it_comes_or_not() {
        let large = frame(&"x".repeat(LIMIT + 1));
        check(&format!("{large}{}", frame("{}")), &["skipped", "{}"]);
        check(&format!("Content-Length: 99999999999\r\n\r\n{}", frame("{}")), &["skipped", "{}"]);
        check(&frame(&"x".repeat(LIMIT)), &[&"x".repeat(LIMIT)]);
    }

    #[test]
    fn a_wrong_length_costs_no_later_frame() {
        check(&format!("Content-Length: 1\r\n\r\n{{}}{}", frame("[]")), &["{", "[]"]);
    }

    #[test]
    fn the_input_may_end_anywhere() {
        for stream in ["", "Content-", "Content-Length: 2\r\n", "Content-Length: 2\r\n\r\n{"] {
            check(stream, &[]);
        }
    }

    #[tokio::test]
    async fn garbage_without_a_line_end_takes_no_memory() {
        let mut stream = vec![b'x'; 8 << 20];
        stream.extend_from_slice(frame("{}").as_bytes());
        let mut reader = FrameReader::new(stream.as_slice(), LIMIT);
        assert_eq!(reader.next().await.unwrap(), Some(Incoming::Body(b"{}".to_vec())));
        assert!(reader.line.capacity() <= 8 * LINE_TAIL, "{}", reader.line.capacity());
    }
}
