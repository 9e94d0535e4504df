// SPDX-License-Identifier: GPL-2.0
//! The standard's registers have names; the maker's are 16 to 31.
// EXPECT: error_vendor_registers_of_clause_22_are_16_to_31

#include <kernel/net/phy.hpp>

using namespace kernel;

Result<u16> use(phy::Device &phy);
Result<u16> use(phy::Device &phy)
{
#ifdef FIXED
	return phy.read(phy::C22::vendor(31));
#else
	return phy.read(phy::C22::vendor(32));
#endif
}
