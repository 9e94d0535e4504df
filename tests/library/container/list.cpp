// SPDX-License-Identifier: GPL-2.0
//! Lists: the order of items, who owns them, and that none is in two lists.
#include "helpers.hpp"

#include <kernel/container/list.hpp>
#include <kernel/memory/kref.hpp>
#include <kernel/task/kthread.hpp>

using namespace kernel;

namespace {

struct Job {
	Job(const Count &count, u32 number) : alive(count), number(number) {}

	Alive alive;
	u32 number;
	ListLink link;
};
using Jobs = List<Box<Job>, &Job::link>;

struct Session {
	Session(const Count &count, u32 number) : alive(count), number(number) {}

	Alive alive;
	u32 number;
	TrackedListLink link, other;
};
using Sessions = List<Arc<Session>, &Session::link>;

Result<Box<Job>> job(const Count &count, u32 number)
{
	return make_box<Job>(GFP_KERNEL, count, number);
}

Result<> fill(Jobs &jobs, const Count &count, u32 first, u32 end)
{
	for (u32 number = first; number < end; number++)
		jobs.push_back(TRY(job(count, number)));
	return ok;
}

/// The numbers of a list, forwards or backwards, as the digits of one number, which is easy to compare.
template <typename L>
u64 digits(const L &list)
{
	u64 all = 0;

	for (const auto &item : list)
		all = all * 10 + item.number;
	return all;
}
template <typename L>
u64 digits_back(L &list)
{
	u64 all = 0;

	for (auto at = list.cursor_back(); auto *item = at.get(); at.prev())
		all = all * 10 + item->number;
	return all;
}

Result<> pushes_and_pops(kunit::Test &test)
{
	Count count;
	{
		Jobs jobs;
		test.expect(jobs.empty());
		test.expect_null(jobs.front());
		test.expect_error(jobs.pop_front(), ENOENT);
		test.expect_error(jobs.pop_back(), ENOENT);
		TRY(fill(jobs, count, 2, 5));
		jobs.push_front(TRY(job(count, 1)));
		test.expect_eq(digits(jobs), 1234u);
		test.expect_eq(digits_back(jobs), 4321u);
		test.expect_eq(jobs.front()->number, 1u);
		test.expect_eq(jobs.back()->number, 4u);
		{
			auto first = TRY(jobs.pop_front());
			test.expect_eq(first->number, 1u);
			auto last = TRY(jobs.pop_back());
			test.expect_eq(last->number, 4u);
			test.expect(count.is(4));
			jobs.push_back(std::move(first));
		}
		test.expect(count.is(3));
		test.expect_eq(digits(jobs), 231u);
		for (Job &each : jobs)
			each.number++;
		test.expect_eq(digits(jobs), 342u);
	}
	test.expect(count.is(0)); // the list destroyed the other items
	return ok;
}

Result<> cursor_changes(kunit::Test &test)
{
	Count count;
	Jobs jobs;

	TRY(fill(jobs, count, 1, 7));
	for (auto at = jobs.cursor_front(); Job *each = at.get();)
		if (each->number % 2)
			TRY(at.remove());
		else
			at.next();
	test.expect_eq(digits(jobs), 246u);
	test.expect(count.is(3));
	auto at = jobs.cursor_front();
	at.next(); // now at 4
	at.insert_before(TRY(job(count, 3)));
	at.insert_after(TRY(job(count, 5)));
	test.expect_eq(at.get()->number, 4u);
	test.expect_eq(digits(jobs), 23456u);
	at = jobs.cursor_back();
	at.next(); // past the last item
	test.expect_null(at.get());
	test.expect_error(at.remove(), ENOENT);
	at.insert_before(TRY(job(count, 7)));
	at.insert_after(TRY(job(count, 1)));
	test.expect_eq(digits(jobs), 1234567u);
	test.expect_eq(digits_back(jobs), 7654321u);
	jobs.clear();
	test.expect(jobs.empty() && count.is(0));
	return ok;
}

Result<> appends(kunit::Test &test)
{
	Count count;
	Jobs first, second;

	TRY(fill(first, count, 1, 4));
	first.append(second);
	first.append(first);
	test.expect_eq(digits(first), 123u);
	TRY(fill(second, count, 4, 7));
	first.append(second);
	test.expect(second.empty());
	test.expect_eq(digits(first), 123456u);
	test.expect_eq(digits_back(first), 654321u);
	second.push_back(TRY(first.pop_front()));
	first.prepend(second);
	test.expect_eq(digits(first), 123456u);
	second.append(first);
	test.expect(first.empty());
	test.expect_eq(digits(second), 123456u);
	return ok;
}

Result<> shared_is_in_one_list(kunit::Test &test)
{
	Count count;
	{
		Sessions here, there;
		auto session = TRY(make_arc<Session>(GFP_KERNEL, count, 1u));
		test.expect_error(here.remove(*session), ENOENT);
		TRY(here.push_back(session.share()));
		test.expect_error(here.push_back(session.share()), EBUSY);
		test.expect_error(there.push_front(session.share()), EBUSY);
		auto kept = session.share();
		test.expect_error(there.push_front(std::move(kept)), EBUSY);
		test.expect(ptr_eq(kept, session)); // it was refused, so it was not moved
		test.expect(here.has(*session) && !there.has(*session));
		test.expect_error(there.remove(*session), ENOENT);
		test.expect_error(there.cursor_at(*session), ENOENT);
		{
			auto removed = TRY(here.remove(*session));
			test.expect(ptr_eq(removed, session));
		}
		test.expect(here.empty() && !here.has(*session));
		test.expect_error(here.remove(*session), ENOENT);
		TRY(there.push_back(session.share()));
		TRY(here.push_back(TRY(make_arc<Session>(GFP_KERNEL, count, 2u))));
		here.append(there); // tells the items which list they are in
		test.expect(here.has(*session) && !there.has(*session));
		auto at = TRY(here.cursor_at(*session));
		TRY(at.remove());
		test.expect_eq(digits(here), 2u);
	}
	test.expect(count.is(0));
	return ok;
}

Result<> several_links(kunit::Test &test)
{
	Count count;
	{
		Sessions all;
		List<Arc<Session>, &Session::other> idle;
		auto session = TRY(make_arc<Session>(GFP_KERNEL, count, 3u));
		TRY(all.push_back(session.share()));
		TRY(idle.push_back(session.share()));
		session = TRY(make_arc<Session>(GFP_KERNEL, count, 4u));
		TRY(all.push_back(std::move(session)));
		TRY(idle.pop_front());
		test.expect_eq(digits(all), 34u);
		test.expect(idle.empty());
	}
	test.expect(count.is(0));
	return ok;
}

/// A list keeps an item whose last other owner is gone.
Result<> the_list_keeps(kunit::Test &test)
{
	Count count;
	Sessions sessions;
	{
		auto session = TRY(make_arc<Session>(GFP_KERNEL, count, 5u));
		TRY(sessions.push_back(session.share()));
	}
	test.expect(count.is(1));
	test.expect_eq(sessions.front()->number, 5u);
	auto last = TRY(sessions.pop_back());
	auto unique = TRY(std::move(last).into_unique_or_drop());
	test.expect_eq(unique->number, 5u);
	return ok;
}

class Counted : public Kref<Counted> {
public:
	Counted(const Count &count, u32 number) : alive(count), number(number) {}

