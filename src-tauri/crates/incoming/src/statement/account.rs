//! Whose account it is: an IBAN, alone or among other words, or the numbers of a French one.

use values::identifiers;

/// An IBAN whose key is right, without spaces.
#[must_use]
pub fn iban(text: &str) -> Option<String> {
    identifiers::iban("file", text, false).ok().filter(|iban| !iban.is_empty())
}

/// The IBAN of a French account: bank (5 figures), branch (5 figures), account (11 letters or figures). Its two keys
/// are those of the RIB (CFONB) and of ISO 13616; none where the numbers are not of that shape.
#[must_use]
pub fn french(bank: &str, branch: &str, account: &str) -> Option<String> {
    let figures =
        |text: &str, size: usize| text.len() == size && text.bytes().all(|byte| byte.is_ascii_digit());
    let (bank, branch, account) = (bank.trim(), branch.trim(), account.trim().to_ascii_uppercase());
    let shaped = figures(bank, 5) && figures(branch, 5) && account.len() == 11;
    if !shaped || !account.bytes().all(|byte| byte.is_ascii_alphanumeric()) || branch == "00000" {
        return None;
    }
    let number: String = account.chars().filter_map(rib_figure).collect();
    let part = |text: &str| text.parse::<u64>().ok();
    let key = 97 - (89 * part(bank)? + 15 * part(branch)? + 3 * part(&number)?) % 97;
    let bban = format!("{bank}{branch}{account}{key:02}");
    (0..97).map(|check| format!("FR{check:02}{bban}")).rev().find_map(|text| iban(&text))
}

/// Letters as the RIB’s key counts them.
fn rib_figure(c: char) -> Option<char> {
    let at = match c {
        '0'..='9' => return Some(c),
        'A'..='I' => u32::from(c) - u32::from('A'),
        'J'..='R' => u32::from(c) - u32::from('J'),
        'S'..='Z' => u32::from(c) - u32::from('S') + 1,
        _ => return None,
    };
    char::from_digit(at + 1, 10)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_numbers_of_a_french_account_make_its_iban() {
        assert_eq!(french("30006", "00001", "12345678901").as_deref(), Some("FR7630006000011234567890189"));
        assert_eq!(french("20041", "01005", "0500013M026").as_deref(), Some("FR1420041010050500013M02606"));
        assert_eq!(french("30006", "00000", "12345678901"), None);
        assert_eq!(french("XXXX", "XXXX", "XXXXXXXXXX"), None);
    }
}
