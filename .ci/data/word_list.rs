//! Turns a list of words into the compact set that the checker embeds.
//!
//! Reads one word a line (UTF-8, sorted or not, repeats allowed) from standard
//! input, writes an `fst::Set` to the path given as the first argument, reads the
//! set back, and prints how many words it holds and how many bytes it takes.
//! The keys are the words in UTF-8. With a second argument, a code point in hex such
//! as 0400, each letter is one byte instead: its code point less that one. In
//! Russian this makes the set smaller by a third.
//! What belongs in a list is decided by the scripts that write it, not here.

use std::error::Error;
use std::io::{self, Read};
use std::process::ExitCode;
use std::{env, fs};

fn main() -> ExitCode {
    let mut arguments = env::args().skip(1);
    let (Some(path), base) = (arguments.next(), arguments.next()) else {
        eprintln!("word_list: name the file to write, and give the words on standard input");
        return ExitCode::from(2);
    };
    match build(&path, base.as_deref()) {
        Ok((words, bytes)) => {
            println!("{path}: {words} words, {bytes} bytes");
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("word_list: {path}: {error}");
            ExitCode::from(2)
        }
    }
}

/// Reads the words, writes the set and returns its length in words and in bytes.
fn build(path: &str, base: Option<&str>) -> Result<(usize, usize), Box<dyn Error>> {
    let base = base
        .map(|digits| u32::from_str_radix(digits, 16))
        .transpose()?;
    let mut text = String::new();
    let _bytes = io::stdin().lock().read_to_string(&mut text)?;
    let keys = keys(&text, base)?;
    let set = fst::Set::from_iter(&keys)?;
    let bytes = set.as_fst().as_bytes();
    fs::write(path, bytes)?;
    // Read back what was written: a list that does not hold its own words must not be kept.
    let written = fst::Set::new(fs::read(path)?)?;
    if written.len() != keys.len() || !keys.iter().all(|key| written.contains(key)) {
        return Err("the set does not hold the words it was made from".into());
    }
    Ok((keys.len(), bytes.len()))
}

/// The keys in byte order, each once; an `fst` takes them in no other order.
fn keys(text: &str, base: Option<u32>) -> Result<Vec<Vec<u8>>, Box<dyn Error>> {
    let words = text.lines().map(str::trim).filter(|word| !word.is_empty());
    let mut keys = words
        .map(|word| key(word, base))
        .collect::<Result<Vec<_>, _>>()?;
    keys.sort_unstable();
    keys.dedup();
    Ok(keys)
}

/// The key of one word; an error names a letter that the base does not reach.
fn key(word: &str, base: Option<u32>) -> Result<Vec<u8>, String> {
    let Some(base) = base else {
        return Ok(word.as_bytes().to_vec());
    };
    let byte = |letter: char| {
        u32::from(letter)
            .checked_sub(base)
            .and_then(|offset| u8::try_from(offset).ok())
    };
    let key: Option<Vec<u8>> = word.chars().map(byte).collect();
    key.ok_or_else(|| format!("{word:?} has a letter outside U+{base:04X} and the 255 after it"))
}
