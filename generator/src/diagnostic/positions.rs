//! Lines and columns in texts of any length.

use std::ops::Range;

/// The bytes of a block.
const BLOCK: usize = 4096;

/// The lines and characters of a text, counted by blocks: a document may be one line of megabytes, whose characters cannot
/// be counted from its beginning for each problem in it, and one of a million lines, of which few have problems.
pub(super) struct Positions<'t> {
    text: &'t [u8],
    blocks: Vec<Block>,
}

/// The counts of the text before a block.
#[derive(Clone, Copy, Default)]
struct Block {
    characters: usize,
    /// The ends of lines.
    lines: usize,
    /// The byte at which the line begins that the block begins in.
    line: usize,
}

/// A line of a text.
pub(super) struct Line {
    /// Its number, from 1.
    pub(super) number: usize,
    /// Its bytes, with what ends it.
    pub(super) bytes: Range<usize>,
}

impl<'t> Positions<'t> {
    pub(super) fn of(text: &'t str) -> Self {
        let text = text.as_bytes();
        let mut all = Block::default();
        let blocks = text.chunks(BLOCK).enumerate().map(|(place, bytes)| {
            let before = all;
            all = all.count(place * BLOCK, bytes);
            before
        });
        Self {
            blocks: blocks.collect(),
            text,
        }
    }

    /// The characters that begin before a byte.
    pub(super) fn characters(&self, at: usize) -> usize {
        self.before(at).characters
    }

    /// The line that a byte is in; the end of the text is in the last one.
    pub(super) fn line(&self, at: usize) -> Line {
        let Block { lines, line, .. } = self.before(at);
        // The line ends in the last block that begins before the next line.
        let after = self.blocks.partition_point(|block| block.lines <= lines);
        let block = after.saturating_sub(1) * BLOCK;
        let from = block.max(at.min(self.text.len()));
        let rest = self.text.get(from..).unwrap_or_default();
        let end = rest.iter().position(|byte| *byte == b'\n');
        let end = end.map_or(self.text.len(), |end| from + end + 1);
        Line {
            number: lines + 1,
            bytes: line..end,
        }
    }

    /// The counts of the text before a byte.
    fn before(&self, at: usize) -> Block {
        let at = at.min(self.text.len());
        // The end of the text may begin a block that there is not.
        let place = (at / BLOCK).min(self.blocks.len().saturating_sub(1));
        let start = place * BLOCK;
        let rest = self.text.get(start..at).unwrap_or_default();
        let block = self.blocks.get(place).copied().unwrap_or_default();
        block.count(start, rest)
    }
}

impl Block {
    /// Counts more bytes of UTF-8, which begin at `start`. The loops have no early exit, so that the compiler lets them look
    /// at many bytes at once.
    fn count(self, start: usize, bytes: &[u8]) -> Self {
        let begins = |byte: &&u8| **byte & 0xc0 != 0x80;
        let ends_line = |byte: &u8| *byte == b'\n';
        let lines = bytes.iter().filter(|byte| ends_line(byte)).count();
        let last = match lines {
            0 => None,
            _ => bytes.iter().rposition(ends_line),
        };
        Self {
            characters: self.characters + bytes.iter().filter(begins).count(),
            lines: self.lines + lines,
            line: last.map_or(self.line, |last| start + last + 1),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{BLOCK, Positions};

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
            let positions = Positions::of(&text);
            for (count, (at, _)) in text.char_indices().enumerate() {
                assert_eq!(positions.characters(at), count, "{before} {at}");
            }
            assert_eq!(positions.characters(text.len()), text.chars().count());
        }
    }

    #[test]
    fn lines_are_found_across_blocks() {
        let long = "x".repeat(BLOCK * 2 + 7);
        let short = "ab\n\n".repeat(BLOCK);
        for text in [
            String::new(),
            "\n".to_owned(),
            "a\nb".to_owned(),
            long.clone(),
            format!("{long}\n{long}\n"),
            format!("\n{short}{long}\n{short}a"),
            format!("{}\n{}\nb\n", "x".repeat(BLOCK - 1), "y".repeat(BLOCK - 2)),
        ] {
            let positions = Positions::of(&text);
            let mut start = 0;
            for (index, line) in text.split_inclusive('\n').enumerate() {
                let end = start + line.len();
                for at in [start, start + 1, start + line.len() / 2, end - 1] {
                    let found = positions.line(at.min(end - 1));
                    assert_eq!((found.number, found.bytes), (index + 1, start..end));
                }
                start = end;
            }
            let last = positions.line(text.len());
            assert_eq!(last.bytes.end, text.len());
            assert_eq!(last.number, text.matches('\n').count() + 1);
        }
    }
}
