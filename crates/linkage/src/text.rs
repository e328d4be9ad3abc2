//! Folding, hashing and how alike two folded words are.
//!
//! Sources: Jaro (1989), *Advances in Record-Linkage Methodology as Applied to Matching the 1985
//! Census of Tampa, Florida*; Winkler (1990), *String Comparator Metrics and Enhanced Decision
//! Rules in the Fellegi–Sunter Model of Record Linkage*; Damerau (1964), *A technique for computer
//! detection and correction of spelling errors* (here as optimal string alignment).

/// The longest word compared letter by letter, in bytes; [`fold`] callers cut to it.
pub const LONGEST: usize = 40;

/// Lower case without marks; whatever is neither letter nor digit is one space.
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    let mut gap = false;
    for letter in text.chars().flat_map(char::to_lowercase) {
        let plain = match letter {
            'a'..='z' | '0'..='9' => {
                push(&mut folded, &mut gap, letter);
                continue;
            }
            'à'..='æ' | 'ā' | 'ă' | 'ą' => "a",
            'ç' | 'ć' | 'č' => "c",
            'ď' | 'đ' | 'ð' => "d",
            'è'..='ë' | 'ē' | 'ę' | 'ě' | 'ė' => "e",
            'ğ' => "g",
            'ì'..='ï' | 'ī' | 'ı' => "i",
            'ł' => "l",
            'ñ' | 'ń' | 'ň' => "n",
            'ò'..='ö' | 'ø' | 'ő' | 'ō' => "o",
            'œ' => "oe",
            'ř' => "r",
            'ś' | 'š' | 'ş' | 'ș' => "s",
            'ß' => "ss",
            'ť' | 'ţ' | 'ț' => "t",
            'þ' => "th",
            'ù'..='ü' | 'ū' | 'ů' | 'ű' => "u",
            'ý' | 'ÿ' => "y",
            'ź' | 'ż' | 'ž' => "z",
            // An apostrophe or a combining mark parts nothing: o'brien is obrien.
            '\'' | '’' | '`' | '\u{300}'..='\u{36f}' => continue,
            other if other.is_alphanumeric() => {
                push(&mut folded, &mut gap, other);
                continue;
            }
            _ => {
                gap = true;
                continue;
            }
        };
        for letter in plain.chars() {
            push(&mut folded, &mut gap, letter);
        }
    }
    folded
}

fn push(folded: &mut String, gap: &mut bool, letter: char) {
    if *gap && !folded.is_empty() {
        folded.push(' ');
    }
    *gap = false;
    folded.push(letter);
}

/// At most [`LONGEST`] bytes of a word, cut between letters.
pub fn cut(word: &str) -> &str {
    let mut end = word.len().min(LONGEST);
    while !word.is_char_boundary(end) {
        end -= 1;
    }
    &word[..end]
}

/// FNV-1a, the same on every machine and in every version: hashes are stored.
pub fn hash(bytes: &[u8]) -> u64 {
    let sum = bytes.iter().fold(0xcbf2_9ce4_8422_2325, |sum: u64, byte| {
        (sum ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3)
    });
    mix(sum, 0)
}

