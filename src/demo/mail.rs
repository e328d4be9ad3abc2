//! What came with mails of the demo: two photos, drawn here, of which one stands in the mail, and a signed offer.

use db::Tx;
use image::{Rgb, RgbImage};

use super::papers;
use super::people;
use crate::app::App;
use crate::attachments::{AttachmentInput, bring};
use crate::author::Author;
use crate::clock::Time;
use crate::error::AppResult;
use crate::files::picture;
use crate::files::upload::Storing;
use crate::id::{CustomerId, InteractionId};
use crate::interactions::{Message, MessageInput, messages, store};

use base64::Engine;
use base64::engine::general_purpose::STANDARD;

/// Words of the mail that a second one follows, with photos.
const BEFORE_PHOTOS: &str = "oba stoją na jednym blacie";
/// Words of the mail that came with the signed offer.
const SIGNED: &str = "odsyłam w załączniku";
const PHOTOS: &str = "<p>Dzień dobry jeszcze raz,</p><p>tak wygląda żarno z lewego młynka:</p>\
    <p><img src=\"cid:zarno@modrzew.example\" alt=\"Żarno z bliska\" width=\"320\"></p>\
    <p>W załączniku oba młynki na blacie.</p><p>Pozdrawiam<br>Karolina Wierzbicka</p>";

/// Gives Karolina's mails what came with them.
pub async fn attach(app: &App, author: &Author, karolina: CustomerId) -> AppResult<()> {
    let said = move |tx: &mut Tx<'_>, words: &str| -> AppResult<Option<(InteractionId, Message)>> {
        for id in store::list_of_customer(tx, karolina)? {
            let is_it = |one: &Message| one.text.as_deref().is_some_and(|text| text.contains(words));
            if let Some(found) = store::list_messages(tx, id, 100)?.into_iter().find(is_it) {
                return Ok(Some((id, found)));
            }
        }
        Ok(None)
    };
    let (mail, signed) = app.read(move |tx| Ok((said(tx, BEFORE_PHOTOS)?, said(tx, SIGNED)?))).await?;
    if let Some((interaction, before)) = mail {
        let photos = MessageInput {
            reference: Some("demo-photos".to_owned()),
            number: before.number,
            from: before.from,
            to: before.to,
            subject: before.subject,
            html: Some(PHOTOS.to_owned()),
            at: Some(before.at.plus(6 * Time::MINUTE)),
            attachments: Some(vec![
                attachment("zarno.jpg", Some("zarno@modrzew.example"), &burr()),
                attachment("Oba młynki na blacie w pracowni.jpg", None, &grinders()),
            ]),
            ..MessageInput::default()
        };
        tell(app, author, interaction, photos).await?;
    }
    if let Some((interaction, message)) = signed {
        let offer = MessageInput {
            reference: Some(message.reference),
            attachments: Some(vec![attachment("Oferta serwisowa, podpisana.pdf", None, &papers::signed())]),
            ..MessageInput::default()
        };
        tell(app, author, interaction, offer).await?;
    }
    Ok(())
}

async fn tell(
    app: &App,
    author: &Author,
    interaction: InteractionId,
    mut message: MessageInput,
) -> AppResult<()> {
    let held = bring(Storing::of(app), author, std::slice::from_mut(&mut message), |_| String::new()).await?;
    let author = author.clone();
    let told =
        app.write(move |tx| messages::add(tx, &author, people::home(), interaction, &message).map(drop));
    let told = told.await;
    held.settle(Storing::of(app)).await;
    told
}

fn attachment(name: &str, content_id: Option<&str>, content: &[u8]) -> AttachmentInput {
    AttachmentInput {
        name: Some(name.to_owned()),
        content_id: content_id.map(str::to_owned),
        content: Some(STANDARD.encode(content)),
        ..AttachmentInput::default()
    }
}

type Colour = [f32; 3];

fn drawn(width: u32, height: u32, colour: impl Fn(f32, f32) -> Colour) -> Vec<u8> {
    let (wide, high) = (f64::from(width), f64::from(height));
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between 0 and 255")]
    let image = RgbImage::from_fn(width, height, |x, y| {
        let [red, green, blue] = colour((f64::from(x) / wide) as f32, (f64::from(y) / high) as f32);
        Rgb([red, green, blue].map(|part| part.clamp(0.0, 255.0) as u8))
    });
    picture::jpeg(&image)
}

/// A burr from above: steel with teeth, on a dark cloth.
fn burr() -> Vec<u8> {
    drawn(960, 720, |x, y| {
        let (across, down) = ((x - 0.5) * 4.0 / 3.0, y - 0.5);
        let (far, angle) = (across.hypot(down), down.atan2(across));
        let light = 1.0 - 0.35 * (across + down);
        let weave = 4.0 * (x * 700.0).sin() * (y * 520.0).sin();
        match far {
            far if far < 0.12 => [28.0 + weave, 26.0 + weave, 30.0 + weave],
            far if far < 0.42 => {
                let tooth = (angle * 18.0 + far * 40.0).sin();
                // A tooth that is worn shows no edge.
                let worn = if (0.4..1.1).contains(&angle) { 0.25 } else { 1.0 };
                let steel = (158.0 + 52.0 * tooth * worn) * light;
                [steel, steel * 1.01, steel * 1.05]
            }
            _ => [44.0 * light + weave, 38.0 * light + weave, 36.0 * light + weave],
        }
    })
}

/// Two grinders beside each other on a worktop.
fn grinders() -> Vec<u8> {
    drawn(1200, 900, |x, y| {
        let light = 1.08 - 0.3 * x;
        for (middle, body) in [(0.3_f32, [52.0, 56.0, 60.0]), (0.66, [186.0, 64.0, 44.0])] {
            let off = (x - middle).abs();
            let side = 1.0 - 2.2 * off;
            if (0.18..0.4).contains(&y) && off < 0.05 + (0.4 - y) * 0.28 {
                return [122.0 * light * side, 98.0 * light * side, 70.0 * light * side];
            }
            if (0.4..0.78).contains(&y) && off < 0.085 {
                let knob = (off.hypot(y - 0.56) < 0.03).then_some([224.0, 222.0, 216.0]);
                return knob.unwrap_or(body).map(|part| part * light * side);
            }
        }
        let grain = 6.0 * ((y * 90.0 + (x * 9.0).sin() * 2.0).sin());
        if y > 0.74 {
            [(176.0 + grain) * light, (138.0 + grain) * light, (98.0 + grain) * light]
        } else {
            [226.0 * light, 222.0 * light, 212.0 * light]
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_photos_are_pictures() {
        for photo in [burr(), grinders()] {
            assert_eq!(picture::bearable(&photo), Some("image/jpeg"));
            assert!(photo.len() < 500_000);
        }
    }
}
