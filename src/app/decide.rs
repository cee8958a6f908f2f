//! Making decisions.
