// SPDX-License-Identifier: GPL-2.0
//! Messages about a device are checked as all others are.
// EXPECT: error_more_placeholders_than_arguments

#include <kernel/device.hpp>

using namespace kernel;

void use(const Device &device, Error error);
void use(const Device &device, [[maybe_unused]] Error error)
{
#ifdef FIXED
	dev_err(device, "no answer: {}", error);
#else
	dev_err(device, "no answer: {}");
#endif
}
