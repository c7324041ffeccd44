//! `glossator man`: the manual page, made of the help texts.

use super::args::Arguments;
use super::{CLEAN, Failure};
use clap::{Command, CommandFactory};
use std::io::Write;

/// Writes the manual page of the program and all its commands, in the language of roff.
pub(super) fn run() -> Result<u8, Failure> {
    let mut program = Arguments::command();
    program.build();
    let mut page = Vec::new();
    clap_mangen::Man::new(program.clone()).render(&mut page)?;
    for command in program.get_subcommands().filter(|command| is_shown(command)) {
        let man = clap_mangen::Man::new(command.clone());
        page.extend(b".SH \"COMMAND ");
        page.extend(command.get_name().to_uppercase().bytes());
        page.extend(b"\"\n");
        man.render_synopsis_section(&mut page)?;
        man.render_description_section(&mut page)?;
        man.render_options_section(&mut page)?;
    }
    let mut out = std::io::stdout().lock();
    out.write_all(&page)?;
    out.flush()?;
    Ok(CLEAN)
}

/// `help` says nothing that the page does not.
fn is_shown(command: &Command) -> bool {
    !command.is_hide_set() && command.get_name() != "help"
}
