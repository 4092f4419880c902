//! Reads settings and rules out of our own value tree, so that every mistake has a place.
//!
//! The tree is a serde data source: whatever derives `Deserialize` can be read from it, and an
//! error names the bytes of the key or value that it is about.

use std::fmt;

use serde::de::value::{MapAccessDeserializer, StrDeserializer};
use serde::de::{
    self, Deserialize, DeserializeSeed, EnumAccess, IntoDeserializer, MapAccess, SeqAccess,
    Unexpected, VariantAccess, Visitor,
};

use crate::document::Span;
use crate::document::front_matter::{Entry, Node, Value};
use crate::suggest::suggest;

/// What is wrong in a settings or rule file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mistake {
    /// The bytes of the file that it is about; the whole file when nothing is nearer.
    pub span: Option<Span>,
    /// What is wrong, with a suggestion where there is one.
    pub message: String,
}

impl Mistake {
    /// A mistake at a place.
    #[must_use]
    pub fn at(span: Span, message: impl Into<String>) -> Self {
        Self {
            span: Some(span),
            message: message.into(),
        }
    }

    fn or_at(mut self, span: Span) -> Self {
        self.span.get_or_insert(span);
        self
    }
}

impl fmt::Display for Mistake {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.message)
    }
}

impl std::error::Error for Mistake {}

impl de::Error for Mistake {
    fn custom<T: fmt::Display>(message: T) -> Self {
        Self {
            span: None,
            message: message.to_string(),
        }
    }

    fn unknown_field(field: &str, expected: &'static [&'static str]) -> Self {
        Self::custom(unknown("key", field, expected))
    }

    fn unknown_variant(variant: &str, expected: &'static [&'static str]) -> Self {
        Self::custom(unknown("value", variant, expected))
    }

    fn missing_field(field: &'static str) -> Self {
        Self::custom(format!("the key `{field}` is missing"))
    }

    fn invalid_type(unexpected: Unexpected<'_>, expected: &dyn de::Expected) -> Self {
        let found = match unexpected {
            Unexpected::Unit => "nothing".to_owned(),
            Unexpected::Str(text) => format!("the text {text:?}"),
            Unexpected::Map => "a mapping".to_owned(),
            Unexpected::Seq => "a list".to_owned(),
            Unexpected::Bool(truth) => format!("`{truth}`"),
            Unexpected::Signed(number) => format!("the number {number}"),
            Unexpected::Unsigned(number) => format!("the number {number}"),
            other => other.to_string(),
        };
        let expected = match &*expected.to_string() {
            "a map" => "a mapping".to_owned(),
            "a sequence" => "a list".to_owned(),
            "a string" => "a text".to_owned(),
            "a boolean" => "`true` or `false`".to_owned(),
            rust if rust.starts_with("struct ") => "a mapping".to_owned(),
            other => other.to_owned(),
        };
        Self::custom(format!("expected {expected}, found {found}"))
    }
}

fn unknown(what: &str, name: &str, expected: &'static [&'static str]) -> String {
    let hint = suggest(name, expected.iter().copied());
    if hint.is_empty() && !expected.is_empty() {
        let list = expected
            .iter()
            .map(|name| format!("`{name}`"))
            .collect::<Vec<_>>();
        return format!("unknown {what} `{name}`; it can be {}", list.join(", "));
    }
    format!("unknown {what} `{name}`{hint}")
}

/// Reads a value of type `T` from a node.
///
/// # Errors
/// The first thing that does not fit, with its place.
pub fn read<'de, T: Deserialize<'de>>(node: &'de Node<'de>) -> Result<T, Mistake> {
    T::deserialize(Reader(node)).map_err(|mistake| mistake.or_at(node.span))
}

/// A value together with its place in the file.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Spanned<T> {
    /// The bytes of the file.
    pub span: Span,
    /// The value.
    pub value: T,
}

const SPANNED: &str = "$copydesk::Spanned";

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Spanned<T> {
    fn deserialize<D: de::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Parts<T>(std::marker::PhantomData<T>);
        impl<'de, T: Deserialize<'de>> Visitor<'de> for Parts<T> {
            type Value = Spanned<T>;

            fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str("a value with its place")
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Self::Value, A::Error> {
                let mut number = || -> Result<u32, A::Error> {
                    seq.next_element()?
                        .ok_or_else(|| de::Error::custom("no place given"))
                };
                let span = Span::new(number()?, number()?);
                let value = seq
                    .next_element()?
                    .ok_or_else(|| de::Error::custom("no value"))?;
                Ok(Spanned { span, value })
            }
        }
        deserializer.deserialize_newtype_struct(SPANNED, Parts(std::marker::PhantomData))
    }
}

#[derive(Clone, Copy)]
struct Reader<'de>(&'de Node<'de>);

