//! What the operations with streams share; a client without them has no types of streams.

use crate::support::{Read, plain};
use recorded::runtime::json::to_vec;
use recorded::runtime::{Decode, Encode, EventStream, LinesStream};

macro_rules! streams {
    ($($name:ident $stream:ident;)+) => {$(
        pub(crate) async fn $name<T: Decode + Encode + 'static>(variant: &'static str, mut stream: $stream<T>) -> Read {
            let mut items = Vec::new();
            let mut read = plain(variant);
            while let Some(item) = stream.next().await {
                match item.map(|item| to_vec(&item)) {
                    Ok(Ok(json)) => items.push(String::from_utf8(json).unwrap_or_default()),
                    Ok(Err(error)) => read.unwritten = Some(error.to_string()),
                    Err(error) => {
                        read.failure = Some(error);
                        break;
                    }
                }
            }
            read.json = Some(format!("[{}]", items.join(",")).into_bytes());
            read
        }
    )+};
}

streams! {
    events EventStream;
    lines LinesStream;
}
