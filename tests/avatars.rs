//! Pictures of customers: whatever comes is drawn anew or refused with the remedy; who is shown by what; taken back;
//! gone with the customer. Of the service that may be asked for them: `tests/gravatar.rs`.

use std::io::Cursor;

use axum::http::Method;
use http_body_util::BodyExt;
use image::{ImageFormat, Rgb, RgbImage, Rgba, RgbaImage};
use serde_json::{Value, json};
use visavi::clock::Time;
use visavi::teams::features::Feature;
use visavi::words::Role;

use crate::support::{Answer, Client, TestApp, both_databases};

const RED: [u8; 3] = [220, 30, 30];
const GREEN: [u8; 3] = [30, 180, 60];
const BLUE: [u8; 3] = [30, 60, 210];

pub async fn customer(api: &Client, name: &str) -> String {
    let phone = json!([{"value": "070-174 06 07"}]);
    api.post("/api/v1/customers", json!({"name": name, "phones": phone})).await.expect(201).id()
}

fn address(customer: &str) -> String {
    format!("/api/v1/customers/{customer}/avatar")
}

fn written(image: &RgbImage, format: ImageFormat) -> Vec<u8> {
    let mut file = Cursor::new(Vec::new());
    image.write_to(&mut file, format).unwrap();
    file.into_inner()
}

/// A picture of one colour.
pub fn png(colour: [u8; 3]) -> Vec<u8> {
    written(&RgbImage::from_pixel(40, 40, Rgb(colour)), ImageFormat::Png)
}

pub async fn put(api: &Client, customer: &str, file: Vec<u8>) -> Answer {
    api.send(Method::PUT, &address(customer), Some("application/octet-stream"), file).await
}

/// Gives somebody a picture.
pub async fn avatar(api: &Client, customer: &str) {
    put(api, customer, png(RED)).await.expect(204);
}

/// What is shown of them.
async fn shown(client: &Client, customer: &str) -> RgbImage {
    let response = client.open(Method::GET, &address(customer), None, Vec::new()).await;
    assert_eq!(response.status(), 200);
    let bytes = response.into_body().collect().await.unwrap().to_bytes();
    image::load_from_memory_with_format(&bytes, ImageFormat::Jpeg).unwrap().to_rgb8()
}

#[track_caller]
fn is_near(pixel: &Rgb<u8>, colour: [u8; 3]) {
    let near = pixel.0.iter().zip(colour).all(|(a, b)| a.abs_diff(b) < 24);
    assert!(near, "{pixel:?} is not {colour:?}");
}

/// The version of the picture, as the customer tells it.
async fn version(api: &Client, customer: &str) -> Value {
    api.get(&format!("/api/v1/customers/{customer}")).await.expect(200).json()["avatar"].clone()
}

/// The form of the page.
async fn send(browser: &Client, customer: &str, file: &[u8]) -> Answer {
    let mut body =
        b"--x\r\nContent-Disposition: form-data; name=\"picture\"; filename=\"a.png\"\r\n\r\n".to_vec();
    body.extend_from_slice(file);
    body.extend_from_slice(b"\r\n--x--\r\n");
    let path = format!("/customers/{customer}/avatar?at=%2Fcustomers%2F{customer}");
    browser.send(Method::POST, &path, Some("multipart/form-data; boundary=x"), body).await
}

/// The id of what was done, out of the address that tells it.
fn done(answer: &Answer) -> String {
    answer.header("location").split("done=").nth(1).unwrap().to_owned()
}

/// A photo as a camera held upright writes it: turned, and with a place beside it.
fn photo() -> Vec<u8> {
    // Red on the left of what is stored; turned by a quarter to the right it is above.
    let file = written(
        &RgbImage::from_fn(400, 300, |x, _| Rgb(if x < 200 { RED } else { BLUE })),
        ImageFormat::Jpeg,
    );
    let mut exif = b"Exif\0\0MM\0*\0\0\0\x08\0\x02".to_vec();
    exif.extend_from_slice(&[0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, 6, 0, 0]);
    exif.extend_from_slice(&[0x01, 0x0e, 0, 2, 0, 0, 0, 12, 0, 0, 0, 38, 0, 0, 0, 0]);
    exif.extend_from_slice(b"canary-place");
    let length = u16::try_from(exif.len() + 2).unwrap().to_be_bytes();
    [&file[..2], &[0xff, 0xe1], &length, &exif, &file[2..], b"<script>canary-behind</script>"].concat()
}

