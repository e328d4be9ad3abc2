//! A load of keep-alive connections that costs little itself: one task a connection, HTTP/1.1 by hand.

use std::net::SocketAddr;
use std::time::{Duration, Instant};

use anyhow::{Context, ensure};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

use crate::{Measured, Path};

/// Asks for `path(n)` over `connections` until `span` is over; every answer must be 200 or 201.
pub async fn measure(
    name: &str,
    address: SocketAddr,
    token: &str,
    connections: usize,
    span: Duration,
    path: Path,
) -> anyhow::Result<Measured> {
    let mut tasks = Vec::new();
    for connection in 0..connections {
        let (token, path) = (token.to_owned(), path.clone());
        tasks.push(tokio::spawn(async move { ask(address, &token, connection * 7_919, span, path).await }));
    }
    let mut micros = Vec::new();
    for task in tasks {
        micros.extend(task.await??);
    }
    Ok(Measured::of(name, connections, micros, span))
}

async fn ask(
    address: SocketAddr,
    token: &str,
    first: usize,
    span: Duration,
    path: Path,
) -> anyhow::Result<Vec<f64>> {
    let mut stream = TcpStream::connect(address).await?;
    stream.set_nodelay(true)?;
    let mut buffer = vec![0; 1 << 20];
    let begun = Instant::now();
    let mut micros = Vec::new();
    while begun.elapsed() < span {
        let request = format!(
            "GET {} HTTP/1.1\r\nHost: bench\r\nAuthorization: Bearer {token}\r\n\r\n",
            path(first + micros.len())
        );
        let one = Instant::now();
        stream.write_all(request.as_bytes()).await?;
        answer(&mut stream, &mut buffer).await?;
        micros.push(one.elapsed().as_secs_f64() * 1e6);
    }
    Ok(micros)
}

/// Posts `body(connection, nth)` to `path` over `connections` until `span` is over: microseconds of each request.
pub async fn post(
    address: SocketAddr,
    token: &str,
    path: &'static str,
    connections: usize,
    span: Duration,
    body: fn(usize, usize) -> String,
) -> anyhow::Result<Vec<f64>> {
    let mut tasks = Vec::new();
    for connection in 0..connections {
        let token = token.to_owned();
        tasks.push(tokio::spawn(async move {
            let mut stream = TcpStream::connect(address).await?;
            stream.set_nodelay(true)?;
            let mut buffer = vec![0; 1 << 20];
            let begun = Instant::now();
            let mut micros = Vec::new();
            while begun.elapsed() < span {
                let body = body(connection, micros.len());
                let one = Instant::now();
                stream.write_all(posted(path, &token, &body).as_bytes()).await?;
                answer(&mut stream, &mut buffer).await?;
                micros.push(one.elapsed().as_secs_f64() * 1e6);
            }
            anyhow::Ok(micros)
        }));
    }
    let mut micros = Vec::new();
    for task in tasks {
        micros.extend(task.await??);
    }
    Ok(micros)
}

/// A POST of JSON.
pub fn posted(path: &str, token: &str, body: &str) -> String {
    format!(
        "POST {path} HTTP/1.1\r\nHost: bench\r\nAuthorization: Bearer {token}\r\nContent-Type: application/json\r\nContent-Length: {}\r\n\r\n{body}",
        body.len()
    )
}

/// Reads one answer to its end by its length.
pub async fn answer(stream: &mut TcpStream, buffer: &mut [u8]) -> anyhow::Result<()> {
    let mut filled = 0;
    loop {
        let read = stream.read(&mut buffer[filled..]).await?;
        ensure!(read > 0, "the connection was closed");
        filled += read;
        let Some(end) = buffer[..filled].windows(4).position(|window| window == b"\r\n\r\n") else {
            continue;
        };
        let head = std::str::from_utf8(&buffer[..end])?;
        ensure!(
            (head.starts_with("HTTP/1.1 200") || head.starts_with("HTTP/1.1 201")),
            "answered {}",
            head.lines().next().unwrap_or_default()
        );
        let length = head
            .lines()
            .find_map(|line| {
                line.to_ascii_lowercase().strip_prefix("content-length: ")?.parse::<usize>().ok()
            })
            .context("the answer has no length")?;
        while filled < end + 4 + length {
            let read = stream.read(&mut buffer[filled..]).await?;
            ensure!(read > 0, "the connection was closed");
            filled += read;
        }
        return Ok(());
    }
}
