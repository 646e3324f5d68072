//! How lists are written in Swagger 2.0: `collectionFormat`.

use super::at::At;
use super::model::{ParameterLocation, ParameterStyle};
use super::walk::{Version, Walk};
use crate::diagnostic::Code;

/// How the value of a parameter, or of a property of a form, becomes text.
pub(super) struct Serialization {
    pub(super) style: ParameterStyle,
    pub(super) explode: bool,
    /// How items are written that are lists themselves, from the outside in.
    pub(super) items: Vec<ParameterStyle>,
}

impl<'s> Walk<'s, '_> {
    /// How a list is written: `collectionFormat` of the parameter and of the `items` in it, which the upgrade lists
    /// from the outside in. `None` if it is no list of Swagger 2.0.
    pub(super) fn collection(
        &mut self,
        at: &At<'s, '_>,
        location: ParameterLocation,
    ) -> Option<Serialization> {
        if self.version != Version::V2_0 {
            return None;
        }
        let is_pairs = location == ParameterLocation::Query;
        let plain = match is_pairs {
            true => ParameterStyle::Form,
            false => ParameterStyle::Simple,
        };
        let formats = at.get("collectionFormat")?;
        let mut styles = Vec::new();
        let mut explode = false;
        for format in formats.items() {
            let style = match format.node.as_str().unwrap_or_default() {
                "csv" => plain,
                "ssv" => ParameterStyle::SpaceDelimited,
                "tsv" => ParameterStyle::TabDelimited,
                "pipes" => ParameterStyle::PipeDelimited,
                "multi" if is_pairs && styles.is_empty() => {
                    explode = true;
                    plain
                }
                other => {
                    self.warn(Code::ParameterStyle,
                        at,
                        format!("`collectionFormat` is not `{other}` here: taken as `csv`"),
                    )
                    .advise("use csv, ssv, tsv or pipes; multi is for whole parameters of query and form");
                    plain
                }
            };
            styles.push(style);
        }
        let mut styles = styles.into_iter();
        Some(Serialization {
            style: styles.next()?,
            explode,
            items: styles.collect(),
        })
    }
}
