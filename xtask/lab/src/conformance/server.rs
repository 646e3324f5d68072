//! The server of the suite.

use super::tools::Tools;
use crate::workspace::at;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{self, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

/// More than the server needs to begin or to end.
const LONGEST: Duration = Duration::from_secs(120);

/// What the server says of each scenario: `pass`, `fail` or `not-implemented`.
pub(super) type Coverage = BTreeMap<String, String>;

/// The server, running.
#[derive(Debug)]
pub(super) struct Server {
    child: Child,
    port: u16,
    coverage: PathBuf,
}

/// Starts the server and waits until it answers.
pub(super) fn start(tools: &Tools) -> io::Result<Server> {
    inside_git(&tools.folder)?;
    let coverage = tools.folder.join("coverage.json");
    if coverage.exists() {
        fs::remove_file(&coverage).map_err(at(&coverage))?;
    }
    let port = TcpListener::bind(("localhost", 0))?.local_addr()?.port();
    let log = tools.folder.join("server.log");
    let output = File::create(&log).map_err(at(&log))?;
    let child = tools
        .node()
        .args(["node_modules/@typespec/spector/cmd/cli.mjs", "serve"])
        .arg(tools.specs())
        .args(["--port", &port.to_string(), "--coverageFile"])
        .arg(&coverage)
        .stderr(output.try_clone()?)
        .stdout(output)
        .spawn()?;
    let mut server = Server {
        child,
        port,
        coverage,
    };
    let begin = Instant::now();
    while !server.answers("GET", "/.admin/health") {
        if server.child.try_wait()?.is_some() || begin.elapsed() > LONGEST {
            let message = format!("the server did not start: see {}", log.display());
            return Err(io::Error::other(message));
        }
        thread::sleep(Duration::from_millis(100));
    }
    Ok(server)
}

/// The server asks git for a commit; a checkout without one gets an empty repository around the packages.
fn inside_git(folder: &Path) -> io::Result<()> {
    let git = |arguments: &[&str]| {
        Command::new("git")
            .args(arguments)
            .current_dir(folder)
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .status()
    };
    if git(&["rev-parse", "HEAD"])?.success() {
        return Ok(());
    }
    git(&["init"])?;
    let person = ["-c", "user.name=jackfield", "-c", "user.email=jackfield@"];
    let commit = ["commit", "--allow-empty", "--message", "Nothing"];
    git(&[&person[..], &commit[..]].concat())?;
    Ok(())
}

impl Server {
    /// Where it listens.
    pub(super) fn url(&self) -> String {
        format!("http://localhost:{}", self.port)
    }

    /// Whether the server answers a request without a body with success.
    fn answers(&self, method: &str, path: &str) -> bool {
        let request = || -> io::Result<String> {
            let mut stream = TcpStream::connect(("localhost", self.port))?;
            stream.set_read_timeout(Some(Duration::from_secs(5)))?;
            let lines = "Host: localhost\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
            write!(stream, "{method} {path} HTTP/1.1\r\n{lines}")?;
            let mut answer = Vec::new();
            stream.read_to_end(&mut answer)?;
            Ok(String::from_utf8_lossy(&answer).into_owned())
        };
        request().is_ok_and(|answer| answer.starts_with("HTTP/1.1 2"))
    }

    /// Ends the server, which then writes what it saw.
    pub(super) fn stop(mut self) -> io::Result<Coverage> {
        self.answers("POST", "/.admin/stop");
        let begin = Instant::now();
        while self.child.try_wait()?.is_none() {
            if begin.elapsed() > LONGEST {
                return Err(io::Error::other("the server does not stop"));
            }
            thread::sleep(Duration::from_millis(50));
        }
        let text = fs::read_to_string(&self.coverage).map_err(at(&self.coverage))?;
        let parts: Vec<Part> = serde_json::from_str(&text)?;
        Ok(parts.into_iter().flat_map(|part| part.results).collect())
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        if self.child.try_wait().is_ok_and(|end| end.is_none()) {
            let _ = self.child.kill();
        }
    }
}

/// What the server writes for one folder of specs.
#[derive(Deserialize)]
struct Part {
    results: Coverage,
}
