//! Columns in lines of any length.

/// The bytes of a block.
const BLOCK: usize = 4096;

/// The characters of a text, counted by blocks: a document may be one line of megabytes, whose characters cannot be counted
/// from its beginning for each problem in it.
pub(super) struct Characters<'t> {
    text: &'t [u8],
    /// The characters before each block.
    blocks: Vec<usize>,
}

impl<'t> Characters<'t> {
    pub(super) fn of(text: &'t str) -> Self {
        let text = text.as_bytes();
        let mut all = 0;
        let blocks = text.chunks(BLOCK).map(|block| {
            let before = all;
            all += characters(block);
            before
        });
        Self {
            blocks: blocks.collect(),
            text,
        }
    }

    /// The characters that begin before a byte.
    pub(super) fn before(&self, at: usize) -> usize {
        let at = at.min(self.text.len());
        // The end of the text may begin a block that there is not.
        let block = (at / BLOCK).min(self.blocks.len().saturating_sub(1));
        let rest = self.text.get(block * BLOCK..at).unwrap_or_default();
        self.blocks.get(block).copied().unwrap_or_default() + characters(rest)
    }
}

/// The characters that begin in these bytes of UTF-8.
fn characters(bytes: &[u8]) -> usize {
    bytes.iter().filter(|byte| **byte & 0xc0 != 0x80).count()
}

#[cfg(test)]
mod tests {
    use super::{BLOCK, Characters};

    #[test]
    fn characters_are_counted_across_blocks() {
        // With so many bytes before them, characters of each length lie across the ends of blocks.
        for (before, count) in [
            (0, 0),
            (0, 1),
            (0, BLOCK),
            (1, BLOCK),
            (5, BLOCK),
            (6, BLOCK),
            (7, BLOCK),
        ] {
            let text = "x".repeat(before) + &"a\u{e9}\u{1f980}b".repeat(count);
            let characters = Characters::of(&text);
            for (count, (at, _)) in text.char_indices().enumerate() {
                assert_eq!(characters.before(at), count, "{before} {at}");
            }
            assert_eq!(characters.before(text.len()), text.chars().count());
        }
    }
}
