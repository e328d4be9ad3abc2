//! How alike two short texts are.

/// The similarity of Jaro ("Advances in record-linkage methodology", JASA 84, 1989) with Winkler's bonus for a common
/// beginning (1990): 0 nothing alike, 1 equal. Of bytes; folded names are ASCII.
pub fn jaro_winkler(a: &[u8], b: &[u8]) -> f32 {
    if a == b {
        return if a.is_empty() { 0.0 } else { 1.0 };
    }
    if a.is_empty() || b.is_empty() || a.len() > 64 || b.len() > 64 {
        return 0.0;
    }
    let reach = (a.len().max(b.len()) / 2).saturating_sub(1);
    let (mut in_a, mut in_b, mut matches) = (0_u64, 0_u64, 0_u32);
    for (i, x) in a.iter().enumerate() {
        let (from, to) = (i.saturating_sub(reach), (i + reach + 1).min(b.len()));
        for (j, y) in b.iter().enumerate().take(to).skip(from) {
            if x == y && in_b & (1 << j) == 0 {
                in_a |= 1 << i;
                in_b |= 1 << j;
                matches += 1;
                break;
            }
        }
    }
    if matches == 0 {
        return 0.0;
    }
    let (mut turned, mut j) = (0_u32, 0);
    for (_, x) in a.iter().enumerate().filter(|(i, _)| in_a & (1 << i) != 0) {
        while in_b & (1 << j) == 0 {
            j += 1;
        }
        if *x != b[j] {
            turned += 1;
        }
        j += 1;
    }
    let m = matches as f32;
    let jaro = (m / a.len() as f32 + m / b.len() as f32 + (m - turned as f32 / 2.0) / m) / 3.0;
    let prefix = a.iter().zip(b).take(4).take_while(|(x, y)| x == y).count() as f32;
    jaro + prefix * 0.1 * (1.0 - jaro)
}

/// Whether one becomes the other by at most `most` (one or two) insertions, deletions, replacements or exchanges of
/// neighbours (Damerau, "A technique for computer detection and correction of spelling errors", CACM 7, 1964). Gives how
/// many it takes.
pub fn edits(a: &[u8], b: &[u8], most: usize) -> Option<usize> {
    if a == b {
        return Some(0);
    }
    if a.len().abs_diff(b.len()) > most || a.len() > 64 || b.len() > 64 {
        return None;
    }
    let width = b.len() + 1;
    let mut rows = [[0_u8; 66]; 3];
    for (j, cell) in rows[1].iter_mut().enumerate().take(width) {
        *cell = j as u8;
    }
    for i in 1..=a.len() {
        let (at, now) = (i % 3, (i + 1) % 3);
        rows[now][0] = i as u8;
        let mut least = rows[now][0];
        for j in 1..width {
            let same = a[i - 1] == b[j - 1];
            let mut cost = rows[at][j - 1] + u8::from(!same);
            cost = cost.min(rows[at][j] + 1).min(rows[now][j - 1] + 1);
            if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                cost = cost.min(rows[(i + 2) % 3][j - 2] + 1);
            }
            rows[now][j] = cost;
            least = least.min(cost);
        }
        if usize::from(least) > most {
            return None;
        }
    }
    let edits = usize::from(rows[(a.len() + 1) % 3][b.len()]);
    (edits <= most).then_some(edits)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn alike_as_the_papers_say() {
        let near = |a: &str, b: &str, wanted: f32| {
            let is = jaro_winkler(a.as_bytes(), b.as_bytes());
            assert!((is - wanted).abs() < 0.001, "{a} {b}: {is}");
        };
        // Winkler (1990), table of examples.
        near("martha", "marhta", 0.961);
        near("dwayne", "duane", 0.840);
        near("dixon", "dicksonx", 0.813);
        near("abc", "xyz", 0.0);
    }

    #[test]
    fn slips_are_counted() {
        for (a, b, wanted) in [
            ("1234567", "1234567", Some(0)),
            ("1234567", "1243567", Some(1)),
            ("1234567", "123567", Some(1)),
            ("1234567", "1934587", Some(2)),
            ("1234567", "7654321", None),
            ("ab", "ba", Some(1)),
            ("abc", "ca", None),
        ] {
            assert_eq!(edits(a.as_bytes(), b.as_bytes(), 2), wanted, "{a} {b}");
        }
    }
}
