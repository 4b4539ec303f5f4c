//! Words of closed lists, as they are stored: one text for each value, and none other.

/// A value that is stored as a word.
pub trait Stored: Copy + 'static {
    /// What it is, for the log: `InvoiceKind`.
    const WHAT: &'static str;

    fn word(self) -> &'static str;

    /// None for a word that is not on the list: never a default.
    fn of_word(word: &str) -> Option<Self>;
}

/// Says how each value of an enum is stored. A variant without a word does not compile.
///
/// ```
/// #[derive(Clone, Copy, Debug, PartialEq)]
/// enum Colour { Red, Green }
/// values::stored!(Colour { Red = "red", Green = "green" });
/// assert_eq!(Colour::Red.stored(), "red");
/// assert_eq!(Colour::from_stored("green"), Some(Colour::Green));
/// assert_eq!(Colour::from_stored("blue"), None);
/// ```
#[macro_export]
macro_rules! stored {
    ($type:ident { $($variant:ident = $word:literal),+ $(,)? }) => {
        impl $type {
            /// The word that is stored.
            #[must_use]
            pub const fn stored(self) -> &'static str {
                match self {
                    $($type::$variant => $word,)+
                }
            }

            /// What that word stands for; none for a word that is not on the list.
            #[must_use]
            pub fn from_stored(word: &str) -> Option<$type> {
                match word {
                    $($word => Some($type::$variant),)+
                    _ => None,
                }
            }
        }

        impl $crate::stored::Stored for $type {
            const WHAT: &'static str = stringify!($type);

            fn word(self) -> &'static str {
                self.stored()
            }

            fn of_word(word: &str) -> Option<$type> {
                $type::from_stored(word)
            }
        }
    };
}
