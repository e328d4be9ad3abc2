//! What surrounds a number: display name and angle brackets, URI scheme, host, parameters.
//!
//! Invariant: of the parameters only `;ext=` and a `;phone-context=` that is a number mean anything; the
//! rest (`;user=phone`, `;isub=`, `;tag=` …) is dropped here and never reaches the library.

/// A text taken apart: `"Erik" <sip:+46701740605;ext=4@example.com;user=phone>`.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Address<'a> {
    /// What stands before the angle brackets: `"Erik"`, empty without brackets.
    pub name: &'a str,
    /// Written as a URI, `tel:` or `sip:`.
    pub scheme: Option<&'static str>,
    /// The number itself or whatever is in its place, without parameters: `+46701740605`.
    pub user: &'a str,
    /// The host behind the `@`, without port and parameters.
    pub host: Option<&'a str>,
    /// The text between the number and the `@`: `ext=4`.
    pub parameters: &'a str,
}

/// RFC 3966, RFC 3261, Skype's old scheme, and those that pages and phones use for one number.
const SCHEMES: [&str; 7] = ["tel:", "sip:", "sips:", "callto:", "phone:", "sms:", "whatsapp:"];

impl<'a> Address<'a> {
    /// Takes plain text apart. Never fails: what is no address is all `user`.
    pub(crate) fn read(text: &'a str) -> Self {
        let (name, inner) = bracketed(text).unwrap_or(("", text));
        let mut address = Self { name: name.trim(), ..Self::default() };
        let mut rest = inner.trim();
        if let Some((scheme, behind)) = strip_scheme(rest) {
            address.scheme = Some(scheme);
            rest = behind.trim_start_matches('/').split('?').next().unwrap_or_default();
        }
        if let Some((user, host)) = rest.split_once('@') {
            address.host = Some(host.split([';', ':', '?', '>']).next().unwrap_or_default().trim());
            rest = user;
        }
        let (user, parameters) = rest.split_once(';').unwrap_or((rest, ""));
        address.user = user.trim();
        address.parameters = parameters;
        if address.is_sip() {
            // `sip:user:password@host`, or without a user `sip:host:port`.
            address.user = address.user.split(':').next().unwrap_or_default();
        }
        address
    }

    pub(crate) fn is_sip(&self) -> bool {
        matches!(self.scheme, Some("sip:" | "sips:"))
    }

    /// The digits of `;ext=`.
    pub(crate) fn extension(&self) -> Option<String> {
        let digits: String = self.parameter("ext")?.chars().filter(char::is_ascii_digit).collect();
        (!digits.is_empty()).then_some(digits)
    }

    /// The digits of a `;phone-context=+46`; a domain as the context says nothing about the number.
    pub(crate) fn context(&self) -> Option<String> {
        let digits = self.parameter("phone-context")?.trim().strip_prefix('+')?;
        let digits: String = digits.chars().filter(char::is_ascii_digit).collect();
        (!digits.is_empty()).then_some(digits)
    }

    /// Parts between semicolons that are no parameters: a telephone's pause and extension (`;4`), or
    /// another number.
    pub(crate) fn loose(&self) -> impl Iterator<Item = &'a str> {
        self.parameters.split(';').map(str::trim).filter(|part| !part.is_empty() && !part.contains('='))
    }

    fn parameter(&self, name: &str) -> Option<&'a str> {
        self.parameters.split(';').find_map(|part| {
            let (key, value) = part.split_once('=')?;
            key.trim().eq_ignore_ascii_case(name).then_some(value)
        })
    }
}

/// `name <inner>…`: RFC 3261's name-addr. The name may hold a `<` in quotes, so the last one counts.
fn bracketed(text: &str) -> Option<(&str, &str)> {
    let (name, behind) = text.rsplit_once('<')?;
    let (inner, _) = behind.split_once('>')?;
    Some((name, inner))
}

fn strip_scheme(text: &str) -> Option<(&'static str, &str)> {
    SCHEMES.into_iter().find_map(|scheme| {
        let (start, rest) = text.split_at_checked(scheme.len())?;
        start.eq_ignore_ascii_case(scheme).then_some((scheme, rest.trim_start()))
    })
}
