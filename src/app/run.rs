//! Doing an action.
