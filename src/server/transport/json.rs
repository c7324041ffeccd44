//! JSON as bytes, on its way out and in.
//!
//! tower-lsp turns every answer into a `serde_json::Value` and that into bytes: of 300,000 semantic tokens it
//! makes one and a half million values first. `Json` goes from the typed answer to the bytes in one step.

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::value::RawValue;
use std::borrow::Cow;
use tower_lsp::jsonrpc::Error;

/// One JSON value as the bytes that are sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Json(Vec<u8>);

impl Json {
    /// The JSON of `value`; an internal error if it has none, as a map whose keys are no strings.
    pub fn of<T: Serialize + ?Sized>(value: &T) -> Result<Self, Error> {
        serde_json::to_vec(value)
            .map(Self)
            .map_err(|error| Error { message: Cow::Owned(error.to_string()), ..Error::internal_error() })
    }

    /// The bytes, which are UTF-8.
    pub fn into_bytes(self) -> Vec<u8> {
        self.0
    }
}

impl Default for Json {
    /// The JSON null.
    fn default() -> Self {
        Self(b"null".to_vec())
    }
}

/// Reads the `params` of a message as their type; the error is the one that a request is answered with.
pub fn read_params<P: DeserializeOwned>(params: &RawValue) -> Result<P, Error> {
    serde_json::from_str(params.get()).map_err(|error| Error::invalid_params(error.to_string()))
}
