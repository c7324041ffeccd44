//! The process that started the server: when it is gone, so is the reason to run.
//!
//! The end of its input tells the server that already, unless another process holds the other end of the
//! pipe too, as a child that the editor started later may. LSP therefore has `processId` in `initialize`.

use std::time::Duration;
use tokio::sync::oneshot;
use tokio::time::sleep;

/// Waits until the process whose id arrives through `announced` has ended. Without an id it waits for ever.
pub(super) async fn ended(announced: oneshot::Receiver<i32>, interval: Duration) {
    let Ok(process) = announced.await else {
        return std::future::pending().await;
    };
    while lives(process) {
        sleep(interval).await;
    }
    tracing::info!(process, "the process of the client has ended");
}

/// Whether a process runs. One that has ended but that its own parent has not yet asked about does not.
#[cfg(unix)]
fn lives(process: i32) -> bool {
    use rustix::io::Errno;
    use rustix::process::{Pid, test_kill_process};
    // Zero and negative numbers mean groups of processes to the system.
    let Some(pid) = Some(process).filter(|process| *process > 0).and_then(Pid::from_raw) else {
        return true;
    };
    // Any other error means that the process is there but not ours to signal.
    test_kill_process(pid) != Err(Errno::SRCH) && !is_zombie(process)
}

/// Windows offers this only through unsafe calls. Its pipes end with the processes that hold them, and the
/// handles of a client's pipes are not inherited by its other children, so the end of the input tells it.
#[cfg(not(unix))]
fn lives(_process: i32) -> bool {
    true
}

#[cfg(target_os = "linux")]
#[expect(clippy::disallowed_methods, reason = "/proc is not the disk")]
fn is_zombie(process: i32) -> bool {
    let Ok(status) = std::fs::read_to_string(format!("/proc/{process}/stat")) else {
        return false;
    };
    // The state stands behind the program's name, which may hold anything, parentheses too.
    let state = status.rsplit_once(')').and_then(|(_, rest)| rest.split_whitespace().next());
    matches!(state, Some("Z" | "X" | "x"))
}

#[cfg(all(unix, not(target_os = "linux")))]
fn is_zombie(_process: i32) -> bool {
    false
}

#[cfg(all(test, unix))]
mod tests {
    use super::{ended, lives};
    use futures_util::FutureExt;
    use std::process::{Command, Stdio};
    use std::time::Duration;
    use tokio::sync::oneshot;
    use tokio::time::timeout;

    const INTERVAL: Duration = Duration::from_millis(10);

    #[test]
    fn this_process_lives() {
        assert!(lives(i32::try_from(std::process::id()).unwrap()));
        assert!(lives(0) && lives(-1));
    }

    #[tokio::test]
    async fn a_process_that_is_killed_has_ended_before_and_after_it_is_waited_for() {
        let mut child = Command::new("cat").stdin(Stdio::piped()).spawn().unwrap();
        let process = i32::try_from(child.id()).unwrap();
        assert!(lives(process));
        let (sender, receiver) = oneshot::channel();
        sender.send(process).unwrap();
        let watching = tokio::spawn(ended(receiver, INTERVAL));
        child.kill().unwrap();
        if cfg!(not(target_os = "linux")) {
            child.wait().unwrap();
        }
        timeout(Duration::from_secs(10), watching).await.unwrap().unwrap();
        child.wait().unwrap();
        assert!(!lives(process));
    }

    #[test]
    fn without_an_id_nothing_ends() {
        let (sender, receiver) = oneshot::channel();
        drop(sender);
        assert_eq!(ended(receiver, INTERVAL).now_or_never(), None);
    }
}
