//! How the house talks to others: https by the certificates of the system, an end to all waiting, no redirects, and
//! no private address unless the administrator meant one. Addresses are looked at after they were resolved, so that no
//! name leads inside.

use std::future::Future;
use std::io;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::pin::Pin;
use std::task::{Context as Task, Poll};
use std::time::Duration;
use std::vec::IntoIter;

use anyhow::Context;
use axum::body::{Body, Bytes};
use axum::http::{Request, Response, StatusCode, Uri};
use http_body_util::{BodyExt, Limited};
use hyper_rustls::{HttpsConnector, HttpsConnectorBuilder};
use hyper_util::client::legacy::Client;
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::client::legacy::connect::dns::Name;
use hyper_util::rt::TokioExecutor;
use tower::Service;

const CONNECT: Duration = Duration::from_secs(3);
const ANSWER: Duration = Duration::from_secs(10);
/// Bytes of an answer.
const LARGEST: usize = 1_000_000;

/// Whom a client may reach.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Reach {
    /// Public addresses, by https.
    Public,
    /// Also what is private, and by http: the administrator named the place and meant it.
    Anywhere,
}

/// Finds addresses, and keeps back those that may not be reached.
#[derive(Clone, Debug)]
pub struct Resolver(Reach);

impl Service<Name> for Resolver {
    type Response = IntoIter<SocketAddr>;
    type Error = io::Error;
    type Future = Pin<Box<dyn Future<Output = io::Result<IntoIter<SocketAddr>>> + Send>>;

    fn poll_ready(&mut self, _: &mut Task<'_>) -> Poll<io::Result<()>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, name: Name) -> Self::Future {
        let reach = self.0;
        Box::pin(async move {
            let found: Vec<SocketAddr> = tokio::net::lookup_host((name.as_str(), 0))
                .await?
                .filter(|address| reach == Reach::Anywhere || is_public(address.ip()))
                .collect();
            if found.is_empty() {
                return Err(io::Error::other("it has no public address"));
            }
            Ok(found.into_iter())
        })
    }
}

pub type Connector = HttpsConnector<HttpConnector<Resolver>>;

pub fn connector(reach: Reach) -> anyhow::Result<Connector> {
    let mut dial = HttpConnector::new_with_resolver(Resolver(reach));
    dial.enforce_http(false);
    dial.set_connect_timeout(Some(CONNECT));
    dial.set_keepalive(Some(Duration::from_secs(30)));
    Ok(HttpsConnectorBuilder::new()
        .with_native_roots()
        .context("the certificates of the system cannot be read")?
        .https_or_http()
        .enable_http1()
        .wrap_connector(dial))
}

/// A client: small answers are read whole, others as they come.
#[derive(Clone, Debug)]
pub struct Egress {
    client: Client<Connector, Body>,
    reach: Reach,
}

impl Egress {
    pub fn new(reach: Reach) -> anyhow::Result<Egress> {
        Ok(Egress { client: Client::builder(TokioExecutor::new()).build(connector(reach)?), reach })
    }

    pub async fn send(&self, request: Request<Body>) -> anyhow::Result<(StatusCode, Bytes)> {
        let host = request.uri().host().unwrap_or_default().to_owned();
        self.may_reach(request.uri()).with_context(|| host.clone())?;
        let answer = async {
            let answer = self.client.request(request).await?;
            let status = answer.status();
            let body = Limited::new(answer.into_body(), LARGEST).collect().await;
            let body = body.map_err(|error| anyhow::anyhow!(error))?.to_bytes();
            Ok::<_, anyhow::Error>((status, body))
        };
        tokio::time::timeout(ANSWER, answer)
            .await
            .context("no answer in time")
            .and_then(|answer| answer)
            .context(host)
    }

    /// Asks, and gives the answer with a body that has yet to be read, however long it is.
    pub async fn open(&self, request: Request<Body>) -> anyhow::Result<Response<Body>> {
        let host = request.uri().host().unwrap_or_default().to_owned();
        self.may_reach(request.uri()).with_context(|| host.clone())?;
        let answer = tokio::time::timeout(ANSWER, self.client.request(request)).await;
        answer.context("no answer in time").and_then(|answer| Ok(answer?.map(Body::new))).context(host)
    }

    /// What can be told from the address alone; names are looked at when they are resolved.
    fn may_reach(&self, uri: &Uri) -> anyhow::Result<()> {
        if self.reach == Reach::Anywhere {
            return Ok(());
        }
        anyhow::ensure!(uri.scheme_str() == Some("https"), "only https is safe here");
        let host = uri.host().unwrap_or_default().trim_matches(['[', ']']);
        let private = host.parse::<IpAddr>().is_ok_and(|address| !is_public(address));
        anyhow::ensure!(!private, "a private address");
        Ok(())
    }
}

/// Whether an address is one of the public Internet (IANA's registries of special addresses).
fn is_public(address: IpAddr) -> bool {
    match address.to_canonical() {
        IpAddr::V4(address) => is_public_v4(address),
        IpAddr::V6(address) => is_public_v6(address),
    }
}

fn is_public_v4(address: Ipv4Addr) -> bool {
    let [a, b, c, _] = address.octets();
    let special = a == 0
        || a >= 224
        || address.is_private()
        || address.is_loopback()
        || address.is_link_local()
        || address.is_documentation()
        || (a == 100 && (64..128).contains(&b))
        || (a == 192 && b == 0 && c == 0)
        || (a == 198 && (18..20).contains(&b));
    !special
}

/// Only global unicast, and of it no way round to version 4 (Teredo, 6to4) and no documentation.
fn is_public_v6(address: Ipv6Addr) -> bool {
    let [a, b, ..] = address.segments();
    (0x2000..0x4000).contains(&a) && !(a == 0x2001 && (b < 0x200 || b == 0xdb8)) && a != 0x2002
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn special_addresses_are_not_public() {
        for text in ["9.9.9.9", "2620:fe::fe", "100.128.0.1", "198.20.0.1", "::ffff:9.9.9.9"] {
            assert!(is_public(text.parse().unwrap()), "{text}");
        }
        for text in [
            "127.0.0.1",
            "10.1.2.3",
            "172.16.0.1",
            "192.168.1.1",
            "169.254.169.254",
            "100.64.0.1",
            "0.0.0.0",
            "224.0.0.1",
            "255.255.255.255",
            "198.18.0.1",
            "192.0.0.1",
            "192.0.2.1",
            "::1",
            "::",
            "fe80::1",
            "fd00::1",
            "::ffff:127.0.0.1",
            "64:ff9b::7f00:1",
            "2001:db8::1",
            "2001::1",
            "2002:7f00:1::",
            "ff02::1",
        ] {
            assert!(!is_public(text.parse().unwrap()), "{text}");
        }
    }

    #[tokio::test]
    async fn neither_a_literal_nor_a_name_leads_inside() {
        let egress = Egress::new(Reach::Public).unwrap();
        for uri in ["https://127.0.0.1/", "https://[::1]/", "https://localhost/", "http://9.9.9.9/"] {
            let request = Request::get(uri).body(Body::empty()).unwrap();
            let refused = format!("{:?}", egress.send(request).await.unwrap_err());
            assert!(
                refused.contains("public address")
                    || refused.contains("private")
                    || refused.contains("https"),
                "{refused}"
            );
        }
    }
}
