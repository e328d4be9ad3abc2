//! What somebody sees of a text, and where a link leads: neither may say something else than it is.

use url::Url;

/// Characters that turn the order of others around.
fn turns(c: char) -> bool {
    matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// Characters of no width, that make two texts look the same.
fn is_invisible(c: char) -> bool {
    matches!(
        c,
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{180e}' | '\u{200b}'..='\u{200f}'
            | '\u{2060}'..='\u{2064}' | '\u{3164}' | '\u{feff}' | '\u{ffa0}' | '\u{fff9}'..='\u{fffb}'
    )
}

/// A name, address or subject in one line as it reads: line ends are spaces, and nothing in it is unseen or turned around.
pub fn plain(text: &str) -> String {
    let line_end = |c: char| c.is_control() || matches!(c, '\u{2028}' | '\u{2029}');
    let seen = text.chars().filter(|c| !turns(*c) && !is_invisible(*c));
    seen.map(|c| if line_end(c) { ' ' } else { c }).collect()
}

/// Words of several lines without what turns their order around. Joiners stay: scripts and emoji are made of them.
pub fn upright(text: &str) -> String {
    text.chars().filter(|c| !turns(*c)).collect()
}

/// Where a link really leads, if what is shown for it names another place, or one that cannot be told by looking.
pub fn hidden_target(shown: &str, href: &str) -> Option<String> {
    let target = Url::parse(href.trim()).ok()?;
    let shown = plain(shown);
    if target.scheme() == "mailto" {
        let address = target.path().to_lowercase();
        let named = shown.split_whitespace().find(|word| word.contains('@'))?;
        let named = named.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
        return (named.trim_start_matches("mailto:") != address).then_some(address);
    }
    let host = target.host_str()?.to_owned();
    let named = named_host(&shown)?;
    let bare = |host: &str| host.trim_start_matches("www.").to_owned();
    (bare(&named) != bare(&host)).then_some(host)
}

/// The host that a reader takes from a text: what stands behind `://`, or the first word like `shop.example`.
fn named_host(shown: &str) -> Option<String> {
    let shown = shown.to_lowercase();
    shown.split_whitespace().find_map(|word| {
        let (is_address, rest) = match word.split_once("://") {
            Some((_, rest)) => (true, rest),
            None => (false, word),
        };
        // Up to where it seems to end: what stands before an at sign reads as the host of an address, and is none.
        let end = rest.find(['/', '\\', '?', '#', ':']).unwrap_or(rest.len());
        let name = match rest[..end].split_once('@') {
            Some((user, _)) if is_address => user,
            Some((_, host)) => host,
            None => &rest[..end],
        };
        let name = name.trim_matches(|c: char| !c.is_alphanumeric());
        let (before, last) = name.rsplit_once('.')?;
        let like = !before.is_empty() && last.chars().count() >= 2 && last.chars().all(char::is_alphabetic);
        (is_address || like).then(|| name.to_owned())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_that_says_another_host_tells_where_it_leads() {
        let told = |shown: &str, href: &str| hidden_target(shown, href);
        for (shown, href, host) in [
            ("https://bank.example/login", "https://evil.example/x", "evil.example"),
            ("www.bank.example", "https://evil.example", "evil.example"),
            ("Open bank.example now", "http://bank.example.evil.example/", "bank.example.evil.example"),
            ("https://bank.example@evil.example/", "https://bank.example@evil.example/", "evil.example"),
            ("https://bänk.example/", "https://b%C3%A4nk.example/", "xn--bnk-qla.example"),
            ("https://аpple.example", "https://аpple.example", "xn--pple-43d.example"),
            ("ba\u{200b}nk.example", "https://evil.example", "evil.example"),
            ("\u{202e}elpmaxe.knab\u{202c} bank.example", "https://evil.example", "evil.example"),
            ("help@bank.example", "mailto:evil@else.example", "evil@else.example"),
            ("help@bank.example", "https://evil.example", "evil.example"),
        ] {
            assert_eq!(told(shown, href).as_deref(), Some(host), "{shown} {href}");
        }
        for (shown, href) in [
            ("https://bank.example/a?b", "https://bank.example/a?b"),
            ("bank.example", "https://www.bank.example/x"),
            ("BANK.example:", "https://bank.example"),
            ("Click here", "https://evil.example"),
            ("Version 2.0 of it", "https://a.example"),
            ("help@bank.example", "mailto:Help@bank.example?subject=x"),
            ("+46 8 12", "tel:+46812"),
        ] {
            assert_eq!(told(shown, href), None, "{shown} {href}");
        }
    }

    #[test]
    fn a_name_is_one_line_as_it_reads() {
        assert_eq!(plain("invoice\u{202e}fdp.exe"), "invoicefdp.exe");
        assert_eq!(plain("Eva\r\nBcc: x\u{2028}y"), "Eva  Bcc: x y");
        assert_eq!(plain("pay\u{200b}pal\u{feff}"), "paypal");
        assert_eq!(plain("Åsa Müller 王"), "Åsa Müller 王");
        assert_eq!(upright("a\u{202e}b 👩‍🔧"), "ab 👩‍🔧");
    }
}
