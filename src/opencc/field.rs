//! The values of a config, each with its place.

use std::collections::BTreeMap;

use super::ConfigErrorKind;
use super::json::Json;

/// What is wrong, and the place where.
pub(super) type Fault = (String, ConfigErrorKind);

/// A value with its place in the config.
pub(super) struct Field<'j> {
    pub(super) place: String,
    value: &'j Json,
}

/// The fields of an object, with its place in the config.
pub(super) struct Object<'j> {
    place: String,
    fields: &'j BTreeMap<String, Json>,
}

impl<'j> Field<'j> {
    pub(super) fn root(value: &'j Json) -> Self {
        let place = String::new();
        Self { place, value }
    }

    pub(super) fn fault(&self, kind: ConfigErrorKind) -> Fault {
        (self.place.clone(), kind)
    }

    pub(super) fn unknown(&self, found: &str, known: &'static [&'static str]) -> Fault {
        let found = found.to_owned();
        self.fault(ConfigErrorKind::UnknownValue { found, known })
    }

    fn is_not(&self, expected: &'static str) -> Fault {
        self.fault(ConfigErrorKind::WrongType { expected })
    }

    pub(super) fn bool(&self) -> Result<bool, Fault> {
        match self.value {
            Json::Bool(value) => Ok(*value),
            _ => Err(self.is_not("true or false")),
        }
    }

    pub(super) fn string(&self) -> Result<&'j str, Fault> {
        match self.value {
            Json::String(value) => Ok(value),
            _ => Err(self.is_not("a string")),
        }
    }

    pub(super) fn array(&self) -> Result<Vec<Self>, Fault> {
        let Json::Array(values) = self.value else {
            return Err(self.is_not("an array"));
        };
        let fields = values.iter().enumerate().map(|(index, value)| Self {
            place: format!("{}[{index}]", self.place),
            value,
        });
        Ok(fields.collect())
    }

    pub(super) fn object(&self) -> Result<Object<'j>, Fault> {
        match self.value {
            Json::Object(fields) => Ok(Object {
                place: self.place.clone(),
                fields,
            }),
            _ => Err(self.is_not("an object")),
        }
    }
}

impl<'j> Object<'j> {
    /// All fields with their names.
    pub(super) fn fields(&self) -> impl Iterator<Item = (&'j str, Field<'j>)> {
        let fields = self.fields.iter();
        fields.map(|(name, value)| (name.as_str(), self.at(name, value)))
    }

    pub(super) fn get(&self, name: &str) -> Option<Field<'j>> {
        self.fields.get(name).map(|value| self.at(name, value))
    }

    pub(super) fn require(&self, name: &'static str) -> Result<Field<'j>, Fault> {
        let missing = || (self.place.clone(), ConfigErrorKind::MissingField { name });
        self.get(name).ok_or_else(missing)
    }

    /// Fails if it has a field of another name.
    pub(super) fn has_only(&self, known: &'static [&'static str]) -> Result<(), Fault> {
        match self.fields().find(|(name, _)| !known.contains(name)) {
            Some((_, field)) => Err(field.fault(ConfigErrorKind::UnknownField { known })),
            None => Ok(()),
        }
    }

    fn at(&self, name: &str, value: &'j Json) -> Field<'j> {
        let separator = if self.place.is_empty() { "" } else { "." };
        let place = format!("{}{separator}{name}", self.place);
        Field { place, value }
    }
}
