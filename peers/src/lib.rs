//! Compares jianfan with the other Chinese converters, on the same texts in one run.
//!
//! [`systems`] says how each converter is called, [`race`] times them in turn, [`solo`] looks at
//! one of them alone in a fresh process, [`products`] at what is shipped. All yield [`record`]s, one
//! JSON value a line, from which [`report`] makes tables, [`chart`] a picture, and [`gate`] a verdict
//! for CI.

pub mod chart;
pub mod direction;
pub mod drawing;
pub mod gate;
pub mod page;
pub mod products;
pub mod race;
pub mod record;
pub mod report;
pub mod solo;
pub mod statistics;
pub mod systems;
pub mod text;
