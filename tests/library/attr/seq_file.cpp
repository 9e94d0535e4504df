// SPDX-License-Identifier: GPL-2.0
//! The output of a Seq, and the order in which the kernel calls a walk.

#include <kernel/attr/debugfs.hpp>
#include <kernel/prelude.hpp>
#include <kernel/sync/mutex.hpp>
#include <kernel/test/kunit.hpp>

using namespace kernel;

namespace {

/// A seq_file with a buffer of its own, as seq_read() has it.
template <usize room>
struct Page : Pinned {
	explicit Page(const void *object)
	{
		raw.buf = buffer;
		raw.size = room;
		raw.private_ = const_cast<void *>(object);
	}
	// SAFETY: initialised above, and used by one task only.
	Seq &seq() { return Seq::from_raw(unsafe, &raw); }
	// SAFETY: `raw.count` characters were printed into the buffer.
	BStr text() const { return BStr::of(unsafe, buffer, raw.count); }

	char buffer[room] = {};
	::seq_file raw{};
};

Result<> prints(kunit::Test &test)
{
	Page<64> page(nullptr);
	Seq &seq = page.seq();

	seq.print(fmt("{} of {:#x}", 3, 255u));
	seq.print(", text");
	seq.put('\n');
	test.expect(page.text() == "3 of 0xff, text\n");
	test.expect(!seq.overflowed());
	test.expect(seq.as_raw() == &page.raw);
	return ok;
}

Result<> overflows(kunit::Test &test)
{
	Page<8> page(nullptr);

	page.seq().print(fmt("{}", 1234567));
	test.expect(!page.seq().overflowed());
	page.seq().print("more than fits");
	test.expect(page.seq().overflowed());
	page.seq().put('x'); // prints nothing, since the buffer is full
	test.expect_eq(page.raw.count, 8u);
	return ok;
}

struct Shown {
	void plain(Seq &seq) const { seq.print("plain\n"); }
	Result<> fails(Seq &seq) const
	{
		seq.print("half");
		return ENODATA;
	}
	u32 number() const { return 42; }
	Result<u32> no_number() const { return ENXIO; }
	bool yes() const { return true; }

	Atomic<i64> atomic{ -5 };
	Atomic<bool> flag{ false };
	const u16 constant = 9;
};

template <auto what>
bool shows(const Shown &shown, BStr text)
{
	Page<64> page(&shown);

	return detail::SingleFile<Shown, what>::show(&page.raw, nullptr) == 0 && page.text() == text;
}

Result<> shows_members(kunit::Test &test)
{
	Shown shown;

	test.expect(shows<&Shown::plain>(shown, "plain\n"));
	test.expect(shows<&Shown::number>(shown, "42\n"));
	test.expect(shows<&Shown::yes>(shown, "Y\n"));
	test.expect(shows<&Shown::atomic>(shown, "-5\n"));
	test.expect(shows<&Shown::flag>(shown, "N\n"));
	test.expect(shows<&Shown::constant>(shown, "9\n"));

	Page<64> page(&shown);
	using Fails = detail::SingleFile<Shown, &Shown::fails>;
	using NoNumber = detail::SingleFile<Shown, &Shown::no_number>;
	test.expect_eq(Fails::show(&page.raw, nullptr), ENODATA.to_c());
	test.expect_eq(NoNumber::show(&page.raw, nullptr), ENXIO.to_c());
	return ok;
}

/// Counts its live objects.
struct Count {
	u32 rows = 0;
};
struct Table {
	Mutex<Count, "test.rows"> rows;
	Atomic<u32> walks;
	Atomic<u32> nexts;
};

class Rows {
public:
	explicit Rows(const Table &table) : table_(table), rows_(table.rows.lock()) { table_.walks.inc(); }
	Rows(const Rows &) = delete;
	~Rows() { table_.walks.dec(); }

	const u32 *at(u64 index) const { return index < rows_->rows ? &numbers[index] : nullptr; }
	void show(Seq &seq, const u32 &number) const { seq.print(fmt("{};", number)); }

	static constexpr u32 numbers[] = { 10, 20, 30, 40 };

protected:
	const Table &table_;
	GuardOf<decltype(Table::rows)> rows_;
};
class HeadedRows : public Rows {
public:
	using Rows::Rows;
	void header(Seq &seq) const { seq.print("rows:"); }
	const u32 *next(const u32 *number) const
	{
		table_.nexts.inc();
		return at(static_cast<u64>(number - numbers) + 1);
	}
	Result<> show(Seq &seq, const u32 &number) const
	{
		if (number == 40)
			return EIO;
		Rows::show(seq, number);
		return ok;
	}
};

/// Does the same as seq_read(), from `position` on, with room for everything.
template <typename Walk>
int read(const Table &table, ::loff_t position, BStr wanted)
{
	using File = detail::SequenceFile<Table, Walk>;
	typename File::State *state = static_cast<typename File::State *>(
		Kmalloc::alloc(sizeof(typename File::State), GFP_KERNEL | __GFP_ZERO));
	int status = 0;

	if (!state)
		return ENOMEM.to_c();
	state->object = &table;
	Page<64> page(state);
	void *item = File::start(&page.raw, &position);
	// The walk exists, and the lock is held, from start() to stop().
	if (table.walks.load(relaxed) != 1 || table.rows.try_lock())
		status = EBUSY.to_c();
	while (item && !status) {
		status = File::show(&page.raw, item);
		item = File::next(&page.raw, item, &position);
	}
	File::stop(&page.raw, item);
	Kmalloc::free(state);
	if (table.walks.load(relaxed) != 0 || !table.rows.try_lock())
		return EBUSY.to_c();
	return status ? status : page.text() == wanted ? 0 : EINVAL.to_c();
}

Result<> walks(kunit::Test &test)
{
	Table table;

	test.expect_eq(read<Rows>(table, 0, ""), 0);
	test.expect_eq(read<HeadedRows>(table, 0, "rows:"), 0);
	table.rows.lock()->rows = 3;
	test.expect_eq(read<Rows>(table, 0, "10;20;30;"), 0);
	test.expect_eq(read<Rows>(table, 2, "30;"), 0);
	test.expect_eq(read<Rows>(table, 3, ""), 0);
	test.expect_eq(read<Rows>(table, 1ll << 40, ""), 0);
	return ok;
}

Result<> walks_with_header(kunit::Test &test)
{
	Table table;

	table.rows.lock()->rows = 3;
	test.expect_eq(read<HeadedRows>(table, 0, "rows:10;20;30;"), 0);
	test.expect_eq(table.nexts.load(relaxed), 3u);
	test.expect_eq(read<HeadedRows>(table, 1, "10;20;30;"), 0);
	test.expect_eq(read<HeadedRows>(table, 3, "30;"), 0);
	test.expect_eq(read<HeadedRows>(table, 4, ""), 0);
	table.rows.lock()->rows = 4;
	test.expect_eq(read<HeadedRows>(table, 0, ""), EIO.to_c());
	return ok;
}

KUNIT_SUITE(seq_file, { "prints", prints }, { "overflows", overflows }, { "shows_members", shows_members },
	    { "walks", walks }, { "walks_with_header", walks_with_header });

} // namespace
