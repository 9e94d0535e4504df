// SPDX-License-Identifier: GPL-2.0
//! Arc against kref.

#include <kernel/memory/arc.hpp>
#include <kernel/prelude.hpp>

#include "operations.h"

using namespace kernel;

namespace {

struct Session {
	u64 id, opened;
};

struct Service {
	Arc<Session> session;
};

constinit Service *service = nullptr;
constinit u64 next_id = 0;

Result<> make_service()
{
	auto session = TRY(make_arc<Session>(GFP_KERNEL, 1u, 2u));

	service = TRY(make_box<Service>(GFP_KERNEL, std::move(session))).into_raw();
	return ok;
}

Result<> make_session()
{
	auto session = TRY(make_arc<Session>(GFP_ATOMIC, next_id, 2u));

	next_id += session->opened;
	return ok;
}

} // namespace

int cxx_arc_setup()
{
	return make_service().to_c();
}
// SAFETY: from make_service(), and taken back once.
void cxx_arc_teardown()
{
	auto gone = Box<Service>::from_raw(unsafe, service);
}

long cxx_arc()
{
	Arc<Session> session = service->session.share();

	return session->id;
}

long cxx_arc_make()
{
	return make_session().to_c();
}
