//! What documents mean.

pub mod heading;
pub mod items;
