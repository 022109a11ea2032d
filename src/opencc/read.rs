//! From a config's JSON to the chain that it describes.

use std::fs;
use std::path::Path;

use super::ConfigErrorKind;
use super::field::{Fault, Field, Object};
use super::json::Json;
use crate::chain::{Chain, Group};
use crate::dictionary::{Bundle, Dictionary, Entries, Label, Name};
use crate::tofu::Tofu;

/// Reads a config, and the dictionaries that it names.
pub(super) struct Reader<'f> {
    /// Where they are looked for.
    pub(super) folder: &'f Path,
    pub(super) tofu: Tofu,
}

impl Reader<'_> {
    pub(super) fn chain(&self, text: &str) -> Result<Chain<'static>, Fault> {
        let root = Json::parse(text).map_err(|kind| (String::new(), kind))?;
        let root = Field::root(&root).object()?;
        root.has_only(&["name", "normalization", "segmentation", "conversion_chain"])?;
        if let Some(name) = root.get("name") {
            name.string()?;
        }
        let normalization = root.get("normalization");
        let segmentation = root.get("segmentation");
        Ok(Chain {
            normalization: normalization.map_or(Ok(NOTHING), |f| self.normalization(&f))?,
            segmentation: segmentation.map(|f| self.segmentation(&f)).transpose()?,
            stages: self.stages(&root.require("conversion_chain")?)?,
        })
    }

    fn normalization(&self, field: &Field<'_>) -> Result<Group<'static>, Fault> {
        let mut stages = self.stages(field)?;
        let last = stages.pop();
        if !stages.is_empty() {
            return Err(field.fault(ConfigErrorKind::SecondNormalization));
        }
        Ok(last.unwrap_or(NOTHING))
    }

    fn segmentation(&self, field: &Field<'_>) -> Result<Group<'static>, Fault> {
        let object = field.object()?;
        object.has_only(&["type", "dict"])?;
        let kind = object.require("type")?;
        match kind.string()? {
            // It never leaves a dictionary out.
            "mmseg" => Reader {
                tofu: Tofu::Include,
                ..*self
            }
            .stage(&object),
            other => Err(kind.unknown(other, &["mmseg"])),
        }
    }

    fn stages(&self, field: &Field<'_>) -> Result<Vec<Group<'static>>, Fault> {
        let stages = field.array()?.into_iter().map(|field| {
            let object = field.object()?;
            object.has_only(&["dict"])?;
            self.stage(&object)
        });
        stages.collect()
    }

    fn stage(&self, object: &Object<'_>) -> Result<Group<'static>, Fault> {
        let group = self.group(&object.require("dict")?)?;
        Ok(group.unwrap_or(NOTHING))
    }

    /// A dictionary, or a group of them; `None` if it is left out.
    fn group(&self, field: &Field<'_>) -> Result<Option<Group<'static>>, Fault> {
        let object = field.object()?;
        let kind = object.require("type")?;
        let file = || {
            object.has_only(&["type", "file", "may_output_tofu"])?;
            object.require("file")
        };
        let group = match kind.string()? {
            "group" => {
                object.has_only(&["type", "match_policy", "dicts", "may_output_tofu"])?;
                self.members(&object)?
            }
            "text" => self.text(&file()?)?,
            "inline" => {
                object.has_only(&["type", "entries"])?;
                inline(&object.require("entries")?)?
            }
            "ocd2" | "ocd" => {
                let file = file()?.string()?;
                let unknown = |file| kind.fault(ConfigErrorKind::CompiledDictionary { file });
                built_in(file).ok_or_else(|| unknown(file.to_owned()))?
            }
            other => return Err(kind.unknown(other, &["group", "text", "inline", "ocd2", "ocd"])),
        };
        let may_output_tofu = object.get("may_output_tofu");
        let may_output_tofu = may_output_tofu.map_or(Ok(false), |field| field.bool())?;
        let is_left_out = may_output_tofu && self.tofu == Tofu::Drop;
        Ok((!is_left_out).then_some(group))
    }

    fn members(&self, object: &Object<'_>) -> Result<Group<'static>, Fault> {
        let members = object.require("dicts")?.array()?;
        let members = members.iter().filter_map(|f| self.group(f).transpose());
        let members = members.collect::<Result<_, _>>()?;
        let Some(policy) = object.get("match_policy") else {
            return Ok(Group::ShortCircuit(members));
        };
        match policy.string()? {
            "short_circuit" => Ok(Group::ShortCircuit(members)),
            "union" => Ok(Group::Union(members)),
            other => Err(policy.unknown(other, &["short_circuit", "union"])),
        }
    }

    fn text(&self, field: &Field<'_>) -> Result<Group<'static>, Fault> {
        let name = field.string()?;
        let file = self.folder.join(name);
        let path = file.display().to_string();
        let text = fs::read_to_string(&file)
            .map_err(|error| field.fault(ConfigErrorKind::Read { file, error }))?;
        let entries = Entries::parse(&path, &text)
            .map_err(|error| field.fault(ConfigErrorKind::Dictionary(error)))?;
        Ok(own(name, &entries))
    }
}

/// What no text matches.
const NOTHING: Group<'static> = Group::Union(Vec::new());

fn inline(field: &Field<'_>) -> Result<Group<'static>, Fault> {
    let object = field.object()?;
    let entries = object.fields().map(|(key, field)| {
        let value = field.string()?;
        if key.is_empty() || value.is_empty() {
            return Err(field.fault(ConfigErrorKind::EmptyEntry));
        }
        Ok((key.to_owned(), vec![value.to_owned()]))
    });
    let entries = entries.collect::<Result<_, _>>()?;
    Ok(own(&field.place, &entries))
}

fn own(name: &str, entries: &Entries) -> Group<'static> {
    Group::Leaf(Label::Own(name.into()), Dictionary::compile(entries))
}

/// The dictionary that OpenCC has in a file of this name.
fn built_in(file: &str) -> Option<Group<'static>> {
    let (stem, "ocd" | "ocd2") = file.rsplit_once('.')? else {
        return None;
    };
    let name = match stem {
        "STPhrases_GeneratedFromRegionalPhrases" => Name::StPhrasesFromRegional,
        stem => Name::ALL.into_iter().find(|name| name.as_str() == stem)?,
    };
    let dictionary = Bundle::embedded().dictionary(name);
    let dictionary = dictionary.expect("the embedded bundle has all dictionaries");
    Some(Group::Leaf(name.into(), dictionary))
}
