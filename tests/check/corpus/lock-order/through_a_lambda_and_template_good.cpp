// SPDX-License-Identifier: GPL-2.0
//! The report counts the rows before it locks the log.

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
			return lines_.lock()->push(row, GFP_KERNEL);
		});
	}

	/// Forgets the lines if there are more of them than rows.
	void trim() const
	{
		const usize most = rows();
		auto lines = lines_.lock();

		if (lines->size() > most)
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
