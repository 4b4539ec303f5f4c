//! The fields of a SWIFT message: a tag between colons, and the lines up to the next one.

use values::refusal::Refusal;

/// A field as it stands in the file.
#[derive(Debug)]
pub struct Field<'a> {
    /// `60F`, `61`, `NS`; `-` where a message ends.
    pub tag: &'a str,
    pub lines: Vec<&'a str>,
    /// Counted from 1.
    pub line: i64,
}

/// Every field of a text, one after another; what stands outside of any is the transport’s, and says nothing of money.
pub fn fields<'a>(
    text: &'a str,
    mut each: impl FnMut(&Field<'a>) -> Result<(), Refusal>,
) -> Result<(), Refusal> {
    let mut open: Option<Field<'a>> = None;
    // Some banks break the line inside the tag itself: « : » alone, then « 86: ».
    let mut colon = false;
    for (line, whole) in (1..).zip(text.lines()) {
        let whole = whole.trim_end();
        let whole = whole.split_once("{4:").map_or(whole, |(_, inside)| inside);
        if whole == ":" {
            colon = true;
            continue;
        }
        let tagged = if colon { split(whole) } else { whole.strip_prefix(':').and_then(split) };
        colon = false;
        if let Some((tag, first)) = tagged {
            if let Some(done) = open.replace(Field { tag, lines: vec![first], line }) {
                each(&done)?;
            }
        } else if ends(whole) {
            if let Some(done) = open.take() {
                each(&done)?;
            }
            each(&Field { tag: "-", lines: Vec::new(), line })?;
        } else if let Some(field) = &mut open {
            field.lines.push(whole);
        }
    }
    open.map_or(Ok(()), |last| each(&last))
}

/// `60F:C26…` by its tag and the rest.
fn split(text: &str) -> Option<(&str, &str)> {
    let (tag, rest) = text.split_once(':')?;
    let figures = tag.bytes().take_while(u8::is_ascii_digit).count();
    let after = tag.get(figures..)?;
    let letters = after.len() <= 1 && after.bytes().all(|byte| byte.is_ascii_uppercase());
    ((matches!(figures, 2 | 3) && letters) || tag == "NS").then_some((tag, rest))
}

/// The end of a message: a dash that begins no text.
fn ends(line: &str) -> bool {
    let Some(rest) = line.strip_prefix('-') else { return false };
    rest.is_empty()
        || rest.starts_with('}')
        || rest == "XXX"
        || (rest.chars().count() == 1 && !rest.is_ascii())
}
