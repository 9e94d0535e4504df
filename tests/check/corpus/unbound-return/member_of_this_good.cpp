// SPDX-License-Identifier: GPL-2.0
//! The accessor says that its result borrows from the object.

#include <kernel/prelude.hpp>

using namespace kernel;

struct Limits {
	u32 soft = 10;
	u32 hard = 20;
};

class Settings {
public:
	explicit Settings(u32 hard) { limits_.hard = hard; }

	const Limits *limits() const __lifetimebound
	{
		if (limits_.hard < limits_.soft)
			return nullptr;
		return &limits_;
	}

private:
	Limits limits_;
};

class Account {
public:
	bool may_use(u32 wanted) const
	{
		const Settings settings(most_);
		const Limits *limits = settings.limits();

		return limits && wanted <= limits->hard;
	}
	void raise(u32 most) { most_ = most; }

private:
	u32 most_ = 64;
};
