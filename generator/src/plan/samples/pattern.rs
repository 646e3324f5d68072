//! Texts that match a pattern.
//!
//! A pattern is read as far as documents commonly write them: characters, classes, groups, alternatives and repetitions.
//! Anchors are passed over, so that whoever uses a text must see whether it matches.

use std::iter::Peekable;
use std::str::Chars;

/// The longest pattern that is read.
const LONGEST: usize = 1000;

/// How many groups may stand within one another.
const DEEPEST: usize = 16;

/// The longest text that is made, in characters.
const LONGEST_TEXT: usize = 1000;

/// A text for a pattern, of at least some characters where the pattern leaves that open. None for a pattern that is not
/// understood.
pub(super) fn text(pattern: &str, fewest: usize) -> Option<String> {
    if pattern.len() > LONGEST {
        return None;
    }
    let mut parser = Parser {
        rest: pattern.chars().peekable(),
        depth: 0,
    };
    let tree = parser.alternatives()?;
    if parser.rest.next().is_some() {
        return None;
    }
    let shortest = written(&tree, 0)?;
    let length = shortest.chars().count();
    // An empty text is no example of anything.
    match fewest.max(1).saturating_sub(length) {
        0 => Some(shortest),
        missing => written(&tree, missing),
    }
}

/// A part of a pattern.
enum Node {
    /// One of some characters, as ranges.
    Class(Vec<(char, char)>),
    /// One of several sequences.
    Group(Vec<Vec<Node>>),
    /// Another part, repeated: at least, and at most so many times.
    Repeated(Box<Node>, usize, usize),
}

/// Reads a pattern.
struct Parser<'p> {
    rest: Peekable<Chars<'p>>,
    depth: usize,
}

impl Parser<'_> {
    fn alternatives(&mut self) -> Option<Node> {
        self.depth += 1;
        if self.depth > DEEPEST {
            return None;
        }
        let mut sequences = vec![Vec::new()];
        while let Some(next) = self.rest.peek() {
            match next {
                ')' => break,
                '|' => {
                    self.rest.next();
                    sequences.push(Vec::new());
                }
                _ => {
                    let part = self.part()?;
                    sequences.last_mut()?.push(part);
                }
            }
        }
        self.depth -= 1;
        Some(Node::Group(sequences))
    }

    /// The next part with what repeats it. An anchor is a group of nothing.
    fn part(&mut self) -> Option<Node> {
        let anchor = || Node::Group(vec![Vec::new()]);
        let node = match self.rest.next()? {
            '^' | '$' => return Some(anchor()),
            '(' => self.group()?,
            '[' => Node::Class(self.class()?),
            '.' => Node::Class(readable()),
            '\\' => match self.rest.peek()? {
                'b' | 'B' | 'A' | 'z' | 'Z' => {
                    self.rest.next();
                    return Some(anchor());
                }
                _ => Node::Class(self.escape()?),
            },
            '*' | '+' | '?' => return None,
            character => Node::Class(vec![(character, character)]),
        };
        self.repeated(node)
    }

    fn group(&mut self) -> Option<Node> {
        if self.rest.next_if_eq(&'?').is_some() {
            match self.rest.next()? {
                ':' => {}
                'P' => {
                    self.rest.next_if_eq(&'<')?;
                    self.name()?;
                }
                '<' => self.name()?,
                // Lookaheads and flags are not understood.
                _ => return None,
            }
        }
        let inner = self.alternatives()?;
        self.rest.next_if_eq(&')')?;
        Some(inner)
    }

    fn name(&mut self) -> Option<()> {
        // A lookbehind begins like a named group.
        if matches!(self.rest.peek()?, '=' | '!') {
            return None;
        }
        while self.rest.next()? != '>' {}
        Some(())
    }

    fn repeated(&mut self, node: Node) -> Option<Node> {
        let (least, most) = match self.rest.peek() {
            Some('*') => (0, LONGEST_TEXT),
            Some('+') => (1, LONGEST_TEXT),
            Some('?') => (0, 1),
            Some('{') => {
                self.rest.next();
                let least = self.number()?;
                let most = match self.rest.next_if_eq(&',') {
                    None => least,
                    Some(_) if self.rest.peek() == Some(&'}') => LONGEST_TEXT,
                    Some(_) => self.number()?,
                };
                if self.rest.peek() != Some(&'}') {
                    return None;
                }
                (least, most)
            }
            _ => return Some(node),
        };
        self.rest.next();
        // A sign that makes the repetition lazy or possessive changes nothing here.
        self.rest.next_if(|next| matches!(next, '?' | '+'));
        let is_fine = least <= most && least <= LONGEST_TEXT;
        is_fine.then(|| Node::Repeated(Box::new(node), least, most))
    }

    fn number(&mut self) -> Option<usize> {
        let mut digits = String::new();
        while let Some(digit) = self.rest.next_if(char::is_ascii_digit) {
            digits.push(digit);
        }
        digits.parse().ok()
    }

    /// A class behind its bracket.
    fn class(&mut self) -> Option<Vec<(char, char)>> {
        let is_negated = self.rest.next_if_eq(&'^').is_some();
        let mut ranges: Vec<(char, char)> = Vec::new();
        loop {
            let first = match self.rest.next()? {
                ']' => break,
                // No two dialects read classes within classes the same way.
                '[' => return None,
                '\\' => self.escape()?,
                character => vec![(character, character)],
            };
            let &[(low, high)] = first.as_slice() else {
                ranges.extend(first);
                continue;
            };
            if low != high || self.rest.peek() != Some(&'-') {
                ranges.push((low, high));
                continue;
            }
            self.rest.next();
            match self.rest.next()? {
                ']' => {
                    ranges.extend([(low, low), ('-', '-')]);
                    break;
                }
                '\\' => match self.escape()?.as_slice() {
                    &[(end, same)] if end == same => ranges.push((low, end)),
                    others => {
                        ranges.extend([(low, low), ('-', '-')]);
                        ranges.extend(others);
                    }
                },
                end => ranges.push((low, end)),
            }
        }
        Some(match is_negated {
            true => without(&ranges),
            false => ranges,
        })
    }

    /// Reads the character or the class that an escape stands for, behind its backslash.
    fn escape(&mut self) -> Option<Vec<(char, char)>> {
        let one = |character| vec![(character, character)];
        Some(match self.rest.next()? {
            'd' => vec![('0', '9')],
            'w' => vec![('a', 'z'), ('A', 'Z'), ('0', '9'), ('_', '_')],
            's' => one(' '),
            'D' => without(&[('0', '9')]),
            'W' => without(&[('a', 'z'), ('A', 'Z'), ('0', '9'), ('_', '_')]),
            'S' => without(&[(' ', ' ')]),
            't' => one('\t'),
            'n' => one('\n'),
            'r' => one('\r'),
            'x' => one(self.hexadecimal(2)?),
            'u' => one(self.hexadecimal(4)?),
            character if character.is_ascii_alphanumeric() => return None,
            character => one(character),
        })
    }

    fn hexadecimal(&mut self, digits: usize) -> Option<char> {
        let mut number = 0;
        for _ in 0..digits {
            number = number * 16 + self.rest.next()?.to_digit(16)?;
        }
        char::from_u32(number)
    }
}

