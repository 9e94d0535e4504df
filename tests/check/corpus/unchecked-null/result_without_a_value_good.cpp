// SPDX-License-Identifier: GPL-2.0
//! The pointer that Result::get() returns is tested.

#include <kernel/prelude.hpp>

using namespace kernel;

namespace {

struct Version {
	u32 major;
	u32 minor;
};

Result<Version> parse_version(BStr text)
{
	if (text.size() != 3)
		return EINVAL;
	const char *major = text.get(0);
	const char *minor = text.get(2);
	if (!major || !minor)
		return EINVAL;
	return Version{ static_cast<u32>(*major - '0'), static_cast<u32>(*minor - '0') };
}

bool supported(BStr text)
{
	auto version = parse_version(text);
	const Version *parsed = version.get();

	return parsed && parsed->major >= 2;
}

} // namespace

bool firmware_fits(BStr name);
bool firmware_fits(BStr name)
{
	return supported(name) || supported("1.0");
}