/// Two hashes as one; the order counts.
pub fn mix(one: u64, other: u64) -> u64 {
    let mut sum = one.rotate_left(29) ^ other.wrapping_mul(0x9e37_79b9_7f4a_7c15);
    sum = (sum ^ (sum >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    sum = (sum ^ (sum >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    sum ^ (sum >> 31)
}

/// The consonants as they sound, one letter each: the same for Meyer and Maier, Schmidt and Smit,
/// Kristina and Christina, Wojcik and Vojcik. Vowels count only at the beginning.
pub fn sound(word: &str) -> String {
    let word = word.as_bytes();
    let mut code = Vec::with_capacity(8);
    let mut at = 0;
    while at < word.len() && code.len() < 8 {
        let rest = &word[at..];
        let (letter, length) = match rest {
            [b's', b'c', b'h', ..] => (b's', 3),
            [b's', b'h' | b'z' | b'j' | b'k', ..] if rest[1] != b'k' => (b's', 2),
            [b'c', b'z', ..] | [b't', b'z', ..] | [b'd', b't', ..] => {
                (if rest[0] == b'd' { b't' } else { b's' }, 2)
            }
            [b'c', b'k' | b'h', ..] => (b'k', 2),
            [b'p', b'h', ..] => (b'f', 2),
            [b't', b'h', ..] => (b't', 2),
            [b'c', b'e' | b'i' | b'y', ..] => (b's', 1),
            [b'c' | b'k' | b'q' | b'g', ..] => (b'k', 1),
            [b'x', ..] => (b'k', 1),
            [b'b' | b'p', ..] => (b'p', 1),
            [b'd' | b't', ..] => (b't', 1),
            [b'v' | b'w' | b'f', ..] => (b'f', 1),
            [b's' | b'z', ..] => (b's', 1),
            [b'm', ..] => (b'm', 1),
            [b'n', ..] => (b'n', 1),
            [b'l', ..] => (b'l', 1),
            [b'r', ..] => (b'r', 1),
            [b'h', ..] if at > 0 => (0, 1),
            [b'a' | b'e' | b'i' | b'o' | b'u' | b'y' | b'j', ..] => (if at == 0 { b'a' } else { 0 }, 1),
            [other, ..] => (*other, 1),
            [] => break,
        };
        if letter != 0 && code.last() != Some(&letter) {
            code.push(letter);
        }
        at += length;
    }
    code.into_iter().map(char::from).collect()
}

/// Jaro's similarity with Winkler's bonus for a common beginning: 0 to 1.
pub fn jaro_winkler(a: &[u8], b: &[u8]) -> f32 {
    let (a, b) = (&a[..a.len().min(64)], &b[..b.len().min(64)]);
    if a.is_empty() || b.is_empty() {
        return 0.0;
    }
    let reach = (a.len().max(b.len()) / 2).saturating_sub(1);
    let (mut in_a, mut in_b) = (0u64, 0u64);
    for (i, letter) in a.iter().enumerate() {
        let low = i.saturating_sub(reach);
        let high = (i + reach + 1).min(b.len());
        for (j, other) in b.iter().enumerate().take(high).skip(low) {
            if letter == other && in_b >> j & 1 == 0 {
                in_a |= 1 << i;
                in_b |= 1 << j;
                break;
            }
        }
    }
    let matches = in_a.count_ones();
    if matches == 0 {
        return 0.0;
    }
    let mut swapped = 0;
    let mut left = in_b;
    for (i, letter) in a.iter().enumerate() {
        if in_a >> i & 1 == 1 {
            swapped += u32::from(*letter != b[left.trailing_zeros() as usize]);
            left &= left - 1;
        }
    }
    let matched = matches as f32;
    let jaro =
        (matched / a.len() as f32 + matched / b.len() as f32 + (matched - swapped as f32 / 2.0) / matched)
            / 3.0;
    let common = a.iter().zip(b).take(4).take_while(|(a, b)| a == b).count();
    jaro + common as f32 * 0.1 * (1.0 - jaro)
}

/// Letters put in, left out, changed, or exchanged with their neighbour between two words.
pub fn edits(a: &[u8], b: &[u8]) -> usize {
    let start = a.iter().zip(b).take_while(|(a, b)| a == b).count();
    let (a, b) = (&a[start..], &b[start..]);
    let end = a.iter().rev().zip(b.iter().rev()).take_while(|(a, b)| a == b).count();
    let (a, b) = (&a[..a.len() - end], &b[..b.len() - end]);
    if a.is_empty() || b.is_empty() {
        return a.len() + b.len();
    }
    if a.len() > 63 || b.len() > 63 {
        return a.len().max(b.len());
    }
    let mut rows = [[0u8; 64]; 3];
    for (j, cell) in rows[0].iter_mut().enumerate() {
        *cell = j as u8;
    }
    for i in 1..=a.len() {
        let (now, last, before) = (i % 3, (i + 2) % 3, (i + 1) % 3);
        rows[now][0] = i as u8;
        for j in 1..=b.len() {
            let changed = rows[last][j - 1] + u8::from(a[i - 1] != b[j - 1]);
            let mut least = changed.min(rows[last][j] + 1).min(rows[now][j - 1] + 1);
            if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                least = least.min(rows[before][j - 2] + 1);
            }
            rows[now][j] = least;
        }
    }
    usize::from(rows[a.len() % 3][b.len()])
}

/// Which letters a word has, a bit each (others than a to z share theirs).
pub fn letters(word: &[u8]) -> u32 {
    word.iter().fold(0, |seen, byte| seen | 1 << (byte & 31))
}

/// Whether two words can be as alike as `least` by [`jaro_winkler`], by their letters alone: most
/// pairs of words are told apart by this.
pub fn may_be_alike(a: &[u8], b: &[u8], least: f32) -> bool {
    let (in_a, in_b) = (letters(a), letters(b));
    let matches =
        (a.len() - (in_a & !in_b).count_ones() as usize).min(b.len() - (in_b & !in_a).count_ones() as usize);
    let jaro = (matches as f32 / a.len() as f32 + matches as f32 / b.len() as f32 + 1.0) / 3.0;
    let common = a.iter().zip(b).take(4).take_while(|(a, b)| a == b).count();
    jaro + common as f32 * 0.1 * (1.0 - jaro) >= least
}

/// Whether two words can be within `most` [`edits`], by their letters alone.
pub fn may_be_near(a: &[u8], b: &[u8], most: u32) -> bool {
    a.len().abs_diff(b.len()) <= most as usize && (letters(a) ^ letters(b)).count_ones() <= 2 * most
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_folded() {
        assert_eq!(fold("  Åsa-Maria  O'Brien "), "asa maria obrien");
        assert_eq!(fold("Łódź, Große Straße 3"), "lodz grosse strasse 3");
    }

    #[test]
    fn what_sounds_alike_has_one_code() {
        for (one, other) in [("meyer", "maier"), ("christina", "kristina"), ("schmidt", "smit")] {
            assert_eq!(sound(one), sound(other), "{one} {other}");
        }
        assert_ne!(sound("nowak"), sound("larsson"));
    }

    #[test]
    fn likeness_is_as_published() {
        // Winkler 1990, table of examples.
        assert!((jaro_winkler(b"martha", b"marhta") - 0.961).abs() < 0.001);
        assert!((jaro_winkler(b"dixon", b"dicksonx") - 0.813).abs() < 0.001);
        assert_eq!(edits(b"martha", b"marhta"), 1);
        assert_eq!(edits(b"kitten", b"sitting"), 3);
        assert_eq!(edits(b"", b"abc"), 3);
    }
}