/// The head of a PNG that says it has so many pixels, and hardly any of them.
fn bomb(width: u32, height: u32) -> Vec<u8> {
    let mut file = b"\x89PNG\r\n\x1a\n".to_vec();
    let crc = |bytes: &[u8]| {
        !bytes.iter().fold(!0_u32, |crc, byte| {
            (0..8).fold(crc ^ u32::from(*byte), |crc, _| {
                (crc >> 1) ^ (0xedb8_8320 & (0_u32.wrapping_sub(crc & 1)))
            })
        })
    };
    let mut chunk = |kind: &[u8], data: &[u8]| {
        let named = [kind, data].concat();
        file.extend_from_slice(&u32::try_from(data.len()).unwrap().to_be_bytes());
        file.extend_from_slice(&named);
        file.extend_from_slice(&crc(&named).to_be_bytes());
    };
    chunk(b"IHDR", &[&width.to_be_bytes()[..], &height.to_be_bytes(), &[8, 6, 0, 0, 0]].concat());
    chunk(b"IDAT", &[0x78, 0x9c, 0x63, 0x60, 0x60, 0x60, 0x60, 0, 0, 0, 5, 0, 1]);
    chunk(b"IEND", &[]);
    file
}

both_databases! {
    async fn a_photo_is_cut_turned_and_written_anew(app: &TestApp) {
        let api = app.api(Role::Agent).await;
        let ida = customer(&api, "Ida Nyberg").await;
        api.get(&address(&ida)).await.expect(404);
        assert_eq!(version(&api, &ida).await, Value::Null);
        let before = api.get(&format!("/api/v1/customers/{ida}")).await.header("etag");
        let tag = put(&api, &ida, photo()).await.expect(204).header("etag");
        let image = shown(&api, &ida).await;
        assert_eq!(image.dimensions(), (256, 256));
        is_near(image.get_pixel(128, 20), RED);
        is_near(image.get_pixel(128, 235), BLUE);
        let answer = api.get(&address(&ida)).await.expect(200);
        assert!(!answer.text.contains("canary") && !answer.text.contains("Exif"), "nothing else of the file");
        // What one edits has the version that it had.
        assert_eq!(api.get(&format!("/api/v1/customers/{ida}")).await.header("etag"), before);

        // Every address of it, and how long a browser keeps it.
        let v = version(&api, &ida).await.as_str().unwrap().to_owned();
        assert_eq!(tag, format!("\"{v}\""));
        let anna = app.browser("anna", Role::Agent).await;
        for (client, path) in [(&api, address(&ida)), (&anna, format!("/customers/{ida}/avatar"))] {
            let now = client.get(&format!("{path}?v={v}")).await.expect(200);
            assert_eq!(now.header("cache-control"), "private, max-age=31536000, immutable");
            assert_eq!((now.header("content-type"), now.header("x-content-type-options"), now.header("etag")), ("image/jpeg".into(), "nosniff".into(), tag.clone()));
            assert!(now.header("content-security-policy").starts_with("sandbox; default-src 'none'"));
            for other in [path.clone(), format!("{path}?v=0190a0a0-0000-7000-8000-000000000000")] {
                assert_eq!(client.get(&other).await.expect(200).header("cache-control"), "private, no-cache");
            }
            let known = client.with_header("if-none-match", &format!("\"x\", {tag}")).get(&path).await.expect(304);
            assert_eq!((known.text.as_str(), known.header("etag")), ("", tag.clone()));
            client.get(&format!("{path}?v=1")).await.expect(422);
        }
    }
}

both_databases! {
    async fn all_kinds_are_taken_and_what_can_be_seen_through_is_white(app: &TestApp) {
        let api = app.api(Role::Agent).await;
        let ida = customer(&api, "Ida Nyberg").await;
        let wide = RgbImage::from_fn(90, 30, |x, _| Rgb(if (30..60).contains(&x) { GREEN } else { RED }));
        for format in [ImageFormat::Png, ImageFormat::Jpeg, ImageFormat::WebP] {
            put(&api, &ida, written(&wide, format)).await.expect(204);
            let image = shown(&api, &ida).await;
            // Of a wide one the middle.
            is_near(image.get_pixel(128, 128), GREEN);
            is_near(image.get_pixel(24, 240), GREEN);
        }
        let mut logo = Cursor::new(Vec::new());
        RgbaImage::from_pixel(16, 16, Rgba([0, 0, 0, 0])).write_to(&mut logo, ImageFormat::Png).unwrap();
        put(&api, &ida, logo.into_inner()).await.expect(204);
        is_near(shown(&api, &ida).await.get_pixel(128, 128), [255; 3]);
    }
}

