//! The tags of HTML that a serialiser wrote: all of them closed, all values in quotes, what they hold escaped. Nothing else
//! may be read by this.

/// Elements that have no end.
const VOID: [&str; 5] = ["br", "col", "hr", "img", "wbr"];

pub enum Token<'a> {
    Text(&'a str),
    Open(Tag<'a>),
    Close { name: &'a str, raw: &'a str },
}

pub struct Tag<'a> {
    pub name: &'a str,
    /// As it stands, `<` and `>` with it.
    pub raw: &'a str,
}

impl Tag<'_> {
    /// The value of an attribute.
    pub fn value(&self, name: &str) -> Option<String> {
        let mut rest = self.raw.get(self.name.len() + 1..)?;
        loop {
            let (key, after) = rest.split_once("=\"")?;
            let (value, after) = after.split_once('"')?;
            if key.trim() == name {
                return Some(unescaped(value));
            }
            rest = after;
        }
    }

    pub fn is_void(&self) -> bool {
        VOID.contains(&self.name)
    }
}

/// Takes apart what a serialiser wrote.
pub fn tokens(html: &str) -> Vec<Token<'_>> {
    let mut tokens = Vec::new();
    let mut rest = html;
    while let Some(open) = rest.find('<') {
        if open > 0 {
            tokens.push(Token::Text(&rest[..open]));
        }
        let raw = &rest[open..open + tag_end(&rest[open..])];
        let inside = raw.trim_start_matches('<').trim_end_matches('>');
        tokens.push(match inside.strip_prefix('/') {
            Some(name) => Token::Close { name, raw },
            None => Token::Open(Tag { name: inside.split(' ').next().unwrap_or_default(), raw }),
        });
        rest = &rest[open + raw.len()..];
    }
    if !rest.is_empty() {
        tokens.push(Token::Text(rest));
    }
    tokens
}

/// The length of the tag that a text begins with: a `>` within quotes does not end it.
fn tag_end(text: &str) -> usize {
    let mut is_quoted = false;
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            b'"' => is_quoted = !is_quoted,
            b'>' if !is_quoted => return at + 1,
            _ => {}
        }
    }
    text.len()
}

/// What was escaped, as it was before.
pub fn unescaped(text: &str) -> String {
    text.replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&nbsp;", "\u{a0}")
        .replace("&amp;", "&")
}
