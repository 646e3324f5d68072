//! Runs a program within limits of time and memory.

use std::io::Read;
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

/// How a program ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum End {
    /// By itself, with this code.
    Exited(i32),
    /// By a signal: it asked for more memory than it may have, or overflowed its stack.
    Killed,
    /// It took too long and was stopped.
    TimedOut,
}

/// What a program left.
#[derive(Clone, Debug)]
pub(crate) struct Outcome {
    pub(crate) end: End,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
    pub(crate) elapsed: Duration,
}

/// Most of what a program prints is not kept.
const MOST_OUTPUT: u64 = 4 * 1024 * 1024;

/// Runs a program. `memory` bounds its address space in bytes.
pub(crate) fn run(command: Command, limit: Duration, memory: u64) -> std::io::Result<Outcome> {
    let start = Instant::now();
    let mut child = limited(command, memory)
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()?;
    let stdout = collect(child.stdout.take());
    let stderr = collect(child.stderr.take());
    let end = wait(&mut child, start + limit)?;
    Ok(Outcome {
        end,
        stdout: stdout.join().unwrap_or_default(),
        stderr: stderr.join().unwrap_or_default(),
        elapsed: start.elapsed(),
    })
}

/// The same program started by a shell that bounds its address space, where there is such a shell.
fn limited(command: Command, memory: u64) -> Command {
    if cfg!(not(unix)) {
        return command;
    }
    let mut limited = Command::new("sh");
    limited
        .arg("-c")
        .arg(format!("ulimit -v {}; exec \"$0\" \"$@\"", memory / 1024));
    limited.arg(command.get_program()).args(command.get_args());
    if let Some(folder) = command.get_current_dir() {
        limited.current_dir(folder);
    }
    for (key, value) in command.get_envs() {
        match value {
            Some(value) => limited.env(key, value),
            None => limited.env_remove(key),
        };
    }
    limited.stdin(Stdio::null());
    limited
}

fn collect(pipe: Option<impl Read + Send + 'static>) -> thread::JoinHandle<String> {
    thread::spawn(move || {
        let mut bytes = Vec::new();
        if let Some(mut pipe) = pipe {
            let kept = (&mut pipe).take(MOST_OUTPUT).read_to_end(&mut bytes);
            // What is not kept is read all the same, so that the program does not wait for a reader.
            if kept.is_ok() {
                let _ = std::io::copy(&mut pipe, &mut std::io::sink());
            }
        }
        String::from_utf8_lossy(&bytes).into_owned()
    })
}

fn wait(child: &mut Child, deadline: Instant) -> std::io::Result<End> {
    loop {
        if let Some(status) = child.try_wait()? {
            return Ok(status.code().map_or(End::Killed, End::Exited));
        }
        if Instant::now() >= deadline {
            child.kill()?;
            child.wait()?;
            return Ok(End::TimedOut);
        }
        thread::sleep(Duration::from_millis(5));
    }
}
