//! Files as bodies.

use std::fs::File;
use std::future::Future;
use std::io::{self, Read};
use std::path::PathBuf;
use std::pin::Pin;
use std::task::{Context, Poll};

use bytes::Bytes;
use futures_core::Stream;
use tokio::runtime::Handle;
use tokio::task::JoinHandle;

use super::body::Body;

impl Body {
    /// A file of the file system, which is read while it is sent, anew for each attempt, on the threads of tokio for
    /// blocking work, or else on the thread of the caller.
    ///
    /// # Errors
    ///
    /// There is no such file, or it cannot be read.
    pub async fn from_path(path: impl Into<PathBuf>) -> io::Result<Self> {
        let path: PathBuf = path.into();
        let checked = path.clone();
        let length = blocking(move || {
            let metadata = File::open(checked)?.metadata()?;
            if metadata.is_dir() {
                return Err(io::ErrorKind::IsADirectory.into());
            }
            // The length of a pipe or a device says nothing.
            Ok(metadata.is_file().then_some(metadata.len()))
        });
        let length = length.await?;
        let body = Self::again(move || {
            Self::from_stream(FileStream {
                state: State::Closed(path.clone()),
            })
        });
        Ok(match length {
            Some(length) => body.with_length(length),
            None => body,
        })
    }
}

/// How much is read at once: a thread is asked for each piece.
const PIECE: u64 = 128 << 10;

struct FileStream {
    state: State,
}

enum State {
    Closed(PathBuf),
    Open(File),
    Reading(Work<(File, Vec<u8>)>),
    Over,
}

impl Stream for FileStream {
    type Item = io::Result<Bytes>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        loop {
            self.state = match std::mem::replace(&mut self.state, State::Over) {
                State::Over => return Poll::Ready(None),
                State::Closed(path) => State::Reading(blocking(|| piece(File::open(path)?))),
                State::Open(file) => State::Reading(blocking(|| piece(file))),
                State::Reading(mut reading) => {
                    let Poll::Ready(read) = Pin::new(&mut reading).poll(context) else {
                        self.state = State::Reading(reading);
                        return Poll::Pending;
                    };
                    let (file, bytes) = read?;
                    if bytes.is_empty() {
                        return Poll::Ready(None);
                    }
                    self.state = State::Open(file);
                    return Poll::Ready(Some(Ok(bytes.into())));
                }
            };
        }
    }
}

fn piece(mut file: File) -> io::Result<(File, Vec<u8>)> {
    let mut bytes = Vec::new();
    (&mut file).take(PIECE).read_to_end(&mut bytes)?;
    Ok((file, bytes))
}

/// Work that is done on another thread, or was done on this one.
enum Work<T> {
    There(JoinHandle<io::Result<T>>),
    Here(Option<io::Result<T>>),
}

impl<T> Unpin for Work<T> {}

impl<T> Future for Work<T> {
    type Output = io::Result<T>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<T>> {
        match &mut *self {
            Self::There(handle) => match Pin::new(handle).poll(context) {
                Poll::Ready(done) => {
                    Poll::Ready(done.map_err(io::Error::other).and_then(|done| done))
                }
                Poll::Pending => Poll::Pending,
            },
            // The result is asked for once.
            Self::Here(done) => Poll::Ready(
                done.take()
                    .unwrap_or_else(|| Err(io::ErrorKind::Other.into())),
            ),
        }
    }
}

/// Does blocking work on one of the threads that tokio has for it, or on this thread where there is no tokio runtime.
fn blocking<T: Send + 'static>(work: impl FnOnce() -> io::Result<T> + Send + 'static) -> Work<T> {
    match Handle::try_current() {
        Ok(handle) => Work::There(handle.spawn_blocking(work)),
        Err(_) => Work::Here(Some(work())),
    }
}
