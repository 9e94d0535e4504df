// SPDX-License-Identifier: GPL-2.0
//! Code that kernel/wait/completion.hpp refuses.
#include <kernel/prelude.hpp>
#include <kernel/wait/completion.hpp>

using namespace kernel;

// REFUSED completion_copied: deleted function
// Waiters are linked to the completion by its address.
void use(Completion<"test.done"> &done);
void use(Completion<"test.done"> &done)
{
#ifdef FIXED
	Completion<"test.done"> &other = done;
#else
	Completion<"test.done"> other = done;
#endif
	other.complete();
}

// REFUSED completion_reinit_of_shared: discards qualifiers
// Reinitialising a completion that other tasks use may lose a wake-up.
void use(const Completion<"test.done"> &shared, Completion<"test.done"> &alone);
void use(const Completion<"test.done"> &shared, Completion<"test.done"> &alone)
{
	static_cast<void>(shared);
	static_cast<void>(alone);
#ifdef FIXED
	alone.reinit();
#else
	shared.reinit();
#endif
}

// REFUSED completion_timeout_dropped: ignoring return|nodiscard
// The caller checks whether the completion came in time.
void use(const Completion<"test.done"> &done);
void use(const Completion<"test.done"> &done)
{
#ifdef FIXED
	if (!done.wait_timeout(1_s))
		pr_warn("too late");
#else
	done.wait_timeout(1_s);
#endif
}

// REFUSED completion_without_name: wrong number of template arguments|invalid use of template-name|missing template arguments
// Every lock has a class, also the one in a completion.
#ifdef FIXED
static constinit Completion<"test.done"> done;
#else
static constinit Completion<> done;
#endif

void use();
void use()
{
	done.complete();
}
