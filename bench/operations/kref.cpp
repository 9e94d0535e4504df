// SPDX-License-Identifier: GPL-2.0
//! A count inside an object.

#include <kernel/memory/kref.hpp>
#include <kernel/prelude.hpp>

#include "operations.h"

using namespace kernel;

namespace {

struct Port : Kref<Port> {
	u64 number = 7;
};

struct Hub {
	Ref<Port> port;
};

constinit Hub *hub = nullptr;

Result<> make()
{
	auto port = TRY(make_ref<Port>(GFP_KERNEL));

	hub = TRY(make_box<Hub>(GFP_KERNEL, std::move(port))).into_raw();
	return ok;
}

} // namespace

int cxx_kref_setup()
{
	return make().to_c();
}
// SAFETY: from make(), and taken back once.
void cxx_kref_teardown()
{
	auto gone = Box<Hub>::from_raw(unsafe, hub);
}

long cxx_kref()
{
	Ref<Port> port = hub->port.share();

	return port->number;
}
