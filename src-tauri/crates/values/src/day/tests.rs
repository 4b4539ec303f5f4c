//! Days typed in every way that people write them, and what is shown, typed again.

use super::*;
use proptest::prelude::*;

fn date(y: i32, m: u32, d: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(y, m, d).unwrap()
}

/// A Sunday.
fn today() -> NaiveDate {
    date(2026, 11, 22)
}

fn past(typed: &str) -> Result<NaiveDate, Vec<String>> {
    day(typed, Near::Past(today()))
}

fn coming(typed: &str) -> Result<NaiveDate, Vec<String>> {
    day(typed, Near::Coming(today()))
}

fn day(typed: &str, near: Near) -> Result<NaiveDate, Vec<String>> {
    read("d", typed, near).map_err(|refusal| {
        assert_eq!(refusal.field.as_deref(), Some("d"), "{typed}");
        refusal.readings.into_iter().map(|one| one.typed).collect()
    })
}

#[test]
fn a_whole_day_is_read_however_it_is_written() {
    for typed in [
        "31/05/2026",
        "31.05.2026",
        "2026-05-31",
        "31-05-2026",
        "31 05 2026",
        "31/5/26",
        "2026/5/31",
        "31052026",
        "20260531",
        "310526",
        "31 mai 2026",
        "31\u{a0}mai\u{a0}2026",
        "le 31 mai 2026",
        "Dimanche 31 mai 2026",
        "dim. 31 mai 26",
        "31 May 2026",
        "May 31, 2026",
        "31-mai-2026",
        "fin mai 2026",
    ] {
        assert_eq!(past(typed), Ok(date(2026, 5, 31)), "{typed}");
        assert_eq!(coming(typed), Ok(date(2026, 5, 31)), "{typed}");
    }
    for typed in
        ["1er décembre 2026", "1ER DÉC. 2026", "1 dec 2026", "1er de\u{301}cembre 2026", "1st December 2026"]
    {
        assert_eq!(past(typed), Ok(date(2026, 12, 1)), "{typed}");
    }
    assert_eq!(coming("3 févr. 2027"), Ok(date(2027, 2, 3)));
    assert_eq!(coming("14 août 2027"), Ok(date(2027, 8, 14)));
}

#[test]
fn a_day_without_its_year_is_the_nearest_that_suits() {
    for typed in ["31/5", "31.05", "31 mai", "31-5"] {
        assert_eq!(past(typed), Ok(date(2026, 5, 31)), "{typed}");
        assert_eq!(day(typed, Near::Coming(date(2026, 3, 17))), Ok(date(2026, 5, 31)), "{typed}");
    }
    assert_eq!(coming("5/1"), Ok(date(2027, 1, 5)));
    assert_eq!(day("28/12", Near::Past(date(2027, 1, 4))), Ok(date(2026, 12, 28)));
    assert_eq!(coming("22/11"), Ok(today()));
    assert_eq!(past("22/11"), Ok(today()));
    // Half a year away and more, nobody knows.
    assert_eq!(past("15/12"), Err(vec!["15/12/2026".into(), "15/12/2025".into()]));
    assert_eq!(coming("1/9"), Err(vec!["01/09/2026".into(), "01/09/2027".into()]));
    assert_eq!(coming("fin mai"), Ok(date(2027, 5, 31)));
    assert_eq!(past("fin mai"), Ok(date(2026, 5, 31)));
}

#[test]
fn days_are_told_from_today() {
    for (typed, day) in [
        ("aujourd’hui", today()),
        ("Hier", date(2026, 11, 21)),
        ("avant-hier", date(2026, 11, 20)),
        ("demain", date(2026, 11, 23)),
        ("+30", date(2026, 12, 22)),
        ("+30 j", date(2026, 12, 22)),
        ("dans 8 jours", date(2026, 11, 30)),
        ("il y a 3 jours", date(2026, 11, 19)),
        ("fin du mois", date(2026, 11, 30)),
    ] {
        assert_eq!(past(typed), Ok(day), "{typed}");
    }
    assert_eq!(coming("vendredi"), Ok(date(2026, 11, 27)));
    assert_eq!(past("ven."), Ok(date(2026, 11, 20)));
}

