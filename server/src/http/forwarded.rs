//! For whom a proxy asks, as far as it is to be believed.

use crate::network::Network;
use axum::http::HeaderMap;
use std::net::{IpAddr, SocketAddr};

/// The one header that is read. A second one (`Forwarded`) would be a second way to lie: a proxy
/// that writes one of them passes the other on as it came.
const HEADER: &str = "x-forwarded-for";

/// Who asks. Each proxy adds whom it heard to the end of the list, so it is read from the end, as
/// long as a trusted one wrote it: the first address that is not trusted is the asker. What cannot be read
/// says nothing, and neither does anything before it: then the last one that is known asks.
pub(super) fn asker(other_end: IpAddr, headers: &HeaderMap, trusted: &[Network]) -> IpAddr {
    let is_trusted = |address: IpAddr| trusted.iter().any(|network| network.holds(address));
    let mut asker = other_end;
    let lines = headers.get_all(HEADER).iter().rev();
    let mut heard = lines.flat_map(|line| line.as_bytes().rsplit(|byte| *byte == b','));
    while is_trusted(asker) {
        match heard.next().and_then(address) {
            Some(before) => asker = before,
            None => break,
        }
    }
    asker
}

/// An address as proxies write it: bare, in brackets, or with a port.
fn address(text: &[u8]) -> Option<IpAddr> {
    let text = str::from_utf8(text).ok()?.trim();
    let bare = text.strip_prefix('[').and_then(|text| text.strip_suffix(']')).unwrap_or(text);
    let address = bare.parse().ok().or_else(|| text.parse().ok().map(|address: SocketAddr| address.ip()))?;
    Some(address.to_canonical())
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::http::HeaderValue;

    fn asks(other_end: &str, lines: &[&[u8]]) -> String {
        let trusted = ["127.0.0.1", "10.0.0.0/8", "::1"].map(|network| network.parse().unwrap());
        let mut headers = HeaderMap::new();
        for line in lines {
            headers.append(HEADER, HeaderValue::from_bytes(line).unwrap());
        }
        asker(other_end.parse().unwrap(), &headers, &trusted).to_string()
    }

    #[test]
    fn only_trusted_proxies_are_believed_and_each_only_in_what_it_heard_itself() {
        for (other_end, lines, expected) in [
            // Nobody's word but a trusted proxy's.
            ("203.0.113.9", &[&b"198.51.100.7"[..]][..], "203.0.113.9"),
            ("127.0.0.1", &[b"198.51.100.7"], "198.51.100.7"),
            ("::ffff:127.0.0.1", &[b"198.51.100.7"], "198.51.100.7"),
            ("::1", &[b" 2001:db8::7 "], "2001:db8::7"),
            ("127.0.0.1", &[], "127.0.0.1"),
            // A chain: what stands before the first untrusted address is that one's own invention.
            ("127.0.0.1", &[b"192.0.2.1, 198.51.100.7, 10.1.2.3"], "198.51.100.7"),
            ("127.0.0.1", &[b"192.0.2.1", b"198.51.100.7", b"10.1.2.3, 10.4.5.6"], "198.51.100.7"),
            ("127.0.0.1", &[b"10.9.9.9,10.1.2.3"], "10.9.9.9"),
            // With ports, in brackets.
            ("127.0.0.1", &[b"198.51.100.7:4711"], "198.51.100.7"),
            ("127.0.0.1", &[b"[2001:db8::7]:4711"], "2001:db8::7"),
            ("127.0.0.1", &[b"[2001:db8::7]"], "2001:db8::7"),
            ("127.0.0.1", &[b"::ffff:198.51.100.7"], "198.51.100.7"),
            // Garbage.
            ("127.0.0.1", &[b""], "127.0.0.1"),
            ("127.0.0.1", &[b"unknown"], "127.0.0.1"),
            ("127.0.0.1", &[b"198.51.100.7, unknown"], "127.0.0.1"),
            ("127.0.0.1", &[b"198.51.100.7, unknown, 10.1.2.3"], "10.1.2.3"),
            ("127.0.0.1", &[b"198.51.100.7,"], "127.0.0.1"),
            ("127.0.0.1", &[b"198.51.100.7\xff"], "127.0.0.1"),
            ("127.0.0.1", &[b"198.51.100.999", b""], "127.0.0.1"),
        ] {
            assert_eq!(asks(other_end, lines), expected, "{other_end} with {lines:?}");
        }
    }
}
