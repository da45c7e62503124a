//! Ranges of addresses, written as `10.0.0.0/24` or `fd00::/64` (RFC 4632, RFC 4291 section 2.3).

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

/// A range of addresses.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Subnet {
    /// The address as it is written.
    pub address: IpAddr,
    /// How many of its first bits all addresses of the range have.
    pub bits: u32,
}

impl Subnet {
    /// Reads a range.
    pub fn parse(text: &str) -> Option<Self> {
        let (address, bits) = text.split_once('/')?;
        let address: IpAddr = address.parse().ok()?;
        let bits = bits.parse().ok().filter(|bits| *bits <= if address.is_ipv4() { 32 } else { 128 })?;
        Some(Self { address, bits })
    }

    /// The address with which the range begins.
    pub fn first(self) -> IpAddr {
        match self.address {
            IpAddr::V4(address) => {
                IpAddr::V4(Ipv4Addr::from_bits(address.to_bits() & u32::MAX.checked_shl(32 - self.bits).unwrap_or(0)))
            }
            IpAddr::V6(address) => {
                let mask = u128::MAX.checked_shl(128 - self.bits).unwrap_or(0);
                IpAddr::V6(Ipv6Addr::from_bits(address.to_bits() & mask))
            }
        }
    }

    /// The address behind the first one, which Docker gives to the gateway if none is named.
    pub fn second(self) -> IpAddr {
        match self.first() {
            IpAddr::V4(address) => IpAddr::V4(Ipv4Addr::from_bits(address.to_bits().wrapping_add(1))),
            IpAddr::V6(address) => IpAddr::V6(Ipv6Addr::from_bits(address.to_bits().wrapping_add(1))),
        }
    }

    /// Whether an address is in the range.
    pub fn contains(self, address: IpAddr) -> bool {
        self.address.is_ipv4() == address.is_ipv4() && Self { address, ..self }.first() == self.first()
    }

    /// Whether two ranges have an address in common.
    pub fn overlaps(self, other: Self) -> bool {
        let bits = self.bits.min(other.bits);
        Self { bits, ..self }.contains(other.address)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_are_compared_by_their_bits() {
        let subnet = |text: &str| Subnet::parse(text).expect("a range");
        assert!(subnet("10.1.0.0/16").overlaps(subnet("10.1.2.0/24")));
        assert!(subnet("10.1.2.0/24").overlaps(subnet("10.1.0.0/16")));
        assert!(!subnet("10.1.0.0/24").overlaps(subnet("10.1.1.0/24")));
        assert!(subnet("0.0.0.0/0").overlaps(subnet("10.1.1.0/24")));
        assert!(!subnet("::/0").overlaps(subnet("10.1.1.0/24")));
        assert!(subnet("fd00::/8").contains("fd12::1".parse().expect("an address")));
        assert_eq!(subnet("10.1.2.3/24").first().to_string(), "10.1.2.0");
        assert_eq!(subnet("fd00::/64").second().to_string(), "fd00::1");
        assert!(["10.0.0.0", "10.0.0.0/33", "x/8", "::/129"].iter().all(|text| Subnet::parse(text).is_none()));
    }
}
