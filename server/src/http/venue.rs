//! Where people in the same building can reach this server.

use crate::config::Settings;
use std::net::{IpAddr, SocketAddr};

/// Base addresses, best first: the public one, then this machine's own on the local network.
pub fn addresses(settings: &Settings, bound: SocketAddr) -> Vec<String> {
    let mut addresses: Vec<String> = settings.public_url.iter().cloned().collect();
    let hosts: Vec<IpAddr> = if bound.ip().is_unspecified() { local() } else { vec![bound.ip()] };
    addresses.extend(hosts.into_iter().map(|ip| format!("http://{}", SocketAddr::new(ip, bound.port()))));
    addresses.dedup();
    addresses
}

/// Addresses of this machine that others on its networks can use; loopback if there is none.
fn local() -> Vec<IpAddr> {
    let all = local_ip_address::list_afinet_netifas().unwrap_or_default();
    let mut usable: Vec<IpAddr> = all.into_iter().map(|(_, ip)| ip).filter(is_usable).collect();
    usable.sort_by_key(|ip| (!is_private(ip), *ip));
    usable.dedup();
    if usable.is_empty() { vec![IpAddr::from([127, 0, 0, 1])] } else { usable }
}

fn is_usable(ip: &IpAddr) -> bool {
    match ip {
        IpAddr::V4(ip) => !ip.is_loopback() && !ip.is_link_local() && !ip.is_unspecified(),
        IpAddr::V6(ip) => !ip.is_loopback() && !ip.is_unicast_link_local() && !ip.is_unspecified(),
    }
}

fn is_private(ip: &IpAddr) -> bool {
    matches!(ip, IpAddr::V4(ip) if ip.is_private())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_public_address_comes_first_and_a_bound_one_is_told_as_it_is() {
        let settings = Settings { public_url: Some("https://rooms.example".into()), ..Settings::default() };
        let bound = "127.0.0.1:4480".parse().unwrap();
        assert_eq!(addresses(&settings, bound), ["https://rooms.example", "http://127.0.0.1:4480"]);
        assert!(!addresses(&Settings::default(), "0.0.0.0:1".parse().unwrap()).is_empty());
    }
}
