// SPDX-License-Identifier: GPL-2.0
//! In-place construction: every field is built once, a failure undoes them in reverse, nothing moves.
#include <kernel/memory/arc.hpp>
#include <kernel/memory/init.hpp>
#include <kernel/prelude.hpp>
#include <kernel/sync/mutex.hpp>
#include <kernel/test/kunit.hpp>

using namespace kernel;

namespace {

/// The order of construction and destruction: 'A' to 'Z' for built, 'a' to 'z' for destroyed.
struct Journal : Pinned {
	void add(char c)
	{
		if (size < sizeof(text) - 1)
			text[size++] = c;
	}
	char text[64] = {};
	usize size = 0;
};

constinit Journal journal;

void start()
{
	for (char &c : journal.text)
		c = 0;
	journal.size = 0;
}

/// Cannot be moved, and checks that it is still where it was built.
class Part : Pinned {
public:
	explicit Part(char letter) : letter_(letter), place_(this) { journal.add(letter); }
	~Part() { journal.add(letter_ - 'A' + 'a'); }
	bool stayed() const { return place_ == this; }
	char letter() const { return letter_; }

private:
	char letter_;
	Part *place_;
};

auto part(char letter)
{
	return in_place::value<Part>(letter);
}
/// Runs after the part is built.
auto fails_after(char letter, Error error)
{
	return in_place::then<Part>(part(letter), [error](Part &) -> Result<> { return error; });
}
/// Fails before anything is built.
struct Never {
	Error error;
	template <typename T>
	Result<> construct(unsafe_t, T *) &&
	{
		return error;
	}
};

struct Three {
	Part first;
	u32 number;
	Part second;
	Part third;
};

template <typename Last>
auto three(Last last)
{
	return in_place::fields<Three>(in_place::field<&Three::first>(part('A')), in_place::field<&Three::number>(7u),
				       in_place::field<&Three::second>(part('B')),
				       in_place::field<&Three::third>(std::move(last)));
}

Result<> builds_all(kunit::Test &test)
{
	start();
	{
		Slot<Three> slot;
		Three *made = TRY(slot.emplace(three(part('C'))));
		test.expect(made->first.stayed() && made->second.stayed() && made->third.stayed());
		test.expect_eq(made->number, 7);
		test.expect_eq(journal.text, "ABC");
	}
	test.expect_eq(journal.text, "ABCcba");
	return ok;
}

Result<> undoes_in_reverse(kunit::Test &test)
{
	start();
	Slot<Three> slot;
	test.expect_error(slot.emplace(three(Never{ ENODEV })), ENODEV);
	test.expect_eq(journal.text, "ABba");
	test.expect_null(slot.get());
	start();
	test.expect_error(slot.emplace(three(fails_after('C', EIO))), EIO);
	test.expect_eq(journal.text, "ABCcba");
	test.expect_null(slot.get());
	// The slot can be used again.
	start();
	TRY(slot.emplace(three(part('D'))));
	slot.reset();
	test.expect_eq(journal.text, "ABDdba");
	return ok;
}

Result<> first_field_fails(kunit::Test &test)
{
	start();
	Slot<Three> slot;
	auto result = slot.emplace(in_place::fields<Three>(
		in_place::field<&Three::first>(Never{ EBUSY }), in_place::field<&Three::number>(7u),
		in_place::field<&Three::second>(part('B')), in_place::field<&Three::third>(part('C'))));
	test.expect_error(result, EBUSY);
	test.expect_eq(journal.text, "");
	return ok;
}

Result<> order_is_that_of_the_call(kunit::Test &test)
{
	start();
	Slot<Three> slot;
	TRY(slot.emplace(in_place::fields<Three>(
		in_place::field<&Three::third>(part('C')), in_place::field<&Three::second>(part('B')),
		in_place::field<&Three::number>(1u), in_place::field<&Three::first>(part('A')))));
	test.expect_eq(journal.text, "CBA");
	return ok;
}

struct Row {
	Part parts[4];
	u32 length;
};

auto row(char failing)
{
	return in_place::fields<Row>(in_place::field<&Row::parts>(in_place::each<Part>([failing](usize i) {
					     const char letter = static_cast<char>('A' + i);
					     return in_place::then<Part>(part(letter), [=](Part &) -> Result<> {
						     if (letter == failing)
							     return EIO;
						     return ok;
					     });
				     })),
				     in_place::field<&Row::length>(4u));
}

Result<> arrays(kunit::Test &test)
{
	start();
	{
		Slot<Row> slot;
		Row *made = TRY(slot.emplace(row('Z')));
		for (const Part &one : made->parts)
			test.expect(one.stayed());
		test.expect_eq(journal.text, "ABCD");
	}
	test.expect_eq(journal.text, "ABCDdcba");
	start();
	Slot<Row> slot;
	test.expect_error(slot.emplace(row('C')), EIO);
	test.expect_eq(journal.text, "ABCcba");
	start();
	test.expect_error(slot.emplace(row('A')), EIO);
	test.expect_eq(journal.text, "Aa");
	return ok;
}

struct Nested {
	Three inner;
	Part outer;
};

Result<> nests(kunit::Test &test)
{
	auto nested = [](auto last) {
		return in_place::fields<Nested>(in_place::field<&Nested::inner>(three(part('C'))),
						in_place::field<&Nested::outer>(std::move(last)));
	};
	start();
	{
		Slot<Nested> slot;
		TRY(slot.emplace(nested(part('D'))));
	}
	test.expect_eq(journal.text, "ABCDdcba");
	start();
	Slot<Nested> slot;
	test.expect_error(slot.emplace(nested(Never{ EPERM })), EPERM);
	test.expect_eq(journal.text, "ABCcba");
	return ok;
}

Result<> from_a_callable(kunit::Test &test)
{
	start();
	Slot<Part> slot;
	Part *made = TRY(slot.emplace(in_place::from([] { return Part('X'); })));
	test.expect(made->stayed());
	test.expect_eq(made->letter(), 'X');
	test.expect_error(slot.emplace(part('Y')), EBUSY);
	test.expect_eq(journal.text, "X");
	return ok;
}

struct Zeroes {
	Three *pointer;
	u8 bytes[300]; // more bytes than in_place::fields could count; nothing counts them here
};

Result<> zeroed(kunit::Test &test)
{
	Slot<Zeroes> slot;
	Zeroes *made = TRY(slot.emplace(in_place::zeroed<Zeroes>()));
	test.expect_null(made->pointer);
	u32 sum = 0;
	for (u8 byte : made->bytes)
		sum += byte;
	test.expect_eq(sum, 0);
	return ok;
}

Result<> in_boxes(kunit::Test &test)
{
	start();
	{
		auto box = TRY(make_box<Three>(GFP_KERNEL, three(part('C'))));
		test.expect(box->first.stayed() && box->third.stayed());
		test.expect_error(make_box<Three>(GFP_KERNEL, three(Never{ ENOSPC })), ENOSPC);
		test.expect_eq(journal.text, "ABCABba");
	}
	test.expect_eq(journal.text, "ABCABbacba");
	start();
	{
		auto arc = TRY(make_arc<Three>(GFP_KERNEL, three(part('C'))));
		test.expect(arc->second.stayed());
	}
	test.expect_eq(journal.text, "ABCcba");
	return ok;
}

struct CLike {
	int state;
};

Result<> from_c_code(kunit::Test &test)
{
	auto c_init = [](int result) {
		return [result](CLike *place) {
			if (result == 0)
				place->state = 42;
			return result;
		};
	};
	Slot<CLike> slot;
	// SAFETY: a CLike is built exactly when the result is zero.
	test.expect_error(slot.emplace(in_place::from_c<CLike>(unsafe, c_init(-12))), ENOMEM);
	// SAFETY: as above.
	CLike *made = TRY(slot.emplace(in_place::from_c<CLike>(unsafe, c_init(0))));
	test.expect_eq(made->state, 42);
	return ok;
}

struct WithLock {
	Mutex<u32, "test.init.lock"> lock;
	Slot<Part> later;
};

Result<> default_fields(kunit::Test &test)
{
	start();
	{
		Slot<WithLock> slot;
		WithLock *made = TRY(slot.emplace(in_place::fields<WithLock>(in_place::field<&WithLock::lock>(9u),
									     in_place::field<&WithLock::later>())));
		test.expect_eq(*made->lock.lock(), 9);
		TRY(made->later.emplace(part('L')));
	}
	test.expect_eq(journal.text, "Ll");
	return ok;
}

// The code that counts fields must handle arrays, classes, and empty members.
struct Empty {};
struct Mixed {
	u8 bytes[3];
	Empty nothing;
	Three three;
	u32 *pointer;
	u16 grid[2][2];
};
static_assert(in_place::detail::fields_of<Three> == 4);
static_assert(in_place::detail::fields_of<Row> == 2);
static_assert(in_place::detail::fields_of<Nested> == 2);
static_assert(in_place::detail::fields_of<Empty> == 0);
static_assert(in_place::detail::fields_of<Mixed> == 5);
static_assert(in_place::detail::fields_of<WithLock> == 2);

/// Says what its Slot answers while it is built and destroyed.
struct Asking {
	Asking(Slot<Asking> &around, u32 &refused) : around(around), refused(refused) { ask(); }
	Asking(const Asking &) = delete;
	~Asking() { ask(); }

	void ask() { refused += !around.get() && around.emplace(Never{ EIO }).error() == EBUSY; }

	Slot<Asking> &around;
	u32 &refused;
};

Result<> asked_meanwhile(kunit::Test &test)
{
	u32 refused = 0;
	Slot<Asking> slot;

	TRY(slot.emplace(in_place::from([&]() -> Asking { return Asking(slot, refused); })));
	test.expect_eq(refused, 1u);
	test.expect_not_null(slot.get());
	slot.reset();
	test.expect_eq(refused, 2u);
	test.expect_null(slot.get());
	return ok;
}

} // namespace

KUNIT_SUITE(init, { "builds_all", builds_all }, { "undoes_in_reverse", undoes_in_reverse },
	    { "first_field_fails", first_field_fails }, { "order_is_that_of_the_call", order_is_that_of_the_call },
	    { "arrays", arrays }, { "nests", nests }, { "from_a_callable", from_a_callable },
	    { "from_c_code", from_c_code }, { "default_fields", default_fields }, { "zeroed", zeroed },
	    { "in_boxes", in_boxes }, { "asked_meanwhile", asked_meanwhile });
