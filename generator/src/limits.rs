//! The limits of what a document may ask for, which is hostile input: each with what happens beyond it. None depends
//! on time or on the machine, so that the same document gives the same output everywhere.
//!
//! The first limits are about reading.

/// How many nodes a document may have, all its files and overlays together, and how many may be built again where
/// references are replaced by what they lead to. Beyond: an error; a reference is left out.
pub const NODES: usize = 5_000_000;

/// How many nodes the aliases of YAML may add to what the text itself can hold. Beyond: an error.
pub const ALIASED: usize = 200_000;

/// How many nodes the actions of all overlays may add. Beyond: an error. An action on a hundred properties of each of
/// ten thousand operations stays below.
pub const OVERLAID: usize = 1_000_000;

/// How many bytes of text count as one node more where something is built again: by an alias, by an action of an
/// overlay, in the place of a reference. Otherwise one long text would cost no more than a small node, however often it
/// is repeated.
pub const NODE_TEXT: usize = 64;

/// How deep a document may nest. The parser of JSON stops at 128 with a message of its own; later stages recurse over the
/// tree, and a level costs them some kilobytes of stack. Beyond: an error.
pub const DEPTH: usize = 120;

/// How many files a document may consist of. Beyond: a reference is left out.
pub const FILES: usize = 20_000;

/// How many bytes a file may have that is the document or that a reference names. Beyond: an error; a reference is left
/// out. A larger file is not read, so that no document asks for more memory than there is by naming large files.
pub const FILE_BYTES: u64 = 256 << 20;

/// How many bytes a URL may give that the user named as the document, how many redirects lead to it, and how long it may
/// take. Beyond: an error.
pub const FETCHED_BYTES: u64 = 256 << 20;
/// See [`FETCHED_BYTES`].
pub const FETCH_REDIRECTS: u32 = 5;
/// See [`FETCHED_BYTES`].
pub const FETCH_TIME: std::time::Duration = std::time::Duration::from_secs(60);

/// How many references may be followed to find the target of one reference. Beyond: the reference is left out.
pub const HOPS: usize = 64;

/// How many references that are replaced by their targets may lie within each other. Beyond: the innermost is left out.
pub const ENTERED: usize = 12;

/// How many bytes a JSONPath of an overlay may have, how deep its parentheses may nest, for each of which the parser
/// calls itself, and its brackets, within each of which a filter may walk down the whole document again. Beyond: an
/// error.
pub const JSONPATH_BYTES: usize = 16_384;
/// See [`JSONPATH_BYTES`].
pub const JSONPATH_PARENTHESES: usize = 32;
/// See [`JSONPATH_BYTES`].
pub const JSONPATH_BRACKETS: usize = 8;

/// How many steps one action of an overlay may take. A step is a node that a JSONPath visits or an update is merged
/// into, a part of a filter that is tried at a node, or so much text that is read as takes the time of one. Beyond: an
/// error. A path that tries ten things at every node of a document of [`NODES`] nodes stays below it; a path that walks
/// the document for each of its nodes does not. It takes a few seconds to take as many.
pub const JSONPATH_STEPS: usize = 100_000_000;

/// How many steps the actions of all overlays may take together. Beyond: an error.
pub const OVERLAY_STEPS: usize = 5 * JSONPATH_STEPS;

/// How many bytes a regular expression of a document or an overlay may take when it is compiled, and how deep its groups may
/// nest. Beyond: nothing matches it, and no value is made by it.
pub const PATTERN_SIZE: usize = 1 << 17;
/// See [`PATTERN_SIZE`].
pub const PATTERN_DEPTH: u32 = 32;

// The limits of the generated code. Beyond these sizes rustc takes gigabytes, or does not come to an end. No document of
// some 3,700 public ones comes near: the most they have are 217 properties, 826 values and 654 variants.

/// How many schemas may stand in one another. Beyond: any value.
pub const SCHEMAS: usize = 100;

/// The stack on which files are written, in bytes. The formatter calls itself for every level of a type, and the default
/// stack of a thread does not hold as many levels as schemas may stand in one another.
pub const STACK: usize = 64 << 20;

/// How many `allOf`s may stand in one another, through references too. A type has the properties of all of them, so
/// that a chain without a bound would cost its square. Beyond: the entry is left out.
pub const ALL_OFS: usize = 64;

/// How many properties of an object have a field. Beyond: they are among those that have none.
pub const FIELDS: usize = 500;

/// How many values an enum may have. Beyond: the type is one around any value of the JSON type.
pub const VALUES: usize = 2_000;

/// How many types a union may have. Beyond: any value.
pub const VARIANTS: usize = 2_000;

/// How many references may be followed in a row to find keywords of a value beside its type: a name in XML, a default.
/// Beyond: keywords that are farther away are not seen. It is as many as schemas may stand in one another, so that the
/// keywords of every schema that has a type are seen.
pub const FOLLOWED: usize = SCHEMAS;

/// How many copies the variants of a union may have of the properties that stand beside it, all together. Beyond: an
/// object that does not tell its variants apart, and a warning.
pub const COPIED: usize = 20_000;

/// How many properties of the types within a union's variants are listed to tell the variants apart: the list is repeated
/// wherever the union is used. Beyond: such a variant admits anything.
pub const OUTLINED: usize = 1_000;

/// How many bytes the name of a schema may have from which packages and the arguments of generic types are told: each
/// of its parts can be one, and one argument can stand in another. Beyond: the name is taken whole.
pub const NAME_BYTES: usize = 1_000;

/// How many words of an id, a tag or another name are looked at: they are compared with one another. What stands behind
/// them is not said by the name that is made.
pub const NAME_WORDS: usize = 100;

/// How many bytes a path may have: the lock repeats the path for every parameter of its operations. Beyond: the path is
/// left out. Servers refuse paths that are not much longer (RFC 9110, section 4.1).
pub const PATH_BYTES: usize = 2_000;
