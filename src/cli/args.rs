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
    Check(Check),
    Fmt(Fmt),
    Outline(Outline),
    #[command(hide = true)]
    Parse(Parse),
    Import(Import),
    Show(Show),
    Citations(Citations),
    Graph(Graph),
    Rules(Rules),
    Explain(Explain),
    Server(Server),
    /// Write a glossator.toml that explains every setting and sets none.
    Init,
    /// Write the JSON Schema of glossator.toml to standard output, for editors.
    ConfigSchema,
    Completions(Completions),
    /// Write the manual page to standard output.
    Man,
}

/// Turn a treaty as plain text into markup.
///
/// The markup goes to standard output; what was left out or joined is listed on standard error.
#[derive(Debug, Args)]
pub(crate) struct Import {
    /// The text; `-` reads standard input.
    pub(crate) file: PathBuf,
    /// Write the markup to this file instead.
    #[arg(short, long, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,
    /// The language of the text (BCP 47); without it, it is found out.
    #[arg(long, value_name = "TAG")]
    pub(crate) language: Option<String>,
    /// Join wrapped lines, and words that are parted at the end of a line.
    #[arg(long)]
    pub(crate) unwrap: bool,
    /// The encoding of the text, such as windows-1252 or utf-16le; without it, UTF-8 or what a byte order mark says.
    #[arg(long, value_name = "NAME")]
    pub(crate) encoding: Option<String>,
    /// The form of the list of what was left out or joined.
    #[arg(long, value_enum, default_value_t = OutlineFormat::Text)]
    pub(crate) format: OutlineFormat,
}

/// Show the words of a clause, its glosses, and who cites it; or where a party is mentioned.
#[derive(Debug, Args)]
pub(crate) struct Show {
    /// A clause such as `un-charter#51` or `peace.treaty#4(1)`, a treaty such as `un-charter`, or a party such
    /// as `@ru`.
    pub(crate) target: String,
    /// Files and folders in which it is looked for.
    #[arg(default_value = ".")]
    pub(crate) paths: Vec<PathBuf>,
    /// The form of the output.
    #[arg(long, value_enum, default_value_t = OutlineFormat::Text)]
    pub(crate) format: OutlineFormat,
}

/// List every citation with what it cites.
#[derive(Debug, Args)]
pub(crate) struct Citations {
    /// Files and folders.
    #[arg(default_value = ".")]
    pub(crate) paths: Vec<PathBuf>,
    /// Only the citations of this clause and of its parts, such as `un-charter#51`.
    #[arg(long, value_name = "TARGET")]
    pub(crate) to: Option<String>,
    /// The form of the output.
    #[arg(long, value_enum, default_value_t = CitationFormat::Text)]
    pub(crate) format: CitationFormat,
}

/// The formats of `citations`.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum CitationFormat {
    /// A line a citation.
    Text,
    /// One JSON array.
    Json,
    /// Comma-separated values with a header (RFC 4180).
    Csv,
}

/// Draw which clauses cite which.
#[derive(Debug, Args)]
pub(crate) struct Graph {
    /// Files and folders.
    #[arg(default_value = ".")]
    pub(crate) paths: Vec<PathBuf>,
    /// The form of the output.
    #[arg(long, value_enum, default_value_t = GraphFormat::Dot)]
    pub(crate) format: GraphFormat,
}

/// The formats of `graph`.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum GraphFormat {
    /// The language of Graphviz.
    Dot,
    /// A flowchart of Mermaid.
    Mermaid,
    /// GraphML, an XML.
    Graphml,
    /// One JSON object with nodes and edges.
    Json,
    /// Comma-separated values with a header, an edge each (RFC 4180).
    Csv,
}

/// Write the completions of a shell to standard output.
#[derive(Debug, Args)]
pub(crate) struct Completions {
    /// The shell.
    #[arg(value_enum)]
    pub(crate) shell: clap_complete::Shell,
}

/// Run the language server on standard input and output.
#[derive(Debug, Args)]
pub(crate) struct Server {
    /// How much is logged to standard error.
    #[arg(long, value_enum, default_value_t = LogLevel::Warn, value_name = "LEVEL")]
    pub(crate) log: LogLevel,
    /// Accepted for editors that pass it; standard input and output are always used.
    #[arg(long, hide = true)]
    pub(crate) stdio: bool,
}

/// How much is logged.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum LogLevel {
    /// Nothing.
    Off,
    /// Faults of the server.
    Error,
    /// What went wrong and was got over.
    Warn,
    /// Beginnings and ends.
    Info,
    /// Every message.
    Debug,
}

