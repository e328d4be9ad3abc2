//! Words of a heading without what differs between two spellings of it.
//!
//! Invariant: the result is lower-case ASCII letters and digits, or letters of other scripts as they are.

/// The words of a text: `E-Mail 2: Adresse` is `e mail 2 adresse`, `homePhone2` is `homephone 2`.
pub(crate) fn words(text: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    let mut last = None;
    for c in text.chars() {
        // An apostrophe stands inside a word: Assistant's.
        if matches!(c, '\'' | '’') {
            continue;
        }
        let class = if c.is_numeric() {
            Some(true)
        } else if c.is_alphabetic() {
            Some(false)
        } else {
            None
        };
        if class.is_some() {
            if last != class || words.is_empty() {
                words.push(String::new());
            }
            if let Some(word) = words.last_mut() {
                c.to_lowercase().for_each(|c| plain(c, word));
            }
        }
        last = class;
    }
    words.retain(|word| !word.is_empty());
    words
}

/// All words in one.
pub(crate) fn fold(text: &str) -> String {
    words(text).concat()
}

/// A letter without its accent; the languages of our headings and their neighbours.
fn plain(c: char, to: &mut String) {
    let plain = match c {
        'à'..='å' | 'ā' | 'ă' | 'ą' => 'a',
        'ç' | 'ć' | 'č' => 'c',
        'ď' | 'đ' | 'ð' => 'd',
        'è'..='ë' | 'ē' | 'ė' | 'ę' | 'ě' => 'e',
        'ì'..='ï' | 'ī' | 'į' | 'ı' => 'i',
        'ł' | 'ļ' | 'ľ' => 'l',
        'ñ' | 'ń' | 'ň' => 'n',
        'ò'..='ö' | 'ø' | 'ō' | 'ő' => 'o',
        'ř' | 'ŕ' => 'r',
        'ś' | 'š' | 'ş' | 'ș' => 's',
        'ť' | 'ț' | 'ţ' => 't',
        'ù'..='ü' | 'ū' | 'ů' | 'ű' | 'ų' => 'u',
        'ý' | 'ÿ' => 'y',
        'ź' | 'ż' | 'ž' => 'z',
        'æ' => return to.push_str("ae"),
        'ß' => return to.push_str("ss"),
        // The accent of a letter that came in two pieces.
        '\u{300}'..='\u{36F}' => return,
        _ => c,
    };
    to.push(plain);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_a_heading_are_one() {
        assert_eq!(words("E-Mail 2: Adresse"), ["e", "mail", "2", "adresse"]);
        assert_eq!(fold("Straße geschäftlich"), "strassegeschaftlich");
        assert_eq!(fold("IMIĘ"), "imie");
        assert_eq!(fold("Assistant's Phone"), "assistantsphone");
        assert_eq!(fold("e_post"), fold("E-post"));
    }
}
