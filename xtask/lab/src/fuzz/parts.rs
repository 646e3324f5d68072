//! Multipart bodies of hostile names and contents: what is sent has the parts that were given, and no header besides.

use super::case::Case;
use super::response::{call_of, sent};
use jackfield_runtime::{Call, FilePart, Multipart, Part};

pub(super) fn run(case: &Case) -> Result<(), String> {
    let text = String::from_utf8_lossy(&case.text);
    let mut lines = text.split('\n');
    let mut next = || lines.next().unwrap_or_default();
    let (name, file, media_type, header, value) = (next(), next(), next(), next(), next());
    let (content, is_form) = (next(), next().len() % 2 == 0);
    let body = match is_form {
        true => Multipart::form_data(),
        false => Multipart::mixed(),
    };
    let body = body
        .value(name, content)
        .file(
            name,
            &FilePart::new(content.to_owned())
                .file_name(file)
                .content_type(media_type),
        )
        .part(name, Part::text(content).header(header, value))
        .unnamed(Part::text(content).file_name(file));
    // What cannot be sent is an error, and that is as good.
    let Some((given, body)) = sent(|core| call_of(Call::post(core, "/").multipart(body)))? else {
        return Ok(());
    };
    let boundary = given
        .split_once("boundary=")
        .ok_or("a body of parts without a boundary")?
        .1;
    let parts = parts_of(&body, boundary).ok_or("a body whose parts do not end")?;
    if parts.len() != 4 {
        return Err(format!("{} parts of 4", parts.len()));
    }
    for (head, received) in parts {
        let count = head.iter().filter(|line| **line == b'\n').count();
        // A disposition, a type, and what was asked for; a break in a value would be one more.
        if count > 3
            || head
                .iter()
                .any(|byte| byte.is_ascii_control() && !b"\t\r\n".contains(byte))
        {
            return Err(format!(
                "a head of {count} lines: {:?}",
                String::from_utf8_lossy(head)
            ));
        }
        if received != content.as_bytes() {
            return Err("a part whose content is another".to_owned());
        }
    }
    Ok(())
}

/// The heads and the contents of the parts of a body (RFC 2046, section 5.1.1), as a receiver finds them.
fn parts_of<'a>(body: &'a [u8], boundary: &str) -> Option<Vec<(&'a [u8], &'a [u8])>> {
    let start = format!("--{boundary}\r\n").into_bytes();
    let between = format!("\r\n--{boundary}").into_bytes();
    let mut rest = body.strip_prefix(start.as_slice())?;
    let mut parts = Vec::new();
    loop {
        let (part, after) = cut(rest, &between)?;
        // The blank line ends the head, which is empty where a part has no header.
        let (head, content) = match part.strip_prefix(b"\r\n") {
            Some(content) => (&[][..], content),
            None => {
                let (head, content) = cut(part, b"\r\n\r\n")?;
                (part.get(..head.len() + 2)?, content)
            }
        };
        parts.push((head, content));
        match after.strip_prefix(b"\r\n") {
            Some(after) => rest = after,
            None => return after.starts_with(b"--").then_some(parts),
        }
    }
}

/// What is before and behind the first place of some bytes.
fn cut<'a>(text: &'a [u8], at: &[u8]) -> Option<(&'a [u8], &'a [u8])> {
    let place = text.windows(at.len()).position(|window| window == at)?;
    Some((text.get(..place)?, text.get(place + at.len()..)?))
}
