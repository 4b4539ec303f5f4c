//! Before a judge: the routes open to this creditor against this debtor, the time that is left, and what the file lacks.

pub mod clock;
mod gap;
mod limit;
mod route;

pub use gap::{CourtGap, DealEvidence, gaps};
pub use limit::{Limit, prescribed_on};
pub use route::{Route, all_routes, route_name, routes};
