//! The place of a generated client, and the source of its runtime.

use crate::settings::Runtime;

/// The path of a client, and how it gets the runtime that all clients share.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Target {
    path: String,
    header: Option<String>,
    runtime: Runtime,
}

impl Target {
    /// Makes the target for the path at which users reach the client: a crate of its own if that is one name
    /// (`lines_client`), else a module of a crate (`shop::lines`). The client holds a copy of the runtime, and its
    /// files say from which document they were made.
    pub fn new(path: impl Into<String>) -> Self {
        Self {
            path: path.into().replace('-', "_"),
            header: None,
            runtime: Runtime::default(),
        }
    }

    /// Sets the first line of every file, a comment.
    #[must_use]
    pub fn header(mut self, line: impl Into<String>) -> Self {
        self.header = Some(line.into());
        self
    }

    /// Sets how the client gets the runtime that all clients share.
    #[must_use]
    pub fn runtime(mut self, runtime: Runtime) -> Self {
        self.runtime = runtime;
        self
    }

    /// The path at which users reach the client.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// The first line of every file, if it was set.
    pub fn first_line(&self) -> Option<&str> {
        self.header.as_deref()
    }

    /// Whether the client is a crate of its own.
    pub fn is_crate(&self) -> bool {
        !self.path.contains("::")
    }

    /// Returns how the client gets the runtime.
    pub fn has_runtime(&self) -> Runtime {
        self.runtime
    }

    /// Returns the path at which the code of the client finds the runtime.
    pub fn runtime_module(&self) -> String {
        match self.path.split_once("::") {
            Some((_, inner)) if self.runtime != Runtime::Module => {
                format!("crate::{inner}::runtime")
            }
            _ => "crate::runtime".to_owned(),
        }
    }

    /// Returns the path at which users reach `Error` and `Result`: the client, or the crate where several clients share
    /// them.
    pub fn results(&self) -> &str {
        match (self.runtime, self.path.split_once("::")) {
            (Runtime::Module, Some((root, _))) => root,
            _ => &self.path,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Target;
    use crate::settings::Runtime;

    #[test]
    fn the_runtime_is_found_from_wherever_the_client_is() {
        let found = |target: &Target| (target.runtime_module(), target.results().to_owned());
        let pair = |module: &str, results: &str| (module.to_owned(), results.to_owned());
        let alone = Target::new("lines_client");
        assert_eq!(found(&alone), pair("crate::runtime", "lines_client"));
        let within = Target::new("shop::api::lines");
        assert_eq!(
            found(&within),
            pair("crate::api::lines::runtime", "shop::api::lines")
        );
        let shared = within.runtime(Runtime::Module);
        assert_eq!(found(&shared), pair("crate::runtime", "shop"));
    }
}
