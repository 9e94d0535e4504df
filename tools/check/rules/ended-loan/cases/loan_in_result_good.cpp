// SPDX-License-Identifier: GPL-2.0
//! A pointer that a Result carried is used after the vector has grown.
#include <kernel/prelude.hpp>

using namespace kernel;

class Names {
public:
	Result<u32 *> add(u32 name) __lifetimebound
	{
		TRY(names_.push(name, GFP_KERNEL));
		u32 *added = names_.back();

		if (!added)
			return ENOMEM;
		return added;
	}
	Result<> pair(u32 first, u32 second)
	{
		u32 *one = TRY(add(first));

		*one += second;
		TRY(add(second));
		return ok;
	}

private:
	Vec<u32> names_;
};