	Alive alive;
	const u32 number;
	TrackedListLink link;
};

Result<> other_owners(kunit::Test &test)
{
	Count count;
	{
		List<Ref<Counted>, &Counted::link> refs;
		auto counted = TRY(make_ref<Counted>(GFP_KERNEL, count, 6u));
		TRY(refs.push_back(counted.share()));
		test.expect_error(refs.push_back(counted.share()), EBUSY);
		test.expect_eq(refs.front()->number, 6u);
		auto removed = TRY(refs.remove(*counted));
	}
	{
		Session session(count, 7);
		// SAFETY: the session is declared before the list.
		Outlives<Session> outlives(unsafe, &session);
		List<Outlives<Session>, &Session::link> sessions;
		TRY(sessions.push_back(Outlives(outlives)));
		test.expect_error(sessions.push_back(Outlives(outlives)), EBUSY);
		sessions.front()->number = 8;
		test.expect_eq(session.number, 8u);
	}
	test.expect(count.is(0));
	return ok;
}

struct Base {
	explicit Base(u32 number) : number(number) {}
	virtual ~Base() = default;
	u32 number;
	TrackedListLink link;
};
struct Derived final : Base {
	Derived(const Count &count, u32 number) : Base(number), alive(count) {}
	Alive alive;
};

Result<> link_in_a_base(kunit::Test &test)
{
	Count count;
	{
		List<Box<Base>, &Base::link> bases;
		List<Box<Derived>, &Derived::link> derived;
		bases.push_back(TRY(make_box<Derived>(GFP_KERNEL, count, 1u)));
		derived.push_back(TRY(make_box<Derived>(GFP_KERNEL, count, 2u)));
		test.expect_eq(digits(bases), 1u);
		test.expect_eq(digits(derived), 2u);
		test.expect(derived.has(*derived.front()));
		auto removed = TRY(derived.remove(*derived.front()));
		test.expect_eq(removed->number, 2u);
	}
	test.expect(count.is(0));
	return ok;
}

/// A tree of lists: the class is incomplete where its list is declared.
struct Folder {
	ListLink link;
	List<Box<Folder>, &Folder::link> children;
};

Result<> within_its_items(kunit::Test &test)
{
	Folder top;
	for (u32 i = 0; i < 3; i++) {
		auto child = TRY(make_box<Folder>(GFP_KERNEL));
		child->children.push_back(TRY(make_box<Folder>(GFP_KERNEL)));
		top.children.push_back(std::move(child));
	}
	test.expect(!top.children.front()->children.empty());
	return ok;
}

/// Two tasks move the same items into and out of the lists of two locks.
Result<> contended(kunit::Test &test)
{
	struct Arena {
		Count count;
		Mutex<Sessions, "test.list_here"> here;
		Mutex<Sessions, "test.list_there"> there;
		Atomic<u32> taken;
		Vec<Arc<Session>> items;
	};
	auto arena = TRY(make_unique_arc<Arena>(GFP_KERNEL));
	for (u32 i = 0; i < 8; i++)
		TRY(arena->items.push(TRY(make_arc<Session>(GFP_KERNEL, arena->count, i)), GFP_KERNEL));
	Arc<Arena> shared = std::move(arena);
	auto work = [](const Arena &arena, const auto &mine) {
		for (u32 round = 0; round < 200; round++) {
			for (const auto &item : arena.items)
				if (mine.lock()->push_back(item.share()).is_ok())
					arena.taken.inc();
			for (const auto &item : arena.items)
				if (mine.lock()->remove(*item).is_ok())
					arena.taken.dec();
		}
	};
	auto thread = TRY(Kthread::run(
		fmt("test_list"),
		[](const ThisKthread &, Arc<Arena> arena) {
			for (u32 round = 0; round < 200; round++) {
				for (const auto &item : arena->items)
					if (arena->there.lock()->push_back(item.share()).is_ok())
						arena->taken.inc();
				for (const auto &item : arena->items)
					if (arena->there.lock()->remove(*item).is_ok())
						arena->taken.dec();
			}
		},
		shared.share()));
	work(*shared, shared->here);
	thread.stop().ignore(); // the thread may not have begun
	test.expect(shared->here.lock()->empty());
	test.expect(shared->there.lock()->empty());
	test.expect_eq(shared->taken.load(relaxed), 0u);
	return ok;
}

static_assert(sizeof(ListLink) == 16 && sizeof(TrackedListLink) == 24 && sizeof(Jobs) == 16);
static_assert(!shareable<List<Box<TaskBound>, &Job::link>> && sendable<Jobs>);

} // namespace

KUNIT_SUITE(list, { "pushes_and_pops", pushes_and_pops }, { "cursor_changes", cursor_changes }, { "appends", appends },
	    { "shared_is_in_one_list", shared_is_in_one_list }, { "several_links", several_links },
	    { "the_list_keeps", the_list_keeps }, { "other_owners", other_owners },
	    { "link_in_a_base", link_in_a_base }, { "within_its_items", within_its_items }, { "contended", contended });
;
