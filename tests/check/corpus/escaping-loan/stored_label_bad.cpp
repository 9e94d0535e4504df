// SPDX-License-Identifier: GPL-2.0
//! A sysfs attribute keeps the text that it is given, which is valid only during the call.

#include <kernel/attr/sysfs.hpp>
#include <kernel/prelude.hpp>

using namespace kernel;

class Panel final : Pinned {
	struct State {
		BStr label;
		u32 changes = 0;

		State() = default;
	};

public:
	Panel() = default;

	Result<> publish() { return files_.publish<attr::ReadWrite<"label", &Panel::show, &Panel::store>>("panel"); }

private:
	void show(attr::Text &text) const
	{
		auto state = state_.lock();

		text.print(fmt("{} {}\n", state->label, state->changes));
	}
	Result<> store(BStr text) const
	{
		auto state = state_.lock();

		if (text.size() > 32)
			return E2BIG;
		state->label = text.without_newline(); // BUG: escaping-loan
		state->changes++;
		return ok;
	}

	Mutex<State, "panel.state"> state_;
	sysfs::Dir<Panel> files_{ this_is<&Panel::files_> };
};
