//! The conversation between browser and server, as documented types.
pub mod ids;
pub use ids::*;
