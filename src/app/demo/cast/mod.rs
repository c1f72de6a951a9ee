//! Who the demo is about: Juno Albers, who designs and builds for print and web in Berlin, and the
//! people around her.
//!
//! Most of them are in order. Those who are not each show one way in which a value loses its
//! justification, and stand together in [`trouble`].

mod clients;
mod firms;
mod network;
mod prospects;
mod readers;
mod trouble;

use super::script::Script;

/// Writes the whole story.
pub(super) fn write(script: &mut Script) {
    clients::write(script);
    firms::write(script);
    network::write(script);
    prospects::write(script);
    readers::write(script);
    trouble::write(script);
}
