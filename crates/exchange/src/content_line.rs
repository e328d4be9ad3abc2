//! One property of a vCard: its group, name, parameters and value.
//!
//! Sources: RFC 6350 (4.0), RFC 2426 (3.0), RFC 6868 (`^` in parameters), versit "vCard 2.1" (parameters
//! without a name, quoted-printable).
//!
//! Invariant: `escape` and what is read here undo each other.

/// A property, as far as every version writes it alike. The value is still escaped.
#[derive(PartialEq, Eq, Debug, Default)]
pub(crate) struct Property {
    /// `ITEM1` of `item1.TEL`.
    pub group: String,
    /// In capitals.
    pub name: String,
    /// Name in capitals and value; those of 2.1 that have no name are `TYPE` or `ENCODING`.
    pub parameters: Vec<(String, String)>,
    /// What stands behind the colon.
    pub value: String,
}

impl Property {
    /// Reads an unfolded line. `None` if no colon ends its name and parameters.
    pub(crate) fn parse(line: &str) -> Option<Self> {
        let head = head(line)?;
        let value = line[head + 1..].to_owned();
        let mut parts = split_quoted(&line[..head], ';');
        let name = parts.next()?.trim();
        let (group, name) = name.rsplit_once('.').unwrap_or(("", name));
        if name.is_empty() {
            return None;
        }
        let mut parameters = Vec::new();
        for part in parts {
            let (name, values) = part.split_once('=').unwrap_or(("", part));
            let name = match name.trim().to_ascii_uppercase() {
                name if !name.is_empty() => name,
                _ if is_encoding(values) => "ENCODING".to_owned(),
                _ => "TYPE".to_owned(),
            };
            // `TYPE="cell,home"` is one value by the letter and two by what everybody means.
            for value in split_quoted(values, ',') {
                let value = circumflex(value.trim().trim_matches('"'));
                if name == "TYPE" {
                    parameters.extend(value.split(',').map(|value| (name.clone(), value.trim().to_owned())));
                } else {
                    parameters.push((name.clone(), value));
                }
            }
        }
        Some(Self { group: group.to_ascii_uppercase(), name: name.to_ascii_uppercase(), parameters, value })
    }

    /// The first value of a parameter.
    pub(crate) fn parameter(&self, name: &str) -> Option<&str> {
        self.parameters.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// All values of a parameter.
    pub(crate) fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.parameters.iter().filter(move |(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// The value as text.
    pub(crate) fn text(&self) -> String {
        unescape(&self.value)
    }

    /// The parts of a value such as a name or an address.
    pub(crate) fn parts(&self) -> Vec<String> {
        split_escaped(&self.value, ';').map(unescape).collect()
    }
}

fn is_encoding(text: &str) -> bool {
    ["QUOTED-PRINTABLE", "BASE64", "8BIT", "7BIT", "B"]
        .iter()
        .any(|known| text.trim().eq_ignore_ascii_case(known))
}

/// Where the colon stands that ends name and parameters.
pub(crate) fn head(line: &str) -> Option<usize> {
    let mut quoted = false;
    for (place, byte) in line.bytes().enumerate() {
        match byte {
            b'"' => quoted = !quoted,
            b':' if !quoted => return Some(place),
            _ => {}
        }
    }
    // A quotation mark that is never closed hides the colon: better a strange parameter than no property.
    line.find(':')
}

fn split_quoted(text: &str, at: char) -> impl Iterator<Item = &str> {
    let mut quoted = false;
    text.split(move |c| {
        quoted ^= c == '"';
        c == at && !quoted
    })
}

/// Parts between characters that no `\` stands before.
pub(crate) fn split_escaped(text: &str, at: char) -> impl Iterator<Item = &str> {
    let mut escaped = false;
    text.split(move |c| {
        let here = c == at && !escaped;
        escaped = c == '\\' && !escaped;
        here
    })
}

pub(crate) fn unescape(text: &str) -> String {
    if !text.contains('\\') {
        return text.to_owned();
    }
    let mut plain = String::with_capacity(text.len());
    let mut chars = text.chars();
    while let Some(c) = chars.next() {
        if c != '\\' {
            plain.push(c);
            continue;
        }
        match chars.next() {
            Some('n' | 'N') => plain.push('\n'),
            Some(c @ ('\\' | ',' | ';' | ':')) => plain.push(c),
            // Not an escape: vCard 2.1 does not escape the backslash itself.
            Some(c) => plain.extend(['\\', c]),
            None => plain.push('\\'),
        }
    }
    plain
}

/// A text as a value, or a part of one.
pub(crate) fn escape(text: &str, to: &mut String) {
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '\\' | ',' | ';' => to.extend(['\\', c]),
            '\n' => to.push_str("\\n"),
            '\r' => {
                if chars.peek() != Some(&'\n') {
                    to.push_str("\\n");
                }
            }
            // No other control character may stand in a vCard.
            c if c.is_ascii_control() && c != '\t' => to.push(' '),
            c => to.push(c),
        }
    }
}

fn circumflex(text: &str) -> String {
    if text.contains('^') {
        text.replace("^n", "\n").replace("^'", "\"").replace("^^", "^")
    } else {
        text.to_owned()
    }
}

/// Bytes that are written quoted-printable, RFC 2045, in a value that has no soft line breaks any more.
pub(crate) fn quoted_printable(text: &[u8]) -> Vec<u8> {
    let digit = |byte: Option<&u8>| byte.and_then(|byte| char::from(*byte).to_digit(16));
    let mut bytes = Vec::with_capacity(text.len());
    let mut place = 0;
    while let Some(byte) = text.get(place) {
        let digits = (digit(text.get(place + 1)), digit(text.get(place + 2)));
        if let (b'=', (Some(high), Some(low))) = (byte, digits) {
            bytes.push(u8::try_from(high * 16 + low).unwrap_or(b'?'));
            place += 3;
        } else {
            bytes.push(*byte);
            place += 1;
        }
    }
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parameters_in_all_their_spellings() {
        for line in [
            "TEL;CELL;VOICE:1",
            "tel;type=cell,voice:1",
            "TEL;TYPE=\"cell,voice\":1",
            "TEL;TYPE=cell;TYPE=voice:1",
            "item1.TEL;type=CELL;type=VOICE:1",
        ] {
            let property = Property::parse(line).unwrap();
            assert_eq!((property.name.as_str(), property.value.as_str()), ("TEL", "1"), "{line}");
            let types: Vec<_> = property.all("TYPE").map(str::to_lowercase).collect();
            assert_eq!(types, ["cell", "voice"], "{line}");
        }
        let property = Property::parse("ADR;LABEL=\"a:b;c\":;;x\\;y;z").unwrap();
        assert_eq!(property.parameter("LABEL"), Some("a:b;c"));
        assert_eq!(property.parts(), ["", "", "x;y", "z"]);
        assert_eq!(
            Property::parse("NOTE;QUOTED-PRINTABLE:x").unwrap().parameter("ENCODING"),
            Some("QUOTED-PRINTABLE")
        );
        assert_eq!(Property::parse("no property"), None);
    }

    #[test]
    fn escapes_undo_each_other() {
        for text in ["a;b,c\\d\ne", "\\n", "C:\\new", "", "\\\\", ";\\;"] {
            let mut escaped = String::new();
            escape(text, &mut escaped);
            assert_eq!(unescape(&escaped), text);
            assert_eq!(split_escaped(&escaped, ';').count(), 1);
        }
    }
}