/// Check treaties and other texts.
///
/// A folder means its *.treaty files. A file named outright is checked whatever its ending; one that is not
/// .treaty is plain text, on which the rules about glyphs, quotation marks and malformed citations run.
#[derive(Debug, Args)]
pub(crate) struct Check {
    /// Files and folders; `-` reads standard input.
    #[arg(default_value = ".")]
    pub(crate) paths: Vec<PathBuf>,
    /// The form of the output; full on a terminal, else concise.
    #[arg(long, visible_alias = "output-format", value_enum)]
    pub(crate) format: Option<super::report::Format>,
    /// Mend what can be mended safely.
    #[arg(long)]
    pub(crate) fix: bool,
    /// With --fix or --diff, also make fixes that can change the text's own words.
    #[arg(long)]
    pub(crate) unsafe_fixes: bool,
    /// Show what --fix would change, and change nothing.
    #[arg(long, conflicts_with = "fix")]
    pub(crate) diff: bool,
    /// Run only these rules or groups.
    #[arg(long, value_delimiter = ',', value_name = "RULES")]
    pub(crate) select: Vec<String>,
    /// Do not run these rules or groups.
    #[arg(long, value_delimiter = ',', value_name = "RULES")]
    pub(crate) ignore: Vec<String>,
    /// The name of what is read from standard input.
    #[arg(long, value_name = "NAME")]
    pub(crate) stdin_filename: Option<PathBuf>,
    /// Show findings of this severity and graver ones; unless told otherwise, json and sarif hold all and the
    /// other formats all but hints. The exit code does not depend on it.
    #[arg(long, value_enum, value_name = "SEVERITY")]
    pub(crate) severity_at_least: Option<Severity>,
    /// Write the report to this file instead of standard output.
    #[arg(long, short, value_name = "FILE")]
    pub(crate) output_file: Option<PathBuf>,
    /// Leave out what this file knows, which --write-baseline wrote. With --fix, known faults are mended too.
    #[arg(long, value_name = "FILE", conflicts_with = "diff")]
    pub(crate) baseline: Option<PathBuf>,
    /// Leave out what stands in lines that were not changed since this revision of git.
    #[arg(long, value_name = "REV", conflicts_with_all = ["fix", "diff", "write_baseline"])]
    pub(crate) since: Option<std::ffi::OsString>,
    /// Write all that is found to this file as known, in the place of what it held.
    #[arg(long, value_name = "FILE", conflicts_with_all = ["baseline", "fix", "diff"])]
    pub(crate) write_baseline: Option<PathBuf>,
    /// Show how often each rule found something, in the place of the findings.
    #[arg(long, conflicts_with = "diff")]
    pub(crate) statistics: bool,
    /// Exit with 0 even if errors or warnings are left.
    #[arg(long)]
    pub(crate) exit_zero: bool,
    /// Check nothing; show the settings that hold for each file, and where they come from.
    #[arg(long, conflicts_with_all = ["fix", "diff", "baseline", "write_baseline", "since"])]
    pub(crate) show_settings: bool,
    /// Print only errors of the run itself.
    #[arg(long, short)]
    pub(crate) quiet: bool,
    /// How many files are checked at once; the number of processors unless told otherwise.
    #[arg(long, short, value_name = "N")]
    pub(crate) jobs: Option<usize>,
}

/// Bring treaties into the canonical form of their markup.
///
/// Only spaces, tabs and line ends are ever taken out or put in, never a word. A folder means its *.treaty
/// files; a file named outright is formatted whatever its ending.
#[derive(Debug, Args)]
pub(crate) struct Fmt {
    /// Files and folders; `-` formats standard input to standard output.
    #[arg(default_value = ".")]
    pub(crate) paths: Vec<PathBuf>,
    /// Change nothing, name the files that are not in the form, and exit with 1 if there are any.
    #[arg(long)]
    pub(crate) check: bool,
    /// Change nothing, show what would change, and exit with 1 if anything would.
    #[arg(long)]
    pub(crate) diff: bool,
    /// The name of what is read from standard input.
    #[arg(long, value_name = "NAME")]
    pub(crate) stdin_filename: Option<PathBuf>,
    /// Print no summary.
    #[arg(long, short)]
    pub(crate) quiet: bool,
    /// How many files are formatted at once; the number of processors unless told otherwise.
    #[arg(long, short, value_name = "N")]
    pub(crate) jobs: Option<usize>,
}

/// Severities, as options name them.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum Severity {
    /// Errors alone.
    Error,
    /// Errors and warnings.
    Warning,
    /// All but hints.
    Info,
    /// All.
    Hint,
}

impl From<Severity> for crate::config::Severity {
    fn from(severity: Severity) -> Self {
        match severity {
            Severity::Error => Self::Error,
            Severity::Warning => Self::Warning,
            Severity::Info => Self::Info,
            Severity::Hint => Self::Hint,
        }
    }
}

/// List the rules.
#[derive(Debug, Args)]
pub(crate) struct Rules {
    /// The form of the output.
    #[arg(long, value_enum, default_value_t = OutlineFormat::Text)]
    pub(crate) format: OutlineFormat,
}

/// Show the page of a rule.
#[derive(Debug, Args)]
pub(crate) struct Explain {
    /// The name of the rule.
    pub(crate) rule: String,
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

/// Show the syntax tree of a file.
///
/// For comparing another parser of the markup with this one. The kinds of nodes are those of the specification.
#[derive(Debug, Args)]
pub(crate) struct Parse {
    /// The file; `-` reads standard input.
    pub(crate) file: PathBuf,
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
