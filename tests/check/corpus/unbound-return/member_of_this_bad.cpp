// SPDX-License-Identifier: GPL-2.0
//! An accessor returns a pointer into its object without saying so, and is called on a temporary.

#include <kernel/prelude.hpp>

using namespace kernel;

struct Limits {
	u32 soft = 10;
	u32 hard = 20;
};

class Settings {
public:
	explicit Settings(u32 hard) { limits_.hard = hard; }

	const Limits *limits() const
	{
		if (limits_.hard < limits_.soft)
			return nullptr;
		return &limits_; // BUG: unbound-return
	}

private:
	Limits limits_;
};

class Account {
public:
	bool may_use(u32 wanted) const
	{
		const Limits *limits = Settings(most_).limits();

		return limits && wanted <= limits->hard;
	}
	void raise(u32 most) { most_ = most; }

private:
	u32 most_ = 64;
};
