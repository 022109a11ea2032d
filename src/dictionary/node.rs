//! Reads the nodes of an `fst` map, whatever its bytes are.
//!
//! The reader that `fst` has trusts them, and panics where they are damaged. This one is
//! for files that are used without having been read: damage gives a wrong value or none.
//!
//! A node is read from its last byte back:
//!
//! ```text
//! 11cccccc  one step to the node that ends just before this one
//! 10cccccc  the same to any node; sizes, distance, output
//! 0fcccccc  c steps, final with f; sizes, index, bytes, distances, outputs, final output
//! ```
//! c is the number of a common byte, or 0 if the byte follows. Of steps it is their
//! number, or 0 if that follows. A byte of sizes has the length of a distance in its high
//! half and that of an output in its low one. A distance counts back from the node's
//! start; 0 leads to the node at 0, which is final, has no steps and takes no bytes.

/// The version of the format, with which a map begins.
pub(super) const VERSION: u64 = 3;
/// Bytes that have a number, the first one 1.
const COMMON: &[u8; 63] = b"te/oasripcnw.hlm-du012g=:bf3y5&_4v9678k%?xCDASFIBEjPTzRNM+LOqHG";
/// From so many steps on a node has an index: for each byte the number of its step.
const INDEXED: usize = 33;

/// A node, by the place of its last byte.
#[derive(Clone, Copy)]
pub(super) struct Node<'m> {
    map: &'m [u8],
    at: usize,
}

impl<'m> Node<'m> {
    pub(super) fn root(map: &'m [u8]) -> Option<Self> {
        let (rest, _checksum) = map.split_last_chunk::<4>()?;
        let at = u64::from_le_bytes(*rest.last_chunk()?);
        let at = usize::try_from(at).ok()?;
        Some(Self { map, at })
    }

    /// The node that a byte leads to, and the output on the way.
    pub(super) fn step(self, byte: u8) -> Option<(Self, u64)> {
        let (state, mut back) = self.read()?;
        let (distance, output);
        if state & 0x80 == 0 {
            let steps = Steps::read(state, &mut back)?;
            let place = steps.place(byte)?;
            (distance, output) = (steps.distances.get(place), steps.outputs.get(place));
        } else {
            let found = match state & 0x3F {
                0 => back.byte()?,
                number => COMMON[usize::from(number) - 1],
            };
            if found != byte {
                return None;
            }
            (distance, output) = match state & 0x40 {
                0 => {
                    let sizes = back.sizes()?;
                    (
                        back.numbers(1, sizes.0)?.get(0),
                        back.numbers(1, sizes.1)?.get(0),
                    )
                }
                _ => (1, 0),
            };
        }
        let at = match usize::try_from(distance).ok()? {
            0 => 0,
            distance => back.0.len().checked_sub(distance)?,
        };
        Some((Self { at, ..self }, output))
    }

    /// The output of a key that ends here.
    pub(super) fn last(self) -> Option<u64> {
        if self.at == 0 {
            return Some(0);
        }
        let (state, mut back) = self.read()?;
        if state & 0xC0 != 0x40 {
            return None;
        }
        Steps::read(state, &mut back)?.last
    }

    pub(super) fn has_steps(self) -> bool {
        self.read().is_some_and(|(state, mut back)| {
            state & 0x80 != 0
                || Steps::read(state, &mut back).is_some_and(|steps| !steps.bytes.is_empty())
        })
    }

    /// The state of the node, and what comes before it.
    fn read(self) -> Option<(u8, Back<'m>)> {
        let mut back = Back(self.map.get(..=self.at)?);
        Some((back.byte()?, back)).filter(|_| self.at != 0)
    }
}

/// The steps of a node that can have any number, in the reverse of their order.
struct Steps<'m> {
    index: Option<&'m [u8]>,
    bytes: &'m [u8],
    distances: Numbers<'m>,
    outputs: Numbers<'m>,
    last: Option<u64>,
}

