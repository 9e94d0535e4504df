// SPDX-License-Identifier: GPL-2.0
//! A part that logs its construction and destruction.
#pragma once

#include <kernel/prelude.hpp>

struct Part {
	explicit Part(int number) : number_(number) { pr_info("part {} built", number_); }
	Part(Part &&other) : number_(std::exchange(other.number_, 0)) {}
	~Part()
	{
		if (number_)
			pr_info("part {} gone", number_);
	}

private:
	int number_;
};
