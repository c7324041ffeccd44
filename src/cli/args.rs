//! The arguments: every command and option with its help text.

use clap::{Args, Parser, Subcommand, ValueEnum};
use std::path::PathBuf;

/// Read, check and annotate treaty documents.
#[derive(Debug, Parser)]
#[command(name = "glossator", version, max_term_width = 100)]
pub(crate) struct Arguments {
    #[command(subcommand)]
    pub(crate) command: Command,
    /// When to use colours.
    #[arg(long, global = true, value_enum, default_value_t = Color::Auto, value_name = "WHEN")]
    pub(crate) color: Color,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    Outline(Outline),
}

/// When the output is coloured.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum Color {
    /// On a terminal, unless NO_COLOR is set.
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

impl Color {
    /// Makes this the choice of the whole process.
    pub(crate) fn write_global(self) {
        match self {
            Self::Auto => anstream::ColorChoice::Auto,
            Self::Always => anstream::ColorChoice::AlwaysAnsi,
            Self::Never => anstream::ColorChoice::Never,
        }
        .write_global();
    }
}

/// Show the divisions of a treaty.
#[derive(Debug, Args)]
pub(crate) struct Outline {
    /// The file; `-` reads standard input.
    pub(crate) file: PathBuf,
    /// Also show paragraphs, items and glosses.
    #[arg(long)]
    pub(crate) items: bool,
    /// The form of the output.
    #[arg(long, value_enum, default_value_t = OutlineFormat::Text)]
    pub(crate) format: OutlineFormat,
}

/// The forms of an outline.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum OutlineFormat {
    /// An indented list.
    Text,
    /// One JSON object.
    Json,
}
