//! The line to Visavi: what a telephone system or chat says over the public API, and nothing beside it.
//!
//! hyper-util's client is the smallest one there is: hyper already serves us through axum, and on the loopback no TLS,
//! proxies or redirects are needed.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::time::Duration;

use axum::body::{Body, Bytes, to_bytes};
use axum::http::header::{AUTHORIZATION, CONTENT_TYPE};
use axum::http::{HeaderValue, Method, Request};
use hyper_util::client::legacy::Client;
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::rt::TokioExecutor;
use serde_json::Value;

use crate::interactions::{InteractionInput, MessageInput};

/// A server that does not answer for so long is not waited for.
const PATIENCE: Duration = Duration::from_secs(10);
const LARGEST_ANSWER: usize = 1024 * 1024;

#[derive(Clone)]
pub struct Line {
    client: Client<HttpConnector, Body>,
    base: String,
    token: HeaderValue,
}

impl Line {
    /// To the server that listens on `address`.
    pub fn new(address: SocketAddr, token: &str) -> anyhow::Result<Line> {
        let host = match address.ip() {
            ip if !ip.is_unspecified() => ip,
            IpAddr::V4(_) => IpAddr::V4(Ipv4Addr::LOCALHOST),
            IpAddr::V6(_) => IpAddr::V6(Ipv6Addr::LOCALHOST),
        };
        let base = format!("http://{}/api/v1/interactions", SocketAddr::new(host, address.port()));
        let mut token = HeaderValue::try_from(format!("Bearer {token}"))?;
        token.set_sensitive(true);
        let client =
            Client::builder(TokioExecutor::new()).pool_idle_timeout(Duration::from_secs(20)).build_http();
        Ok(Line { client, base, token })
    }

    /// Tells of an interaction, or what is new of it; gives its id.
    pub async fn tell(&self, interaction: &InteractionInput) -> anyhow::Result<String> {
        let answer = self.post(&self.base, serde_json::to_vec(interaction)?).await?;
        let id = answer.get("id").and_then(Value::as_str);
        Ok(id.ok_or_else(|| anyhow::anyhow!("the answer has no id"))?.to_owned())
    }

    /// Adds a message to an interaction.
    pub async fn say(&self, id: &str, message: &MessageInput) -> anyhow::Result<()> {
        self.post(&format!("{}/{id}/messages", self.base), serde_json::to_vec(message)?).await?;
        Ok(())
    }

    async fn post(&self, address: &str, body: Vec<u8>) -> anyhow::Result<Value> {
        let request = Request::builder()
            .method(Method::POST)
            .uri(address)
            .header(AUTHORIZATION, self.token.clone())
            .header(CONTENT_TYPE, "application/json")
            .body(Body::from(Bytes::from(body)))?;
        let exchange = async {
            let answer = self.client.request(request).await?;
            let status = answer.status();
            let body = to_bytes(Body::new(answer.into_body()), LARGEST_ANSWER).await?;
            anyhow::ensure!(status.is_success(), "{status}: {}", String::from_utf8_lossy(&body));
            Ok(serde_json::from_slice(&body)?)
        };
        tokio::time::timeout(PATIENCE, exchange).await?
    }
}
