// SPDX-License-Identifier: GPL-2.0
//! A register is written outside of any section. The bus behind the register map may sleep: C only calls it
//! through a pointer, so that nothing says that it does not.
//! Like "sleeping function called from invalid context" in drivers whose register map is on an I2C bus.

#include <linux/regmap.hpp>

#include <kernel/prelude.hpp>
#include <kernel/sync/rcu.hpp>

using namespace kernel;

namespace {

class Codec final {
public:
	/// Mutes the output.
	///
	/// Safety:
	/// - `map` is a register map, and lives until this returns.
	static Result<> mute(unsafe_t, ::regmap *map)
	{
		// SAFETY: the caller passes a live register map.
		const int error = ::regmap_write(map, 2, 0x80);
		return Result<>::from_c(error);
	}
};

} // namespace

Result<> mute_all(unsafe_t, ::regmap *map);
/// Mutes everything.
///
/// Safety:
/// - `map` is a register map, and lives until this returns.
Result<> mute_all(unsafe_t, ::regmap *map)
{
	// SAFETY: as the caller says.
	return Codec::mute(unsafe, map);
}