impl<'m> Steps<'m> {
    fn read(state: u8, back: &mut Back<'m>) -> Option<Self> {
        let count = match state & 0x3F {
            0 => match back.byte()? {
                1 => 256,
                count => count.into(),
            },
            count => count.into(),
        };
        let (distance, output) = back.sizes()?;
        let index = if count < INDEXED {
            None
        } else {
            Some(back.bytes(256)?)
        };
        Some(Self {
            index,
            bytes: back.bytes(count)?,
            distances: back.numbers(count, distance)?,
            outputs: back.numbers(count, output)?,
            last: match state & 0x40 {
                0 => None,
                _ => Some(back.numbers(1, output)?.get(0)),
            },
        })
    }

    /// The place of a byte's step.
    fn place(&self, byte: u8) -> Option<usize> {
        let Some(index) = self.index else {
            return self.bytes.iter().position(|&other| other == byte);
        };
        let number = usize::from(index[usize::from(byte)]);
        let place = self.bytes.len().checked_sub(number + 1)?;
        (self.bytes[place] == byte).then_some(place)
    }
}

/// Bytes that are taken from the end.
struct Back<'m>(&'m [u8]);

impl<'m> Back<'m> {
    fn bytes(&mut self, len: usize) -> Option<&'m [u8]> {
        let (rest, taken) = self.0.split_at_checked(self.0.len().checked_sub(len)?)?;
        self.0 = rest;
        Some(taken)
    }

    fn byte(&mut self) -> Option<u8> {
        let (&byte, rest) = self.0.split_last()?;
        self.0 = rest;
        Some(byte)
    }

    /// The lengths of a distance and of an output.
    fn sizes(&mut self) -> Option<(usize, usize)> {
        let sizes = usize::from(self.byte()?);
        Some((sizes >> 4, sizes & 0x0F))
    }

    fn numbers(&mut self, count: usize, len: usize) -> Option<Numbers<'m>> {
        let bytes = self.bytes(count * len)?;
        Some(Numbers { len, bytes })
    }
}

/// Numbers of the same length.
struct Numbers<'m> {
    len: usize,
    bytes: &'m [u8],
}

impl Numbers<'_> {
    fn get(&self, place: usize) -> u64 {
        let bytes = self.bytes[place * self.len..][..self.len].iter().rev();
        // No number has more than eight bytes; of more, the low ones count.
        bytes.fold(0, |number, &byte| number << 8 | u64::from(byte))
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use fst::raw::{Fst, Output};
    use proptest::prelude::*;

    use super::Node;

    fn value(map: &[u8], key: &[u8]) -> Option<u64> {
        let mut node = Node::root(map)?;
        let mut value = 0_u64;
        for &byte in key {
            let (next, output) = node.step(byte)?;
            (node, value) = (next, value.wrapping_add(output));
        }
        Some(value.wrapping_add(node.last()?))
    }

    fn map() -> impl Strategy<Value = (BTreeMap<Vec<u8>, u64>, Vec<u8>)> {
        let wide = prop::collection::vec(any::<u8>(), 0..3);
        let deep = prop::collection::vec(b'a'..b'd', 0..9);
        let value = prop_oneof![0..9_u64, 0..u64::MAX / 9];
        let keys = prop::collection::btree_map(prop_oneof![wide, deep], value, 0..400);
        keys.prop_map(|keys| {
            let map = fst::Map::from_iter(keys.iter().map(|(key, value)| (key, *value))).unwrap();
            (keys, map.into_fst().into_inner())
        })
    }

    proptest! {
        #![proptest_config(ProptestConfig {
            failure_persistence: None,
            ..ProptestConfig::default()
        })]

        #[test]
        fn nodes_are_read_as_fst_reads_them(
            (keys, map) in map(),
            others in prop::collection::vec(prop::collection::vec(any::<u8>(), 0..3), 50),
        ) {
            let fst = Fst::new(&map).unwrap();
            for key in keys.keys().chain(&others) {
                prop_assert_eq!(value(&map, key), fst.get(key).map(Output::value));
            }
        }

        /// What it gives is of no interest: debug builds check every index and sum.
        #[test]
        fn damaged_nodes_do_not_panic(
            (keys, mut map) in map(),
            damages in prop::collection::vec(any::<(prop::sample::Index, u8)>(), 1..20),
        ) {
            for (place, byte) in damages {
                let place = place.index(map.len());
                map[place] = byte;
            }
            for key in keys.keys() {
                let _ = value(&map, key);
            }
        }
    }
}
