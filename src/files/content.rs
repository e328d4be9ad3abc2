//! What is in the files: streams to and from the object store, a folder or an S3-compatible one.
//!
//! Invariant: a content is there whole or not at all, and no more than a part of it is in memory at a time.

use std::error::Error;
use std::io::{self, ErrorKind};
use std::ops::Range;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use anyhow::Context;
use axum::body::Bytes;
use futures_util::stream::BoxStream;
use futures_util::{Stream, StreamExt};
use object_store::aws::AmazonS3Builder;
use object_store::buffered::BufWriter;
use object_store::local::LocalFileSystem;
use object_store::path::Path;
use object_store::prefix::PrefixStore;
use object_store::{BackoffConfig, GetOptions, GetRange, ObjectStore, ObjectStoreExt, RetryConfig};
use sha2::{Digest, Sha256};
use tokio::io::AsyncWriteExt;
use tokio::sync::OnceCell;

use super::{MEGABYTE, egress, media};
use crate::config::Config;
use crate::error::{AppError, AppResult};
use crate::{hex, secret};

/// Bytes of a part of an upload: the least that S3 takes.
const PART: usize = 5 * 1024 * 1024;
/// How long the next piece of an upload may take to come.
const PATIENCE: Duration = Duration::from_secs(60);

/// Where contents lie.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Place {
    Folder(PathBuf),
    Bucket { bucket: String, prefix: String, endpoint: Option<String> },
}

impl Place {
    /// What the configuration says.
    ///
    /// # Errors
    /// What is wrong with it, by the name of its value.
    pub fn of(config: &Config) -> anyhow::Result<Place> {
        let Some(text) = &config.files else { return Ok(Place::Folder(config.data.join("files"))) };
        let Some(bucket) = text.strip_prefix("s3://") else {
            anyhow::ensure!(!text.contains("://"), "files: expected a folder or s3://BUCKET, got {text}");
            return Ok(Place::Folder(PathBuf::from(text)));
        };
        let (bucket, prefix) = bucket.split_once('/').unwrap_or((bucket, ""));
        anyhow::ensure!(!bucket.is_empty(), "files: expected s3://BUCKET or s3://BUCKET/PREFIX");
        anyhow::ensure!(
            config.files_key.is_some() && config.files_secret.is_some(),
            "files: {text} needs files_key and files_secret"
        );
        if let Some(endpoint) = &config.files_endpoint {
            let uri: axum::http::Uri = endpoint.parse().context("files_endpoint")?;
            let host = uri.host().unwrap_or_default().trim_matches(['[', ']']);
            let near = host == "localhost"
                || host.parse::<std::net::IpAddr>().is_ok_and(|address| address.is_loopback());
            match uri.scheme_str() {
                Some("https") => {}
                Some("http") if near || config.files_http => {}
                Some("http") => anyhow::bail!(
                    "files_endpoint: http:// would send files in the open; use https://, or say files_http = true"
                ),
                _ => anyhow::bail!("files_endpoint: expected https://…, got {endpoint}"),
            }
        }
        let (bucket, prefix) = (bucket.to_owned(), prefix.trim_matches('/').to_owned());
        Ok(Place::Bucket { bucket, prefix, endpoint: config.files_endpoint.clone() })
    }
}

/// What was stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stored {
    pub size: i64,
    pub sha256: Vec<u8>,
    pub media_type: &'static str,
}

/// The store of an installation. It is opened when it is first used: a card opens also while files cannot.
pub struct Contents {
    config: Config,
    store: OnceCell<Arc<dyn ObjectStore>>,
}

impl Contents {
    pub fn new(config: &Config) -> Contents {
        Contents { config: config.clone(), store: OnceCell::new() }
    }

    /// What the installation allows.
    pub fn config(&self) -> &Config {
        &self.config
    }

    /// A key that says nothing. By its first letters the folders of a file system stay small.
    pub fn new_key() -> String {
        let name = hex::encode(&secret::hash(&secret::new_secret()));
        format!("{}/{name}", &name[..2])
    }

    async fn store(&self) -> AppResult<&Arc<dyn ObjectStore>> {
        self.store.get_or_try_init(|| async { open(&self.config) }).await.map_err(|error| {
            tracing::error!(error = format!("{error:#}"), "the store of files cannot be opened");
            AppError::StoreUnavailable
        })
    }

    /// Stores what the stream brings, which may be nothing at all.
    ///
    /// # Errors
    /// `FileTooLarge` beyond `largest_mb` megabytes, `StoreUnavailable`, `StoreFull`, or what the stream says. Then
    /// nothing is left but, where the store failed as well, a loose content that is removed later.
    pub async fn put(
        &self,
        key: &str,
        largest_mb: i64,
        pieces: impl Stream<Item = AppResult<Bytes>>,
    ) -> AppResult<Stored> {
        let store = self.store().await?.clone();
        let mut writer = BufWriter::with_capacity(store, Path::from(key), PART).with_max_concurrency(1);
        match write(&mut writer, largest_mb, pieces).await {
            Ok(stored) => {
                writer.shutdown().await.map_err(failed)?;
                Ok(stored)
            }
            Err(error) => {
                if let Err(error) = writer.abort().await {
                    tracing::warn!(%error, "a part of an upload stays in the store");
                }
                Err(error)
            }
        }
    }