both_databases! {
    async fn what_is_no_picture_is_refused_with_the_remedy(app: &TestApp) {
        let api = app.api(Role::Agent).await;
        let ida = customer(&api, "Ida Nyberg").await;
        avatar(&api, &ida).await;
        let anna = app.browser("anna", Role::Agent).await;
        let before = app.fingerprint().await;
        let large = written(&RgbImage::from_pixel(13_000, 2, Rgb(RED)), ImageFormat::Png);
        let whole = png(RED);
        let svg = b"<svg xmlns=\"http://www.w3.org/2000/svg\"><script>alert(1)</script></svg>".to_vec();
        for (file, said) in [
            (bomb(30_000, 30_000), "at most"),
            (bomb(11_999, 11_999), "at most"),
            (large, "at most"),
            (bomb(6_000, 6_000), "broken"),
            (whole[..whole.len() / 2].to_vec(), "broken"),
            (b"\x89PNG\r\n\x1a\n".to_vec(), "broken"),
            (b"\xff\xd8\xff\xe0 and no more".to_vec(), "broken"),
            (b"RIFF\xff\xff\xff\x7fWEBPVP8L and no more".to_vec(), "broken"),
            (svg, "PNG, JPEG or WebP"),
            (b"GIF89a\x01\0\x01\0".to_vec(), "PNG, JPEG or WebP"),
            (b"<!doctype html>".to_vec(), "PNG, JPEG or WebP"),
            (Vec::new(), "Choose a picture"),
            (vec![0xff; 8_000_001], "larger than 8 MB"),
        ] {
            let refused = put(&api, &ida, file.clone()).await.expect(422);
            assert_eq!(refused.fields(), ["picture"]);
            assert!(refused.text.contains(said), "{said}: {}", refused.text);
            let page = send(&anna, &ida, &file).await.expect(422).text;
            assert!(page.contains(said) && page.contains("aria-invalid=\"true\""), "{said}: {page}");
        }
        let polish = send(&anna.with_header("accept-language", "pl"), &ida, b"%PDF-1.7").await.expect(422).text;
        assert!(polish.contains("Wybierz PNG, JPEG lub WebP."), "{polish}");
        anna.send(Method::POST, &format!("/customers/{ida}/avatar"), Some("multipart/form-data; boundary=x"), b"--x--\r\n".to_vec()).await.expect(422);
        put(&api, "0190a0a0-0000-7000-8000-000000000000", png(RED)).await.expect(404);
        assert_eq!(app.fingerprint().await, before);
    }
}

both_databases! {
    async fn replacing_and_removing_are_taken_back(app: &TestApp) {
        let api = app.api(Role::Agent).await;
        let ida = customer(&api, "Ida Nyberg").await;
        let anna = app.browser("anna", Role::Agent).await;
        let revert = async |done: &str| anna.form(&format!("/changes/{done}/reversion"), &[("at", &format!("/customers/{ida}"))]).await;
        let first = done(&send(&anna, &ida, &png(RED)).await.expect(303));
        let red = version(&api, &ida).await;
        let card = anna.get(&format!("/customers/{ida}?done={first}")).await.expect(200).text;
        assert!(card.contains("Picture set") && card.contains(&format!("/avatar?v={}", red.as_str().unwrap())));
        let second = done(&send(&anna, &ida, &png(GREEN)).await.expect(303));
        is_near(shown(&api, &ida).await.get_pixel(9, 9), GREEN);
        revert(&second).await.expect(303);
        assert_eq!(version(&api, &ida).await, red);
        is_near(shown(&api, &ida).await.get_pixel(9, 9), RED);
        // Only while it is as one left it.
        revert(&second).await.expect(412);

        let removed = anna.form(&format!("/customers/{ida}/avatar/removal"), &[("at", "//elsewhere.example")]).await.expect(303);
        assert!(removed.header("location").starts_with(&format!("/customers/{ida}?done=")));
        api.get(&address(&ida)).await.expect(404);
        api.delete(&address(&ida)).await.expect(404);
        revert(&done(&removed)).await.expect(303);
        assert_eq!(version(&api, &ida).await, red);

        // The history tells of it, and holds nothing of it.
        let changes = api.get(&format!("/api/v1/customers/{ida}/changes?of=card")).await.json();
        let first = changes["items"].as_array().unwrap().iter().find(|one| one["entity"] == "avatar").unwrap();
        assert_eq!((&first["before"], &first["after"]), (&json!({"avatar": null}), &json!({"avatar": red})));
        let tab = anna.get(&format!("/customers/{ida}?tab=changes")).await.expect(200).text;
        assert!(tab.contains("a picture") && !tab.contains(&format!(">{}<", red.as_str().unwrap())));

        // After a while it is gone for good.
        api.send(Method::DELETE, &address(&ida), None, Vec::new()).await.expect(204);
        app.app.clock.advance(11 * Time::MINUTE);
        visavi::avatars::work::all(&app.app).await.unwrap();
        let rows = app.fingerprint().await;
        assert!(rows.iter().any(|(table, rows)| table == "avatars" && rows.is_empty()));
    }
}

