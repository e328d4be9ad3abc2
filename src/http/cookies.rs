//! The cookies of the house: no script reads them, and with https they are of this host alone.

use axum::http::HeaderMap;
use axum::http::header::COOKIE;

#[derive(Clone, Copy)]
pub enum Cookie {
    /// Of who is logged in.
    Session,
    /// Of who gave the password and owes a code.
    SecondStep,
    /// Of who was sent to the log-in of the organisation.
    Identity,
}

impl Cookie {
    fn name(self, secure: bool) -> &'static str {
        match (self, secure) {
            (Cookie::Session, true) => "__Host-visavi",
            (Cookie::Session, false) => "visavi",
            (Cookie::SecondStep, true) => "__Host-visavi-step",
            (Cookie::SecondStep, false) => "visavi-step",
            (Cookie::Identity, true) => "__Host-visavi-identity",
            (Cookie::Identity, false) => "visavi-identity",
        }
    }

    /// Its value in a request.
    pub fn read(self, headers: &HeaderMap, secure: bool) -> Option<String> {
        headers
            .get_all(COOKIE)
            .iter()
            .filter_map(|value| value.to_str().ok())
            .flat_map(|value| value.split(';'))
            .find_map(|pair| {
                let (key, value) = pair.trim().split_once('=')?;
                (key == self.name(secure)).then(|| value.to_owned())
            })
    }

    /// The header that gives it to a browser for some seconds.
    pub fn give(self, secure: bool, value: &str, seconds: i64) -> String {
        let (name, end) = (self.name(secure), if secure { "; Secure" } else { "" });
        format!("{name}={value}; Path=/; HttpOnly; SameSite=Lax; Max-Age={seconds}{end}")
    }

    /// The header that takes it away.
    pub fn take(self, secure: bool) -> String {
        self.give(secure, "", 0)
    }
}
