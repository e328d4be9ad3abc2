//! The URL, with what libpq knows beyond the driver: `sslmode=verify-*` and `sslrootcert`.

use std::path::PathBuf;
use std::time::Duration;

use percent_encoding::percent_decode_str;
use tokio_postgres::Config;
use tokio_postgres::config::TargetSessionAttrs;

/// Where the server is, and whether it must prove to be it.
#[derive(Clone)]
pub(crate) struct Address {
    pub config: Config,
    /// The server's certificate is verified.
    pub verify: bool,
    /// The file with the only authorities to trust; otherwise the system's.
    pub root: Option<PathBuf>,
}

/// For one TCP connection. With several hosts the next must have its turn while the caller still waits.
const CONNECT: Duration = Duration::from_secs(2);
const CONNECT_OF_SEVERAL: Duration = Duration::from_millis(700);
/// A peer that confirms nothing for so long is gone. Shorter than the system's patience of many minutes.
const UNCONFIRMED: Duration = Duration::from_secs(3);
const KEEPALIVE: Duration = Duration::from_secs(15);

impl Address {
    /// Reads a `postgres://` URL. The error is a sentence for the person who wrote it.
    pub fn parse(url: &str) -> Result<Self, String> {
        let (place, options) = url.split_once('?').unwrap_or((url, ""));
        let (mut verify, mut root, mut rest) = (false, None, Vec::new());
        for option in options.split('&').filter(|option| !option.is_empty()) {
            match option.split_once('=') {
                Some(("sslmode", "verify-ca" | "verify-full")) => {
                    verify = true;
                    rest.push("sslmode=require");
                }
                Some(("sslrootcert", path)) => {
                    verify = true;
                    if path != "system" {
                        root = Some(PathBuf::from(percent_decode_str(path).decode_utf8_lossy().as_ref()));
                    }
                }
                _ => rest.push(option),
            }
        }
        let mut config: Config = format!("{place}?{}", rest.join("&")).parse().map_err(|error| {
            // The driver names the option that it does not understand, but not the URL with its password.
            format!("the postgres:// URL is not understood: {}", super::error::describe(&error))
        })?;
        fill_in(&mut config);
        Ok(Address { config, verify, root })
    }
}

/// What the URL has left open.
fn fill_in(config: &mut Config) {
    let several = config.get_hosts().len().max(config.get_hostaddrs().len()) > 1;
    // Of several servers only one can be written to, and reads that decide a write must not lag behind.
    if several && config.get_target_session_attrs() == TargetSessionAttrs::Any {
        config.target_session_attrs(TargetSessionAttrs::ReadWrite);
    }
    if config.get_connect_timeout().is_none() {
        config.connect_timeout(if several { CONNECT_OF_SEVERAL } else { CONNECT });
    }
    if config.get_tcp_user_timeout().is_none() {
        config.tcp_user_timeout(UNCONFIRMED);
    }
    if config.get_keepalives_interval().is_none() {
        config.keepalives_idle(KEEPALIVE).keepalives_interval(KEEPALIVE).keepalives_retries(2);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ssl_options_mean_what_they_mean_to_libpq() {
        for (options, verify, root) in [
            ("", false, None),
            ("?sslmode=prefer", false, None),
            ("?sslmode=require", false, None),
            ("?sslmode=verify-full", true, None),
            ("?sslmode=require&sslrootcert=%2Fetc%2Fca.pem", true, Some("/etc/ca.pem")),
            ("?sslrootcert=system&application_name=x", true, None),
        ] {
            let address = Address::parse(&format!("postgres://u:p@h/d{options}")).unwrap();
            assert_eq!((address.verify, address.root), (verify, root.map(PathBuf::from)), "{options}");
        }
    }

    #[test]
    fn of_several_hosts_the_one_that_writes_is_wanted() {
        let attrs = |url| Address::parse(url).unwrap().config.get_target_session_attrs();
        assert_eq!(attrs("postgres://a/d"), TargetSessionAttrs::Any);
        assert_eq!(attrs("postgres://a,b/d"), TargetSessionAttrs::ReadWrite);
        assert_eq!(attrs("postgres://a,b/d?target_session_attrs=read-only"), TargetSessionAttrs::ReadOnly);
    }

    #[test]
    fn a_message_never_shows_the_password() {
        let message = Address::parse("postgres://u:secret@h/d?nonsense=1").err().unwrap();
        assert!(message.contains("nonsense") && !message.contains("secret"), "{message}");
    }
}