#[test]
fn days_to_come_are_told_as_people_say_them() {
    for (typed, day) in [
        ("dans 2 semaines", date(2026, 12, 6)),
        ("dans 3 jours", date(2026, 11, 25)),
        ("dans trois jours", date(2026, 11, 25)),
        ("dans une semaine", date(2026, 11, 29)),
        ("sous quinze jours", date(2026, 12, 7)),
        ("dans un mois", date(2026, 12, 22)),
        ("+2 semaines", date(2026, 12, 6)),
        ("+ 1 mois", date(2026, 12, 22)),
        ("d’ici deux semaines", date(2026, 12, 6)),
        ("d’ici à vendredi", date(2026, 11, 27)),
        ("la semaine prochaine", date(2026, 11, 23)),
        ("Lundi prochain", date(2026, 11, 23)),
        ("vendredi prochain", date(2026, 11, 27)),
        ("jeudi de la semaine prochaine", date(2026, 11, 26)),
        ("lundi en huit", date(2026, 11, 30)),
        ("mardi en quinze", date(2026, 12, 8)),
        ("ce vendredi", date(2026, 11, 27)),
        ("fin novembre", date(2026, 11, 30)),
        ("fin de novembre", date(2026, 11, 30)),
        ("fin d’avril 2027", date(2027, 4, 30)),
        ("fin du mois prochain", date(2026, 12, 31)),
        ("fin de l’année", date(2026, 12, 31)),
        ("mi-décembre", date(2026, 12, 15)),
        ("début décembre", date(2026, 12, 1)),
        ("début du mois prochain", date(2026, 12, 1)),
        ("le 5", date(2026, 12, 5)),
        ("le 22", today()),
        ("le 31", date(2026, 12, 31)),
        ("1er", date(2026, 12, 1)),
        ("le 15 du mois prochain", date(2026, 12, 15)),
        ("le 28 de ce mois", date(2026, 11, 28)),
        ("vendredi 27", date(2026, 11, 27)),
        ("ven. 27", date(2026, 11, 27)),
    ] {
        assert_eq!(coming(typed), Ok(day), "{typed}");
    }
    // In the middle of a week, some mean this one.
    let thursday = date(2026, 11, 26);
    assert_eq!(day("lundi prochain", Near::Coming(thursday)), Ok(date(2026, 11, 30)));
    assert_eq!(
        day("vendredi prochain", Near::Coming(thursday)),
        Err(vec!["27/11/2026".into(), "04/12/2026".into()])
    );
    assert_eq!(
        day("mois prochain", Near::Coming(thursday)),
        Err(vec!["01/12/2026".into(), "26/12/2026".into()])
    );
    assert_eq!(day("dans un mois", Near::Coming(date(2027, 1, 31))), Ok(date(2027, 2, 28)));
}

#[test]
fn days_gone_by_are_told_as_people_say_them() {
    for (typed, day) in [
        ("il y a une semaine", date(2026, 11, 15)),
        ("il y a 2 mois", date(2026, 9, 22)),
        ("lundi dernier", date(2026, 11, 16)),
        ("mardi de la semaine dernière", date(2026, 11, 10)),
        ("fin du mois dernier", date(2026, 10, 31)),
        ("fin d’année", date(2025, 12, 31)),
        ("mi-octobre", date(2026, 10, 15)),
        ("le 5", date(2026, 11, 5)),
        ("le 30", date(2026, 10, 30)),
        ("le 5 dernier", date(2026, 11, 5)),
        ("jeudi 19", date(2026, 11, 19)),
    ] {
        assert_eq!(past(typed), Ok(day), "{typed}");
    }
}

#[test]
fn what_is_no_day_or_two_is_refused() {
    for typed in [
        "",
        "30/02",
        "31/13/2026",
        "30/02/2026",
        "11/22/2026",
        "jamais",
        "1/1/0001",
        "2026",
        "mai 2026",
        "31",
        "31/5/026",
        "20263131",
        "lundi 31 mai 2026",
        "32 mai",
        "1/2/3/4",
        "99/99",
        "29/02",
        "+99999",
        "le 32",
        "le 0",
        "5",
        "jeudi 27",
        "la semaine dernière",
        "dans quelques jours",
        "prochain",
        "lundi prochain matin",
        "fin prochaine",
    ] {
        assert_eq!(coming(typed), Err(vec![]), "{typed}");
    }
    assert_eq!(past("261122"), Err(vec!["26/11/2022".into(), "22/11/2026".into()]));
    assert_eq!(past("26-11-22"), Err(vec!["26/11/2022".into(), "22/11/2026".into()]));
    assert!(
        read("d", "lundi 31 mai 2026", Near::Past(today())).unwrap_err().message.contains("est un dimanche")
    );
    assert!(read("d", "30/02/2026", Near::Past(today())).unwrap_err().message.contains("n’existe pas"));
}

#[test]
fn months_are_read_by_number_or_name() {
    for typed in ["03/2026", "3/2026", "2026-03", "mars 2026", "MARS 2026", " 2026-3 ", "March 2026"] {
        assert_eq!(month(typed), Some(date(2026, 3, 1)), "{typed}");
    }
    for typed in ["", "mars", "13/2026", "03/26", "2026", "03/03/2026"] {
        assert_eq!(month(typed), None, "{typed}");
    }
}

proptest! {
    #[test]
    fn nothing_typed_ever_panics(typed in "\\PC{0,30}", told in "[0-9a-zé/.\\- ]{0,16}") {
        let words = told.replace(['0', '1'], " dans ").replace(['2', '3'], " semaine").replace('z', "lundi en huit");
        for typed in [&typed, &told, &words] {
            let _ = past(typed);
            let _ = coming(typed);
            let _ = month(typed);
        }
    }

    #[test]
    fn a_day_shown_gives_the_same_day(after in 0_i64..36_500, near in -150_i64..150) {
        let day = date(1_995, 1, 1) + chrono::Days::new(u64::try_from(after).unwrap());
        for shown in [words::long_date(day), words::typed_date(day), day.to_string()] {
            prop_assert_eq!(past(&shown), Ok(day), "{}", shown);
            prop_assert_eq!(coming(&shown), Ok(day), "{}", shown);
        }
        // Where the year is left out, it is because the day is near.
        let day = today() + chrono::TimeDelta::days(near);
        for shown in [words::weekday_date(day), words::short_date(day)] {
            prop_assert_eq!(if near > 0 { coming(&shown) } else { past(&shown) }, Ok(day), "{}", shown);
        }
    }
}
