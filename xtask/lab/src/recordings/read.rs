//! The recordings of a folder.

use crate::workspace::at;
use jackfield::package::Decoder;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// One recorded answer: a line of a file.
#[derive(Clone, Debug, Deserialize)]
pub(super) struct Recording {
    /// The document, from the folder of the recordings.
    pub(super) document: String,
    /// Method and path of the operation, as the document writes them; or `event` and the name of the schema that one event
    /// of a stream has.
    pub(super) operation: String,
    pub(super) status: u16,
    /// The media type that the answer says it is of.
    #[serde(default, rename = "type")]
    pub(super) media_type: String,
    /// What became of it before, if that is known.
    #[serde(default)]
    pub(super) today: String,
    pub(super) body: String,
}

impl Recording {
    /// Whether it was read before, so that it must not be lost.
    pub(super) fn was_read(&self) -> bool {
        matches!(self.today.as_str(), "decoded" | "error decoded")
    }

    /// The media type and the body as they travel: an event is put into a stream of such.
    pub(super) fn wire(&self, stream: Option<Decoder>) -> (&str, String) {
        match stream {
            None => (&self.media_type, self.body.clone()),
            Some(Decoder::Lines | Decoder::Records) => (
                "application/jsonl",
                format!("{}\n", self.body.replace('\n', " ")),
            ),
            Some(_) => {
                let lines = self.body.lines().map(|line| format!("data: {line}\n"));
                (
                    "text/event-stream",
                    format!("{}\n", lines.collect::<String>()),
                )
            }
        }
    }
}

/// Reads the files of a folder, by document. A path of a document is from that folder.
pub(super) fn read(folder: &Path) -> io::Result<BTreeMap<PathBuf, Vec<Recording>>> {
    let mut files: Vec<PathBuf> = fs::read_dir(folder)
        .map_err(at(folder))?
        .map(|entry| entry.map(|entry| entry.path()))
        .collect::<io::Result<_>>()?;
    files.retain(|path| {
        path.extension()
            .is_some_and(|extension| extension == "ndjson" || extension == "jsonl")
    });
    files.sort();
    let mut recordings: BTreeMap<PathBuf, Vec<Recording>> = BTreeMap::new();
    for path in &files {
        let text = fs::read_to_string(path).map_err(at(path))?;
        for (number, line) in text.lines().enumerate() {
            let read: Recording = serde_json::from_str(line).map_err(|error| {
                io::Error::other(format!("{}:{}: {error}", path.display(), number + 1))
            })?;
            let document = folder.join(&read.document);
            recordings.entry(document).or_default().push(read);
        }
    }
    if recordings.is_empty() {
        let message = format!("{}: there are no recordings", folder.display());
        return Err(io::Error::other(message));
    }
    Ok(recordings)
}

#[cfg(test)]
mod tests {
    use super::Recording;
    use jackfield::package::Decoder;

    #[test]
    fn an_event_travels_in_a_stream() {
        let line = r#"{"document":"a.json","operation":"event A","status":200,"type":"application/json","body":"{\n}"}"#;
        let recording: Recording = serde_json::from_str(line).unwrap();
        assert!(!recording.was_read());
        assert_eq!(
            recording.wire(None),
            ("application/json", "{\n}".to_owned())
        );
        let event = recording.wire(Some(Decoder::Events));
        assert_eq!(
            event,
            ("text/event-stream", "data: {\ndata: }\n\n".to_owned())
        );
        assert_eq!(recording.wire(Some(Decoder::Lines)).1, "{ }\n");
    }
}