    /// Bytes of a content.
    ///
    /// # Errors
    /// `StoreUnavailable`; an error within the stream cuts the answer short.
    pub async fn get(
        &self,
        key: &str,
        range: Range<u64>,
    ) -> AppResult<BoxStream<'static, object_store::Result<Bytes>>> {
        let options = GetOptions { range: Some(GetRange::Bounded(range)), ..GetOptions::default() };
        let found = self.store().await?.get_opts(&Path::from(key), options).await.map_err(failed)?;
        Ok(found.into_stream())
    }

    /// All bytes of a content; none if there is none.
    pub async fn open(
        &self,
        key: &str,
    ) -> AppResult<Option<BoxStream<'static, object_store::Result<Bytes>>>> {
        match self.store().await?.get(&Path::from(key)).await {
            Ok(found) => Ok(Some(found.into_stream())),
            Err(object_store::Error::NotFound { .. }) => Ok(None),
            Err(error) => Err(failed(error)),
        }
    }

    /// Removes a content; one that is not there is removed already.
    pub async fn remove(&self, key: &str) -> AppResult<()> {
        match self.store().await?.delete(&Path::from(key)).await {
            Ok(()) | Err(object_store::Error::NotFound { .. }) => Ok(()),
            Err(error) => Err(failed(error)),
        }
    }

    /// Stores a few bytes under a name of their own, over what was there.
    pub async fn put_whole(&self, key: &str, bytes: Vec<u8>) -> AppResult<()> {
        self.store().await?.put(&Path::from(key), bytes.into()).await.map_err(failed)?;
        Ok(())
    }

    /// The same bytes.
    pub async fn get_whole(&self, key: &str) -> AppResult<Bytes> {
        self.store().await?.get(&Path::from(key)).await.map_err(failed)?.bytes().await.map_err(failed)
    }

    /// The names of what lies in a folder.
    pub async fn list(&self, folder: &str) -> AppResult<Vec<String>> {
        let folder = Path::from(folder);
        let found = self.store().await?.list_with_delimiter(Some(&folder)).await.map_err(failed)?;
        Ok(found.objects.into_iter().map(|one| one.location.to_string()).collect())
    }

    /// Writes, reads and removes something.
    pub async fn check(&self) -> anyhow::Result<()> {
        let store = open(&self.config)?;
        let path = Path::from(Contents::new_key());
        store.put(&path, Bytes::from_static(b"visavi").into()).await.context("cannot be written")?;
        let read = async { store.get(&path).await?.bytes().await }.await.context("cannot be read");
        store.delete(&path).await.context("cannot be removed from")?;
        anyhow::ensure!(read? == b"visavi"[..], "gives other bytes than it was given");
        Ok(())
    }
}

async fn write(
    writer: &mut BufWriter,
    largest_mb: i64,
    pieces: impl Stream<Item = AppResult<Bytes>>,
) -> AppResult<Stored> {
    let mut pieces = std::pin::pin!(pieces);
    let (mut size, mut hash, mut beginning) = (0_i64, Sha256::new(), Vec::new());
    let cut = |_| AppError::invalid("file", "invalid-file-cut");
    while let Some(piece) = tokio::time::timeout(PATIENCE, pieces.next()).await.map_err(cut)? {
        let piece = piece?;
        size = size.saturating_add(i64::try_from(piece.len()).unwrap_or(i64::MAX));
        if size > largest_mb * MEGABYTE {
            return Err(AppError::FileTooLarge { largest_mb });
        }
        hash.update(&piece);
        let missing = media::BEGINNING - beginning.len();
        beginning.extend_from_slice(&piece[..piece.len().min(missing)]);
        writer.put(piece).await.map_err(failed)?;
    }
    Ok(Stored { size, sha256: hash.finalize().to_vec(), media_type: media::of(&beginning) })
}

fn failed(error: impl Error + 'static) -> AppError {
    tracing::warn!(%error, "the store of files does not do its work");
    if is_full(&error) { AppError::StoreFull } else { AppError::StoreUnavailable }
}

/// Whether a disk, a quota or a limit of the process is at its end.
fn is_full(error: &(dyn Error + 'static)) -> bool {
    let causes = std::iter::successors(Some(error), |error| (*error).source());
    let full = [ErrorKind::StorageFull, ErrorKind::QuotaExceeded, ErrorKind::FileTooLarge];
    causes.filter_map(|cause| cause.downcast_ref::<io::Error>()).any(|cause| full.contains(&cause.kind()))
}

fn open(config: &Config) -> anyhow::Result<Arc<dyn ObjectStore>> {
    match Place::of(config)? {
        Place::Folder(folder) => {
            make(&folder).with_context(|| format!("cannot make the folder {}", folder.display()))?;
            // An upload that was answered survives a power cut.
            Ok(Arc::new(LocalFileSystem::new_with_prefix(folder)?.with_fsync(true)))
        }
        Place::Bucket { bucket, prefix, endpoint } => {
            let retry = RetryConfig {
                backoff: BackoffConfig::default(),
                max_retries: 3,
                retry_timeout: Duration::from_secs(20),
            };
            let mut builder = AmazonS3Builder::new()
                .with_bucket_name(bucket)
                .with_region(&config.files_region)
                .with_access_key_id(config.files_key.as_deref().unwrap_or_default())
                .with_secret_access_key(config.files_secret.as_deref().unwrap_or_default())
                .with_http_connector(egress::Wire::new()?)
                .with_retry(retry);
            builder = match endpoint {
                Some(endpoint) => {
                    let is_plain = endpoint.starts_with("http://");
                    builder.with_endpoint(endpoint.trim_end_matches('/')).with_allow_http(is_plain)
                }
                None => builder.with_virtual_hosted_style_request(true),
            };
            let store = builder.build()?;
            if prefix.is_empty() {
                return Ok(Arc::new(store));
            }
            Ok(Arc::new(PrefixStore::new(store, prefix)))
        }
    }
}

/// A folder that nobody else looks into.
fn make(folder: &std::path::Path) -> std::io::Result<()> {
    let mut builder = std::fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)
}
