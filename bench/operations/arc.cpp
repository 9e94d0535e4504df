// SPDX-License-Identifier: GPL-2.0
//! Arc against kref.

#include <kernel/arc.hpp>
#include <kernel/prelude.hpp>

#include "operations.h"

using namespace kernel;

namespace {

struct Session {
	u64 id, opened;
};

constinit const Session *shared = nullptr;
constinit u64 next_id = 0;

Result<> make_shared()
{
	shared = TRY(make_arc<Session>(GFP_KERNEL, 1u, 2u)).into_raw();
	return ok;
}

Result<> make_session()
{
	auto session = TRY(make_arc<Session>(GFP_ATOMIC, next_id, 2u));

	next_id += session->opened;
	return ok;
}

} // namespace

int kxx_arc_setup() { return make_shared().to_c(); }
// SAFETY: from make_shared(), and taken back once.
void kxx_arc_teardown() { auto gone = Arc<Session>::from_raw(unsafe, shared); }

long kxx_arc()
{
	// SAFETY: owned from setup to teardown.
	Arc<Session> session = ArcBorrow<Session>::from_raw(unsafe, shared).share();

	return session->id;
}

long kxx_arc_make() { return make_session().to_c(); }
