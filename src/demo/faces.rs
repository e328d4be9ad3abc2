//! The pictures of the demo, drawn here: nobody's face, and the sign of a workshop.

use image::{Rgb, RgbImage};

use crate::avatars::picture::{Picture, SIDE};

/// Indexes of the customers who have a picture, with what it shows.
pub fn faces() -> [(usize, Picture); 3] {
    [(0, larch()), (super::cast::KAROLINA, face(&KAROLINA)), (10, face(&ALBIN))]
}

type Colour = [u8; 3];

enum Shape {
    /// Middle, and half its width and height; of a picture that is 1 wide and 1 high.
    Ellipse(f32, f32, f32, f32),
    /// Top, half its width below, height.
    Triangle(f32, f32, f32, f32),
}

impl Shape {
    fn holds(&self, x: f32, y: f32) -> bool {
        match *self {
            Shape::Ellipse(left, top, wide, high) => {
                ((x - left) / wide).powi(2) + ((y - top) / high).powi(2) <= 1.0
            }
            Shape::Triangle(left, top, wide, high) => {
                (0.0..=high).contains(&(y - top)) && (x - left).abs() <= wide * (y - top) / high
            }
        }
    }
}

struct Look {
    behind: [Colour; 2],
    hair: Colour,
    skin: Colour,
    neck: Colour,
    shirt: Colour,
    /// Half the height of the hair: how long it is.
    long: f32,
}

const KAROLINA: Look = Look {
    behind: [[235, 214, 190], [206, 160, 128]],
    hair: [92, 52, 36],
    skin: [240, 200, 172],
    neck: [224, 178, 150],
    shirt: [44, 92, 94],
    long: 0.31,
};
const ALBIN: Look = Look {
    behind: [[198, 216, 230], [138, 168, 196]],
    hair: [58, 54, 58],
    skin: [222, 176, 146],
    neck: [204, 156, 128],
    shirt: [122, 60, 58],
    long: 0.19,
};

fn face(look: &Look) -> Picture {
    let (hair, skin) = (look.hair, look.skin);
    draw(
        look.behind,
        &[
            (Shape::Ellipse(0.5, 0.25 + look.long / 2.0, 0.245, look.long), hair),
            (Shape::Ellipse(0.5, 1.08, 0.4, 0.34), look.shirt),
            (Shape::Ellipse(0.5, 0.72, 0.095, 0.14), look.neck),
            (Shape::Ellipse(0.5, 0.46, 0.18, 0.235), skin),
            (Shape::Ellipse(0.44, 0.25, 0.19, 0.1), hair),
            (Shape::Ellipse(0.43, 0.45, 0.02, 0.022), [52, 40, 36]),
            (Shape::Ellipse(0.57, 0.45, 0.02, 0.022), [52, 40, 36]),
            (Shape::Ellipse(0.5, 0.575, 0.06, 0.024), [176, 92, 84]),
            (Shape::Ellipse(0.5, 0.562, 0.064, 0.022), skin),
        ],
    )
}

fn larch() -> Picture {
    let (dark, light, wood) = ([24, 82, 62], [46, 116, 86], [112, 74, 48]);
    draw(
        [[244, 240, 226], [226, 220, 198]],
        &[
            (Shape::Ellipse(0.5, 0.8, 0.035, 0.12), wood),
            (Shape::Triangle(0.5, 0.4, 0.27, 0.38), dark),
            (Shape::Triangle(0.5, 0.26, 0.22, 0.32), light),
            (Shape::Triangle(0.5, 0.12, 0.16, 0.26), dark),
        ],
    )
}

/// Shapes one over another, from one colour above to another below.
fn draw(behind: [Colour; 2], shapes: &[(Shape, Colour)]) -> Picture {
    const PARTS: u32 = 3;
    let size = f32::from(u16::try_from(SIDE * PARTS).unwrap_or(u16::MAX));
    let at = |x: u32, y: u32| {
        let place = |n: u32| f32::from(u16::try_from(n).unwrap_or(u16::MAX)) / size;
        let (x, y) = (place(x), place(y));
        match shapes.iter().rev().find(|(shape, _)| shape.holds(x, y)) {
            Some((_, colour)) => colour.map(f32::from),
            None => {
                std::array::from_fn(|n| f32::from(behind[0][n]) * (1.0 - y) + f32::from(behind[1][n]) * y)
            }
        }
    };
    Picture::draw(&RgbImage::from_fn(SIDE, SIDE, |x, y| {
        let mut sum = [0.0; 3];
        for (dx, dy) in (0..PARTS).flat_map(|dx| (0..PARTS).map(move |dy| (dx, dy))) {
            let part = at(x * PARTS + dx, y * PARTS + dy);
            (0..3).for_each(|n| sum[n] += part[n]);
        }
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "an average of bytes")]
        Rgb(sum.map(|sum| (sum / 9.0) as u8))
    }))
}
