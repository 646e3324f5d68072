//! Words that do something, and words that only join others.

/// Words that an operation's name begins or ends with where it says what it does.
const VERBS: &[&str] = &[
    "abort",
    "accept",
    "acknowledge",
    "activate",
    "add",
    "allow",
    "analyze",
    "answer",
    "append",
    "apply",
    "approve",
    "archive",
    "assign",
    "associate",
    "attach",
    "authenticate",
    "authorize",
    "ban",
    "begin",
    "block",
    "build",
    "bulk",
    "calculate",
    "cancel",
    "capture",
    "change",
    "charge",
    "check",
    "clear",
    "clone",
    "close",
    "commit",
    "compare",
    "complete",
    "compute",
    "confirm",
    "connect",
    "convert",
    "copy",
    "count",
    "create",
    "deactivate",
    "decline",
    "decrypt",
    "delete",
    "deliver",
    "deny",
    "deploy",
    "detach",
    "disable",
    "disassociate",
    "disconnect",
    "dismiss",
    "dispatch",
    "download",
    "duplicate",
    "edit",
    "enable",
    "encrypt",
    "end",
    "enqueue",
    "evaluate",
    "exchange",
    "exec",
    "execute",
    "expire",
    "export",
    "fetch",
    "filter",
    "finalize",
    "find",
    "finish",
    "flush",
    "follow",
    "force",
    "fork",
    "forward",
    "generate",
    "get",
    "grant",
    "import",
    "increment",
    "initiate",
    "insert",
    "inspect",
    "install",
    "invalidate",
    "invite",
    "invoke",
    "issue",
    "join",
    "kick",
    "kill",
    "launch",
    "leave",
    "link",
    "list",
    "load",
    "lock",
    "login",
    "logout",
    "lookup",
    "mark",
    "match",
    "merge",
    "migrate",
    "modify",
    "move",
    "mute",
    "notify",
    "open",
    "parse",
    "patch",
    "pause",
    "pin",
    "ping",
    "play",
    "poll",
    "post",
    "preview",
    "process",
    "promote",
    "provision",
    "prune",
    "publish",
    "pull",
    "purge",
    "push",
    "put",
    "query",
    "reactivate",
    "read",
    "rebase",
    "reboot",
    "rebuild",
    "receive",
    "recover",
    "refresh",
    "refund",
    "regenerate",
    "register",
    "reject",
    "reload",
    "remove",
    "rename",
    "renew",
    "reopen",
    "reorder",
    "replace",
    "replay",
    "request",
    "rerun",
    "resend",
    "reset",
    "resize",
    "resolve",
    "restart",
    "restore",
    "restrict",
    "resume",
    "retrieve",
    "retry",
    "return",
    "reverse",
    "revert",
    "revoke",
    "rollback",
    "rotate",
    "run",
    "save",
    "scale",
    "schedule",
    "search",
    "select",
    "send",
    "set",
    "share",
    "show",
    "shutdown",
    "sign",
    "signal",
    "simulate",
    "skip",
    "snapshot",
    "split",
    "start",
    "stop",
    "store",
    "stream",
    "submit",
    "subscribe",
    "suggest",
    "suspend",
    "swap",
    "switch",
    "sync",
    "synchronize",
    "tag",
    "terminate",
    "test",
    "toggle",
    "track",
    "transfer",
    "transform",
    "translate",
    "trigger",
    "truncate",
    "unarchive",
    "unassign",
    "unban",
    "unblock",
    "undelete",
    "unfollow",
    "uninstall",
    "unlink",
    "unlock",
    "unmute",
    "unpause",
    "unpin",
    "unpublish",
    "unregister",
    "unsubscribe",
    "untag",
    "update",
    "upgrade",
    "upload",
    "upsert",
    "use",
    "validate",
    "verify",
    "view",
    "void",
    "vote",
    "wait",
    "watch",
    "write",
];

/// Of those, the ones that are done by reading: the others are names of things where a path of `GET` ends in one.
const READING: &[&str] = &[
    "check", "compare", "count", "download", "export", "fetch", "filter", "find", "get", "inspect",
    "list", "lookup", "ping", "preview", "query", "read", "retrieve", "search", "suggest",
    "validate", "verify", "watch",
];

/// Words that say what is done to something by `PATCH`, and name nothing that could be changed.
const CHANGING: &[&str] = &[
    "accept",
    "activate",
    "approve",
    "archive",
    "cancel",
    "complete",
    "confirm",
    "deactivate",
    "decline",
    "disable",
    "dismiss",
    "enable",
    "finalize",
    "publish",
    "reactivate",
    "reject",
    "reopen",
    "resend",
    "restore",
    "resume",
    "revoke",
    "suspend",
    "unarchive",
    "unblock",
    "unlock",
    "unpublish",
    "verify",
];

/// Words that join others, and so stand neither first nor last in a name.
const JOINING: &[&str] = &[
    "and", "as", "at", "by", "for", "from", "in", "into", "of", "on", "or", "per", "the", "to",
    "with",
];

/// Whether a word says what is done.
pub(super) fn is_verb(word: &str) -> bool {
    VERBS.binary_search(&word).is_ok()
}

/// Whether a word says what is done by `GET`.
pub(super) fn is_reading(word: &str) -> bool {
    READING.binary_search(&word).is_ok()
}

/// Whether a word says what is sought or fetched by what stands behind it in a path: `/fruits/search/{name}`.
pub(super) fn is_seeking(word: &str) -> bool {
    matches!(
        word,
        "download" | "find" | "lookup" | "search" | "suggest" | "validate" | "verify"
    )
}

/// Whether a word says what is done by `PATCH`.
pub(super) fn is_changing(word: &str) -> bool {
    CHANGING.binary_search(&word).is_ok()
}

/// Whether a word says what a method does, and never names a thing.
pub(super) fn does(word: &str, method: &str) -> bool {
    match word {
        "fetch" | "find" | "get" | "list" | "retrieve" => matches!(method, "GET" | "POST"),
        "add" | "create" | "insert" => matches!(method, "POST" | "PUT"),
        "set" | "update" | "upsert" => matches!(method, "POST" | "PUT" | "PATCH"),
        "delete" | "destroy" | "remove" => matches!(method, "POST" | "DELETE"),
        _ => false,
    }
}

/// Whether two words say together what is done: `log_in`, `power_off`.
pub(super) fn is_phrasal(verb: &str, way: &str) -> bool {
    match way {
        "in" | "out" | "up" => matches!(verb, "log" | "opt" | "sign"),
        "on" | "off" => matches!(verb, "power" | "switch" | "turn"),
        "back" => verb == "roll",
        "down" => matches!(verb, "scale" | "shut"),
        _ => false,
    }
}

/// Whether a word joins others.
pub(super) fn is_joining(word: &str) -> bool {
    JOINING.binary_search(&word).is_ok()
}

/// Whether a word asks for one thing or for many, as its object says.
pub(super) fn is_getting(word: &str) -> bool {
    matches!(word, "get" | "fetch" | "read" | "retrieve" | "show")
}

#[cfg(test)]
mod tests {
    use super::{CHANGING, JOINING, READING, VERBS};

    #[test]
    fn lists_are_sorted() {
        assert!(VERBS.is_sorted() && READING.is_sorted());
        assert!(CHANGING.is_sorted() && JOINING.is_sorted());
    }
}
