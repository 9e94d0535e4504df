// SPDX-License-Identifier: GPL-2.0
//! The comment says that the function may sleep.

#include <kernel/prelude.hpp>

using namespace kernel;

namespace {

struct Settings {
	u32 gain = 1;
	u32 offset = 0;
};

class Amplifier final {
public:
	/// Sets the gain.
	///
	/// Errors: ERANGE.
	/// Context: process; may sleep.
	Result<> set_gain(u32 gain) const
	{
		if (gain > 64)
			return ERANGE;
		settings_.lock()->gain = gain;
		return ok;
	}

	/// The value for a raw sample.
	///
	/// Context: process; may sleep.
	u32 amplify(u32 raw) const
	{
		auto settings = settings_.lock();

		return raw * settings->gain + settings->offset;
	}

private:
	Mutex<Settings, "amplifier.settings"> settings_;
};

} // namespace

Result<u32> amplify(u32 raw);
Result<u32> amplify(u32 raw)
{
	Amplifier amplifier;

	TRY(amplifier.set_gain(3));
	return amplifier.amplify(raw);
}
