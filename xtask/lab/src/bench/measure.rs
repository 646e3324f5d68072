//! Runs programs and says what they took.

use std::path::Path;
use std::process::{Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

/// What one run took.
#[derive(Clone, Copy, Debug)]
pub(super) struct Run {
    pub(super) elapsed: Duration,
    /// What the processors spent on it outside of the kernel; zero where the system does not say.
    pub(super) user: Duration,
    /// The most memory that a process of the run held, in MiB; 0 where the system does not say.
    pub(super) peak_mb: u64,
}

/// How often the memory of a running program is looked at.
const LOOK: Duration = Duration::from_millis(5);

/// Runs a program and those it starts. One that fails is an error that shows what it said.
pub(super) fn run(mut command: Command) -> std::io::Result<Run> {
    let before = user_of_children();
    let start = Instant::now();
    let mut child = command
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()?;
    let stderr = child.stderr.take();
    let said = thread::spawn(move || {
        let mut text = String::new();
        if let Some(mut stderr) = stderr {
            let _ = std::io::Read::read_to_string(&mut stderr, &mut text);
        }
        text
    });
    let mut peak_mb = 0;
    let status = loop {
        peak_mb = peak_mb.max(peak(child.id()));
        if let Some(status) = child.try_wait()? {
            break status;
        }
        thread::sleep(LOOK);
    };
    let elapsed = start.elapsed();
    let user = user_of_children().saturating_sub(before);
    let said = said.join().unwrap_or_default();
    if !status.success() {
        let last: Vec<&str> = said.lines().rev().take(5).collect();
        let message = format!("{command:?}: {status}\n{}", last.join("\n"));
        return Err(std::io::Error::other(message));
    }
    Ok(Run {
        elapsed,
        user,
        peak_mb,
    })
}

/// The most memory that a process or one of its children has held so far, in MiB.
fn peak(process: u32) -> u64 {
    let folder = Path::new("/proc").join(process.to_string());
    let status = std::fs::read_to_string(folder.join("status")).unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let kilobytes = line.and_then(|line| line.split_whitespace().next()?.parse::<u64>().ok());
    // Each thread has its own children: cargo starts rustc from others than the first.
    let threads = std::fs::read_dir(folder.join("task")).into_iter().flatten();
    let children: Vec<u32> = threads
        .flatten()
        .filter_map(|thread| std::fs::read_to_string(thread.path().join("children")).ok())
        .flat_map(|children| {
            let children = children.split_whitespace();
            children
                .filter_map(|child| child.parse().ok())
                .collect::<Vec<_>>()
        })
        .collect();
    let own = kilobytes.unwrap_or(0) / 1024;
    children.into_iter().map(peak).fold(own, u64::max)
}

/// What the processors spent on all children that have ended: field 16 of proc_pid_stat(5), in hundredths of a second.
fn user_of_children() -> Duration {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    // The second field is a name in parentheses, which may have spaces.
    let fields = stat.rsplit(')').next().unwrap_or_default();
    let ticks = fields.split_whitespace().nth(13);
    Duration::from_millis(10 * ticks.and_then(|ticks| ticks.parse().ok()).unwrap_or(0))
}

/// The runs of something, measured in turns with others.
#[derive(Clone, Debug, Default)]
pub(super) struct Runs(Vec<Run>);

impl Runs {
    pub(super) fn push(&mut self, run: Run) {
        self.0.push(run);
    }

    /// The median time in seconds.
    pub(super) fn seconds(&self) -> f64 {
        self.median(|run| run.elapsed)
    }

    /// The median time of processors in seconds.
    pub(super) fn user(&self) -> f64 {
        self.median(|run| run.user)
    }

    fn median(&self, time: impl Fn(&Run) -> Duration) -> f64 {
        let mut times: Vec<f64> = self.0.iter().map(|run| time(run).as_secs_f64()).collect();
        times.sort_by(f64::total_cmp);
        times.get(times.len() / 2).copied().unwrap_or_default()
    }

    /// The most memory of all runs, in MiB.
    pub(super) fn peak_mb(&self) -> u64 {
        self.0
            .iter()
            .map(|run| run.peak_mb)
            .max()
            .unwrap_or_default()
    }
}

/// The machine in a line.
pub(super) fn machine() -> String {
    let cpus = std::fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let name = cpus
        .lines()
        .find_map(|line| line.strip_prefix("model name"));
    let name = name.map_or("unknown processor", |name| {
        name.trim_start_matches([' ', '\t', ':'])
    });
    let count = thread::available_parallelism().map_or(1, std::num::NonZero::get);
    format!("{name}, {count} processors")
}

/// The size of the Rust files below a folder, in bytes.
pub(super) fn size(folder: &Path) -> u64 {
    let mut total = 0;
    let mut pending = vec![folder.to_owned()];
    while let Some(path) = pending.pop() {
        let Ok(entries) = std::fs::read_dir(&path) else {
            continue;
        };
        for path in entries.flatten().map(|entry| entry.path()) {
            if path.is_dir() && path.file_name().is_none_or(|name| name != "target") {
                pending.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                total += path.metadata().map_or(0, |found| found.len());
            }
        }
    }
    total
}

#[cfg(test)]
mod tests {
    use super::{Run, Runs};
    use std::time::Duration;

    #[test]
    fn the_median_is_shown() {
        let mut runs = Runs::default();
        for seconds in [9, 1, 2] {
            let elapsed = Duration::from_secs(seconds);
            runs.push(Run {
                elapsed,
                user: elapsed / 2,
                peak_mb: seconds,
            });
        }
        assert!((runs.seconds() - 2.0).abs() < f64::EPSILON);
        assert!((runs.user() - 1.0).abs() < f64::EPSILON);
        assert_eq!(runs.peak_mb(), 9);
    }
}
