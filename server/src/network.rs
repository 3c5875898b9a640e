//! Networks of addresses: whom a proxy's words are believed of, and who counts as one.

use std::net::{IpAddr, Ipv6Addr};
use std::str::FromStr;

/// All addresses that begin alike.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Network {
    address: u128,
    length: u32,
}

/// An address or a length that cannot be read, in words.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("an address or a network is expected, such as 127.0.0.1 or 10.0.0.0/8; it is {0}")]
pub struct NoNetwork(String);

/// IPv4 addresses lie in this part of IPv6.
const V4_BEGINS: u32 = 96;

impl FromStr for Network {
    type Err = NoNetwork;

    fn from_str(text: &str) -> Result<Self, NoNetwork> {
        let wrong = || NoNetwork(text.to_owned());
        let (address, length) = match text.split_once('/') {
            Some((address, length)) => (address, Some(length)),
            None => (text, None),
        };
        let address: IpAddr = address.parse().map_err(|_| wrong())?;
        let (begins, longest) = if address.is_ipv4() { (V4_BEGINS, 32) } else { (0, 128) };
        let length = match length {
            Some(length) => length.parse().ok().filter(|length| *length <= longest).ok_or_else(wrong)?,
            None => longest,
        };
        Ok(Self { address: bits(address), length: begins + length })
    }
}

impl Network {
    /// Whether an address lies in it.
    pub fn holds(&self, address: IpAddr) -> bool {
        // All of the 128 bits shifted away is no shift that the type knows.
        let differing = self.address ^ bits(address);
        differing.checked_shr(u128::BITS - self.length).unwrap_or(0) == 0
    }
}

/// An address as one number; an IPv4 address is the same number however it was written.
fn bits(address: IpAddr) -> u128 {
    match address {
        IpAddr::V4(address) => address.to_ipv6_mapped().to_bits(),
        IpAddr::V6(address) => address.to_bits(),
    }
}

/// Who counts as one: an IPv4 address, or the /64 of an IPv6 address.
pub(crate) fn one(address: IpAddr) -> IpAddr {
    match address.to_canonical() {
        IpAddr::V4(address) => IpAddr::V4(address),
        IpAddr::V6(address) => IpAddr::V6(Ipv6Addr::from_bits(address.to_bits() & !u128::from(u64::MAX))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_network_holds_the_addresses_that_begin_like_it() {
        for (network, inside, outside) in [
            ("10.0.0.0/8", "10.255.1.2", "11.0.0.1"),
            ("127.0.0.1", "127.0.0.1", "127.0.0.2"),
            ("127.0.0.1", "::ffff:127.0.0.1", "::1"),
            ("192.168.7.9/31", "192.168.7.8", "192.168.7.10"),
            ("2001:db8::/32", "2001:db8:ffff::1", "2001:db9::"),
            ("::1", "::1", "127.0.0.1"),
            ("0.0.0.0/0", "203.0.113.9", "2001:db8::1"),
        ] {
            let parsed: Network = network.parse().unwrap();
            assert!(parsed.holds(inside.parse().unwrap()), "{network} holds {inside}");
            assert!(!parsed.holds(outside.parse().unwrap()), "{network} does not hold {outside}");
        }
        assert!("::/0".parse::<Network>().unwrap().holds("203.0.113.9".parse().unwrap()));
        for wrong in ["", "proxy", "10.0.0.0/33", "::/129", "10.0.0.0/", "10.0.0/8", "10.0.0.1:80", "10.0.0.0/-1"] {
            assert!(wrong.parse::<Network>().is_err(), "{wrong}");
        }
    }
}
