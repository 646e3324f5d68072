//! The judge: a server that checks each request by a document.

use crate::conformance::tools::Tools;
use crate::workspace::at;
use serde::Deserialize;
use std::fs::{self, File};
use std::io::{self, BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Stdio};

/// What the judge says of one request.
#[derive(Clone, Debug, Default, Deserialize)]
pub(super) struct Verdict {
    /// The number of the case.
    pub(super) case: Option<usize>,
    /// The operation that method and path lead to.
    #[serde(default)]
    pub(super) operation: String,
    /// Method and URL.
    pub(super) line: String,
    /// The begin of the body.
    #[serde(default)]
    pub(super) body: String,
    /// What is wrong.
    pub(super) problems: Vec<String>,
    /// What could not be judged.
    pub(super) unjudged: Vec<String>,
    /// The answer of the mock, if the request got one.
    pub(super) answer: Option<Answer>,
}

/// What the judge says of an answer.
#[derive(Clone, Debug, Default, Deserialize)]
pub(super) struct Answer {
    /// Status and media type.
    pub(super) line: String,
    /// The begin of the body.
    pub(super) body: String,
    /// What is wrong.
    pub(super) problems: Vec<String>,
    /// What could not be judged.
    pub(super) unjudged: Vec<String>,
}

/// The judge, at work.
pub(super) struct Server {
    child: Child,
    port: u16,
    verdicts: PathBuf,
}

/// Starts the judge of a document, as it is meant for requests and for answers, and waits until it has read that.
pub(super) fn start(
    tools: &Tools,
    [requests, answers]: [&Path; 2],
    folder: &Path,
) -> io::Result<Server> {
    let log = folder.join("judge.log");
    let verdicts = folder.join("verdicts.json");
    let mut child = tools
        .node()
        .arg("--max-old-space-size=8192")
        .arg("--stack-size=3900")
        .arg("server.mjs")
        .args([requests, answers, &verdicts])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(File::create(&log).map_err(at(&log))?)
        .spawn()?;
    let mut line = String::new();
    if let Some(output) = child.stdout.take() {
        BufReader::new(output).read_line(&mut line)?;
    }
    match line.trim().parse() {
        Ok(port) => Ok(Server {
            child,
            port,
            verdicts,
        }),
        Err(_) => {
            child.wait()?;
            let message = format!("the judge does not start: see {}", log.display());
            Err(io::Error::other(message))
        }
    }
}

impl Server {
    /// Where it listens.
    pub(super) fn url(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    /// The port it listens on.
    pub(super) fn port(&self) -> u16 {
        self.port
    }

    /// Ends the judge, which then says what it saw.
    pub(super) fn stop(mut self) -> io::Result<Vec<Verdict>> {
        drop(self.child.stdin.take());
        if !self.child.wait()?.success() {
            return Err(io::Error::other("the judge failed"));
        }
        let text = fs::read(&self.verdicts).map_err(at(&self.verdicts))?;
        Ok(serde_json::from_slice(&text)?)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        if self.child.try_wait().is_ok_and(|end| end.is_none()) {
            let _ = self.child.kill();
        }
    }
}
