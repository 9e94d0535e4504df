// SPDX-License-Identifier: GPL-2.0
//! An argument of a call on a temporary guard returns early: the guard is destroyed on that path, too.
#include <kernel/prelude.hpp>

using namespace kernel;

struct Names {
	Mutex<Vec<Box<u32>>, "case.names"> list;

	Result<> add(u32 name) { return list.lock()->push(TRY(make_box<u32>(GFP_KERNEL, name)), GFP_KERNEL); }
	Result<> add_two(u32 name)
	{
		TRY(list.lock()->push(TRY(make_box<u32>(GFP_KERNEL, name)), GFP_KERNEL));
		TRY(list.lock()->push(TRY(make_box<u32>(GFP_KERNEL, name + 1)), GFP_KERNEL));
		return ok;
	}
};

Result<> use(Names &names);
Result<> use(Names &names)
{
	TRY(names.add(1));
	return names.add_two(2);
}
