//! Files of the outside world: bytes in, plain values and problems out. Pure: nothing is believed,
//! nothing is stored.

pub mod policy;