both_databases! {
    async fn whoever_may_see_the_card_sees_the_picture_and_nobody_else(app: &TestApp) {
        let (api, chief) = (app.api(Role::Agent).await, app.api(Role::Supervisor).await);
        let ida = customer(&api, "Ida Nyberg").await;
        avatar(&api, &ida).await;
        let v = version(&api, &ida).await.as_str().unwrap().to_owned();
        let (anna, eva) = (app.browser("anna", Role::Agent).await, app.browser("eva", Role::Supervisor).await);
        let (picture, script) = (format!("/customers/{ida}/avatar?v={v}"), anna.with_header("hx-request", "true"));
        // Wherever their initials stood.
        let places = ["/customers".to_owned(), "/customers?q=ida".to_owned(), format!("/customers/{ida}"), format!("/customers/{ida}/preview"), "/palette?q=ida&at=/".to_owned(), format!("/customers/{ida}/avatar/edit")];
        let both = customer(&api, "Bo Nyberg").await;
        let call = api.post("/api/v1/interactions", json!({"channel": "call", "from": "070-174 06 07", "agent": "anna"})).await.expect(201).id();
        for place in places.iter().cloned().chain([format!("/interactions/{call}")]) {
            assert!(script.get(&place).await.expect(200).text.contains(&format!("src=\"{picture}\"")), "{place}");
        }
        assert!(!anna.get(&format!("/customers/{both}")).await.expect(200).text.contains("<img"));
        // Who may not change customers sees it, and changes nothing.
        app.person("ola", Role::Agent).await;
        app.team("ola", &[Feature::CustomersEdit]).await;
        let ola = app.browser("ola", Role::Agent).await;
        ola.get(&picture).await.expect(200);
        assert!(!ola.get(&format!("/customers/{ida}")).await.expect(200).text.contains("/avatar/edit"));
        ola.get(&format!("/customers/{ida}/avatar/edit")).await.expect(403);
        send(&ola, &ida, &png(BLUE)).await.expect(403);
        ola.form(&format!("/customers/{ida}/avatar/removal"), &[]).await.expect(403);

        // Restricted: agents are told the name alone, nobody writes.
        chief.put(&format!("/api/v1/customers/{ida}/restriction"), json!({"reason": "contested"})).await.expect(200);
        for client in [&anna, &ola] {
            client.get(&picture).await.expect(423);
        }
        api.get(&address(&ida)).await.expect(423);
        eva.get(&picture).await.expect(200);
        put(&chief, &ida, png(BLUE)).await.expect(423);
        send(&eva, &ida, &png(BLUE)).await.expect(423);
        for place in ["/customers".to_owned(), "/palette?q=ida&at=/".to_owned(), format!("/interactions/{call}")] {
            assert!(!script.get(&place).await.expect(200).text.contains(&picture), "{place}");
        }
        assert_eq!(version(&api, &ida).await, Value::Null);
        chief.send(Method::DELETE, &format!("/api/v1/customers/{ida}/restriction"), None, Vec::new()).await;

        // Deleted: not there; back: as it was.
        chief.delete(&format!("/api/v1/customers/{ida}")).await.expect(204);
        anna.get(&picture).await.expect(404);
        chief.post(&format!("/api/v1/customers/{ida}/restoration"), json!({})).await.expect(200);
        is_near(shown(&api, &ida).await.get_pixel(9, 9), RED);
        assert_eq!(version(&api, &ida).await, json!(v));
    }
}

both_databases! {
    async fn it_is_told_as_held_and_goes_with_who_it_is_of(app: &TestApp) {
        let (api, chief) = (app.api(Role::Agent).await, app.api(Role::Supervisor).await);
        let ida = customer(&api, "Ida Nyberg").await;
        avatar(&api, &ida).await;
        let held = chief.get(&format!("/api/v1/customers/{ida}/privacy")).await.expect(200).json();
        let picture = held["held"].as_array().unwrap().iter().find(|one| one["kind"] == "picture").unwrap();
        assert_eq!(picture["items"][0]["source"], "own");
        let page = app.browser("eva", Role::Supervisor).await.get(&format!("/customers/{ida}?tab=privacy")).await.expect(200).text;
        assert!(page.contains("Chosen here"), "{page}");
        let members = crate::privacy::unpacked(&chief, &format!("/api/v1/customers/{ida}/privacy/export")).await;
        assert!(members["picture.jpg"].starts_with(b"\xff\xd8\xff"));
        // What was replaced a moment ago as well.
        put(&api, &ida, png(BLUE)).await.expect(204);
        chief.post(&format!("/api/v1/customers/{ida}/privacy/erasure"), json!({"basis": "request"})).await.expect(201);
        visavi::erasures::work::all(&app.app).await.unwrap();
        let receipt = chief.get("/api/v1/erasures").await.expect(200).json();
        assert_eq!(receipt["items"][0]["counts"]["pictures"], 1, "{receipt}");
        for (table, rows) in app.fingerprint().await {
            assert!(!table.starts_with("avatar") || rows.is_empty(), "{table}: {rows:?}");
        }
    }
}
