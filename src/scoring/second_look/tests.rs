//! The findings on programs made for them.