impl<'de> de::Deserializer<'de> for Reader<'de> {
    type Error = Mistake;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Mistake> {
        let result = match &self.0.value {
            Value::Null => visitor.visit_unit(),
            Value::Bool(truth) => visitor.visit_bool(*truth),
            Value::Int(number) => match (i64::try_from(*number), u64::try_from(*number)) {
                (Ok(small), _) => visitor.visit_i64(small),
                (_, Ok(large)) => visitor.visit_u64(large),
                _ => Err(de::Error::custom("the number is too large")),
            },
            Value::Float(number) => visitor.visit_f64(*number),
            Value::Str(text) => visitor.visit_str(text),
            Value::DateTime(text) => visitor.visit_str(text),
            Value::Seq(items) => visitor.visit_seq(Items(items.iter())),
            Value::Map(entries) => visitor.visit_map(Entries(entries.iter(), None)),
            Value::Alias(_) => Err(de::Error::custom(
                "aliases are not read here: write the value out",
            )),
        };
        result.map_err(|mistake| mistake.or_at(self.0.span))
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Mistake> {
        match self.0.value {
            Value::Null => visitor.visit_none(),
            _ => visitor.visit_some(self),
        }
    }

    /// One value stands for a list of one, and nothing for an empty one.
    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Mistake> {
        match self.0.value {
            Value::Null => visitor.visit_seq(Items([].iter())),
            Value::Seq(_) | Value::Map(_) => self.deserialize_any(visitor),
            _ => visitor.visit_seq(Items(std::slice::from_ref(self.0).iter())),
        }
    }

    /// A section that is empty, or whose lines are all comments, says nothing.
    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Mistake> {
        match self.0.value {
            Value::Null => visitor.visit_map(Entries([].iter(), None)),
            _ => self.deserialize_any(visitor),
        }
    }

    /// serde would fill the fields of a section from a list, by their order.
    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _name: &'static str,
        _fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Mistake> {
        match self.0.value {
            Value::Seq(_) => Err(de::Error::invalid_type(Unexpected::Seq, &visitor)),
            _ => self.deserialize_map(visitor),
        }
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        visitor: V,
    ) -> Result<V::Value, Mistake> {
        if name == SPANNED {
            return visitor.visit_seq(SpannedParts {
                reader: self,
                next: 0,
            });
        }
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _name: &'static str,
        _variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Mistake> {
        let result = match &self.0.value {
            Value::Str(text) => visitor.visit_enum(StrDeserializer::new(text)),
            // YAML 1.2 reads `off` as text, but `false` is what people coming from 1.1 write.
            Value::Bool(truth) => {
                let word = if *truth { "on" } else { "off" };
                visitor.visit_enum(StrDeserializer::new(word))
            }
            Value::Map(entries) if entries.len() == 1 => visitor.visit_enum(Variant(&entries[0])),
            _ => self.deserialize_any(visitor),
        };
        result.map_err(|mistake| mistake.or_at(self.0.span))
    }

    serde::forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf unit
        unit_struct tuple tuple_struct identifier ignored_any
    }
}

struct Items<'de>(std::slice::Iter<'de, Node<'de>>);

impl<'de> SeqAccess<'de> for Items<'de> {
    type Error = Mistake;

    fn next_element_seed<T: DeserializeSeed<'de>>(
        &mut self,
        seed: T,
    ) -> Result<Option<T::Value>, Mistake> {
        self.0
            .next()
            .map(|node| seed.deserialize(Reader(node)))
            .transpose()
    }
}

struct Entries<'de>(std::slice::Iter<'de, Entry<'de>>, Option<&'de Node<'de>>);

impl<'de> MapAccess<'de> for Entries<'de> {
    type Error = Mistake;

    fn next_key_seed<K: DeserializeSeed<'de>>(
        &mut self,
        seed: K,
    ) -> Result<Option<K::Value>, Mistake> {
        let Some(entry) = self.0.next() else {
            return Ok(None);
        };
        self.1 = Some(&entry.value);
        let key = seed.deserialize(Reader(&entry.key));
        key.map(Some)
            .map_err(|mistake| mistake.or_at(entry.key.span))
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, Mistake> {
        let node = self
            .1
            .take()
            .ok_or_else(|| de::Error::custom("a value without key"))?;
        seed.deserialize(Reader(node))
            .map_err(|mistake| mistake.or_at(node.span))
    }
}

struct SpannedParts<'de> {
    reader: Reader<'de>,
    next: u8,
}

impl<'de> SeqAccess<'de> for SpannedParts<'de> {
    type Error = Mistake;

    fn next_element_seed<T: DeserializeSeed<'de>>(
        &mut self,
        seed: T,
    ) -> Result<Option<T::Value>, Mistake> {
        self.next += 1;
        let span = self.reader.0.span;
        match self.next {
            1 => seed.deserialize(span.start.into_deserializer()).map(Some),
            2 => seed.deserialize(span.end.into_deserializer()).map(Some),
            3 => seed.deserialize(self.reader).map(Some),
            _ => Ok(None),
        }
    }
}

struct Variant<'de>(&'de Entry<'de>);

impl<'de> EnumAccess<'de> for Variant<'de> {
    type Error = Mistake;
    type Variant = VariantValue<'de>;

    fn variant_seed<V: DeserializeSeed<'de>>(
        self,
        seed: V,
    ) -> Result<(V::Value, Self::Variant), Mistake> {
        let name = seed
            .deserialize(Reader(&self.0.key))
            .map_err(|mistake| mistake.or_at(self.0.key.span))?;
        Ok((name, VariantValue(&self.0.value)))
    }
}

struct VariantValue<'de>(&'de Node<'de>);

impl<'de> VariantAccess<'de> for VariantValue<'de> {
    type Error = Mistake;

    fn unit_variant(self) -> Result<(), Mistake> {
        Deserialize::deserialize(Reader(self.0))
    }

    fn newtype_variant_seed<T: DeserializeSeed<'de>>(self, seed: T) -> Result<T::Value, Mistake> {
        seed.deserialize(Reader(self.0))
    }

    fn tuple_variant<V: Visitor<'de>>(self, _len: usize, visitor: V) -> Result<V::Value, Mistake> {
        de::Deserializer::deserialize_any(Reader(self.0), visitor)
    }

    fn struct_variant<V: Visitor<'de>>(
        self,
        _fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Mistake> {
        match self.0.as_map() {
            Some(entries) => {
                let map = MapAccessDeserializer::new(Entries(entries.iter(), None));
                de::Deserializer::deserialize_any(map, visitor)
            }
            None => de::Deserializer::deserialize_any(Reader(self.0), visitor),
        }
    }
}
