//! What every answer carries: a request id, and headers that keep a page to itself (trust.md).

use axum::extract::{Request, State};
use axum::http::HeaderValue;
use axum::http::header::{
    CACHE_CONTROL, CONTENT_SECURITY_POLICY, REFERRER_POLICY, STRICT_TRANSPORT_SECURITY,
    X_CONTENT_TYPE_OPTIONS,
};
use axum::middleware::Next;
use axum::response::Response;

use crate::app::App;
use crate::id::new_uuid;
use crate::secret;

/// The script nonce of an answer.
#[derive(Clone)]
pub struct Nonce(pub String);

/// Names a request in the log and in error messages.
#[derive(Clone)]
pub struct RequestId(pub String);

pub async fn add(State(app): State<App>, mut request: Request, next: Next) -> Response {
    let id = new_uuid(app.clock.now()).simple().to_string();
    let nonce = secret::new_secret();
    request.extensions_mut().insert(RequestId(id.clone()));
    request.extensions_mut().insert(Nonce(nonce.clone()));
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    let policy = format!(
        "default-src 'none'; script-src 'nonce-{nonce}' 'strict-dynamic'; style-src 'self'; img-src 'self' data:; \
         font-src 'self'; media-src 'self'; connect-src 'self'; frame-src 'self'; form-action 'self'; base-uri 'none'; \
         frame-ancestors 'self'"
    );
    // Files of customers have a stricter one.
    if let (Ok(policy), false) =
        (HeaderValue::from_str(&policy), headers.contains_key(CONTENT_SECURITY_POLICY))
    {
        headers.insert(CONTENT_SECURITY_POLICY, policy);
    }
    let mut set = |name, value: &str| {
        if let Ok(value) = HeaderValue::from_str(value) {
            headers.insert(name, value);
        }
    };
    set(X_CONTENT_TYPE_OPTIONS, "nosniff");
    set(REFERRER_POLICY, "no-referrer");
    set(axum::http::HeaderName::from_static("x-request-id"), &id);
    if app.config.is_secure() {
        set(STRICT_TRANSPORT_SECURITY, "max-age=31536000");
    }
    // Assets say themselves how long they keep; everything else may hold personal data.
    headers.entry(CACHE_CONTROL).or_insert(HeaderValue::from_static("no-store"));
    response
}
