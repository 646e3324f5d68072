//! The expression that makes a struct, on one line or as a statement.

/// The expression that makes a struct: its constructor, and the setters behind that.
pub(super) struct Made {
    /// The lines of the constructor.
    pub(super) new: Vec<String>,
    pub(super) setters: Vec<String>,
}

impl Made {
    /// How long it is on one line.
    pub(super) fn length(&self) -> usize {
        self.new.iter().chain(&self.setters).map(String::len).sum()
    }

    /// The expression on one line.
    pub(super) fn in_line(&self) -> String {
        let new = match self.new.as_slice() {
            [head, fields @ .., end] => {
                let fields: Vec<&str> = fields.iter().map(|field| field.trim_start()).collect();
                let fields = fields.join(" ");
                format!("{head} {} {end}", fields.trim_end_matches(','))
            }
            new => new.concat(),
        };
        new + &self.setters.concat()
    }

    /// The statement that binds the value, a setter on each line where there are several.
    pub(super) fn statement(self, name: &str) -> Vec<String> {
        let mut lines = self.new;
        if let Some(first) = lines.first_mut() {
            *first = format!("let {name} = {first}");
        }
        match (lines.as_mut_slice(), self.setters.as_slice()) {
            ([line], [] | [_]) => line.push_str(&self.setters.concat()),
            (lines, setters) => {
                let indent = if lines.len() > 1 { "" } else { "    " };
                let setters = setters.iter().map(|setter| format!("{indent}{setter}"));
                return finished([lines.to_vec(), setters.collect()].concat());
            }
        }
        finished(lines)
    }
}

/// The lines of a statement with its end.
fn finished(mut lines: Vec<String>) -> Vec<String> {
    if let Some(last) = lines.last_mut() {
        last.push(';');
    }
    lines
}
