//! A text as a QR code, drawn as a path.

use maud::{Markup, html};
use qrcodegen::{QrCode, QrCodeEcc};

/// The quiet zone around it (ISO/IEC 18004).
const BORDER: i32 = 4;

/// None if the text is too long for one.
pub fn draw(text: &str, label: &str) -> Option<Markup> {
    let code = QrCode::encode_text(text, QrCodeEcc::Medium).ok()?;
    let dark = |x: &i32, y: &i32| code.get_module(*x, *y);
    let mut path = String::new();
    for y in 0..code.size() {
        for x in (0..code.size()).filter(|x| dark(x, &y)) {
            path.push_str(&format!("M{} {}h1v1h-1z", x + BORDER, y + BORDER));
        }
    }
    let side = code.size() + 2 * BORDER;
    Some(html! {
        svg class="qr" viewBox={ "0 0 " (side) " " (side) } role="img" aria-label=(label) shape-rendering="crispEdges" {
            path d=(path) {}
        }
    })
}
