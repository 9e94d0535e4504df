// SPDX-License-Identifier: GPL-2.0
//! A sysfs attribute copies the text that it is given.

#include <kernel/attr/sysfs.hpp>
#include <kernel/prelude.hpp>

using namespace kernel;

class Panel final : Pinned {
	struct State {
		CString label;
		u32 changes = 0;

		explicit State(CString label) : label(std::move(label)) {}
	};

public:
	explicit Panel(CString label) : state_(std::move(label)) {}

	Result<> publish() { return files_.publish<attr::ReadWrite<"label", &Panel::show, &Panel::store>>("panel"); }

private:
	void show(attr::Text &text) const
	{
		auto state = state_.lock();

		text.print(fmt("{} {}\n", state->label, state->changes));
	}
	Result<> store(BStr text) const
	{
		auto label = TRY(CString::copy(text.without_newline(), GFP_KERNEL));
		auto state = state_.lock();

		if (text.size() > 32)
			return E2BIG;
		state->label = std::move(label);
		state->changes++;
		return ok;
	}

	Mutex<State, "panel.state"> state_;
	sysfs::Dir<Panel> files_{ this_is<&Panel::files_> };
};