/// Characters that any text may have.
fn readable() -> Vec<(char, char)> {
    vec![('a', 'z'), ('A', 'Z'), ('0', '9'), ('-', '-'), (' ', ' ')]
}

/// Characters that are in none of some ranges, if there are any that are commonly read.
fn without(ranges: &[(char, char)]) -> Vec<(char, char)> {
    let is_out = |character: &char| {
        let mut ranges = ranges.iter();
        ranges.all(|(low, high)| !(low..=high).contains(&character))
    };
    let readable = ('a'..='z').chain('A'..='Z').chain('0'..='9');
    let others = readable.chain("-_.,:;/ @#".chars());
    let others = others.filter(is_out);
    others.map(|character| (character, character)).collect()
}

/// A text for a part, with some characters more than it needs. None if it is longer than any example.
fn written(node: &Node, missing: usize) -> Option<String> {
    let mut text = String::new();
    write(node, &mut { missing }, &mut text)?;
    Some(text)
}

/// Returns a character of some ranges: another one at each place, so that texts look natural.
fn nth(ranges: &[(char, char)], place: usize) -> Option<char> {
    let width =
        |(low, high): (char, char)| u32::from(high).checked_sub(u32::from(low)).map(|to| to + 1);
    let widths: Vec<u32> = ranges
        .iter()
        .map(|range| width(*range))
        .collect::<Option<_>>()?;
    let mut step = u32::try_from(place)
        .ok()?
        .checked_rem(widths.iter().sum())?;
    for ((low, _), width) in ranges.iter().zip(widths) {
        if step < width {
            return char::from_u32(u32::from(*low) + step);
        }
        step -= width;
    }
    None
}

fn write(node: &Node, missing: &mut usize, text: &mut String) -> Option<()> {
    match node {
        Node::Class(ranges) => {
            let place = text.chars().count();
            if place >= LONGEST_TEXT {
                return None;
            }
            text.push(nth(ranges, place)?);
        }
        Node::Group(sequences) => {
            for part in sequences.first()? {
                write(part, missing, text)?;
            }
        }
        Node::Repeated(part, least, most) => {
            let mut times = 0;
            // A part that may occur only once, or not at all, is left out.
            while times < *least || (times < *most && *most > 1 && *missing > 0) {
                let before = text.len();
                // The missing characters are added by this repetition, and not by repetitions within the part.
                write(part, &mut 0, text)?;
                if text.len() == before {
                    break;
                }
                if times >= *least {
                    *missing = missing.saturating_sub(text.len() - before);
                }
                times += 1;
            }
        }
    }
    Some(())
}

#[cfg(test)]
mod tests {
    use super::text;

    #[test]
    fn common_patterns_are_understood() {
        for (pattern, fewest, wanted) in [
            ("^[A-Z]{2}$", 0, "AB"),
            ("^\\d{3}-\\d{4}$", 0, "012-4567"),
            ("^(red|green)$", 0, "red"),
            ("^[a-z]*$", 0, "a"),
            ("^[a-z]+$", 4, "abcd"),
            ("^#?[^a-z]{3,}$", 5, "ABCDE"),
            ("^(?:a|b)(?<year>[0-9]{4})?$", 0, "a"),
            ("^\\+[1-9]\\d{1,14}$", 0, "+22"),
            ("[\\w.-]+@x\\.y", 0, "a@x.y"),
            ("^[-_a]$", 0, "-"),
            ("^[+\\-]\\x41$", 0, "+A"),
        ] {
            assert_eq!(text(pattern, fewest).as_deref(), Some(wanted), "{pattern}");
            let regex = regex_lite::Regex::new(pattern).unwrap();
            assert!(regex.is_match(wanted), "{pattern}");
        }
    }

    #[test]
    fn what_is_not_understood_is_not_guessed() {
        for pattern in [
            "^(?!a)b$",
            "(?<=a)b",
            "(?i)a",
            "\\p{L}",
            "(a)\\1",
            "a{2",
            "[a-z&&[^b]]",
            "(",
            "a)",
            "[",
            "*",
            "a{2000}",
            "(a{900}){900}",
        ] {
            assert_eq!(text(pattern, 0), None, "{pattern}");
        }
    }
}
