// SPDX-License-Identifier: GPL-2.0
//! A template locks the table and calls a lambda that locks the log; elsewhere the log is locked before the table.

#include <kernel/prelude.hpp>
#include <kernel/sync/rwsem.hpp>

using namespace kernel;

namespace {

class Book final {
	using Rows = Vec<u32>;
	using Lines = Vec<u64>;

public:
	Result<> add(u32 row) const
	{
		return changing([&](Rows &rows) -> Result<> {
			TRY(rows.push(row, GFP_KERNEL));
			return lines_.lock()->push(row, GFP_KERNEL); // BUG: lock-order
		});
	}

	/// Forgets the lines if there are more of them than rows.
	void trim() const
	{
		auto lines = lines_.lock();

		if (lines->size() > rows()) // BUG: lock-order
			lines->clear();
	}

	usize rows() const { return rows_.read()->size(); }

private:
	template <typename Change>
	Result<> changing(Change change) const
	{
		auto rows = rows_.write();

		return change(*rows);
	}

	RwSemaphore<Rows, "book.rows"> rows_;
	Mutex<Lines, "book.lines"> lines_;
};

} // namespace

Result<> keep_book();
Result<> keep_book()
{
	Book book;

	TRY(book.add(1));
	TRY(book.add(2));
	book.trim();
	return ok;
}
