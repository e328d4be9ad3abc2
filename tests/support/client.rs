//! A client that speaks to the service in process.

use axum::body::Body;
use axum::http::{HeaderMap, Method, Request, StatusCode};
use http_body_util::BodyExt;
use serde_json::Value;
use tower::ServiceExt;
use visavi::app::App;
use visavi::routes;

#[derive(Clone)]
pub struct Client {
    service: axum::Router,
    headers: Vec<(String, String)>,
}

#[derive(Debug)]
pub struct Answer {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub text: String,
}

impl Answer {
    /// The JSON of the answer; null when it is none.
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.text).unwrap_or(Value::Null)
    }

    pub fn header(&self, name: &str) -> String {
        self.headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default().to_owned()
    }

    pub fn id(&self) -> String {
        self.json()["id"].as_str().unwrap_or_else(|| panic!("no id in {}", self.text)).to_owned()
    }

    /// Checks the status and gives the answer back.
    #[track_caller]
    pub fn expect(self, status: u16) -> Answer {
        // A page is long before it comes to the point.
        let point = self.text.find("<main").unwrap_or(0);
        assert_eq!(self.status.as_u16(), status, "{:.1000}", &self.text[point..]);
        self
    }

    /// The fields a problem names.
    pub fn fields(&self) -> Vec<String> {
        let errors = self.json()["errors"].as_array().cloned().unwrap_or_default();
        errors.iter().filter_map(|error| error["field"].as_str().map(str::to_owned)).collect()
    }
}

impl Client {
    pub fn new(service: axum::Router) -> Client {
        Client { service, headers: Vec::new() }
    }

    /// The same client of another house.
    pub fn of(&self, app: &App) -> Client {
        Client { service: routes::service(app), headers: self.headers.clone() }
    }

    /// A header that it sends.
    pub fn header(&self, name: &str) -> String {
        let found = self.headers.iter().find(|(known, _)| known == name);
        found.map(|(_, value)| value.clone()).unwrap_or_default()
    }

    pub fn with_header(&self, name: &str, value: &str) -> Client {
        let mut client = self.clone();
        client.headers.retain(|(known, _)| known != name);
        client.headers.push((name.to_owned(), value.to_owned()));
        client
    }

    pub fn without_header(&self, name: &str) -> Client {
        let mut client = self.clone();
        client.headers.retain(|(known, _)| known != name);
        client
    }

    pub async fn send(
        &self,
        method: Method,
        path: &str,
        content_type: Option<&str>,
        body: Vec<u8>,
    ) -> Answer {
        let (parts, body) = self.open(method, path, content_type, body).await.into_parts();
        let bytes = body.collect().await.unwrap().to_bytes();
        let text = String::from_utf8_lossy(&bytes).into_owned();
        Answer { status: parts.status, headers: parts.headers, text }
    }

    /// The answer with its body unread, for streams.
    pub async fn open(
        &self,
        method: Method,
        path: &str,
        content_type: Option<&str>,
        body: Vec<u8>,
    ) -> axum::response::Response {
        let mut request = Request::builder().method(method).uri(path);
        for (name, value) in &self.headers {
            request = request.header(name, value);
        }
        if let Some(content_type) = content_type {
            request = request.header("content-type", content_type);
        }
        self.service.clone().oneshot(request.body(Body::from(body)).unwrap()).await.unwrap()
    }

    pub async fn get(&self, path: &str) -> Answer {
        self.send(Method::GET, path, None, Vec::new()).await
    }

    /// Ids of what a list holds, in its order.
    pub async fn ids(&self, path: &str) -> Vec<String> {
        let list = self.get(path).await.expect(200).json();
        list["items"].as_array().unwrap().iter().map(|one| one["id"].as_str().unwrap().to_owned()).collect()
    }

    /// Ids of those whom a number finds, in their order.
    pub async fn found(&self, phone: &str) -> Vec<String> {
        let path = format!("/api/v1/lookup?phone={}", phone.replace('+', "%2B"));
        let found = self.get(&path).await.expect(200).json();
        let candidates = found["candidates"].as_array().unwrap().iter();
        candidates.map(|one| one["customer"]["id"].as_str().unwrap().to_owned()).collect()
    }

    pub async fn post(&self, path: &str, body: Value) -> Answer {
        self.send(Method::POST, path, Some("application/json"), body.to_string().into_bytes()).await
    }

    pub async fn put(&self, path: &str, body: Value) -> Answer {
        self.send(Method::PUT, path, Some("application/json"), body.to_string().into_bytes()).await
    }

    /// A merge patch with the tag that the resource has now.
    pub async fn patch(&self, path: &str, body: Value) -> Answer {
        let tag = self.get(path).await.header("etag");
        let body = body.to_string().into_bytes();
        self.with_header("if-match", &tag)
            .send(Method::PATCH, path, Some("application/merge-patch+json"), body)
            .await
    }

    pub async fn delete(&self, path: &str) -> Answer {
        let tag = self.get(path).await.header("etag");
        self.with_header("if-match", &tag).send(Method::DELETE, path, None, Vec::new()).await
    }

    pub async fn form(&self, path: &str, fields: &[(&str, &str)]) -> Answer {
        let body = form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish();
        self.send(Method::POST, path, Some("application/x-www-form-urlencoded"), body.into_bytes()).await
    }
}
