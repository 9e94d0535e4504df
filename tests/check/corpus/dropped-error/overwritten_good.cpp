// SPDX-License-Identifier: GPL-2.0
//! Several steps store their result in one variable, and only the last one is returned.

#include <kernel/prelude.hpp>

using namespace kernel;

namespace {

class Line final : Pinned {
public:
	Result<> push(u32 value) const
	{
		auto values = values_.lock();

		if (values->size() >= 4)
			return ENOSPC;
		return values->push(value, GFP_KERNEL);
	}

private:
	Mutex<Vec<u32>, "lines.values"> values_;
};

class Lines final : Pinned {
public:
	Result<> init()
	{
		TRY(fill(first_, 6));
		return fill(second_, 2);
	}

private:
	static Result<> fill(const Line &line, u32 count)
	{

		for (u32 i = 0; i < count; i++) {
			Result<> result = line.push(i);

			if (result.is_error())
				return result;
		}
		return ok;
	}

	Line first_, second_;
};

} // namespace

KERNEL_MODULE(Lines, { .name = "minimal", .license = "GPL" })
