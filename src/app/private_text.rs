//! A text that another program is to read or change: in a private file that is destroyed afterwards.

use std::path::Path;

use crate::{
    app::{AppError, Session},
    store::{StoreError, vault::scratch::Scratch},
};

/// A text in a private file inside the vault's folder. Dropping it overwrites and removes the file
/// with all that was laid beside it; what a crash leaves goes when the vault is opened next.
#[derive(Debug)]
pub struct PrivateText(Scratch);

impl PrivateText {
    /// Lays a text into a new file. Its name tells nothing but the ending, such as `.md`.
    ///
    /// # Errors
    ///
    /// The system refuses the file.
    pub fn new(session: &Session, ending: &str, text: &str) -> Result<Self, AppError> {
        let scratch = Scratch::new(session.folder(), ending, text).map_err(StoreError::from)?;
        Ok(Self(scratch))
    }

    /// Where it lies: the only thing that may stand in the arguments of a program.
    #[must_use]
    pub fn path(&self) -> &Path {
        self.0.path()
    }

    /// The folder that goes with it, for swap files and the like.
    #[must_use]
    pub fn folder(&self) -> &Path {
        self.0.folder()
    }

    /// Reads what is in it now.
    ///
    /// # Errors
    ///
    /// The file is gone, too long or no text.
    pub fn text(&self) -> Result<String, AppError> {
        Ok(self.0.text().map_err(StoreError::from)?)
    }
}
