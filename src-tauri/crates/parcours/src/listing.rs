//! How the list is written: one row for each thing that can be done, from which entries and shapes are made.

macro_rules! surface {
    ($(
        $kind:ident $name:ident($payload:ty) -> $answer:ty = $work:path $(=> $told:path)?,
        $what:literal $(@ $on:ident($label:literal, $words:literal))? $([$($topic:ident),*])?;
    )*) => {
        /// The list.
        pub const ENTRIES: &[books::entry::Entry<books::house::House>] = &[
            $( books::entry::Entry {
                name: stringify!($name),
                what: $what,
                run: surface!(@run $kind, $payload, $work $(, $told)?),
            }, )*
        ];
        /// What each entry takes and answers, and where people find it; in the order of the list.
        pub const SHAPES: &[$crate::shape::Shape] = &[
            $( $crate::shape::Shape {
                schemas: |generator| (
                    generator.subschema_for::<$payload>().to_value(),
                    generator.subschema_for::<$answer>().to_value(),
                ),
                types: |declarations: &mut $crate::shape::Declarations| {
                    (declarations.name::<$payload>(), declarations.name::<$answer>())
                },
                palette: surface!(@palette $kind $(, $on, $label, $words)?),
                topics: surface!(@topics $kind $(, $($topic),*)?),
            }, )*
        ];
    };
    (@run action, $payload:ty, $work:path, $told:path) => {
        books::entry::Run::Action(|act, payload| $work(act, books::entry::read::<$payload>(payload)?), $told)
    };
    // Its texts stand on papers, so every letter must be one that the fonts have.
    (@run printed, $payload:ty, $work:path, $told:path) => {
        books::entry::Run::Action(
            |act, payload| {
                records::printable::check(payload)?;
                $work(act, books::entry::read::<$payload>(payload)?)
            },
            $told,
        )
    };
    (@run draft, $payload:ty, $work:path) => {
        books::entry::Run::Draft(|act, payload| $work(act, books::entry::read::<$payload>(&payload)?))
    };
    (@run question, $payload:ty, $work:path) => {
        books::entry::Run::Question(|ask, payload| Ok(serde_json::to_value($work(ask, books::entry::read::<$payload>(&payload)?)?)?))
    };
    // A paper before it is issued: refused at the field at which issuing it would be.
    (@run preview, $payload:ty, $work:path) => {
        books::entry::Run::Question(|ask, payload| {
            records::printable::check(&payload)?;
            Ok(serde_json::to_value($work(ask, books::entry::read::<$payload>(&payload)?)?)?)
        })
    };
    (@run job, $payload:ty, $work:path) => {
        books::entry::Run::Job(|house, payload, watch| Ok(serde_json::to_value($work(house, books::entry::read::<$payload>(&payload)?, watch)?)?))
    };
    // An action without its place in the palette does not compile.
    (@palette action, $on:ident, $label:literal, $words:literal) => {
        Some($crate::shape::Palette { on: stringify!($on), label: $label, words: $words })
    };
    (@palette printed, $on:ident, $label:literal, $words:literal) => {
        Some($crate::shape::Palette { on: stringify!($on), label: $label, words: $words })
    };
    (@palette question) => { None };
    (@palette preview) => { None };
    (@palette draft) => { None };
    (@palette job) => { None };
    // A question without its topics does not compile; one that is asked once has none.
    (@topics question, $($topic:ident),*) => { &[$(records::schema::Topic::$topic),*] };
    (@topics preview, $($topic:ident),*) => { &[$(records::schema::Topic::$topic),*] };
    (@topics preview) => { &[] };
    (@topics action) => { &[] };
    (@topics printed) => { &[] };
    (@topics draft) => { &[] };
    (@topics job) => { &[] };
}

pub(crate) use surface;
