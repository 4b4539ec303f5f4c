//! Why a command stops.

use books::error::Error;
use books::failure::Failure;
use serde_json::Value;
use values::refusal::Refusal;

/// Why the command stops, by exit code.
pub enum Stop {
    Failed(Failure),
    Unverified(Value),
    /// Something was left undone; what was done is told.
    Undone(Value),
}

impl From<Failure> for Stop {
    fn from(failure: Failure) -> Stop {
        Stop::Failed(failure)
    }
}

impl From<Error> for Stop {
    fn from(error: Error) -> Stop {
        Stop::Failed(if let Error::Refused(refusal) = error {
            Failure::Refused(refusal)
        } else {
            Failure::Internal(error.to_string())
        })
    }
}

impl From<Refusal> for Stop {
    fn from(refusal: Refusal) -> Stop {
        Stop::Failed(Failure::Refused(refusal))
    }
}
