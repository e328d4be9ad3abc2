//! Where one may be sent after log-in: addresses of this house only, so that nobody's link leads elsewhere through us.

/// The path to go to; home when it is none of ours.
pub fn path(next: Option<&str>) -> &str {
    match next {
        Some(next) if is_local(next) => next,
        _ => "/",
    }
}

/// A path of this host. Browsers read `//host`, and `\` as `/`, as another host; tabs and line breaks they drop.
fn is_local(next: &str) -> bool {
    let mut letters = next.chars();
    letters.next() == Some('/')
        && !matches!(letters.next(), Some('/' | '\\'))
        && !next.contains(|c: char| c == '\\' || c.is_control() || !c.is_ascii())
        && next.len() <= 2_000
        && !["/login", "/logout", "/invitations/"].iter().any(|own| next.starts_with(own))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_paths_of_this_host_are_followed() {
        for own in ["/", "/customers?q=a%20b", "/interactions/1#now", "/pop?tel=%2B46"] {
            assert_eq!(path(Some(own)), own);
        }
        for other in [
            "",
            "customers",
            "//evil.example",
            "/\\evil.example",
            "\\/evil",
            "/a\\b",
            "https://evil.example",
            "/\t/evil.example",
            "/\n/evil",
            "javascript:alert(1)",
            "/login?next=/",
            "/logout",
            "/ä",
        ] {
            assert_eq!(path(Some(other)), "/", "{other:?}");
        }
        assert_eq!(path(None), "/");
    }
}
