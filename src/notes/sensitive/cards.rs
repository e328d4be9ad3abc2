//! Numbers of payment cards.

use crate::national_ids;

/// Groups of digits with one space or dash between, as cards have them.
struct Run<'t> {
    groups: Vec<&'t str>,
    /// Part of something longer: an account number, a reference, a phone number.
    is_part: bool,
}

const fn separates(c: char) -> bool {
    matches!(c, ' ' | '\u{a0}' | '\u{202f}' | '\u{2009}' | '-' | '‐' | '‑' | '–')
}

pub(super) fn are_in(text: &str) -> bool {
    runs(text).iter().filter(|run| !run.is_part).any(|run| {
        (0..run.groups.len()).any(|first| {
            (first..run.groups.len().min(first + 5)).any(|last| is_card(&run.groups[first..=last]))
        })
    })
}

fn runs(text: &str) -> Vec<Run<'_>> {
    let mut runs: Vec<Run<'_>> = Vec::new();
    let mut end = None;
    let mut rest = 0;
    while let Some(start) = text[rest..].find(|c: char| c.is_ascii_digit()).map(|at| rest + at) {
        let length = text[start..].find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len() - start);
        let group = &text[start..start + length];
        let between = end.map(|end: usize| &text[end..start]);
        let joins = between.is_some_and(|between| {
            let mut chars = between.chars();
            chars.next().is_some_and(separates) && chars.next().is_none()
        });
        match runs.last_mut() {
            Some(run) if joins => run.groups.push(group),
            _ => {
                let before = text[..start].chars().next_back();
                runs.push(Run { groups: vec![group], is_part: before.is_some_and(continues) });
            }
        }
        rest = start + length;
        end = Some(rest);
        if text[rest..].chars().next().is_some_and(|c| c.is_alphanumeric() || c == '_')
            && let Some(run) = runs.last_mut()
        {
            run.is_part = true;
        }
    }
    runs
}

/// What makes the digits after it a part of something: a letter, the sign of a phone number, of a reference, of a sum.
const fn is_sign(c: char) -> bool {
    matches!(c, '+' | '#' | '_' | '/' | '-' | '.' | ',')
}

fn continues(c: char) -> bool {
    c.is_alphanumeric() || is_sign(c)
}

fn is_card(groups: &[&str]) -> bool {
    let (last, first) = match groups.split_last() {
        Some((last, first)) => (*last, first),
        None => return false,
    };
    // Four by four, or as American Express and Diners have it; the last group is what is left.
    let shaped =
        first.iter().all(|group| (4..=6).contains(&group.len())) && (first.is_empty() || last.len() <= 6);
    let number = groups.concat();
    shaped && is_issued(&number) && is_checked(&number) && !is_phone(groups, &number)
}

/// Whether an issuer gives out numbers of this beginning and length.
fn is_issued(number: &str) -> bool {
    let starts =
        |digits: usize| number.get(..digits).and_then(|start| start.parse::<u32>().ok()).unwrap_or(0);
    let (one, two, three, four) = (starts(1), starts(2), starts(3), starts(4));
    match number.len() {
        13 => one == 4,
        14 => (300..=305).contains(&three) || matches!(two, 36 | 38 | 39),
        15 => matches!(two, 34 | 37),
        16..=19 => {
            // Visa, Mastercard, Discover, JCB, UnionPay, and what is left of Maestro.
            let visa = one == 4 && matches!(number.len(), 16 | 19);
            let mastercard =
                number.len() == 16 && ((51..=55).contains(&two) || (2_221..=2_720).contains(&four));
            visa || mastercard
                || four == 6_011
                || two == 65
                || (644..=649).contains(&three)
                || (3_528..=3_589).contains(&four)
                || two == 62
                || matches!(four, 5_018 | 5_020 | 5_038 | 5_893 | 6_304 | 6_759 | 6_761..=6_763)
        }
        _ => false,
    }
}

fn is_checked(number: &str) -> bool {
    let digits: Vec<u8> = number.bytes().map(|digit| digit - b'0').collect();
    digits.split_last().is_some_and(|(check, body)| national_ids::luhn(body) == *check)
}

/// Whether the digits of one group are a phone number whose plus was left out: those are 15 at most (ITU-T E.164).
fn is_phone(groups: &[&str], number: &str) -> bool {
    let telephone = telephone::Telephone { e164: format!("+{number}"), extension: None };
    groups.len() == 1 && number.len() <= 15 && telephone.kind() != telephone::Kind::Other
}
