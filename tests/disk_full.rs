//! A disk that is full while a file comes: told as it is, in the reader's language; nothing half-written stays, and what
//! fits is taken.
//!
//! The disk is a limit of the process (`RLIMIT_FSIZE`), which every system has and nobody needs rights for: a write ends
//! where the limit is, as on a disk without room, and the next one fails.

use std::io::{BufRead, BufReader, Lines};
use std::path::Path;
use std::process::{Child, ChildStdout, Command, Stdio};

use axum::body::{Body, Bytes};
use axum::http::{Request, StatusCode};
use serde_json::{Value, json};
use visavi::egress::{Egress, Reach};

/// The largest file that the server can write, in blocks of 512 bytes; a first part of an upload fits.
const BLOCKS: u32 = 6 * 2_048;

struct Server {
    child: Child,
    /// Open as long as it speaks.
    _said: Lines<BufReader<ChildStdout>>,
    address: String,
    token: String,
    client: Egress,
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn visavi(data: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_visavi"));
    command.env("VISAVI_DATA", data).env("VISAVI_LISTEN", "127.0.0.1:0").stderr(Stdio::null());
    command
}

impl Server {
    fn start(data: &Path) -> Server {
        let made =
            visavi(data).args(["token", "create", "--name", "test", "--role", "agent"]).output().unwrap();
        let token = String::from_utf8(made.stdout).unwrap().trim().to_owned();
        // Without the signal a write that is too long fails as any other.
        let limited = format!("trap '' XFSZ; ulimit -f {BLOCKS}; exec \"$0\" serve");
        let mut child = Command::new("sh")
            .args(["-c", &limited, env!("CARGO_BIN_EXE_visavi")])
            .env("VISAVI_DATA", data)
            .env("VISAVI_LISTEN", "127.0.0.1:0")
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut said = BufReader::new(child.stdout.take().unwrap()).lines();
        let mut lines = said.by_ref().map_while(Result::ok);
        let address = lines.find_map(|line| Some(line.split_once("listens on ")?.1.trim().to_owned()));
        let (address, client) = (address.unwrap(), Egress::new(Reach::Anywhere).unwrap());
        Server { child, _said: said, address, token, client }
    }

    async fn post(
        &self,
        path: &str,
        language: &str,
        kind: &str,
        body: impl Into<Body>,
    ) -> (StatusCode, Value) {
        let request = Request::post(format!("{}/api/v1{path}", self.address))
            .header("authorization", format!("Bearer {}", self.token))
            .header("accept-language", language)
            .header("content-type", kind)
            .header("content-disposition", "attachment; filename=\"film.bin\"")
            .body(body.into())
            .unwrap();
        let (status, answer): (_, Bytes) = self.client.send(request).await.unwrap();
        (status, serde_json::from_slice(&answer).unwrap())
    }
}

/// What lies in the store of files.
fn stored(folder: &Path) -> Vec<u64> {
    let Ok(entries) = std::fs::read_dir(folder) else { return Vec::new() };
    let paths = entries.map(|entry| entry.unwrap().path());
    paths
        .flat_map(|path| if path.is_dir() { stored(&path) } else { vec![path.metadata().unwrap().len()] })
        .collect()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_upload_that_finds_no_room_is_told_so_and_leaves_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let (data, files) = (folder.path(), folder.path().join("files"));
    let server = Server::start(data);
    let (status, customer) =
        server.post("/customers", "en", "application/json", json!({"name": "Ida Nyberg"}).to_string()).await;
    assert_eq!(status, 201, "{customer}");
    let path = format!("/customers/{}/files", customer["id"].as_str().unwrap());
    for (language, said) in
        [("en", "no room"), ("sv", "ingen plats"), ("de", "kein Platz"), ("pl", "Nie ma miejsca")]
    {
        let (status, told) =
            server.post(&path, language, "application/octet-stream", vec![7; 12_000_000]).await;
        assert_eq!(
            (status.as_u16(), &told["type"]),
            (507, &json!("urn:visavi:problem:store-full")),
            "{told}"
        );
        assert!(told["title"].as_str().unwrap().contains(said), "{told}");
        assert_eq!(stored(&files), Vec::<u64>::new(), "nothing half-written stays");
    }
    let (status, file) = server.post(&path, "en", "application/octet-stream", vec![7; 1_000_000]).await;
    assert_eq!((status.as_u16(), &file["size"]), (201, &json!(1_000_000)), "{file}");
    assert_eq!(stored(&files), [1_000_000]);
    // No content is left that belongs to nothing.
    let database = rusqlite::Connection::open(data.join("visavi.db")).unwrap();
    let loose: i64 = database.query_row("SELECT COUNT(*) FROM loose_contents", [], |row| row.get(0)).unwrap();
    assert_eq!(loose, 0);
}
