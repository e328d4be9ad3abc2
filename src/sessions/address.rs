//! Where a try to log in comes from, so that its failures can be counted.

use std::net::IpAddr;

use axum::Extension;
use axum::extract::ConnectInfo;
use axum::http::HeaderMap;

use super::pages::Peer;

/// The address of the visitor. Behind a proxy it is the last one that `X-Forwarded-For` names: the only one
/// that the proxy itself has seen; those before it anybody can make up.
pub fn of(trust_proxy: bool, headers: &HeaderMap, peer: Peer) -> String {
    let forwarded = || {
        let lines = headers.get_all("x-forwarded-for");
        let last = lines.iter().next_back()?.to_str().ok()?.rsplit(',').next()?.trim();
        last.parse::<IpAddr>().ok()
    };
    let direct = peer.map(|Extension(ConnectInfo(address))| address.ip());
    let address = if trust_proxy { forwarded().or(direct) } else { direct };
    address.map_or_else(|| "unknown".to_owned(), network)
}

/// Who has one IPv6 address has the whole /64.
fn network(address: IpAddr) -> String {
    match address.to_canonical() {
        IpAddr::V4(address) => address.to_string(),
        IpAddr::V6(address) => {
            let [a, b, c, d, ..] = address.segments();
            format!("{a:x}:{b:x}:{c:x}:{d:x}::/64")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_proxy_itself_is_believed() {
        let mut headers = HeaderMap::new();
        headers.append("x-forwarded-for", "203.0.113.9".parse().unwrap());
        headers.append("x-forwarded-for", "198.51.100.7, 192.0.2.1".parse().unwrap());
        assert_eq!(of(false, &headers, None), "unknown");
        assert_eq!(of(true, &headers, None), "192.0.2.1");
        headers.append("x-forwarded-for", "nonsense".parse().unwrap());
        let peer = Some(Extension(ConnectInfo("[2001:db8:1:2:3::4]:5".parse().unwrap())));
        assert_eq!(of(true, &headers, peer), "2001:db8:1:2::/64");
    }
}
