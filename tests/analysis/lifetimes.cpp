// SPDX-License-Identifier: GPL-2.0
//! Borrowed values that outlive their owners.
#include <kernel/memory/arc.hpp>
#include <kernel/prelude.hpp>
#include <kernel/sync/mutex.hpp>
#include <kernel/sync/spinlock.hpp>
#include <kernel/text/string.hpp>
#include <kernel/wait/once.hpp>

using namespace kernel;

using Counter = Mutex<u32, "test.counter">;

auto guard_of_local();
auto guard_of_local()
{
	Counter lock;
	return lock.lock(); // WARN: stack
} // WARN: still held

u32 *data_outlives_guard(Counter &lock);
u32 *data_outlives_guard(Counter &lock)
{
	auto guard = lock.lock();
	return &*guard; // WARN: stack
}

u32 &element_of_local();
u32 &element_of_local()
{
	Vec<u32> numbers;
	return *numbers.begin(); // WARN: stack
}

const u32 *object_of_local_box(Gfp flags);
const u32 *object_of_local_box(Gfp flags)
{
	auto box = make_box<u32>(flags, 1u);
	Box<u32> *made = box.get(); // WARN: stack
	if (!made)
		return nullptr;
	return made->get();
}

void pointer_outlives_scope(Gfp flags);
void pointer_outlives_scope(Gfp flags)
{
	const u32 *kept = nullptr;
	{
		Vec<u32> numbers;
		numbers.push(1u, flags).ignore();
		kept = numbers.get(0); // WARN: does not live long enough
	}
	pr_info("{}", kept);
}

CStr text_of_local(CString text);
CStr text_of_local(CString text)
{
	return text.view(); // WARN: stack
}

const char *characters_of_local(String text);
const char *characters_of_local(String text)
{
	return text.as_c(); // WARN: stack
}

const u32 *value_of_local();
const u32 *value_of_local()
{
	SetOnce<u32> version;
	return version.get(); // WARN: stack
}

u32 fine(Counter &lock, Vec<u32> &numbers);
u32 fine(Counter &lock, Vec<u32> &numbers)
{
	auto counter = lock.lock();
	u32 *first = numbers.get(0);
	return *counter + (first ? *first : 0);
}
