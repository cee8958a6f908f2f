//! The machine driven by keys, against an in-memory journal; nothing is drawn.

mod changes;
mod deciding;
mod decisions;
mod drafts;
mod driver;
mod history;
mod keys;
mod moving;
mod notes;
mod objectives;
mod openings;
mod over;
mod presence;
mod prices;
mod random;
mod refusals;
mod reviewing;
mod roles;
mod said;
mod samples;
mod searching;
mod together;
mod uniting;
mod votes;
mod weighing;
