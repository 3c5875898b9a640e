//! The two tables of codes, whole: a code, its number and its advice never change silently.

use crate::{check, check_nothing_else};
use charrette_protocol::{CloseCode, Next, RejectionCode, Retry};
use serde::{Deserialize, Serialize};

#[derive(Debug, PartialEq, Serialize, Deserialize)]
struct RejectionRow {
    code: RejectionCode,
    retry: Retry,
    words: String,
}

#[derive(Debug, PartialEq, Serialize, Deserialize)]
struct CloseRow {
    code: CloseCode,
    number: u16,
    next: Next,
    words: String,
}

#[test]
fn codes() {
    let rejections: Vec<_> = RejectionCode::ALL
        .iter()
        .map(|&code| RejectionRow { code, retry: code.retry(), words: code.words().to_owned() })
        .collect();
    check("code", "rejections", &rejections);
    let closes: Vec<_> = CloseCode::ALL
        .iter()
        .map(|&code| CloseRow { code, number: code.number(), next: code.next(), words: code.words().to_owned() })
        .collect();
    check("code", "close_codes", &closes);
    check_nothing_else("code", &["rejections", "close_codes"]);
}
