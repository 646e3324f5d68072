//! Bodies of requests that are read while they are sent.

use std::pin::Pin;
use std::task::{Context, Poll, ready};

use bytes::{Bytes, BytesMut};
use futures_core::Stream;
use tokio::io::{AsyncRead, ReadBuf};

use super::body::Body;

impl Body {
    /// A body that is read from a reader, such as a file, while it is sent. It is sent once: such a call is not retried
    /// unless the reader comes of [`again`](Self::again).
    pub fn from_reader(reader: impl AsyncRead + Send + 'static) -> Self {
        Self::from_stream(Reader {
            reader: Box::pin(reader),
            buffer: BytesMut::new(),
        })
    }
}

/// How much is read at once.
const PIECE: usize = 32 << 10;

struct Reader<R> {
    reader: Pin<Box<R>>,
    buffer: BytesMut,
}

impl<R: AsyncRead> Stream for Reader<R> {
    type Item = std::io::Result<Bytes>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let this = &mut *self;
        this.buffer.resize(PIECE, 0);
        let mut piece = ReadBuf::new(&mut this.buffer);
        ready!(this.reader.as_mut().poll_read(context, &mut piece))?;
        let length = piece.filled().len();
        let bytes = this.buffer.split_to(length).freeze();
        Poll::Ready((length > 0).then_some(Ok(bytes)))
    }
}
