// SPDX-License-Identifier: GPL-2.0
//! A member is moved into the archive and used again, in a helper, before it gets a new value.

#include <kernel/prelude.hpp>

using namespace kernel;

struct LogPage {
	u32 lines = 0;
	u64 first_line = 0;
	String text;
};

class EventLog {
public:
	static Result<EventLog> create() { return { std::in_place, TRY(make_box<LogPage>(GFP_KERNEL)) }; }
	explicit EventLog(Box<LogPage> page) : page_(std::move(page)) {}

	Result<> append(BStr line)
	{
		if (page_->lines == 64)
			TRY(rotate());
		TRY(page_->text.append(line, GFP_KERNEL));
		page_->lines++;
		return ok;
	}

private:
	Result<> rotate()
	{
		auto fresh = TRY(make_box<LogPage>(GFP_KERNEL));

		TRY(archive_.push(std::move(page_), GFP_KERNEL));
		fresh->first_line = next_line(); // BUG: use-after-move
		page_ = std::move(fresh);
		return ok;
	}
	u64 next_line() const { return page_->first_line + page_->lines; }

	Box<LogPage> page_;
	Vec<Box<LogPage>> archive_;
};
