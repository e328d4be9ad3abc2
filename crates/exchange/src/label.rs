//! What a number or address is for, in one word.
//!
//! Invariant: `label(label(x)) == label(x)`.

/// The word of ours for what a file says: `_$!<Mobile>!$_`, `CELL`, `* Work` and `geschäftlich` are known.
/// Words of the owner's own stay as they are. `None` for an empty one.
pub(crate) fn label(text: &str) -> Option<String> {
    let text = text.trim();
    // Most are words of ours already, and folding costs.
    if let Some(word) = word(text) {
        return Some(word.to_owned());
    }
    // Apple wraps what it translates itself; Google stars what it stands first.
    let text = text.strip_prefix("_$!<").and_then(|text| text.strip_suffix(">!$_")).unwrap_or(text);
    let text = text.trim_start_matches("* ").trim();
    if text.is_empty() || text == "*" {
        return None;
    }
    Some(word(&crate::fold::fold(text)).map_or_else(|| text.to_owned(), str::to_owned))
}

/// The label that a folded word of a heading or type stands for.
pub(crate) fn word(folded: &str) -> Option<&'static str> {
    Some(match folded {
        "mobile" | "cell" | "cellular" | "cellphone" | "mobilephone" | "mobil" | "mobilt"
        | "mobiltelefon" | "handy" | "iphone" | "komorkowy" | "komorka" | "komorkowe" | "natel" => "mobile",
        "work" | "business" | "office" | "arbete" | "arbetet" | "jobb" | "jobbet" | "geschaftlich"
        | "geschaeftlich" | "dienstlich" | "arbeit" | "buro" | "sluzbowy" | "sluzbowa" | "sluzbowe"
        | "praca" | "firmowy" | "biuro" => "work",
        "home" | "private" | "privat" | "privata" | "personal" | "hem" | "hemma" | "bostad" | "domowy"
        | "domowa" | "domowe" | "dom" | "prywatny" | "prywatna" | "prywatne" => "home",
        "main" | "huvud" | "haupt" | "glowny" | "hauptnummer" => "main",
        "fax" | "faks" | "telefax" | "workfax" | "homefax" | "otherfax" => "fax",
        "pager" | "personsokare" => "pager",
        "other" | "annan" | "annat" | "ovrig" | "ovrigt" | "weitere" | "weiterer" | "weiteres" | "andere"
        | "sonstige" | "inny" | "inna" | "inne" => "other",
        "invoice" | "billing" | "faktura" | "rechnung" => "invoice",
        "delivery" | "shipping" | "leverans" | "lieferung" => "delivery",
        _ => return None,
    })
}

/// Which of several labels says most: a mobile at work is a mobile, a fax at home a fax.
pub(crate) fn strongest<'a>(labels: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    const ORDER: [&str; 9] =
        ["fax", "pager", "mobile", "work", "home", "main", "invoice", "delivery", "other"];
    labels.min_by_key(|label| ORDER.iter().position(|known| known == label).unwrap_or(ORDER.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_others_become_ours() {
        for (text, expected) in [
            ("_$!<Mobile>!$_", "mobile"),
            ("CELL", "mobile"),
            ("* Work", "work"),
            ("geschäftlich", "work"),
            ("Work Fax", "fax"),
            ("Sommarstugan", "Sommarstugan"),
        ] {
            assert_eq!(label(text).as_deref(), Some(expected), "{text}");
        }
        assert_eq!(label(" * "), None);
        assert_eq!(strongest(["work", "mobile"].into_iter()), Some("mobile"));
    }
}
